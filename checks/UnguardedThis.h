//===-- UnguardedThis.h - Closures that nothing guards ----------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Whether an object lives long enough is up to those who own it. Where they are not in sight, one
// can still ask whether the class has done its part: does anything take the closure back with the
// object, or tell the closure that it is gone?
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_UNGUARDEDTHIS_H
#define CLOSURE_UNGUARDEDTHIS_H

#include "checks/calls/CallKnowledge.h"

namespace closure {

/// How the closures over `this` that the function makes go to what has nothing to do with how long
/// the object lives.
std::vector<const Transfer *> leftWithOthers(const clang::FunctionDecl &F,
                                             const FunctionResult &Result);

/// Why the end of the object may take that closure back; nothing where it does not.
std::optional<Reason> whyTaken(const clang::FunctionDecl &F, const Transfer &Moved,
                               CallKnowledge &Known);

/// That the closure is there when the object may be gone.
Defect defectOf(const clang::FunctionDecl &F, const Transfer &Moved);

/// The closures over `this` that the function makes and leaves with others, where nothing is seen
/// that takes them back. What rests on an assumption is left out.
std::vector<Defect> unguardedIn(const clang::FunctionDecl &F, const FunctionResult &Result,
                                CallKnowledge &Known);

} // namespace closure

#endif // CLOSURE_UNGUARDEDTHIS_H
