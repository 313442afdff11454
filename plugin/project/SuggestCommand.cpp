//===-- SuggestCommand.cpp - closure-lint suggest -------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/SuggestCommand.h"
#include "checks/Macros.h"
#include "checks/Paths.h"
#include "checks/Suggestions.h"
#include "plugin/common/Includes.h"
#include "plugin/project/CheckOptions.h"
#include "plugin/project/Patch.h"
#include "plugin/project/Run.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "llvm/Support/raw_ostream.h"
#include <mutex>
#include <optional>

using namespace clang;
using namespace closure;

namespace {

enum Status { Suggested = 0, Incomplete = 2 };

/// What one unit, or several alike, say of one function.
struct Advice {
  Fix Edit;
  /// Of the file with the declaration, as it was read.
  std::string Blob;
  unsigned Parameters = 0; ///< Those that get an attribute.
  std::string Name, Entry;
  bool Agreed = true;

  bool isAs(const Advice &Other) const {
    return Edit.Edits == Other.Edit.Edits && Blob == Other.Blob && Entry == Other.Entry;
  }
};

/// Gathers from many threads, by the place of the declaration.
class Gathering {
public:
  void add(const std::string &File, unsigned Offset, Advice One) {
    std::lock_guard<std::mutex> Locked(Guard);
    auto [It, New] = Found.try_emplace({File, Offset}, std::move(One));
    if (!New && !It->second.isAs(One))
      It->second.Agreed = false;
  }
  void fault(std::string Text) {
    std::lock_guard<std::mutex> Locked(Guard);
    Faults.insert(std::move(Text));
  }

  std::map<std::pair<std::string, unsigned>, Advice> Found;
  std::set<std::string> Faults;

private:
  std::mutex Guard;
};

class Adviser : public ASTConsumer {
public:
  Adviser(CompilerInstance &CI, const LintOptions &Lint, bool Clang, Gathering &To)
      : CI(CI), SM(CI.getSourceManager()), Lint(Lint), Clang(Clang), To(To),
        Inserts(Includes::Style::IS_LLVM, /*Apart=*/true) {
    Inserts.watch(CI.getPreprocessor());
  }

private:
  bool shouldSkipFunctionBody(Decl *D) override { return SM.isInSystemHeader(D->getLocation()); }

  void HandleTranslationUnit(ASTContext &Unit) override {
    if (CI.getDiagnostics().hasErrorOccurred())
      return;
    Settings Set;
    OptionalFileEntryRef Main = SM.getFileEntryRefForID(SM.getMainFileID());
    Configuration Of = configurationOf(absolutePath(Main->getName(), SM.getFileManager()), Lint);
    if (!Of.Checks.empty())
      Set = Of.Checks.front().Set;
    std::vector<std::string> Faults = std::move(Of.Faults);
    ModelSet Models = modelsInForce(Set, SM, Faults);
    for (std::string &Fault : Faults)
      To.fault(std::move(Fault));
    for (const SuggestedFunction &F :
         suggestionsFor(Unit, std::move(Models), Lint.Others, macrosOf(CI.getPreprocessor())))
      add(F);
  }

  /// Whether each declaration of the function has to carry the attribute: without it, its type is
  /// another one.
  static bool isPartOfType(llvm::StringRef Attribute) { return Attribute.contains("noescape"); }

  void add(const SuggestedFunction &F) {
    auto [File, Offset] = SM.getDecomposedLoc(F.Declaration->getLocation());
    OptionalFileEntryRef Entry = SM.getFileEntryRefForID(File);
    if (!Entry)
      return;
    const std::string Path = realPath(absolutePath(Entry->getName(), SM.getFileManager()));
    Advice Made;
    Made.Blob = blobName(SM.getBufferData(File));
    Made.Name = F.Name;
    Made.Entry = modelEntryFor(F);
    Edits Needs;
    for (const Suggestion &S : F.Of) {
      std::string Attribute = attributeFor(S, Clang);
      SourceLocation Begin = S.Parameter->getBeginLoc();
      if (Attribute.empty() || !Begin.isFileID() || SM.getFileID(Begin) != File)
        continue;
      Made.Parameters += 1;
      if (llvm::StringRef(Attribute).starts_with("CLOSURE_"))
        Needs.Headers.insert("closure/annotations.h");
      for (const FunctionDecl *Each : F.Declaration->redecls())
        if (Each == F.Declaration || isPartOfType(Attribute))
          if (SourceLocation At = Each->getParamDecl(S.Index)->getBeginLoc(); At.isFileID())
            Needs.Hints.push_back(FixItHint::CreateInsertion(At, Attribute + " "));
    }
    for (const FixItHint &Hint : Inserts.complete(Needs, File)) {
      auto [In, At] = SM.getDecomposedLoc(Hint.RemoveRange.getBegin());
      OptionalFileEntryRef Of = SM.getFileEntryRefForID(In);
      Made.Edit.Edits.emplace_back(realPath(absolutePath(Of->getName(), SM.getFileManager())), At,
                                   0, Hint.CodeToInsert);
    }
    To.add(Path, Offset, std::move(Made));
  }

