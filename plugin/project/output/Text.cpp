//===-- Text.cpp - Findings as clang-tidy shows them ----------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/Compat.h"
#include "plugin/project/Patch.h"
#include "plugin/project/Source.h"
#include "plugin/project/SourceFiles.h"
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
      : All(All), Out(Out), Colour(Colour), Engine(Out, Colour),
        Files(FileSystemOptions(), sourceFiles(nullptr)), SM(*Engine, Files) {
    Engine.begin(SM);
  }

  void print(const Warning &W) {
    say(W.IsError ? DiagnosticsEngine::Error : DiagnosticsEngine::Warning, W.At,
        W.Text + " [" + W.Check + (W.IsError ? ",-warnings-as-errors]" : "]"),
        W.Repair ? shortOf(*W.Repair, W.At) : nullptr);
    for (size_t I = 0; I != W.Path.size(); ++I)
      say(DiagnosticsEngine::Note, W.Path[I].At,
          (W.Path.size() > 1 ? std::to_string(I + 1) + ". " : "") + W.Path[I].Text);
    for (const Remark &Reason : W.Reasons)
      say(DiagnosticsEngine::Note, Reason.At, Reason.Text);
    if (W.Repair && !shortOf(*W.Repair, W.At))
      offer(W, "the repair is", *W.Repair);
    for (const Fix &Other : W.Alternatives)
      offer(W, Other.Title, Other);
  }

  void print(const Remark &R) { say(DiagnosticsEngine::Remark, R.At, R.Text); }

private:
  /// The repair if it can stand under the line of the warning. The printer shows all lines from one
  /// edit to the other.
  const Fix *shortOf(const Fix &F, const Spot &At) {
    llvm::StringRef Text = Sources.text(At.File);
    size_t Begin = Text.take_front(At.Offset).rfind('\n') + 1, End = Text.find('\n', At.Offset);
    bool Fits = llvm::all_of(F.Edits, [&](const tooling::Replacement &Edit) {
      return Edit.getFilePath() == realPath(At.File) && Edit.getOffset() >= Begin &&
             Edit.getOffset() + Edit.getLength() <= End &&
             !Edit.getReplacementText().contains('\n');
    });
    return Fits ? &F : nullptr;
  }

  void offer(const Warning &W, llvm::StringRef Title, const Fix &F) {
    const Fix *Short = shortOf(F, W.At);
    say(DiagnosticsEngine::Note, W.At, Title, Short);
    if (!Short)
      writeNumbered(F, W.At.File, All, Sources, Out, Colour);
  }

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
    Out << Place
        << (Level == DiagnosticsEngine::Note    ? "note: "
            : Level == DiagnosticsEngine::Error ? "error: "
                                                : "warning: ")
        << Text << "\n";
    if (Level != DiagnosticsEngine::Note)
      Out << Place << "note: the file has changed since it was linted; its lines are not shown\n";
  }

  const Findings &All;
  llvm::raw_ostream &Out;
  const bool Colour;
  SourceCache Sources;
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
  for (const Remark &R : All.remarks())
    Show.print(R);
}
