//===-- ReferenceCapture.h - A copy becomes a reference ---------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_REPAIR_REFERENCECAPTURE_H
#define CLOSURE_REPAIR_REFERENCECAPTURE_H

#include "clang/Basic/Diagnostic.h"
#include "llvm/ADT/ArrayRef.h"
#include <vector>

namespace clang {
class ASTContext;
class LambdaExpr;
} // namespace clang

namespace closure {

class KnownUses;

/// The edits by which the captures of these indices, which are copies, become references; none if
/// a macro spells them.
std::vector<clang::FixItHint> captureByReference(const clang::LambdaExpr &Lambda,
                                                 llvm::ArrayRef<unsigned> Indices,
                                                 const clang::ASTContext &Context);

/// Takes away the word `mutable` if the closure changes no copy but those of these indices; nothing
/// where it must stay, or is not spelled.
std::vector<clang::FixItHint> dropMutable(const clang::LambdaExpr &Lambda,
                                          llvm::ArrayRef<unsigned> Indices,
                                          const clang::ASTContext &Context, KnownUses &Known);

} // namespace closure

#endif // CLOSURE_REPAIR_REFERENCECAPTURE_H
