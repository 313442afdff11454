//===-- CheckWords.cpp - How users name checks and their options ----------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/common/CheckWords.h"
#include "checks/CheckRegistry.h"
#include "clang-tidy/GlobList.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/YAMLParser.h"
#include <vector>

using namespace clang;
using namespace closure;
using tidy::utils::IncludeSorter;

std::optional<AssumeEscape> closure::assumptionOf(llvm::StringRef Value) {
  return llvm::StringSwitch<std::optional<AssumeEscape>>(Value)
      .Case("Never", AssumeEscape::Never)
      .Case("Named", AssumeEscape::Named)
      .Case("Always", AssumeEscape::Always)
      .Default(std::nullopt);
}

std::optional<bool> closure::truthOf(llvm::StringRef Value) {
  if (std::optional<bool> Read = llvm::yaml::parseBool(Value))
    return Read;
  long long Number = 0;
  return Value.getAsInteger(10, Number) ? std::nullopt : std::optional(Number != 0);
}

std::optional<unsigned> closure::numberOf(llvm::StringRef Value) {
  unsigned Number = 0;
  return Value.getAsInteger(10, Number) ? std::nullopt : std::optional(Number);
}

std::optional<IncludeSorter::IncludeStyle> closure::includeStyleOf(llvm::StringRef Value) {
  return llvm::StringSwitch<std::optional<IncludeSorter::IncludeStyle>>(Value)
      .Case("llvm", IncludeSorter::IS_LLVM)
      .Case("google", IncludeSorter::IS_Google)
      .Case("google-objc", IncludeSorter::IS_Google_ObjC)
      .Default(std::nullopt);
}

llvm::ArrayRef<CheckOption> closure::checkOptions() {
  static constexpr auto Any = [](llvm::StringRef) { return true; };
  static const CheckOption All[] = {
      {"AssumeEscape", "'Never', 'Named' or 'Always'",
       [](llvm::StringRef Value) { return assumptionOf(Value).has_value(); }},
      {"IncludeStyle", "'llvm', 'google' or 'google-objc'",
       [](llvm::StringRef Value) { return includeStyleOf(Value).has_value(); }},
      {"MaxClosures", "a number",
       [](llvm::StringRef Value) { return numberOf(Value).has_value(); }},
      {"Models", "", Any},
      {"PreferMove", "'true' or 'false'",
       [](llvm::StringRef Value) { return truthOf(Value).has_value(); }},
      {"Summaries", "", Any}};
  return All;
}

bool closure::hasOption(llvm::StringRef Check, llvm::StringRef Option) {
  return llvm::all_of(RegisterCheck::all(), [&](const RegisterCheck *Known) {
    return Known->OwnOption != Option || Known->Name == Check;
  });
}

std::string closure::faultOfOption(llvm::StringRef Name) {
  auto [Check, Option] = Name.split('.');
  bool Prefixed = Check.starts_with("closure-");
  if (!Prefixed)
    Option = Name;
  else if (std::string Unknown = faultOfChecks(Check); !Unknown.empty() || Check.contains('*'))
    return "unknown check '" + Check.str() + "' in option '" + Name.str() + "'" +
           nearestCheck(Check);
  for (const CheckOption &Known : checkOptions())
    if (Known.Name == Option)
      return Prefixed && !hasOption(Check, Option)
                 ? "unknown check option '" + Name.str() + "'; another check has it"
                 : "";
  // Without a check before it, any other name can be that of someone else's option.
  std::string Meant = nearestOption(Option);
  return Prefixed || !Meant.empty() ? "unknown check option '" + Name.str() + "'" + Meant : "";
}

static std::vector<llvm::StringRef> checkNames() {
  std::vector<llvm::StringRef> Names;
  for (const RegisterCheck *Check : RegisterCheck::all())
    Names.push_back(Check->Name);
  return Names;
}

std::string closure::allChecks() {
  std::string Text;
  for (llvm::StringRef Name : checkNames())
    Text += (Text.empty() ? "" : ", ") + Name.str();
  return Text;
}

