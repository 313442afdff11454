//===-- SuggestCommand.h - closure-lint suggest -----------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_SUGGESTCOMMAND_H
#define CLOSURE_PROJECT_SUGGESTCOMMAND_H

namespace closure {

/// `closure-lint suggest`: prints as a patch what the declarations of the project's functions could
/// say of the closures that they get, or entries of a model for functions of others. `Words` are
/// all of the command line. Returns the exit status: 2 if the job could not be done wholly.
int runSuggest(int Count, const char **Words);

} // namespace closure

#endif // CLOSURE_PROJECT_SUGGESTCOMMAND_H
