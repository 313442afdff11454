//===-- Candidates.h - Copies that a function's closures have ---*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_UPDATES_CANDIDATES_H
#define CLOSURE_UPDATES_CANDIDATES_H

#include "checks/engine/terms/Loan.h"
#include <vector>

namespace clang {
class ASTContext;
class DeclStmt;
class Expr;
class Stmt;
class VarDecl;
} // namespace clang

namespace closure {

/// One copy in one closure.
struct Candidate {
  CaptureSite Site;
  /// The variable that is copied; null for an init-capture with a value of its own.
  const clang::VarDecl *Original = nullptr;
  /// What the body of the lambda calls it.
  const clang::VarDecl *Own = nullptr;
};

/// The copies in the lambdas of the function, in the order of the source; none if no lambda is
/// mutable, and none copies a variable that was declared without a value. What a generic lambda
/// makes is asked of its instances.
std::vector<Candidate> candidatesIn(const clang::FunctionDecl &Function,
                                    clang::ASTContext &Context);

/// The local variable that an init-capture copies: `x = v`; or null.
const clang::VarDecl *copiedBy(const clang::VarDecl &Own);

/// The variable that the statement declares with this initialiser, which is a child of it; or null.
const clang::VarDecl *declaredWith(const clang::DeclStmt &Declaration, const clang::Stmt *Init);

/// Whether the value says that there is none yet: zero, null, empty, -1.
bool isEmptyValue(const clang::Expr &Value, const clang::ASTContext &Context);

/// Whether the variable is declared without a value, or with one that says that there is none yet:
/// zero, null, empty, -1.
bool startsEmpty(const clang::VarDecl &V, const clang::ASTContext &Context);

} // namespace closure

#endif // CLOSURE_UPDATES_CANDIDATES_H
