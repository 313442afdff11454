//===-- CaptureCheck.h - What the checks of captures share ------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_CAPTURECHECK_H
#define CLOSURE_CAPTURECHECK_H

#include "checks/Session.h"
#include "clang-tidy/ClangTidyCheck.h"
#include "clang-tidy/utils/IncludeInserter.h"
#include <map>
#include <memory>
#include <optional>

namespace closure {

/// Reports the findings for which `owns` says yes: one warning with its path and repair.
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

protected:
  /// Exactly one check owns each finding.
  virtual bool owns(const Finding &F) const = 0;

private:
  void report(const Finding &F, const std::vector<Finding> &All, clang::ASTContext &Context);

  std::optional<clang::FixItHint> include(const std::string &Header, clang::FileID File);

  const std::string CheckName;
  std::shared_ptr<Session> Shared;
  /// Offer `x = std::move(x)` where a copy is expensive and the variable is not used again.
  const bool PreferMove;
  const Settings Set;
  clang::tidy::utils::IncludeInserter Inserter;
  std::map<std::pair<clang::FileID, std::string>, std::optional<clang::FixItHint>> Includes;
};

} // namespace closure

#endif // CLOSURE_CAPTURECHECK_H
