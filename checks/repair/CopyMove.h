//===-- CopyMove.h - Whether values can be copied or moved ------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_REPAIR_COPYMOVE_H
#define CLOSURE_REPAIR_COPYMOVE_H

#include "clang/AST/Type.h"

namespace closure {

/// Whether a copy can be made of an object of this type. A container of the library declares
/// the copy of elements that have none: they are asked as well.
bool canBeCopied(clang::QualType Type);

/// Whether the type has a move of its own that can be used; a scalar has none.
bool canBeMoved(clang::QualType Type);

} // namespace closure

#endif // CLOSURE_REPAIR_COPYMOVE_H
