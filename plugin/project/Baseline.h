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

namespace closure {

/// Takes out of `All` what the baseline in `File` names, by fingerprint. What is wrong with
/// the file becomes a failure that names it, and nothing is taken out. `ListUnused`: adds to
/// `All.Unused` the rows, of files that were linted or are gone, that no finding has.
void subtractBaseline(Findings &All, const std::string &File, bool ListUnused);

/// Writes the findings as a baseline; a person can read it, and review its changes.
bool writeBaseline(const Findings &All, const std::string &File, std::string &Fault);

} // namespace closure

#endif // CLOSURE_PROJECT_BASELINE_H
