//===-- Selection.h - Which functions are worth a look ----------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_SELECTION_H
#define CLOSURE_SELECTION_H

#include "checks/engine/Types.h"
#include <vector>

namespace clang {
class FunctionDecl;
} // namespace clang

namespace closure {

/// The functions, lambdas' call operators and instantiations in the traversal scope that
/// make closures or receive some from calls; not those of system headers, and templates
/// only as instantiated. In the order of the source.
std::vector<const clang::FunctionDecl *> selectFunctions(clang::ASTContext &Context, Types &T);

} // namespace closure

#endif // CLOSURE_SELECTION_H
