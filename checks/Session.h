//===-- Session.h - The findings of one translation unit --------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// All checks of a run share one session, so that the analysis runs once.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_SESSION_H
#define CLOSURE_SESSION_H

#include "checks/Settings.h"
#include "checks/calls/ModelContract.h"
#include "checks/engine/terms/Finding.h"
#include "checks/repair/Edits.h"
#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <deque>
#include <functional>
#include <set>
#include <utility>
#include <vector>

namespace clang {
class SourceManager;
class ASTContext;
} // namespace clang

namespace closure {

class Session {
public:
  /// The findings, one for each lambda as it stands in the source, in the order of the
  /// source. They refer to the AST of `Context` and are valid as long as it is.
  const std::vector<Finding> &findings(clang::ASTContext &Context, const Settings &Set);

  /// From now on the findings are there, too, that only checks show which run by their name alone.
  void includeUnguarded() { Unguarded = true; }
  bool includesUnguarded() const { return Unguarded; }

  /// A function of which nothing is known, and why.
  struct Skipped {
    clang::SourceLocation Loc;
    std::string Text;
  };
  /// The functions that were too large, each once, in the order of the source.
  std::vector<Skipped> takeSkipped() { return std::exchange(TooLarge, {}); }

  /// How many functions were analysed, and how many not, by reason.
  struct Counts {
    unsigned Analysed = 0, TooLarge = 0, Broken = 0;
    void operator+=(const Counts &Other) {
      Analysed += Other.Analysed, TooLarge += Other.TooLarge;
      Broken += Other.Broken;
    }
  };
  const Counts &counts() const { return Counted; }

  /// Runs a part of the work; false if it crashed. Without a guard, a crash ends the process.
  using Guard = std::function<bool(llvm::function_ref<void()> Work)>;
  void guardBy(Guard With) { Guarding = std::move(With); }
  /// The same, and remembers what was being done.
  bool guarded(llvm::function_ref<void()> Work, llvm::function_ref<std::string()> Doing);
  /// What was being done when it first crashed; empty if it has not.
  const std::string &crash() const { return Crashed; }

  /// What is wrong with the user's settings is told with the errors, each message once.
  void tell(const std::string &Error) {
    if (ToldErrors.insert(Error).second)
      Errors.push_back(Error);
  }

  /// What was wrong with the user's model files and settings, each message once.
  std::vector<std::string> takeErrors() { return std::exchange(Errors, {}); }
  /// The same of summary files. They are a cache, so nobody has done anything wrong.
  std::vector<std::string> takeWarnings() { return std::exchange(Warnings, {}); }

  /// What the functions of the unit do, for other units, and what it asked of theirs.
  struct Knowledge {
    SummaryLines Functions;
    std::set<std::string> Asked;
  };
  /// From now on other units are asked here, whatever the settings say, and what is learned
  /// is added to `Learned`. Both live longer than this.
  void share(std::shared_ptr<const SummaryIndex> From, Knowledge &To) {
    Others = std::move(From), Learned = &To;
  }

  /// How conditions of models on macros are answered; without, none is defined.
  void readMacros(MacroValues From) { Macros = std::move(From); }

  /// Takes out of a repair in `File` the headers that another repair, shown before it, brings
  /// along. For front doors whose checks share a file and insert each on its own.
  void dropKnownHeaders(Edits &E, clang::FileID File);

  /// The lambda whose repair mends `Lambda` as well, as it was claimed before; or null.
  const clang::LambdaExpr *mendedWith(const clang::LambdaExpr *Lambda) const {
    return Mended.lookup(Lambda);
  }
  /// Claims for the repair of `Leader` all that it mends: one edit must be offered once.
  void claim(const clang::LambdaExpr *Leader, const std::vector<const clang::LambdaExpr *> &Mends) {
    for (const clang::LambdaExpr *Lambda : Mends)
      Mended.insert({Lambda, Leader});
  }

private:
  llvm::DenseMap<const clang::LambdaExpr *, const clang::LambdaExpr *> Mended;
  std::set<std::pair<clang::FileID, std::string>> Included;
  const clang::ASTContext *Analysed = nullptr;
  /// Checks with settings of their own have findings of their own.
  std::deque<std::pair<Settings, std::vector<Finding>>> Found;
  std::vector<std::string> Errors, Warnings;
  std::set<std::string> ToldErrors;
  std::vector<Skipped> TooLarge;
  std::set<unsigned> Told; ///< Where functions stand that were too large.
  Counts Counted;
  bool Unguarded = false;
  Guard Guarding;
  std::string Crashed;
  std::shared_ptr<const SummaryIndex> Others;
  Knowledge *Learned = nullptr;
  MacroValues Macros;
};

} // namespace closure

#endif // CLOSURE_SESSION_H
