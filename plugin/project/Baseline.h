//===-- Baseline.h - The findings that are known already --------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_BASELINE_H
#define CLOSURE_PROJECT_BASELINE_H

#include "plugin/project/Findings.h"
#include <functional>

namespace closure {

/// Whether the unit would tell of the check in a file that it reads.
using CouldReport = std::function<bool(const std::string &Unit, const std::string &Source,
                                       llvm::StringRef Check)>;

/// Takes out of `All` what the baseline in `File` names, by fingerprint. What is wrong with
/// the file becomes a failure that names it, and nothing is taken out. `Could`, if there is one:
/// adds to `All.Unused` the rows that no finding has, those of files that are gone and those that
/// a unit could have reported.
void subtractBaseline(Findings &All, const std::string &File, const CouldReport &Could = nullptr);

/// What is wrong with the file; empty if it can be used.
std::string faultOfBaseline(const std::string &File);

/// Writes the findings as a baseline; a person can read it, and review its changes.
bool writeBaseline(const Findings &All, const std::string &File, std::string &Fault);

} // namespace closure

#endif // CLOSURE_PROJECT_BASELINE_H
