//===-- Json.cpp - Findings for programs ----------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/CheckRegistry.h"
#include "plugin/common/HelpPages.h"
#include "plugin/project/Patch.h"
#include "plugin/project/Source.h"
#include "plugin/project/output/Output.h"
#include "llvm/ADT/StringExtras.h"
#include <set>

using namespace closure;
namespace json = llvm::json;

/// JSON is UTF-8, and sources need not be.
static std::string text(llvm::StringRef Raw) {
  return json::isUTF8(Raw) ? Raw.str() : json::fixUTF8(Raw);
}

static json::Array failuresOf(const Findings &All) {
  json::Array Failures;
  for (const Failure &F : All.Failures)
    Failures.push_back(json::Object{{"file", text(All.shown(F.File))}, {"message", text(F.Text)}});
  return Failures;
}

namespace {

class Writer {
public:
  explicit Writer(const Findings &All) : All(All) {}

  json::Value write() {
    json::Array Warnings;
    for (const Warning &W : All.Warnings)
      Warnings.push_back(warning(W));
    json::Object Checks;
    for (const RegisterCheck *Check : RegisterCheck::all())
      Checks[Check->Name] = Check->Summary;
    return json::Object{{"version", 1},
                        {"tool", "closure-lint"},
                        {"toolVersion", CLOSURE_VERSION},
                        {"root", text(All.Root)},
                        {"files", All.Files},
                        {"checks", std::move(Checks)},
                        {"failures", failuresOf(All)},
                        {"notifications", remarks(All.Skipped)},
                        {"suppressions", suppressions()},
                        {"unused", remarks(All.Unused)},
                        {"findings", std::move(Warnings)}};
  }

private:
  json::Object remark(const Remark &R) {
    return json::Object{{"file", text(All.shown(R.At.File))},
                        {"line", R.At.Line},
                        {"column", R.At.Column},
                        {"message", text(R.Text)}};
  }

  json::Array remarks(const std::vector<Remark> &Remarks) {
    json::Array Made;
    for (const Remark &R : Remarks)
      Made.push_back(remark(R));
    return Made;
  }

  json::Array suppressions() {
    json::Array Made;
    for (const Suppression &S : All.Suppressions) {
      json::Array Silenced;
      for (const Suppression::Warning &W : S.Silenced) {
        json::Object One = remark({W.At, W.Text});
        One["check"] = W.Check;
        Silenced.push_back(std::move(One));
      }
      json::Object One = remark({S.At, S.Comment});
      One.erase("message");
      One["comment"] = text(S.Comment);
      One["reason"] = text(S.Reason);
      One["silenced"] = std::move(Silenced);
      Made.push_back(std::move(One));
    }
    return Made;
  }

  json::Object fix(const Fix &F) {
    json::Array Edits;
    for (const clang::tooling::Replacement &Edit : F.Edits)
      Edits.push_back(json::Object{{"file", text(All.shown(Edit.getFilePath()))},
                                   {"offset", Edit.getOffset()},
                                   {"length", Edit.getLength()},
                                   {"text", text(Edit.getReplacementText())}});
    return json::Object{{"title", text(F.Title)},
                        {"edits", std::move(Edits)},
                        {"diff", text(patchOf(F, All, Sources))}};
  }

  json::Object warning(const Warning &W) {
    json::Array Alternatives;
    for (const Fix &Other : W.Alternatives)
      Alternatives.push_back(fix(Other));
    return json::Object{{"check", W.Check},
                        {"help", helpUrl(W.Check)},
                        {"message", text(W.Text)},
                        {"fingerprint", W.Fingerprint},
                        {"file", text(All.shown(W.At.File))},
                        {"line", W.At.Line},
                        {"column", W.At.Column},
                        {"level", W.Level},
                        {"assumed", W.Assumed},
                        {"path", remarks(W.Path)},
                        {"notes", remarks(W.Reasons)},
                        {"outcome", nullptr},
                        {"repair", W.Repair ? json::Value(fix(*W.Repair)) : json::Value(nullptr)},
                        {"alternatives", std::move(Alternatives)}};
  }

  const Findings &All;
  SourceCache Sources;
};

} // namespace

json::Value closure::jsonOf(const Findings &All) { return Writer(All).write(); }

json::Value closure::pageDataOf(const Findings &All) {
  json::Value Data = jsonOf(All);
  std::set<std::string> Files;
  for (const Warning &W : All.Warnings) {
    Files.insert(W.At.File);
    for (const Remark &Step : W.Path)
      Files.insert(Step.At.File);
  }
  SourceCache Sources;
  json::Object Texts;
  for (const std::string &File : Files)
    if (!All.hasChanged(File))
      Texts[text(All.shown(File))] = text(Sources.text(File));
  Data.getAsObject()->insert({"sources", std::move(Texts)});
  return Data;
}

static json::Value wordFor(Outcome How, bool DryRun) {
  switch (How) {
  case Outcome::Unasked:
    return nullptr;
  case Outcome::Repaired:
    return DryRun ? "repairable" : "repaired";
  case Outcome::Along:
    return "along";
  case Outcome::Overlapping:
    return "overlapping";
  case Outcome::Refused:
    return "refused";
  case Outcome::Offered:
    return "offered";
  case Outcome::Without:
    return "none";
  }
  return nullptr;
}

void closure::addOutcomes(json::Value &Document, const Findings &All, bool DryRun) {
  json::Object &Top = *Document.getAsObject();
  Top["failures"] = failuresOf(All);
  json::Array &Made = *Top.getArray("findings");
  for (size_t I = 0; I != Made.size(); ++I)
    (*Made[I].getAsObject())["outcome"] = wordFor(All.Warnings[I].Became, DryRun);
}

void closure::writeJson(const json::Value &Document, llvm::raw_ostream &Out) {
  Out << llvm::formatv("{0:2}", Document) << "\n";
}

void closure::writePage(const json::Value &Document, llvm::raw_ostream &Out) {
  std::string Escaped;
  for (char C : llvm::formatv("{0}", Document).str())
    Escaped += C == '<' ? std::string("\\u003c") : std::string(1, C);
  auto [Before, After] = pageTemplate().split("CLOSURE_REPORT_DATA");
  Out << Before << Escaped << After;
}
