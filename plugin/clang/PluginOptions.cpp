//===-- PluginOptions.cpp - What the compiler plugin is told -===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/clang/PluginOptions.h"
#include "checks/CheckRegistry.h"
#include "plugin/common/CheckWords.h"
#include "clang/Basic/Diagnostic.h"
#include <optional>

using namespace clang;
using namespace closure;

template <typename T> static bool assign(T &To, std::optional<T> Value) {
  if (Value)
    To = *Value;
  return Value.has_value();
}

/// A list of checks.
static std::string assignChecks(std::string &To, llvm::StringRef Value) {
  To = Value.str();
  std::string Fault = faultOfChecks(Value);
  if (Fault.empty() && !leavesChecks(Value))
    Fault = "it leaves no check";
  return Fault.empty() ? "" : "a list of " + allChecks() + " and patterns: " + Fault;
}

/// What is expected where `Word` is not understood; empty if it is.
static std::string take(llvm::StringRef Word, PluginOptions &Args) {
  auto [Key, Value] = Word.split('=');
  if (Key == "checks")
    // A list that only leaves out is about those that are on without it.
    return assignChecks(Args.Checks,
                        Value.starts_with("-") ? ("closure-*," + Value).str() : Value.str());
  if (Key == "warnings-as-errors")
    return assignChecks(Args.Errors, Value);
  if (Key == "models")
    return Args.Set.Models = Value.str(), "";
  if (Key == "summaries")
    return Args.Set.Summaries = Value.str(), "";
  if (Key == "assume-escape")
    return assign(Args.Set.Assume, assumptionOf(Value)) ? "" : "'Never', 'Named' or 'Always'";
  if (Key == "prefer-move")
    return assign(Args.How.PreferMove, truthOf(Value)) ? "" : "'true' or 'false'";
  if (Key == "max-closures")
    return assign(Args.How.MaxClosures, numberOf(Value)) ? "" : "a number";
  if (Key == "include-style")
    return assign(Args.Style, includeStyleOf(Value)) ? "" : "'llvm', 'google' or 'google-objc'";
  return "'checks=', 'warnings-as-errors=', 'models=', 'assume-escape=', 'summaries=', "
         "'prefer-move=', 'max-closures=' or 'include-style='";
}

bool PluginOptions::parse(const std::vector<std::string> &Words, DiagnosticsEngine &Diagnostics) {
  bool Good = true;
  for (const std::string &Word : Words) {
    std::string Expected = take(Word, *this);
    if (Expected.empty())
      continue;
    unsigned ID = Diagnostics.getCustomDiagID(
        DiagnosticsEngine::Error,
        "closure-lint: cannot use '-fplugin-arg-closure-%0'; expected %1");
    Diagnostics.Report(ID) << Word << Expected;
    Good = false;
  }
  return Good;
}

std::vector<std::string> closure::faultsOfWarnings(const DiagnosticsEngine &Diagnostics) {
  std::vector<std::string> Faults;
  for (llvm::StringRef Option : Diagnostics.getDiagnosticOptions().Warnings) {
    llvm::StringRef Name = Option;
    Name.consume_front("no-");
    Name.consume_front("error=");
    if (!Name.starts_with("closure-") || RegisterCheck::find(Name))
      continue;
    Faults.push_back(withAllChecks("there is no check '" + Name.str() + "' for '-W" + Option.str() +
                                   "'" + nearestCheck(Name)));
  }
  return Faults;
}

Loudness::Loudness(const PluginOptions &Args, const DiagnosticsEngine &Diagnostics)
    : List(Args.Checks), Checks(Args.Checks), Errors(Args.Errors),
      Options(Diagnostics.getDiagnosticOptions().Warnings),
      AllSilent(Diagnostics.getIgnoreAllWarnings()), AllErrors(Diagnostics.getWarningsAsErrors()) {}

Loudness::Level Loudness::of(llvm::StringRef Check) const {
  const RegisterCheck *Known = RegisterCheck::find(Check);
  bool ByName = Known && Known->When == RegisterCheck::Runs::ByName;
  bool On = Checks.contains(Check) && (!Known || Known->runsBy(List));
  bool Error = AllErrors || Errors.contains(Check), Never = false;
  for (llvm::StringRef Option : Options) {
    bool No = Option.consume_front("no-");
    bool AboutErrors = Option.consume_front("error=");
    if (Option != Check && Option != "closure")
      continue;
    // The name of all of them turns off what runs by its own name alone, but not on.
    bool All = Option != Check && ByName;
    On = AboutErrors ? On || (!No && !All) : !No && (!All || On);
    if (AboutErrors)
      Error = !No, Never = No;
  }
  if (!On || AllSilent)
    return Level::Silent;
  return Error ? Level::Error : Never ? Level::NoError : Level::Warning;
}
