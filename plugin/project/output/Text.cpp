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
  Printer(llvm::raw_ostream &Out, bool Colour)
      : Engine(Out, Colour), Files(FileSystemOptions()), SM(*Engine, Files) {
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

  PrintingEngine Engine;
  FileManager Files;
  SourceManager SM;
};

} // namespace

void closure::writeText(const Findings &All, llvm::raw_ostream &Out, bool Colour) {
  Printer Show(Out, Colour);
  for (const Warning &W : All.Warnings)
    Show.print(W);
}
