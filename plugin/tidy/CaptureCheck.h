//===-- CaptureCheck.h - A registered check in clang-tidy -------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef CLOSURE_TIDY_CAPTURECHECK_H
#define CLOSURE_TIDY_CAPTURECHECK_H

#include "checks/Report.h"
#include "clang-tidy/ClangTidyCheck.h"
#include "plugin/common/Includes.h"
#include "plugin/common/ProjectFile.h"
#include <memory>

namespace closure {

/// Shows the reports of the registered check of this name as clang-tidy's diagnostics.
class CaptureCheck : public clang::tidy::ClangTidyCheck {
public:
  CaptureCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
               std::shared_ptr<Session> Shared);

  bool isLanguageVersionSupported(const clang::LangOptions &Options) const override {
    return Options.CPlusPlus11;
  }
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Options) override;
  void registerPPCallbacks(const clang::SourceManager &SM, clang::Preprocessor *PP,
                           clang::Preprocessor *ModuleExpanderPP) override;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;

private:
  Showing howShown() const;
  void tellOfSettings(const std::string &Text, const clang::SourceManager &SM);

  const std::string CheckName;
  /// Only a pattern turned on what runs by its name alone.
  const bool Silent;
  std::shared_ptr<Session> Shared;
  /// What the project says, which the options of the check override.
  const CheckDefaults Default;
  const Showing How;
  const Settings Set;
  Includes Inserts;
};

} // namespace closure

#endif // CLOSURE_TIDY_CAPTURECHECK_H
