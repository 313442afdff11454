//===-- Text.cpp - An explanation for people ------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/Explain.h"
#include "llvm/ADT/StringExtras.h"

using namespace closure;

llvm::StringRef closure::wordFor(Verdict V) {
  switch (V) {
  case Verdict::Right:
    return "right";
  case Verdict::Callers:
    return "callers";
  case Verdict::NotAnalysed:
    return "not-analysed";
  case Verdict::Undecided:
    return "undecided";
  case Verdict::Silenced:
    return "silenced";
  case Verdict::Suspect:
    return "suspect";
  case Verdict::Wrong:
    return "wrong";
  }
  return "";
}

static std::string bytes(uint64_t Size) {
  return std::to_string(Size) + (Size == 1 ? " byte" : " bytes");
}

static std::string padded(const std::string &Word, size_t Width) {
  return Word + std::string(Width - Word.size(), ' ');
}

namespace {

class Writer {
public:
  Writer(const Explanation &Of, llvm::function_ref<std::string(llvm::StringRef)> Shown)
      : Of(Of), Shown(Shown) {
    for (const CaptureAccount &C : Of.Captures)
      Width = std::max(Width, C.Name.size());
  }

  std::string write() {
    head();
    captures();
    verdict();
    timeLine();
    return std::move(Text);
  }

private:
  std::string place(const Mark &At) const {
    std::string Line = "line " + std::to_string(At.Line);
    return At.File == Of.Begin.File ? Line : Shown(At.File) + ":" + std::to_string(At.Line);
  }

  void head() {
    Text += Of.Generic ? "generic lambda" : "lambda";
    if (!Of.Function.empty())
      Text += " in " + Of.Function;
    if (!Of.Macro.empty())
      Text += ", from the macro '" + Of.Macro + "'";
    if (Of.Size)
      Text += ", a closure of " + bytes(*Of.Size);
    if (!Of.AlsoIn.empty())
      Text += "\nthe same holds in " + llvm::join(Of.AlsoIn, ", ");
    Text += "\n";
  }

  static std::string howText(const CaptureAccount &C) {
    if (C.How == "this")
      return "the address of the object";
    if (C.How == "object-copy")
      return "a copy of the object";
    return llvm::StringRef(C.How).ends_with("reference") ? "by reference" : "by copy";
  }

  void captures() {
    if (Of.Captures.empty())
      return;
    Text += "\nit captures\n";
    for (const CaptureAccount &C : Of.Captures) {
      Text += "  " + padded(C.Name, Width) + "  " + howText(C);
      bool Reference = llvm::StringRef(C.How).ends_with("reference");
      if (!C.Type.empty() && C.How != "this" && C.How != "object-copy")
        Text += (Reference ? " to '" : ", type '") + C.Type + "'";
      if (C.Size)
        Text += ", " + bytes(*C.Size) + (Reference || C.How == "this" ? " in the closure" : "");
      if (C.Implicit)
        Text += ", implied by its use in " + place(C.At);
      Text += "\n";
      if (C.How == "copy" || C.How == "init-copy" || C.How == "object-copy")
        if (C.Dies == "with the closure" && C.Lives == "a copy in the closure")
          continue;
      std::string Line = "lives: " + C.Lives;
      if (C.Declared.isValid())
        Line += ", declared in " + place(C.Declared);
      indent(Line);
      if (!C.Dies.empty())
        indent("dies: " + (C.Ends.isValid() ? "in " + place(C.Ends) + ", " : "") + C.Dies);
    }
  }

  void indent(const std::string &Line) { Text += std::string(Width + 4, ' ') + Line + "\n"; }

  void verdict() {
    Text += "\nverdict: " +
            std::string(Of.V == Verdict::NotAnalysed ? "nothing is known of it: " : "") +
            Of.Because + "\n";
    for (const Told &T : Of.Findings)
      Text += "  " + T.Check + ": " + T.Text + (T.Silenced ? " (silenced by a comment)" : "") +
              (T.Runs ? "" : " (this check is turned off)") + "\n";
    reasons();
  }

  /// What holds of several captures is said once.
  void reasons() {
    std::vector<std::pair<std::string, std::string>> Said;
    for (const CaptureAccount &C : Of.Captures)
      for (const std::string &Why : C.Why) {
        if (Of.Captures.size() == 1 && llvm::StringRef(Why).ends_with(" reports it"))
          continue;
        auto Same = llvm::find_if(Said, [&](const auto &Old) { return Old.second == Why; });
        if (Same == Said.end())
          Said.emplace_back(C.Name, Why);
        else
          Same->first += ", " + C.Name;
      }
    size_t Wide = Width;
    for (const auto &[Names, Why] : Said)
      Wide = std::max(Wide, Names.size());
    for (const auto &[Names, Why] : Said)
      Text += "  " + padded(Names, Wide) + "  " + Why + "\n";
  }

  void timeLine() {
    if (Of.TimeLine.size() < 2)
      return;
    size_t Wide = 0;
    for (const Happening &One : Of.TimeLine)
      Wide = std::max(Wide, when(One).size());
    Text += "\nwhat happens\n";
    for (const Happening &One : Of.TimeLine)
      Text += "  " + padded(when(One), Wide) + "  " + One.Text + "\n";
  }

  std::string when(const Happening &One) const {
    return One.At.isValid() ? place(One.At) : "later";
  }

  const Explanation &Of;
  llvm::function_ref<std::string(llvm::StringRef)> Shown;
  size_t Width = 0;
  std::string Text;
};

} // namespace

std::string closure::explanationText(const Explanation &Of,
                                     llvm::function_ref<std::string(llvm::StringRef)> Shown) {
  return Writer(Of, Shown).write();
}
