//===-- Subcommands.cpp - The words before all options --------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/Subcommands.h"
#include "plugin/project/Doctor.h"
#include "plugin/project/ModelCommand.h"
#include "plugin/project/SuggestCommand.h"
#include "plugin/project/explain/ExplainCommand.h"
#include "plugin/project/graph/GraphCommands.h"

using namespace closure;

llvm::ArrayRef<Subcommand> closure::subcommands() {
  static const Subcommand All[] = {
      {"explain", runExplain,
       "  closure-lint explain FILE:LINE[:COLUMN] [--json]    what a lambda holds, where it goes, "
       "and why it is judged so\n"
       "  closure-lint explain CHECK                          the page of a check\n"},
      {"checks", listChecks,
       "  closure-lint checks                                 all checks, one line each\n"},
      {"doctor", examine,
       "  closure-lint doctor                                 which ways in work here\n"},
      {"models", runModels,
       "  closure-lint models                                 which libraries are known, and how\n"
       "  closure-lint models --check FILE [-p BUILD] [FILE]...\n"
       "      what is wrong with a model file of yours, and what of it matches nothing in the "
       "sources\n"},
      {"suggest", runSuggest,
       "  closure-lint suggest -p BUILD [--clang|--models]    what declarations could say of "
       "closures\n"},
      {"summarize", runSummarize,
       "  closure-lint summarize FILE -o UNIT [--index INDEX]... [--from UNIT] [--depfile FILE] "
       "[-- "
       "flags]\n"},
      {"link", runLink, "  closure-lint link UNIT... -o INDEX [--library INDEX]...\n"},
      {"report", runReport,
       "  closure-lint report UNIT... [--library INDEX]...    the same as steps of a build\n"},
  };
  return All;
}

std::vector<llvm::StringRef> closure::subcommandNames() {
  std::vector<llvm::StringRef> Names;
  for (const Subcommand &Each : subcommands())
    Names.push_back(Each.Name);
  return Names;
}