  CompilerInstance &CI;
  SourceManager &SM;
  const LintOptions &Lint;
  const bool Clang;
  Gathering &To;
  Includes Inserts;
};

/// The words of the command line, of which two are ours.
struct CommandLine {
  bool Clang = false, Models = false;
  std::vector<const char *> Rest;

  CommandLine(int Count, const char **Words) : Rest{Words[0]} {
    bool Flags = false;
    for (int I = 2; I < Count; ++I) {
      llvm::StringRef Word(Words[I]);
      Flags |= Word == "--";
      bool &Ours = Word == "--clang" ? Clang : Models;
      if (!Flags && (Word == "--clang" || Word == "--models"))
        Ours = true;
      else
        Rest.push_back(Words[I]);
    }
  }
};

} // namespace

/// Whether the file is not the project's own to change.
static bool isOthers(const std::string &File, const ProgramOptions &Options) {
  return !Options.Exclude.leftOutBy(File).empty();
}

static void printModels(const Gathering &All, const ProgramOptions &Options) {
  // An entry speaks of all overloads.
  std::map<std::string, std::set<std::string>> Entries;
  for (const auto &[Where, One] : All.Found)
    if (isOthers(Where.first, Options))
      Entries[One.Name].insert(One.Agreed ? One.Entry : "");
  std::string Text;
  for (const auto &[Name, Said] : Entries)
    if (Said.size() == 1)
      Text += *Said.begin();
  if (!Text.empty())
    llvm::outs() << "library: suggested\nfunctions:\n" << Text;
}

/// \returns whether all that is said could be printed.
static bool printPatch(const Gathering &All, const std::string &Root,
                       const ProgramOptions &Options) {
  std::vector<const Fix *> Fixes;
  std::set<std::string> Changed;
  unsigned Parameters = 0;
  size_t Others = 0;
  for (const auto &[Where, One] : All.Found) {
    std::unique_ptr<llvm::MemoryBuffer> Now = readSource(Where.first);
    if (!One.Agreed)
      say("'" + One.Name + "' is defined in more than one way; nothing is suggested for it");
    else if (isOthers(Where.first, Options))
      Others += !One.Entry.empty();
    else if (!One.Edit.Edits.empty() && (!Now || blobName(Now->getBuffer()) != One.Blob))
      Changed.insert(Where.first);
    else if (!One.Edit.Edits.empty())
      Fixes.push_back(&One.Edit), Parameters += One.Parameters;
  }
  Findings Shown;
  Shown.Root = Root;
  Shown.RealRoot = realPath(Shown.Root);
  Patch P = combine(Fixes);
  for (const auto &[File, Edits] : P.ByFile)
    writeUnified(File, readSource(File)->getBuffer(), Edits, Shown, llvm::outs());
  for (const std::string &File : Changed)
    complain("'" + fromHere(File) + "' has changed while it was read; try again");
  if (!Options.Quiet) {
    say(llvm::Twine(Parameters) + (Parameters == 1 ? " parameter" : " parameters") + " in " +
        llvm::Twine(P.ByFile.size()) + (P.ByFile.size() == 1 ? " file" : " files"));
    if (Others)
      say(llvm::Twine(Others) + " functions of others, for which --models prints entries");
  }
  return Changed.empty() && P.Left.empty();
}

int closure::runSuggest(int Count, const char **Words) {
  CommandLine Given(Count, Words);
  std::optional<ProgramOptions> Options =
      parseOptions(static_cast<int>(Given.Rest.size()), Given.Rest.data());
  if (!Options)
    return Incomplete;
  std::string Name = writingOption(*Options);
  if (Name.empty() && Options->As != Format::Text)
    Name = "--format";
  if (!Name.empty()) {
    complain("suggest prints a patch; leave out " + Name);
    return Incomplete;
  }
  warnOfFlags(*Options);
  // What the code of others does is what they would have to tell.
  ProgramOptions Everything = *Options;
  Everything.Exclude.forgetProjects();
  Jobs Asked = jobsOf(Everything);
  LintOptions Look = Options->Lint;
  if (!Options->Summaries.empty()) {
    Run Made = runJobs(Asked.All, Everything);
    if (!Made.Fault.empty())
      Asked.Faults.push_back(Made.Fault);
    Look.Others =
        SummaryIndex::load(*llvm::vfs::getRealFileSystem(), Options->Summaries, Asked.Faults);
  }
  Gathering All;
  LintOptions Lint = Look;
  Look.Instead = [&](CompilerInstance &CI) {
    return std::make_unique<Adviser>(CI, Lint, Given.Clang, All);
  };
  bool Whole = Asked.Faults.empty();
  for (const UnitResult &Result : lintAll(Asked.All, Everything, Look)) {
    Whole &= Result.Failure.empty();
    if (!Result.Failure.empty())
      complain(fromHere(Result.File) + ": " + Result.Failure);
  }
  for (const std::string &Fault : Asked.Faults)
    complain(Fault);
  for (const std::string &Fault : All.Faults)
    complain(Fault);
  if (wasInterrupted())
    return Incomplete;
  if (Given.Models)
    printModels(All, *Options);
  else
    Whole &= printPatch(All, rootOf(Asked, *Options), *Options);
  llvm::outs().flush();
  return Whole && All.Faults.empty() ? Suggested : Incomplete;
}
