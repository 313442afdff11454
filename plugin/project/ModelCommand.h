//===-- ModelCommand.h - closure-lint models --------------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_MODELCOMMAND_H
#define CLOSURE_PROJECT_MODELCOMMAND_H

namespace closure {

/// `closure-lint models`: lists the libraries that are known. `closure-lint models --check FILE`:
/// says what is wrong with a model file, and with sources besides, what of it matches nothing
/// there. `Words` are all of the command line. Returns the exit status: 1 if something is wrong
/// with the file, 2 if the job could not be done wholly.
int runModels(int Count, const char **Words);

} // namespace closure

#endif // CLOSURE_PROJECT_MODELCOMMAND_H
