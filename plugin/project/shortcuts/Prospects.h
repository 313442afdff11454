//===-- Prospects.h - Whether a unit can hold a finding ---------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Most units of a project make no closure. Only their preprocessor directives are read, and the
// tokens of the files in which findings are reported.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_SHORTCUTS_PROSPECTS_H
#define CLOSURE_PROJECT_SHORTCUTS_PROSPECTS_H

#include "plugin/project/Options.h"
#include "plugin/project/Unit.h"
#include "clang/Tooling/Tooling.h"

namespace closure {

/// Looks at one unit. Made for each command; several threads may each have one.
class Prospects : public clang::tooling::FrontendActionFactory {
public:
  Prospects(const LintOptions &Options, UnitResult &Result) : Options(Options), Result(Result) {}

  /// Whether the unit must be parsed; asked after the run. True where the answer is not certain, or
  /// a file is missing.
  bool found() const { return Found; }

  std::unique_ptr<clang::FrontendAction> create() override;
  bool runInvocation(std::shared_ptr<clang::CompilerInvocation> Invocation,
                     clang::FileManager *Files,
                     std::shared_ptr<clang::PCHContainerOperations> Containers,
                     clang::DiagnosticConsumer *Client) override;

private:
  const LintOptions &Options;
  /// Gets the names of the unit's files, and what is wrong with settings, if it is not parsed.
  UnitResult &Result;
  bool Found = true;
};

} // namespace closure

#endif // CLOSURE_PROJECT_SHORTCUTS_PROSPECTS_H
