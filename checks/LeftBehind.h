//===-- LeftBehind.h - Closures that a destructor may miss -----*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A class whose destructor takes a closure over `this` back may do so on some ways only. It does
// not run if the constructor throws, while those of bases and members do; and it may look first at
// a member that nothing has set.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_LEFTBEHIND_H
#define CLOSURE_LEFTBEHIND_H

#include "checks/calls/CallKnowledge.h"

namespace closure {

/// The closures that the function, a constructor, leaves with others so that they may stay there.
std::vector<Defect> leftBehind(const clang::FunctionDecl &F, const FunctionResult &Result,
                               CallKnowledge &Known);

/// Whether a loop over the owner of what the closures look at takes them back from their keeper,
/// one by one, before the owner changes. Which of them it takes is not followed.
bool areTakenOneByOne(const Defect &D, const clang::FunctionDecl &F);

} // namespace closure

#endif // CLOSURE_LEFTBEHIND_H
