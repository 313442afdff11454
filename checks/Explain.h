//===-- Explain.h - What one lambda is, and why it is judged as it is --*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// For people who ask about one lambda: its captures, where it goes, the verdict and the reason,
// read off the facts, the silences and the findings. Plain data, which outlives the syntax tree.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_EXPLAIN_H
#define CLOSURE_EXPLAIN_H

#include "checks/Report.h"
#include "checks/calls/ModelContract.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <optional>
#include <string>
#include <vector>

namespace closure {

/// A place in a file: its absolute path; line and column count from 1, the latter in bytes.
struct Mark {
  std::string File;
  unsigned Line = 0;
  unsigned Column = 0;
  bool isValid() const { return Line != 0; }
};

/// The verdict on a capture or a lambda, from the best to the worst.
enum class Verdict {
  Right,       ///< Nothing is wrong, and it is known why.
  Callers,     ///< Right as far as the function goes; the rest is up to its callers.
  NotAnalysed, ///< Nothing is known of it.
  Undecided,   ///< Nobody knows; the checks keep quiet, because it may be right.
  Silenced,    ///< A check reports it, and a comment silences that.
  Suspect,     ///< A check reports it, on an assumption.
  Wrong,       ///< A check reports it.
};
/// One word for programs: `right`.
llvm::StringRef wordFor(Verdict V);

/// One line of what happens to the closure.
struct Happening {
  /// `captured`, `kept`, `started`, `called`, `over`, `dies`, `left`, `step`.
  llvm::StringRef Kind;
  Mark At; ///< Not valid for what happens behind the end of the function.
  std::string Text;
  /// Who says so: `code`, `body`, `summary`, `shape`, `model`, `attribute`, `name`, `nothing`; …
  llvm::StringRef Source;
};

struct CaptureAccount {
  std::string Name; ///< `this` for the object.
  /// `copy`, `reference`, `init-copy`, `init-reference`, `this`, `object-copy`.
  llvm::StringRef How;
  bool Implicit = false;
  std::string Type;
  std::optional<uint64_t> Size; ///< In the closure, in bytes.
  Mark At;
  /// Where the referent lives, and when it dies, in words.
  std::string Lives, Dies;
  Mark Declared, Ends;
  Verdict V = Verdict::NotAnalysed;
  /// Why, each reason a sentence.
  std::vector<std::string> Why;
};

/// What a check says of the lambda.
struct Told {
  std::string Check;
  std::string Text;
  bool Silenced = false;
  bool Runs = true; ///< Where it is turned off, nobody else says it.
};

/// A lambda as it stands in the source, in one instance of the code around it.
struct Explanation {
  Mark Begin, End;
  /// The bracket that closes the capture list.
  Mark IntroducerEnd;
  /// The function that makes it; empty outside of functions.
  std::string Function;
  /// The other instances of a template in which the same holds.
  std::vector<std::string> AlsoIn;
  /// The macro that it comes from; empty if none.
  std::string Macro;
  bool Generic = false;
  std::optional<uint64_t> Size; ///< In bytes.
  std::vector<CaptureAccount> Captures;
  /// Who gets the closure, and by which contract.
  std::vector<Happening> Goes;
  Verdict V = Verdict::NotAnalysed;
  /// One sentence.
  std::string Because;
  std::vector<Told> Findings;
  std::vector<Happening> TimeLine;
};

/// A lambda of the source, by its first and last token in a file.
struct LambdaPlace {
  /// In a template, as that is written.
  const clang::LambdaExpr *Lambda = nullptr;
  clang::SourceLocation Begin;
  Mark First, Last;
};

/// The lambdas of a file, each once, in the order of the source.
std::vector<LambdaPlace> lambdasIn(clang::ASTContext &Context,
                                   llvm::function_ref<bool(clang::SourceLocation)> InFile);

/// What an explanation rests on.
struct ExplainSettings {
  Settings Set;
  Showing How;
  MacroValues Macros;
  /// Whether a comment silences what the check says there.
  std::function<bool(clang::SourceLocation, llvm::StringRef Check)> IsSilenced;
  /// Whether to look where closures go that hold nothing but copies: costs one more analysis for
  /// each.
  bool Ways = false;
  /// Whether the check is turned on; null if all are.
  std::function<bool(llvm::StringRef Check)> Runs;
};

/// The explanations of these lambdas, in their order; several for one in a template whose
/// instances differ. The functions around them are analysed once more.
std::vector<Explanation> explain(Session &Shared, clang::ASTContext &Context,
                                 const ExplainSettings &With, llvm::ArrayRef<LambdaPlace> Wanted);

/// As text for people. A place in the file of the lambda is shown by its line, one elsewhere by
/// `Shown` of its file and the line.
std::string explanationText(const Explanation &Of,
                            llvm::function_ref<std::string(llvm::StringRef File)> Shown);

} // namespace closure

#endif // CLOSURE_EXPLAIN_H
