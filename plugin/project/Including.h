//===-- Including.h - A unit that includes a header -------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_INCLUDING_H
#define CLOSURE_PROJECT_INCLUDING_H

#include "plugin/project/Commands.h"

namespace closure {

/// The unit among `Units` that includes `Header`, an absolute path, and lies nearest to it; null if
/// none does. Only the preprocessor runs, first over the units whose names or texts suggest it.
Job *unitThatIncludes(const std::string &Header, const std::vector<Job *> &Units,
                      const ProgramOptions &Options);

} // namespace closure

#endif // CLOSURE_PROJECT_INCLUDING_H
