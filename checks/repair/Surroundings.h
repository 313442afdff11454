//===-- Surroundings.h - What stands around a lambda ------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_REPAIR_SURROUNDINGS_H
#define CLOSURE_REPAIR_SURROUNDINGS_H

namespace clang {
class LambdaExpr;
class Stmt;
class ValueDecl;
} // namespace clang

namespace closure {

class UseIndex;

/// What stands around a lambda in the function that declares the captured variable.
struct Surroundings {
  const clang::Stmt *Statement = nullptr; ///< The innermost statement that is no expression's part.
  const clang::Stmt *Loop = nullptr;      ///< The outermost loop in the variable's scope.
  bool InLoop = false; ///< A loop or a lambda in the variable's scope makes the lambda again.
  bool Erased = false; ///< It becomes part of an object that must be copyable.
  bool Const = false;  ///< It is stored in a const variable.
  /// It goes straight into the return value or into a `std::function`, whose call is not
  /// const: so it may be `mutable`.
  bool MayBeMutable = false;
};

/// `Code` is that of the function that declares `V`.
Surroundings surroundingsOf(const clang::LambdaExpr &Lambda, const clang::ValueDecl &V,
                            const UseIndex &Code);

} // namespace closure

#endif // CLOSURE_REPAIR_SURROUNDINGS_H
