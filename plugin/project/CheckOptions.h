//===-- CheckOptions.h - What .clang-tidy files say of the checks --*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_CHECKOPTIONS_H
#define CLOSURE_PROJECT_CHECKOPTIONS_H

#include "checks/Report.h"
#include "clang-tidy/utils/IncludeSorter.h"
#include "plugin/project/Commands.h"
#include "llvm/Support/Regex.h"
#include <memory>

namespace closure {

struct CheckConfiguration {
  llvm::StringRef Name;
  Settings Set;
  Showing How;
};

/// In which headers findings are reported.
class HeaderFilter {
public:
  /// Those whose path matches `Only`, if it does not match `Not`; none by an `Only` that is empty.
  HeaderFilter(llvm::StringRef Only = ".*", llvm::StringRef Not = "");

  /// By the absolute path of a file, or by how the unit names it.
  bool admits(llvm::StringRef Path, llvm::StringRef AsRead = "") const;

  /// What it was made of.
  std::string Key;

private:
  std::shared_ptr<const llvm::Regex> Only, Not; ///< Null where none is asked.
};

/// The checks that run on a file, with their options.
struct Configuration {
  std::vector<CheckConfiguration> Checks;
  clang::tidy::utils::IncludeSorter::IncludeStyle Style =
      clang::tidy::utils::IncludeSorter::IS_LLVM;
  HeaderFilter Headers;
  /// The checks whose findings are errors, as clang-tidy takes such a list.
  std::string Errors;
  /// What is wrong with the files, with place and remedy. An option whose value is
  /// no good has its default; if a file cannot be read, all have.
  std::vector<std::string> Faults;

  bool isError(llvm::StringRef Check) const;
  bool runs(llvm::StringRef Check) const {
    return llvm::any_of(Checks, [&](const CheckConfiguration &Each) { return Each.Name == Check; });
  }
};

/// The options come from the `.clang-tidy` files above `File`, as in clang-tidy, and where these
/// say nothing from `.closure-lint.yaml`. Which checks run say the former, and `Options.Checks` on
/// top; so with headers, and `Options.HeaderFilter` in place of theirs.
Configuration configurationOf(llvm::StringRef File, const LintOptions &Options);

/// The user's models for the file: the nearest, and those that the options name.
std::vector<std::string> modelFiles(const Job &Asked, llvm::StringRef Named);

} // namespace closure

#endif // CLOSURE_PROJECT_CHECKOPTIONS_H
