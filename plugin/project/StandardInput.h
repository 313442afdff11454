//===-- StandardInput.h - A file that comes from a pipe ---------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_STANDARDINPUT_H
#define CLOSURE_PROJECT_STANDARDINPUT_H

#include "plugin/project/Options.h"

namespace closure {

/// Where the word `-` is among the paths, what standard input holds takes the place of the file
/// `Name` for the whole run. \returns what is wrong with that; empty if nothing is.
std::string takeStandardInput(ProgramOptions &Options, const std::string &Name);

} // namespace closure

#endif // CLOSURE_PROJECT_STANDARDINPUT_H
