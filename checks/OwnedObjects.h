//===-- OwnedObjects.h - Objects that their owner lets go -------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An object on the heap, or in a container, has its end in sight though it outlives the function
// that makes it, if a member, a global or a local variable alone owns it, and a function lets go
// of what is owned: `sessions.erase(id)`, `timer.reset()`, `delete link`. A closure over it that
// its class has left with others by then looks at what is gone.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_OWNEDOBJECTS_H
#define CLOSURE_OWNEDOBJECTS_H

#include "checks/Selection.h"
#include "checks/calls/CallKnowledge.h"

namespace closure {

/// The closures over `this` that methods leave with others, and that nobody takes back before an
/// owner of the object lets go of it.
std::vector<Defect> outlivingOwned(const SelectedFunctions &Selected, CallKnowledge &Known);

} // namespace closure

#endif // CLOSURE_OWNEDOBJECTS_H
