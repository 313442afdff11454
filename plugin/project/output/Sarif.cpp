//===-- Sarif.cpp - Findings as SARIF 2.1.0 -------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// OASIS, Static Analysis Results Interchange Format Version 2.1.0. Clang's own writer needs
// the source managers of the units, and knows neither fixes nor fingerprints.
//
//===----------------------------------------------------------------------===//

#include "checks/CheckRegistry.h"
#include "plugin/common/HelpPages.h"
#include "plugin/project/CheckPages.h"
#include "plugin/project/Source.h"
#include "plugin/project/output/Output.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"
#include <map>

using namespace closure;
namespace json = llvm::json;

static std::string text(llvm::StringRef Raw) {
  return json::isUTF8(Raw) ? Raw.str() : json::fixUTF8(Raw);
}

static json::Object message(llvm::StringRef Text) { return json::Object{{"text", text(Text)}}; }

/// `closure-loop-capture` as the format likes names: `ClosureLoopCapture`.
static std::string pascal(llvm::StringRef Check) {
  std::string Made;
  for (llvm::StringRef Part : llvm::split(Check, '-'))
    Made += llvm::toUpper(Part.front()) + Part.drop_front().str();
  return Made;
}

/// Code scanning cuts what is longer.
static constexpr size_t LongestDescription = 1024;

/// What the check finds, and why that matters.
static std::string description(const RegisterCheck &Check) {
  std::string Text = llvm::toUpper(Check.Summary.front()) + Check.Summary.drop_front().str() + ".";
  llvm::StringRef Why = sectionOf(pageOf(Check.Name), "Why it matters");
  for (llvm::StringRef Rest = Why; !Rest.empty();) {
    auto [Paragraph, After] = Rest.split("\n\n");
    std::string Words = " " + plain(Paragraph);
    if (Text.size() + Words.size() > LongestDescription)
      break;
    Text += Words;
    Rest = After;
  }
  return Text;
}

namespace {

class Writer {
public:
  explicit Writer(const Findings &All) : All(All) {}

  json::Value write() {
    json::Array Results;
    json::Array Rules = rules();
    for (const Warning &W : All.Warnings)
      Results.push_back(result(W));
    json::Object Driver{
        {"name", "closure-lint"}, {"version", CLOSURE_VERSION}, {"rules", std::move(Rules)}};
    if (std::string Url = helpFolder(); !Url.empty())
      Driver["informationUri"] = Url;
    json::Object Run{
        {"tool", json::Object{{"driver", std::move(Driver)}}},
        {"columnKind", "utf16CodeUnits"},
        {"originalUriBaseIds",
         json::Object{{"SRCROOT", json::Object{{"uri", "file://" + uriOf(All.Root) + "/"}}}}},
        {"invocations", json::Array{invocation()}},
        {"results", std::move(Results)}};
    return json::Object{{"$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/"
                                    "schemas/sarif-schema-2.1.0.json"},
                        {"version", "2.1.0"},
                        {"runs", json::Array{std::move(Run)}}};
  }

private:
  json::Array rules() {
    json::Array Rules;
    for (const RegisterCheck *Check : RegisterCheck::all()) {
      Number[Check->Name.str()] = Rules.size();
      json::Object Rule{
          {"id", Check->Name},
          {"name", pascal(Check->Name)},
          {"shortDescription", message(Check->Summary)},
          {"fullDescription", message(description(*Check))},
          {"help", json::Object{{"text", description(*Check)},
                                {"markdown", text(withLinks(pageOf(Check->Name)))}}},
          {"defaultConfiguration", json::Object{{"level", "warning"}}},
          {"properties", json::Object{{"tags", json::Array{"correctness", "lifetime"}},
                                      {"precision", "high"},
                                      {"problem.severity", "warning"}}}};
      if (std::string Url = helpUrl(Check->Name); !Url.empty())
        Rule["helpUri"] = Url;
      Rules.push_back(std::move(Rule));
    }
    return Rules;
  }

  json::Object invocation() {
    json::Array Notifications;
    for (const Failure &F : All.Failures) {
      json::Object Note{{"level", "error"}, {"message", message(F.Text)}};
      if (!F.File.empty())
        Note["locations"] = json::Array{json::Object{
            {"physicalLocation", json::Object{{"artifactLocation", artifact(F.File)}}}}};
      Notifications.push_back(std::move(Note));
    }
    for (const Remark &R : All.remarks()) {
      json::Object Where = location(R);
      Where.erase("message");
      Notifications.push_back(json::Object{{"level", "note"},
                                           {"message", message(R.Text)},
                                           {"locations", json::Array{std::move(Where)}}});
    }
    return json::Object{{"executionSuccessful", All.Failures.empty()},
                        {"toolExecutionNotifications", std::move(Notifications)}};
  }

  json::Object artifact(llvm::StringRef File) {
    std::string Shown = All.shown(File);
    if (llvm::sys::path::is_absolute(Shown))
      return json::Object{{"uri", "file://" + uriOf(Shown)}};
    return json::Object{{"uri", uriOf(Shown)}, {"uriBaseId", "SRCROOT"}};
  }

