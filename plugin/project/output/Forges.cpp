//===-- Forges.cpp - Findings as code forges take them --------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/output/Output.h"
#include "llvm/Support/FormatVariadic.h"

using namespace closure;
namespace json = llvm::json;

/// As the documentation of GitHub's workflow commands asks: properties also lose `:` and `,`.
static std::string escaped(llvm::StringRef Text, bool Property) {
  std::string Made;
  for (char C : Text) {
    if (C == '%')
      Made += "%25";
    else if (C == '\r')
      Made += "%0D";
    else if (C == '\n')
      Made += "%0A";
    else if (C == ':' && Property)
      Made += "%3A";
    else if (C == ',' && Property)
      Made += "%2C";
    else
      Made += C;
  }
  return Made;
}

void closure::writeGithub(const Findings &All, llvm::raw_ostream &Out) {
  for (const Warning &W : All.Warnings) {
    std::string Text = W.Text;
    for (const Remark &Step : W.Path)
      Text +=
          "\n" + All.shown(Step.At.File) + ":" + std::to_string(Step.At.Line) + ": " + Step.Text;
    for (const Remark &Reason : W.Reasons)
      Text += "\n" + Reason.Text;
    Out << "::" << (W.Level == "note" ? "notice" : W.Level)
        << " file=" << escaped(All.shown(W.At.File), true) << ",line=" << W.At.Line
        << ",endLine=" << std::max(W.At.Line, W.LastLine) << ",col=" << W.At.Column
        << ",title=" << escaped(W.Check, true) << "::" << escaped(Text, false) << "\n";
  }
  for (const Remark &R : All.remarks())
    Out << "::notice file=" << escaped(All.shown(R.At.File), true) << ",line=" << R.At.Line
        << ",col=" << R.At.Column << ",title=closure-lint::" << escaped(R.Text, false) << "\n";
  for (const Failure &F : All.Failures)
    Out << "::error title=closure-lint::"
        << escaped((F.File.empty() ? "" : All.shown(F.File) + ": ") + F.Text, false) << "\n";
}

static llvm::StringRef severityOf(const Warning &W) {
  return W.Level == "error" ? "critical" : W.Level == "note" ? "minor" : "major";
}

void closure::writeGitlab(const Findings &All, llvm::raw_ostream &Out) {
  json::Array Issues;
  for (const Warning &W : All.Warnings)
    Issues.push_back(json::Object{
        {"description", json::fixUTF8(W.Text)},
        {"check_name", W.Check},
        {"fingerprint", W.Fingerprint},
        {"severity", severityOf(W)},
        {"location",
         json::Object{{"path", json::fixUTF8(All.shown(W.At.File))},
                      {"lines", json::Object{{"begin", W.At.Line},
                                             {"end", std::max(W.At.Line, W.LastLine)}}}}}});
  for (const Remark &R : All.remarks())
    Issues.push_back(
        json::Object{{"description", json::fixUTF8(R.Text)},
                     {"check_name", "closure-lint"},
                     {"fingerprint", fingerprint(All.shown(R.At.File) + "\n" + R.Text)},
                     {"severity", "info"},
                     {"location", json::Object{{"path", json::fixUTF8(All.shown(R.At.File))},
                                               {"lines", json::Object{{"begin", R.At.Line}}}}}});
  Out << llvm::formatv("{0:2}", json::Value(std::move(Issues))) << "\n";
}
