//===-- Owners.h - What smart pointers are made to own ----------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_SYNTAX_OWNERS_H
#define CLOSURE_ENGINE_SYNTAX_OWNERS_H

namespace clang {
class CallExpr;
class CXXRecordDecl;
class VarDecl;
} // namespace clang

namespace closure {

/// The call of `std::make_unique` or `std::make_shared` that initialises the variable, or null.
const clang::CallExpr *makerOf(const clang::VarDecl &Owner);

/// The class of what `std::make_unique<T>` makes.
const clang::CXXRecordDecl *madeBy(const clang::CallExpr &Call);

} // namespace closure

#endif // CLOSURE_ENGINE_SYNTAX_OWNERS_H
