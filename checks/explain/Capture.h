//===-- Capture.h - What one capture is, and its verdict --------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_EXPLAIN_CAPTURE_H
#define CLOSURE_EXPLAIN_CAPTURE_H

#include "checks/Explain.h"
#include "checks/engine/terms/Life.h"

namespace clang {
class FieldDecl;
class LambdaExpr;
class SourceManager;
} // namespace clang

namespace closure {

/// The place in a file; not valid for no place.
Mark markOf(clang::SourceLocation Loc, const clang::SourceManager &SM);

/// Whether the field has a size: unfinished code and templates have fields without.
bool hasSize(const clang::FieldDecl &Field);

/// The function as people know it: with its classes and template arguments; of a lambda's body,
/// where that lambda begins.
std::string functionText(const clang::FunctionDecl &F);

/// What is known of a capture from the facts.
struct Fate {
  const Life *Of = nullptr;  ///< Its life; null where the facts do not speak of it.
  const Life *Way = nullptr; ///< Where the closure goes, if it borrows nothing.
  bool Returned = false;     ///< The lambda stands in what a function returns.
};

/// Capture number `Index`. `IsView` says of a type whether its values refer to something.
CaptureAccount accountOf(const clang::LambdaExpr &Lambda, unsigned Index, const Fate &Known,
                         const clang::ASTContext &Context,
                         llvm::function_ref<bool(clang::QualType)> IsView);

} // namespace closure

#endif // CLOSURE_EXPLAIN_CAPTURE_H
