//===-- NoLint.h - NOLINT on a lambda's first line --------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// clang-tidy's comments work on the line of the warning. A capture list can stretch over
// lines, and then the comment is expected on the line where the lambda begins.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_NOLINT_H
#define CLOSURE_NOLINT_H

#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/StringRef.h"

namespace clang {
class SourceManager;
} // namespace clang

namespace closure {

/// Whether the line of `Loc` has a `NOLINT` comment for all checks or for `Check`.
bool hasNoLint(clang::SourceLocation Loc, llvm::StringRef Check, const clang::SourceManager &SM);

} // namespace closure

#endif // CLOSURE_NOLINT_H
