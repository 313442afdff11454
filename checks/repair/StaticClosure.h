//===-- StaticClosure.h - A static closure over locals ------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A static closure is made once and refers to the locals of the first call. Made anew for
// each call, it refers to those of its own.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_REPAIR_STATICCLOSURE_H
#define CLOSURE_REPAIR_STATICCLOSURE_H

#include "clang/Basic/Diagnostic.h"
#include <optional>

namespace clang {
class ASTContext;
class FunctionDecl;
class LambdaExpr;
} // namespace clang

namespace closure {

/// The edit that takes away `static` from the variable of `Owner` that `Lambda` initialises;
/// nothing if that could change more.
std::optional<clang::FixItHint> dropStatic(const clang::FunctionDecl &Owner,
                                           const clang::LambdaExpr &Lambda,
                                           const clang::ASTContext &Context);

} // namespace closure

#endif // CLOSURE_REPAIR_STATICCLOSURE_H
