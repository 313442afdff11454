//===-- Run.h - Lints many files at once ------------------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_RUN_H
#define CLOSURE_PROJECT_RUN_H

#include "plugin/project/Commands.h"
#include "plugin/project/Unit.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace closure {

struct Run {
  /// In the order of the jobs; those that an interrupt left undone are absent.
  std::vector<UnitResult> Results;
  /// The number of jobs that were not answered by an earlier run.
  size_t Linted = 0;
  /// What could not be done as asked; empty if nothing.
  std::string Fault;
};

/// Sees each result as soon as those of all jobs before it are known, on the thread of the caller,
/// while others are still at work. What it returns goes to standard output.
using OnResult = llvm::function_ref<std::string(const UnitResult &)>;

/// Lints what has changed since an earlier run with the same folder of summaries, and all
/// without one. Shows progress on a terminal unless `Options.Quiet`. `Seen`, if there is one, is
/// told only what is final: with summaries, nothing is before the last round.
Run runJobs(const std::vector<Job> &Jobs, const ProgramOptions &Options, OnResult Seen = nullptr);

/// Lints all of the jobs, and neither asks nor tells an earlier run.
std::vector<UnitResult> lintAll(const std::vector<Job> &Jobs, const ProgramOptions &Options,
                                const LintOptions &Lint, OnResult Seen = nullptr);

/// Takes out of the result what is not to be reported: what `Options` leaves out, and what does not
/// stand in one of the files `Only`, by real path, if there are any.
void narrow(const ProgramOptions &Options, UnitResult &Result,
            const std::set<std::string> &Only = {});

/// Whether the user has pressed Ctrl-C.
bool wasInterrupted();

} // namespace closure

#endif // CLOSURE_PROJECT_RUN_H
