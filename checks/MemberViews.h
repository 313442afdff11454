//===-- MemberViews.h - Views of members that methods change ----*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A method leaves a closure with a view of what one member owns in another member; a second method
// lets go of what is owned. Whoever calls the two in turn, and then the closure, is out of sight.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_MEMBERVIEWS_H
#define CLOSURE_MEMBERVIEWS_H

#include "checks/Selection.h"
#include "checks/calls/CallKnowledge.h"

namespace closure {

/// The views of members in closures that other members keep, while a method that does nothing about
/// these lets go of what the views refer to.
std::vector<Defect> outlivingMembers(const SelectedFunctions &Selected, CallKnowledge &Known);

} // namespace closure

#endif // CLOSURE_MEMBERVIEWS_H
