//===-- Consumer.cpp - The checks over one translation unit ---------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/Consumer.h"
#include "checks/CheckRegistry.h"
#include "checks/Macros.h"
#include "checks/Paths.h"
#include "checks/Report.h"
#include "plugin/common/Includes.h"
#include "plugin/common/NoLintComments.h"
#include "plugin/project/CheckOptions.h"
#include "plugin/project/LateBodies.h"
#include "plugin/project/SilencingComments.h"
#include "plugin/project/Source.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/Utils.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Sema/SemaConsumer.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/Path.h"

using namespace clang;
using namespace closure;

namespace {

/// The files that the unit is made of, those of the system as well.
class AllFiles : public DependencyCollector {
  bool needSystemDependencies() override { return true; }
};

class Consumer : public SemaConsumer {
public:
  Consumer(CompilerInstance &CI, const LintOptions &Options, bool Skip, UnitResult &Result,
           bool &Again)
      : CI(CI), SM(CI.getSourceManager()), Result(Result), Again(Again),
        Configured(configurationOf(Result.File, Options)),
        Inserts(Configured.Style, /*Apart=*/true) {
    Result.Unchecked = Configured.Checks.empty();
    for (const std::string &Fault : Configured.Faults)
      Result.SettingErrors.push_back(Fault);
    Shared.guardBy([](llvm::function_ref<void()> Work) {
      return llvm::CrashRecoveryContext().RunSafely(Work);
    });
    if (Skip)
      Late.emplace(CI);
    Inserts.watch(CI.getPreprocessor());
    Shared.readMacros(macrosOf(CI.getPreprocessor()));
    if (!Options.Others)
      return;
    Shared.share(Options.Others, Result.Learned);
    ReadFiles->attachToPreprocessor(CI.getPreprocessor());
    CI.addDependencyCollector(ReadFiles); // for the reader of a precompiled header, still to come
  }

  void InitializeSema(Sema &S) override {
    if (Late)
      Late->attach(S);
  }
  bool shouldSkipFunctionBody(Decl *D) override { return Late && Late->skips(*D); }

  void HandleTranslationUnit(ASTContext &Context) override {
    if (!Context.getLangOpts().CPlusPlus11 || CI.getDiagnostics().hasFatalErrorOccurred())
      return;
    if ((Again = Late && Late->failed()))
      return;
    NoLintComments Comments(SM, CI.getLangOpts());
    prepare(Shared, [&](llvm::StringRef Name) { return Configured.runs(Name); });
    for (const CheckConfiguration &Check : Configured.Checks)
      for (const Report &R : reportsOf(Shared, Context, Check.Set, Check.How,
                                       [&](llvm::StringRef Name) { return Name == Check.Name; })) {
        if (!isWanted(R.Loc))
          continue;
        bool Silent = R.Silenced.isValid() || Comments.silence(R.Loc, R.Check);
        if (Silent)
          Silenced.push_back({{R.Check.str(), spot(R.Loc), R.Text}, silencedAt(R)});
        else
          Result.Warnings.push_back(warning(R));
      }
    addSuppressions();
    for (const Session::Skipped &S : Shared.takeSkipped())
      if (isWanted(S.Loc))
        Result.Skipped.push_back({spot(S.Loc), S.Text});
    Result.Counted += Shared.counts();
    if (!Shared.crash().empty())
      Result.Failure = "closure-lint crashed in " + Shared.crash() +
                       "; please report that, with the file. What was found before is shown";
    for (std::string &Error : Shared.takeErrors())
      Result.SettingErrors.push_back(std::move(Error));
    for (std::string &Warning : Shared.takeWarnings())
      Result.SettingErrors.push_back(std::move(Warning));
    for (const std::string &File : ReadFiles->getDependencies())
      remember(File);
    addSources();
  }

private:
  /// As it was when it was read: it may have changed since.
  void remember(llvm::StringRef File) {
    llvm::SmallString<256> Path(File);
    SM.getFileManager().makeAbsolutePath(Path);
    std::string &Hash = Result.Read[Path.str().str()];
    if (OptionalFileEntryRef Entry = SM.getFileManager().getOptionalFileRef(File))
      if (std::optional<llvm::MemoryBufferRef> Text = SM.getMemoryBufferForFileOrNone(*Entry))
        Hash = contentHash(Text->getBuffer());
  }

  void addSources() {
    for (unsigned I = 0; I != SM.local_sloc_entry_size(); ++I) {
      const SrcMgr::SLocEntry &Entry = SM.getLocalSLocEntry(I);
      if (Entry.isFile() && !SrcMgr::isSystem(Entry.getFile().getFileCharacteristic()))
        if (OptionalFileEntryRef File = Entry.getFile().getContentCache().OrigEntry)
          Result.Sources.insert(path(*File));
    }
  }