  /// Columns count UTF-16 code units from 1.
  unsigned column(const std::string &File, unsigned Line, unsigned Bytes) {
    llvm::StringRef Before = Sources.line(File, Line).take_front(Bytes - 1);
    llvm::SmallVector<llvm::UTF16, 128> Units;
    return llvm::convertUTF8ToUTF16String(text(Before), Units) ? Units.size() + 1 : Bytes;
  }

  json::Object location(const Remark &At) {
    return json::Object{
        {"physicalLocation",
         json::Object{{"artifactLocation", artifact(At.At.File)},
                      {"region", json::Object{{"startLine", At.At.Line},
                                              {"startColumn",
                                               column(At.At.File, At.At.Line, At.At.Column)}}}}},
        {"message", message(At.Text)}};
  }

  /// Line and column of an offset, in the file as it is.
  std::pair<unsigned, unsigned> lineAndColumn(const std::string &File, unsigned Offset) {
    llvm::StringRef Before = Sources.text(File).take_front(Offset);
    unsigned Line = Before.count('\n') + 1;
    unsigned Bytes = Offset - (Before.rfind('\n') + 1) + 1;
    return {Line, column(File, Line, Bytes)};
  }

  /// A repair is not offered in words; they are made of what it does.
  std::string titleOf(const Fix &F) {
    const clang::tooling::Replacement *Main = nullptr;
    for (const clang::tooling::Replacement &Edit : F.Edits)
      if (!Edit.getReplacementText().starts_with("#include")) {
        if (Main)
          return "apply the repair: " + std::to_string(F.Edits.size()) + " edits";
        Main = &Edit;
      }
    if (!Main)
      return "apply the repair";
    llvm::StringRef Old =
        Sources.text(Main->getFilePath().str()).substr(Main->getOffset(), Main->getLength());
    std::string New = "'" + Main->getReplacementText().str() + "'";
    return Old.empty() ? "insert " + New : "replace '" + Old.str() + "' with " + New;
  }

  json::Object fix(const Fix &F, llvm::StringRef Title) {
    std::map<std::string, json::Array> ByFile;
    for (const clang::tooling::Replacement &Edit : F.Edits) {
      std::string File = Edit.getFilePath().str();
      auto [Line, Column] = lineAndColumn(File, Edit.getOffset());
      auto [EndLine, EndColumn] = lineAndColumn(File, Edit.getOffset() + Edit.getLength());
      ByFile[File].push_back(json::Object{{"deletedRegion", json::Object{{"startLine", Line},
                                                                         {"startColumn", Column},
                                                                         {"endLine", EndLine},
                                                                         {"endColumn", EndColumn}}},
                                          {"insertedContent", message(Edit.getReplacementText())}});
    }
    json::Array Changes;
    for (auto &[File, Edits] : ByFile)
      Changes.push_back(
          json::Object{{"artifactLocation", artifact(File)}, {"replacements", std::move(Edits)}});
    return json::Object{{"description", message(Title)}, {"artifactChanges", std::move(Changes)}};
  }

  json::Object result(const Warning &W) {
    json::Array Steps, Related, Fixes;
    Steps.push_back(json::Object{{"location", location({W.At, W.Text})}});
    for (const Remark &Step : W.Path) {
      Steps.push_back(json::Object{{"location", location(Step)}});
      Related.push_back(location(Step));
    }
    for (const Remark &Reason : W.Reasons)
      Related.push_back(location(Reason));
    for (auto [I, Entry] : llvm::enumerate(Related))
      (*Entry.getAsObject())["id"] = static_cast<int64_t>(I);
    if (W.Repair)
      Fixes.push_back(fix(*W.Repair, titleOf(*W.Repair)));
    for (const Fix &Other : W.Alternatives)
      Fixes.push_back(fix(Other, Other.Title));
    json::Object At = location({W.At, ""});
    At.erase("message");
    json::Object Flow{{"threadFlows", json::Array{json::Object{{"locations", std::move(Steps)}}}}};
    return json::Object{{"ruleId", W.Check},
                        {"ruleIndex", Number[W.Check]},
                        {"level", W.Level},
                        {"message", message(W.Text)},
                        {"locations", json::Array{std::move(At)}},
                        {"codeFlows", json::Array{std::move(Flow)}},
                        {"relatedLocations", std::move(Related)},
                        {"fixes", std::move(Fixes)},
                        {"partialFingerprints", json::Object{{"closureLint/v1", W.Fingerprint}}},
                        {"properties", json::Object{{"assumed", W.Assumed}}}};
  }

  const Findings &All;
  SourceCache Sources;
  std::map<std::string, int64_t> Number;
};

} // namespace

void closure::writeSarif(const Findings &All, llvm::raw_ostream &Out) {
  Out << llvm::formatv("{0:2}", Writer(All).write()) << "\n";
}
