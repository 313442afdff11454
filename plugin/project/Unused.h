//===-- Unused.h - What silences nothing ------------------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef CLOSURE_PROJECT_UNUSED_H
#define CLOSURE_PROJECT_UNUSED_H

#include "plugin/project/Baseline.h"
#include "plugin/project/Commands.h"
#include "plugin/project/Findings.h"

namespace closure {

/// Adds to `All.Unused` the comments that silence nothing, and the entries of the project's models
/// that match nothing; for the latter the files are read once more.
void listUnused(Findings &All, const std::vector<Job> &Jobs, const ProgramOptions &Options);

/// Of a baseline, the rows that a run with these options could find again.
CouldReport couldReport(const ProgramOptions &Options);

} // namespace closure

#endif // CLOSURE_PROJECT_UNUSED_H
