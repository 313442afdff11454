//===-- PluginOptions.h - What the compiler plugin is told -*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef CLOSURE_CLANG_PLUGINOPTIONS_H
#define CLOSURE_CLANG_PLUGINOPTIONS_H

#include "checks/Report.h"
#include "clang-tidy/GlobList.h"
#include "clang-tidy/utils/IncludeSorter.h"
#include "plugin/common/ProjectFile.h"
#include <string>
#include <vector>

namespace clang {
class DiagnosticsEngine;
class DiagnosticOptions;
} // namespace clang

namespace closure {

/// The arguments `-fplugin-arg-closure-KEY=VALUE`, and those `-W` options that name a check.
struct PluginOptions {
  /// A list of names and `*` patterns as clang-tidy takes it, `-` to leave out.
  std::string Checks = "closure-*";
  std::string Errors; ///< The same, of the checks that are errors.
  Settings Set;
  Showing How;
  clang::tidy::utils::IncludeSorter::IncludeStyle Style =
      clang::tidy::utils::IncludeSorter::IS_LLVM;

  PluginOptions() = default;
  /// With what the project says, which the words override.
  explicit PluginOptions(const CheckDefaults &Default)
      : Set(Default.Set), How(Default.How), Style(Default.Style) {}

  /// Takes the words behind `-fplugin-arg-closure-`. What it does not know it reports as an
  /// error that names what is expected.
  /// \returns whether all is understood.
  bool parse(const std::vector<std::string> &Words, clang::DiagnosticsEngine &Diagnostics);
};

/// What is wrong with the `-W` options that begin as ours do and name no check; the compiler, which
/// knows none of ours, cannot tell.
std::vector<std::string> faultsOfWarnings(const clang::DiagnosticsEngine &Diagnostics);

/// How loud a check is: a warning, an error, or silent, by the rules of the compiler. The
/// later option wins, as with the compiler's own warnings: `-Wno-closure-loop-capture`,
/// `-Werror=closure`, `-Wno-error=closure-dangling-capture`, and `-Werror` and `-w`.
class Loudness {
public:
  enum class Level {
    Silent,
    Warning,
    NoError, ///< A warning, and by `-Wno-error=` no error whatever it stands for.
    Error,
  };

  Loudness(const PluginOptions &Args, const clang::DiagnosticsEngine &Diagnostics);

  Level of(llvm::StringRef Check) const;

private:
  std::string List;
  mutable clang::tidy::GlobList Checks, Errors;
  std::vector<std::string> Options;
  bool AllSilent, AllErrors;
};

} // namespace closure

#endif // CLOSURE_CLANG_PLUGINOPTIONS_H
