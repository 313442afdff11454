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

namespace closure {

/// The results of all jobs, in their order; those that an interrupt left undone are absent.
/// Shows progress on a terminal unless `Options.Quiet`.
std::vector<UnitResult> runJobs(const std::vector<Job> &Jobs, const ProgramOptions &Options);

/// Whether the user has pressed Ctrl-C.
bool wasInterrupted();

} // namespace closure

#endif // CLOSURE_PROJECT_RUN_H
