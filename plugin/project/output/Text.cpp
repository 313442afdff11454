//===-- Text.cpp - Findings as clang-tidy shows them ----------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/Compat.h"
#include "plugin/project/Source.h"
#include "plugin/project/output/Output.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/TextDiagnosticPrinter.h"

using namespace clang;
using namespace closure;

namespace {

/// Clang's own printer, over the files as they are on disk: the units are gone.
class Printer {
public:
  Printer(const Findings &All, llvm::raw_ostream &Out, bool Colour)
      : All(All), Out(Out), Engine(Out, Colour), Files(FileSystemOptions()), SM(*Engine, Files) {
    Engine.begin(SM);
  }

  void print(const Warning &W) {
    say(DiagnosticsEngine::Warning, W.At, W.Text + " [" + W.Check + "]",
        W.Repair ? &*W.Repair : nullptr);
    for (const Remark &Step : W.Path)
      say(DiagnosticsEngine::Note, Step.At, Step.Text);
    for (const Remark &Reason : W.Reasons)
      say(DiagnosticsEngine::Note, Reason.At, Reason.Text);
    for (const Fix &Other : W.Alternatives)
      say(DiagnosticsEngine::Note, W.At, Other.Title, &Other);
  }

  void print(const Remark &R) { say(DiagnosticsEngine::Remark, R.At, R.Text); }

private:
  SourceLocation location(const std::string &File, unsigned Offset) {
    auto Entry = Files.getFileRef(fromHere(File));
    if (!Entry) {
      llvm::consumeError(Entry.takeError());
      return SourceLocation();
    }
    FileID ID = SM.getOrCreateFileID(*Entry, SrcMgr::C_User);
    return SM.getLocForStartOfFile(ID).getLocWithOffset(static_cast<int>(Offset));
  }

  void say(DiagnosticsEngine::Level Level, const Spot &At, llvm::StringRef Text,
           const Fix *Offer = nullptr) {
    if (hasChanged(At.File)) {
      sayPlainly(Level, At, Text);
      return;
    }
    unsigned ID =
        Engine->getDiagnosticIDs()->getCustomDiagID(static_cast<DiagnosticIDs::Level>(Level), "%0");
    DiagnosticBuilder Built = Engine->Report(location(At.File, At.Offset), ID);
    Built << Text;
    for (const tooling::Replacement &Edit :
         Offer ? Offer->Edits : std::vector<tooling::Replacement>()) {
      SourceLocation Begin = location(Edit.getFilePath().str(), Edit.getOffset());
      SourceLocation End = Begin.getLocWithOffset(static_cast<int>(Edit.getLength()));
      Built << FixItHint::CreateReplacement(CharSourceRange::getCharRange(Begin, End),
                                            Edit.getReplacementText());
    }
  }

  /// Its lines are then not those that the warning is about.
  bool hasChanged(const std::string &File) {
    auto [It, New] = Changed.try_emplace(File, false);
    if (New)
      It->second = All.hasChanged(File);
    return It->second;
  }

  void sayPlainly(DiagnosticsEngine::Level Level, const Spot &At, llvm::StringRef Text) {
    std::string Place =
        fromHere(At.File) + ":" + std::to_string(At.Line) + ":" + std::to_string(At.Column) + ": ";
    Out << Place << (Level == DiagnosticsEngine::Note ? "note: " : "warning: ") << Text << "\n";
    if (Level != DiagnosticsEngine::Note)
      Out << Place << "note: the file has changed since it was linted; its lines are not shown\n";
  }

  const Findings &All;
  llvm::raw_ostream &Out;
  std::map<std::string, bool> Changed;
  PrintingEngine Engine;
  FileManager Files;
  SourceManager SM;
};

} // namespace

void closure::writeText(const Findings &All, llvm::raw_ostream &Out, bool Colour) {
  Printer Show(All, Out, Colour);
  for (const Warning &W : All.Warnings)
    Show.print(W);
  for (const Remark &R : All.Skipped)
    Show.print(R);
}
