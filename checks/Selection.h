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

#include "checks/engine/syntax/Types.h"
#include "llvm/ADT/DenseSet.h"
#include <vector>

namespace clang {
class FieldDecl;
class FunctionDecl;
class ValueDecl;
} // namespace clang

namespace closure {

struct SelectedFunctions {
  std::vector<const clang::FunctionDecl *> ToAnalyse;
  /// The canonical declarations of all that the code in the traversal scope calls by name.
  llvm::DenseSet<const clang::FunctionDecl *> Called;
  /// Those among them that are not the constructor of what `new` makes, or of a base: of these the
  /// caller knows the object.
  llvm::DenseSet<const clang::FunctionDecl *> Placed;
  /// The variables and members that are called where they are, and not as a copy.
  llvm::DenseSet<const clang::ValueDecl *> InPlace;
  /// Every function that has its body here.
  std::vector<const clang::FunctionDecl *> Defined;
  /// The members whose initialisers, where they are declared, make lambdas.
  std::vector<const clang::FieldDecl *> Initialised;
};

/// The functions, lambdas' call operators and instantiations in the traversal scope that
/// make closures or receive some from calls; not those of system headers, and templates
/// only as instantiated. In the order of the source.
SelectedFunctions selectFunctions(clang::ASTContext &Context, Types &T);

} // namespace closure

#endif // CLOSURE_SELECTION_H
