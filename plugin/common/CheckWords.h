//===-- CheckWords.h - How users name checks and their options --*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_COMMON_CHECKWORDS_H
#define CLOSURE_COMMON_CHECKWORDS_H

#include "checks/Settings.h"
#include "clang-tidy/utils/IncludeSorter.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>

namespace closure {

/// The values as clang-tidy takes them; nothing for any other word.
std::optional<AssumeEscape> assumptionOf(llvm::StringRef Value);
std::optional<bool> truthOf(llvm::StringRef Value);
std::optional<unsigned> numberOf(llvm::StringRef Value);
std::optional<clang::tidy::utils::IncludeSorter::IncludeStyle>
includeStyleOf(llvm::StringRef Value);

/// An option of our checks.
struct CheckOption {
  llvm::StringLiteral Name;
  /// What values it takes, for people; empty if it takes any.
  llvm::StringLiteral Expected;
  bool (*Takes)(llvm::StringRef Value);
};
llvm::ArrayRef<CheckOption> checkOptions();
/// Whether the check has the option: all have it, or it is its own.
bool hasOption(llvm::StringRef Check, llvm::StringRef Option);

/// What is wrong with the name of an option in a configuration; empty if it is one of ours, or most
/// likely someone else's.
std::string faultOfOption(llvm::StringRef Name);

/// The list by which checks run, of what a configuration lists, if that speaks of our checks, and
/// of what the user lists on top: all of ours where none is named, without those that are left out.
std::string checksBy(llvm::StringRef Configured, llvm::StringRef OnTop);

/// Of a list of names and `*` patterns as clang-tidy takes it: what is wrong with the first of
/// them that matches no check, with the remedy. A misspelt check would be a clean bill of health
/// for every file.
std::string faultOfChecks(llvm::StringRef List);
/// Whether the list leaves a check to run.
bool leavesChecks(llvm::StringRef List);
/// The names of our checks, for people.
std::string allChecks();
/// What is wrong with the name of a check, and which there are.
std::string withAllChecks(std::string Fault);

/// `; did you mean 'x'?` if one of `Known` is spelt nearly so, by as many letters as a typing error
/// takes or by `Most`; empty otherwise.
std::string nearestTo(llvm::StringRef Word, llvm::ArrayRef<llvm::StringRef> Known,
                      unsigned Most = 0);
std::string nearestCheck(llvm::StringRef Word);
std::string nearestOption(llvm::StringRef Word);

} // namespace closure

#endif // CLOSURE_COMMON_CHECKWORDS_H
