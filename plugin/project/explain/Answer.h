//===-- Answer.h - The explanations of one unit -------------- -*- C++ -*--===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_EXPLAIN_ANSWER_H
#define CLOSURE_PROJECT_EXPLAIN_ANSWER_H

#include "checks/Explain.h"
#include "plugin/project/Options.h"
#include "plugin/project/explain/Place.h"
#include "llvm/Support/JSON.h"
#include <memory>

namespace closure {

/// What one unit knows of the lambdas at a place.
struct Answer {
  /// Whether the unit includes the file.
  bool HasFile = false;
  std::vector<Explanation> Explanations;
  /// Why there is none.
  std::string None;
  /// What is wrong with the settings, one message each.
  std::vector<std::string> Faults;
};

/// Looks at a unit in place of the checks. `Summaries` is a folder, absolute, in place of the one
/// that configurations name; empty for that.
std::unique_ptr<clang::ASTConsumer> makeAnswer(clang::CompilerInstance &CI,
                                               const LintOptions &Options,
                                               const std::string &Summaries,
                                               const AskedPlace &Asked, Answer &To);

/// For programs. `version` changes when a member changes its meaning.
llvm::json::Value jsonOf(const AskedPlace &Asked, const Answer &Of);

} // namespace closure

#endif // CLOSURE_PROJECT_EXPLAIN_ANSWER_H
