//===-- ExplainCommand.h - closure-lint explain -------------- -*- C++ -*--===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_EXPLAIN_EXPLAINCOMMAND_H
#define CLOSURE_PROJECT_EXPLAIN_EXPLAINCOMMAND_H

namespace closure {

/// `closure-lint explain FILE:LINE[:COLUMN]`: what the lambda there is, where it goes, and why it
/// is judged as it is. `closure-lint explain CHECK`: the page of the check. `Words` are all of the
/// command line. Returns the exit status: 2 if there is nothing to explain.
int runExplain(int Count, const char **Words);

/// `closure-lint checks`: the checks, with one line each. `Words` are all of the command line.
int listChecks(int Count, const char **Words);

} // namespace closure

#endif // CLOSURE_PROJECT_EXPLAIN_EXPLAINCOMMAND_H
