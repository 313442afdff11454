//===-- LeadsSomewhere.h - Whether a pointer leads to an object -*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_REPAIR_LEADSSOMEWHERE_H
#define CLOSURE_REPAIR_LEADSSOMEWHERE_H

namespace clang {
class LambdaExpr;
class VarDecl;
} // namespace clang

namespace closure {

class UseIndex;

/// Whether the pointer or the iterator is known to lead to an object where the lambda is made, so
/// that this can be copied there: it was made as the address of one, or the code has asked, or has
/// used what it leads to. `Code` is that of the function which declares `V`.
bool leadsSomewhere(const clang::VarDecl &V, const clang::LambdaExpr &Lambda, const UseIndex &Code);

} // namespace closure

#endif // CLOSURE_REPAIR_LEADSSOMEWHERE_H
