//===-- CommandLine.h - Compile commands as this clang takes them --*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_COMMANDLINE_H
#define CLOSURE_PROJECT_COMMANDLINE_H

#include "clang/Tooling/ArgumentsAdjusters.h"

namespace closure {

/// Takes out of a command what only other compilers understand, and names the folder of the
/// compiler's own headers, which is not beside this program. The command runs in `Folder`.
clang::tooling::ArgumentsAdjuster commandLineAdjuster(const std::string &ResourceDir,
                                                      const std::string &Folder);

} // namespace closure

#endif // CLOSURE_PROJECT_COMMANDLINE_H
