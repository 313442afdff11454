//===-- Options.h - What closure-lint is told -------------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_OPTIONS_H
#define CLOSURE_PROJECT_OPTIONS_H

#include "checks/Session.h"
#include "plugin/project/Excluded.h"
#include "plugin/project/SourceFiles.h"
#include "llvm/ADT/StringRef.h"
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace clang {
class ASTConsumer;
class CompilerInstance;
} // namespace clang

namespace closure {

/// What the lint of one file needs to know. Read by many threads at once.
struct LintOptions {
  /// A list of names and `*` patterns as clang-tidy takes it, on top of those that configurations
  /// choose; all checks where neither says anything.
  std::string Checks;
  /// Headers whose path matches are reported, whatever configurations say; an expression.
  std::optional<std::string> HeaderFilter;
  /// The folder of the compiler's own headers.
  std::string ResourceDir;
  /// What other units know of their functions; null where nobody asks them.
  std::shared_ptr<const SummaryIndex> Others;
  /// Files that are read as they will be; null where all are read as they are.
  std::shared_ptr<const EditedTexts> Edited;
  /// Only whether it compiles is asked, nothing that the checks would say.
  bool OnlyParse = false;
  /// A unit that cannot hold a finding is not parsed.
  bool Shortcuts = true;
  /// The bodies of system headers are parsed where they matter only.
  bool SkipBodies = true;
  /// What looks at the unit in place of the checks; empty where they do.
  std::function<std::unique_ptr<clang::ASTConsumer>(clang::CompilerInstance &)> Instead;
};

enum class Format { Text, Json, Sarif, Github, Gitlab };
enum class FixMode { None, Safe, All };
enum class FailOn { Any, Certain, Error, None };

struct ProgramOptions {
  LintOptions Lint;
  /// The folder of the compilation database; empty for single files.
  std::string Build;
  /// Files, folders, expressions.
  std::vector<std::string> Paths;
  /// The flags after `--`; none were given if empty.
  std::optional<std::vector<std::string>> Flags;
  /// Neither linted nor reported.
  Excluded Exclude;
  unsigned Jobs = 0; ///< 0: one for each core.
  Format As = Format::Text;
  std::string Output;    ///< A file instead of standard output.
  std::string Page;      ///< The report as a page, beside the other output.
  std::string Summaries; ///< The folder of the summary files; empty for none.
  std::string DiffBase;
  std::string Baseline;
  std::string NewBaseline;
  FixMode Fixes = FixMode::None;
  bool DryRun = false;
  FailOn Fails = FailOn::Any;
  bool Quiet = false;
  bool Unused = false; ///< List what silences nothing.
  bool Stats = false;  ///< Count the functions by what became of them.
};

/// The first option that makes a lint write, or choose what it shows: what only looks has no use
/// for it. Empty if none is given.
std::string writingOption(const ProgramOptions &O);

/// Names the flags after `--` that this clang does not know: who gives them by hand has misspelt
/// them, or hopes for more than they do.
void warnOfFlags(const ProgramOptions &O);

/// Reads the command line. What is wrong with it is said on standard error, with the remedy,
/// and nothing is returned. `--help` and `--version` print and exit.
std::optional<ProgramOptions> parseOptions(int Count, const char **Words);

/// One line on standard error, in the name of the program.
void say(const llvm::Twine &Text);
void complain(const llvm::Twine &Text);

} // namespace closure

#endif // CLOSURE_PROJECT_OPTIONS_H
