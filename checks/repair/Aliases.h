//===-- Aliases.h - What else refers to a variable --------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef CLOSURE_REPAIR_ALIASES_H
#define CLOSURE_REPAIR_ALIASES_H

#include "clang/AST/Type.h"
#include <vector>

namespace clang {
class ASTContext;
class LambdaExpr;
class ValueDecl;
class VarDecl;
} // namespace clang

namespace closure {

class KnownUses;
class UseIndex;

/// What another name of a variable can be used for.
enum class Alias {
  Change,  ///< It can change the variable.
  Read,    ///< It can see changes of the variable.
  Derived, ///< It was made from the variable, and may refer to it.
  Part,    ///< It is a reference, by which a part of the variable, or all of it, can be changed.
  Given,   ///< It is the address, which a method of the variable gives away.
};

/// Whether the code, apart from `Except`, gives `V` such another name: a reference, a pointer,
/// a guard, a capture `[&r = x]` of another lambda.
bool isAliased(const UseIndex &Code, const clang::ValueDecl *V, const clang::LambdaExpr *Except,
               Alias Kind, const clang::ASTContext &Context, KnownUses &Known);

/// The references of the code to `V` or a part of it, by which that can be changed, but for the
/// elements that a loop goes through.
std::vector<const clang::VarDecl *> referencesInto(const UseIndex &Code, const clang::ValueDecl *V,
                                                   KnownUses &Known);

/// Whether a copy of such an object refers to what the original refers to: a pointer, an
/// iterator, a view, a tuple of references, a plain struct of these.
bool refersElsewhere(clang::QualType Type);

/// The variables that a reference may be bound to, or into: those that its initialiser names,
/// through other references and the hidden variables of a range-for.
std::vector<const clang::VarDecl *> boundTo(const clang::VarDecl &Reference);

} // namespace closure

#endif // CLOSURE_REPAIR_ALIASES_H