std::string closure::withAllChecks(std::string Fault) {
  // A question, `did you mean …?`, ends a sentence.
  Fault += llvm::StringRef(Fault).ends_with("?") ? " " : "; ";
  return Fault + "the checks are " + allChecks();
}

std::string closure::nearestTo(llvm::StringRef Word, llvm::ArrayRef<llvm::StringRef> Known,
                               unsigned Most) {
  llvm::StringRef Best;
  unsigned Least = (Most ? Most : Word.size() / 4) + 1;
  for (llvm::StringRef Name : Known)
    if (unsigned Distance = Word.edit_distance(Name, /*AllowReplacements=*/true, Least);
        Distance < Least)
      Least = Distance, Best = Name;
  return Best.empty() ? "" : "; did you mean '" + Best.str() + "'?";
}

std::string closure::nearestCheck(llvm::StringRef Word) { return nearestTo(Word, checkNames()); }

std::string closure::nearestOption(llvm::StringRef Word) {
  std::vector<llvm::StringRef> Names;
  for (const CheckOption &Option : checkOptions())
    Names.push_back(Option.Name);
  return nearestTo(Word, Names);
}

std::string closure::faultOfChecks(llvm::StringRef List) {
  llvm::SmallVector<llvm::StringRef, 4> Patterns;
  List.split(Patterns, ',', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef Pattern : Patterns) {
    llvm::StringRef Name = Pattern.trim();
    Name.consume_front("-");
    tidy::GlobList Glob(Name);
    if (Name.empty() ||
        llvm::any_of(checkNames(), [&](auto Check) { return Glob.contains(Check); }))
      continue;
    return "no check matches '" + Name.str() + "'" + nearestCheck(Name);
  }
  return "";
}

static bool matchesOurs(llvm::StringRef Pattern) {
  tidy::GlobList Glob(Pattern);
  return llvm::any_of(checkNames(), [&](llvm::StringRef Check) { return Glob.contains(Check); });
}

/// The patterns of a list, without space around them.
static std::vector<llvm::StringRef> patternsOf(llvm::StringRef List) {
  std::vector<llvm::StringRef> Patterns;
  while (!List.empty()) {
    size_t End = List.find_first_of(",\n");
    if (llvm::StringRef Pattern = List.substr(0, End).trim(); !Pattern.empty())
      Patterns.push_back(Pattern);
    List = End == llvm::StringRef::npos ? "" : List.substr(End + 1);
  }
  return Patterns;
}

static bool turnsOnOurs(llvm::StringRef List) {
  return llvm::any_of(patternsOf(List), [](llvm::StringRef Pattern) {
    return !Pattern.starts_with("-") && matchesOurs(Pattern);
  });
}

/// Who lists checks of others alone has not thought of ours. Who turns off all, or some of ours,
/// has.
static bool speaksOfOurs(llvm::StringRef List) {
  std::vector<llvm::StringRef> Patterns = patternsOf(List);
  return turnsOnOurs(List) || llvm::any_of(Patterns, [&](llvm::StringRef Pattern) {
           bool Off = Pattern.consume_front("-");
           return Off && matchesOurs(Pattern) &&
                  (Pattern != "*" || llvm::all_of(Patterns, [](llvm::StringRef Each) {
                     return Each.starts_with("-");
                   }));
         });
}

std::string closure::checksBy(llvm::StringRef Configured, llvm::StringRef OnTop) {
  std::string List = speaksOfOurs(Configured) ? Configured.str() : "";
  List += (List.empty() || OnTop.empty() ? "" : ",") + OnTop.str();
  return turnsOnOurs(List) ? List : "closure-*" + (List.empty() ? "" : "," + List);
}

bool closure::leavesChecks(llvm::StringRef List) {
  tidy::GlobList Glob(List);
  return llvm::any_of(RegisterCheck::all(), [&](const RegisterCheck *Check) {
    return Glob.contains(Check->Name) && Check->runsBy(List);
  });
}
