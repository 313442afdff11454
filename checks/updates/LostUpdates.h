//===-- LostUpdates.h - Changes that are made to a copy ---------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a closure changes of its own is lost on everybody else. That is right for a state of its
// own, and wrong where somebody is meant to see it. What tells the two apart is asked here:
//
// - Does nobody ever see what the closure makes of its copy, while the variable is read afterwards?
// - Does the variable keep its first, empty value for good, while a closure counts in its copy and
//   somebody else reads the variable?
// - Is the variable, still empty when it is copied, set before the closure is first called?
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_UPDATES_LOSTUPDATES_H
#define CLOSURE_UPDATES_LOSTUPDATES_H

#include "checks/engine/terms/Finding.h"

namespace clang {
class ASTContext;
} // namespace clang

namespace closure {

class CallKnowledge;

/// The defects of this kind of the lambdas in `Function`, which has a body.
std::vector<Defect> lostUpdates(const clang::FunctionDecl &Function, CallKnowledge &Known,
                                clang::ASTContext &Context);

} // namespace closure

#endif // CLOSURE_UPDATES_LOSTUPDATES_H
