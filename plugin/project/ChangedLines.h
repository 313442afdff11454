//===-- ChangedLines.h - The lines that have changed since a commit --*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_CHANGEDLINES_H
#define CLOSURE_PROJECT_CHANGEDLINES_H

#include "plugin/project/Findings.h"

namespace closure {

/// Why nothing can be compared with the commit `Base`; empty if it can.
std::string faultOfBase(const std::string &Root, const std::string &Base);

/// Keeps of `All` what stands on, or is caused by, a line that differs from the commit `Base`:
/// a line of the lambda, or a step of its path. Asks git; files that it does not know are
/// changed wholly. What goes wrong becomes a failure, and everything is kept.
void keepChanged(Findings &All, const std::string &Base);

} // namespace closure

#endif // CLOSURE_PROJECT_CHANGEDLINES_H
