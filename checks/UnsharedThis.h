//===-- UnsharedThis.h - Closures without a share of the object -*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Who holds a share of the object while others work for it, `self = shared_from_this()`, knows that
// nobody else may keep it alive. A closure over `this` that is handed on without a share, or a
// weak pointer that tells, is still there when that share has ended.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_UNSHAREDTHIS_H
#define CLOSURE_UNSHAREDTHIS_H

#include "checks/calls/CallKnowledge.h"

namespace closure {

/// The closures over `this` that the function, which holds a share of the object or stands in a
/// lambda that does, leaves with others without one.
std::vector<Defect> unsharedIn(const clang::FunctionDecl &F, const FunctionResult &Result,
                               CallKnowledge &Known);

} // namespace closure

#endif // CLOSURE_UNSHAREDTHIS_H
