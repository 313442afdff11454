//===-- Ownership.h - What an object owns by its members --------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_CYCLES_OWNERSHIP_H
#define CLOSURE_CYCLES_OWNERSHIP_H

#include "checks/engine/terms/Holder.h"
#include "clang/AST/Type.h"
#include <optional>

namespace clang {
class CXXRecordDecl;
class Expr;
class VarDecl;
} // namespace clang

namespace closure {

/// The members on a way.
using Members = std::vector<const clang::ValueDecl *>;

/// Whether a holder of this type would keep nothing alive: a plain or weak pointer, a reference
/// wrapper.
bool isLooseHold(clang::QualType T);

/// The members that lead from an object of the class to what the path below it names, if each owns
/// what it leads to. What the path leaves out, as the elements of a container, the types fill in.
std::optional<Members> ownedPath(const clang::CXXRecordDecl &Class,
                                 llvm::ArrayRef<PathElement> Path);

/// Whether what the expression names through methods of classes of the user's is a part of their
/// objects, as far as they show.
bool staysInside(const clang::Expr &E);

/// Whether the expression leads from the variable.
bool leadsFrom(const clang::Expr &E, const clang::VarDecl &V);

} // namespace closure

#endif // CLOSURE_CYCLES_OWNERSHIP_H