  std::string path(FileEntryRef Entry) const {
    return absolutePath(Entry.getName(), SM.getFileManager());
  }

  Spot silencedAt(const Report &R) { return spot(R.Silenced.isValid() ? R.Silenced : R.Loc); }

  /// The comments in all files of which findings are wanted.
  void addSuppressions() {
    std::set<std::string> Seen;
    for (unsigned I = 0; I != SM.local_sloc_entry_size(); ++I) {
      const SrcMgr::SLocEntry &Entry = SM.getLocalSLocEntry(I);
      if (!Entry.isFile() || SrcMgr::isSystem(Entry.getFile().getFileCharacteristic()))
        continue;
      SourceLocation Loc =
          SM.getComposedLoc(SM.getFileID(SourceLocation::getFromRawEncoding(Entry.getOffset())), 0);
      OptionalFileEntryRef File = SM.getFileEntryRefForID(SM.getFileID(Loc));
      if (!File || !isWanted(Loc) || !Seen.insert(path(*File)).second)
        continue;
      SilencingComments Comments(path(*File), SM.getBufferData(SM.getFileID(Loc)));
      for (const SilencedWarning &W : Silenced)
        Comments.mark(W);
      Comments.report(Configured, Result);
    }
  }

  bool isWanted(SourceLocation Loc) {
    if (SM.isInMainFile(Loc))
      return true;
    OptionalFileEntryRef File = SM.getFileEntryRefForID(SM.getFileID(Loc));
    return !SM.isInSystemHeader(Loc) && File &&
           Configured.Headers.admits(path(*File), File->getName());
  }

  Spot spot(SourceLocation Loc) {
    auto [File, Offset] = SM.getDecomposedLoc(SM.getFileLoc(Loc));
    Spot At;
    if (OptionalFileEntryRef Entry = SM.getFileEntryRefForID(File)) {
      At.File = path(*Entry);
      // What was parsed, not what stands there now: the offsets count in it.
      if (Hashed.insert(File).second)
        addContent(Result.Contents, At.File, blobName(SM.getBufferData(File)));
    }
    At.Offset = Offset;
    At.Line = SM.getLineNumber(File, Offset);
    At.Column = SM.getColumnNumber(File, Offset);
    return At;
  }

  Fix fix(const Edits &E, FileID File) {
    Fix Made;
    Made.Title = E.Title;
    for (const FixItHint &Hint : Inserts.complete(E, File)) {
      CharSourceRange Range = Hint.RemoveRange;
      Spot At = spot(Range.getBegin());
      tooling::Replacement Edit(SM, Range, Hint.CodeToInsert, CI.getLangOpts());
      Made.Edits.emplace_back(At.File, Edit.getOffset(), Edit.getLength(), Hint.CodeToInsert);
    }
    return Made;
  }

  Warning warning(const Report &R) {
    Warning W;
    W.Check = R.Check.str();
    W.At = spot(R.Loc);
    W.Text = R.Text;
    W.Assumed = R.Assumed;
    W.IsError = Configured.isError(R.Check);
    W.Mended = R.Mended;
    W.FirstLine = W.LastLine = W.At.Line;
    Spot First = spot(R.Maker->getBeginLoc()), Last = spot(R.Maker->getEndLoc());
    if (First.File == W.At.File && Last.File == W.At.File)
      W.FirstLine = First.Line, W.LastLine = Last.Line;
    FileID File = SM.getFileID(R.Loc);
    if (!R.Offer.Hints.empty())
      W.Repair = fix(R.Offer, File);
    for (const Note &N : R.Notes) {
      if (N.K == Note::Kind::Alternative)
        W.Alternatives.push_back(fix(N.Offer, File));
      else
        (N.K == Note::Kind::Step ? W.Path : W.Reasons).push_back({spot(N.Loc), N.Text});
    }
    return W;
  }

  CompilerInstance &CI;
  SourceManager &SM;
  std::optional<LateBodies> Late;
  UnitResult &Result;
  bool &Again;
  const Configuration Configured;
  Session Shared;
  Includes Inserts;
  std::shared_ptr<AllFiles> ReadFiles = std::make_shared<AllFiles>();
  std::set<FileID> Hashed;
  std::vector<SilencedWarning> Silenced;
};

} // namespace

std::unique_ptr<ASTConsumer> closure::makeLintConsumer(CompilerInstance &CI,
                                                       const LintOptions &Options, bool Skip,
                                                       UnitResult &Result, bool &Again) {
  return std::make_unique<Consumer>(CI, Options, Skip, Result, Again);
}
