//===-- MemberPointers.h - What a pointer in an object leads to -*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A pointer among the members of an object may lead to a part of another member, which made it:
// `start = app.add_subcommand("start")`. What lies there dies with the object, as the member does.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_MEMBERPOINTERS_H
#define CLOSURE_MEMBERPOINTERS_H

#include "checks/engine/terms/Holder.h"
#include "llvm/ADT/ArrayRef.h"

namespace clang {
class FunctionDecl;
} // namespace clang

namespace closure {

/// Whether what lies at the end of the path belongs to the object and dies with it, by way of what
/// its members point out too. `Defined`: the functions that can say what the members point at.
bool isPartOfObject(llvm::ArrayRef<PathElement> Path,
                    llvm::ArrayRef<const clang::FunctionDecl *> Defined);

} // namespace closure

#endif // CLOSURE_MEMBERPOINTERS_H
