//===-- Overriders.h - Which virtual functions nothing overrides -*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A call of a virtual function runs the body that one sees only if nothing can override it: the
// function or its class is final, or only this translation unit can derive from the class, and
// none of its classes overrides the function.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_CALLS_OVERRIDERS_H
#define CLOSURE_CALLS_OVERRIDERS_H

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"
#include <vector>

namespace clang {
class ASTContext;
class CXXMethodDecl;
class DeclContext;
class FunctionDecl;
} // namespace clang

namespace closure {

class Overriders {
public:
  explicit Overriders(const clang::ASTContext &Context) : Context(Context) {}

  /// Whether a call of the function can run another one.
  bool mayReplace(const clang::FunctionDecl &Callee);

  /// Those that the unit shows, of whatever depth.
  llvm::SmallVector<const clang::CXXMethodDecl *, 4>
  overridersOf(const clang::CXXMethodDecl &Method);

private:
  void gatherAll();
  void gather(const clang::DeclContext &In);

  const clang::ASTContext &Context;
  bool Gathered = false;
  /// By what they override directly; in the order of the source.
  llvm::DenseMap<const clang::CXXMethodDecl *, std::vector<const clang::CXXMethodDecl *>>
      Overriding;
};

} // namespace closure

#endif // CLOSURE_CALLS_OVERRIDERS_H
