//===-- Message.h - Findings in words ---------------------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One warning for a lambda, and notes in the order of the path. Nothing but this file
// knows the wording.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_MESSAGE_H
#define CLOSURE_MESSAGE_H

#include "checks/engine/terms/Finding.h"

namespace closure {

struct FunctionResult;

struct Message {
  clang::SourceLocation Loc;
  std::string Text;
};

/// The names of the defective captures, each once.
std::vector<std::string> captureNames(const Finding &F);

/// "lambda captures 'x'", "'x' is bound by reference".
std::string borrowText(const Finding &F);

/// What keeps a closure, as the reader knows it: `'handlers'`, `the return value`.
std::string keeperText(Outlives Why, const std::string &Name);
/// The same of a defect; where an assumption led there, the function whose name did.
std::string keeperText(const Defect &D);

/// The warning, at the first defective capture or at the capture-default.
Message warningOf(const Finding &F);

/// The path from capture to death; locations outside the source are left out.
std::vector<Message> notesOf(const Finding &F);

/// One step of a path; empty for what no reader would call a step.
std::string stepText(const Step &S);

/// Why nothing is repaired where no lambda makes the closure, or where a class would.
std::string unrepairedOf(const Finding &F);

/// Why there is no word about the closures of the function, which was too large.
Message skippedOf(const clang::FunctionDecl &Function, const FunctionResult &Result);

} // namespace closure

#endif // CLOSURE_MESSAGE_H
