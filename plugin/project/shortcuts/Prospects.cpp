//===-- Prospects.cpp - Whether a unit can hold a finding -----------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#define CLOSURE_DIRECTIVES
#include "plugin/project/shortcuts/Prospects.h"
#include "checks/Compat.h"
#include "checks/Paths.h"
#include "checks/Settings.h"
#include "plugin/project/CheckOptions.h"
#include "plugin/project/shortcuts/ClosureTokens.h"
#include "plugin/project/shortcuts/ScannedTexts.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Lex/MacroInfo.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace closure;

namespace {

/// The files of the unit that are no system headers, in which findings are reported.
class OwnFiles : public PPCallbacks {
public:
  OwnFiles(const SourceManager &SM, llvm::SmallVectorImpl<FileID> &Files) : SM(SM), Files(Files) {}

private:
  void FileChanged(SourceLocation Loc, FileChangeReason Why, SrcMgr::CharacteristicKind Kind,
                   FileID) override {
    if (Why == EnterFile && !SrcMgr::isSystem(Kind))
      Files.push_back(SM.getFileID(Loc));
  }

  const SourceManager &SM;
  llvm::SmallVectorImpl<FileID> &Files;
};

class ScanAction : public PreprocessOnlyAction {
public:
  ScanAction(const LintOptions &Options, UnitResult &Result, bool &Found)
      : Options(Options), Result(Result), Found(Found) {}

private:
  bool BeginInvocation(CompilerInstance &CI) override {
    readDirectives(CI, [this, &CI](FileEntryRef File) -> Directives {
      std::optional<llvm::MemoryBufferRef> Text =
          CI.getSourceManager().getMemoryBufferForFileOrNone(File);
      if (!Text)
        return std::nullopt;
      const ScannedText &Known = ScannedTexts::shared().of(Text->getBuffer());
      Unclear |= Known.Broken || Known.NamesModules;
      if (Known.Broken)
        return std::nullopt;
      return llvm::ArrayRef(Known.Directives);
    });
    return true;
  }

  bool BeginSourceFileAction(CompilerInstance &CI) override {
    CI.getPreprocessor().addPPCallbacks(std::make_unique<OwnFiles>(CI.getSourceManager(), Files));
    return PreprocessOnlyAction::BeginSourceFileAction(CI);
  }

  void ExecuteAction() override {
    PreprocessOnlyAction::ExecuteAction();
    CompilerInstance &CI = getCompilerInstance();
    if (Unclear || CI.getDiagnostics().hasErrorOccurred())
      return;
    Configuration Configured = configurationOf(Result.File, Options);
    std::vector<std::string> Faults = std::move(Configured.Faults);
    // The checks of a file mostly have the same settings; reading models and macros takes its time.
    std::vector<Settings> Seen;
    for (const CheckConfiguration &Check : Configured.Checks) {
      if (llvm::is_contained(Seen, Check.Set))
        continue;
      Seen.push_back(Check.Set);
      if (mayMakeClosure(CI, modelsInForce(Check.Set, CI.getSourceManager(), Faults),
                         Configured.Headers))
        return;
    }
    Found = false;
    Result.Unchecked = Configured.Checks.empty();
    llvm::append_range(Result.SettingErrors, Faults);
    for (FileID File : Files)
      if (OptionalFileEntryRef Entry = CI.getSourceManager().getFileEntryRefForID(File))
        Result.Sources.insert(path(*Entry));
  }

  std::string path(FileEntryRef Entry) {
    return absolutePath(Entry.getName(), getCompilerInstance().getFileManager());
  }

  bool mayMakeClosure(CompilerInstance &CI, const ModelSet &Models, const HeaderFilter &Reported) {
    std::optional<std::vector<llvm::StringRef>> Binders = Models.binders();
    if (!Binders)
      return true;
    ClosureMakers Makers;
    for (llvm::StringRef Name : *Binders)
      addFunction(Name, Makers);
    addMacros(CI.getPreprocessor(), Makers);
    TextKey Key = keyOf(llvm::join(*Binders, " ") + " " + sorted(Makers.Macros));
    SourceManager &SM = CI.getSourceManager();
    return llvm::any_of(Files, [&](FileID File) {
      OptionalFileEntryRef Entry = SM.getFileEntryRefForID(File);
      if (!Entry ||
          (File != SM.getMainFileID() && !Reported.admits(path(*Entry), Entry->getName())))
        return false;
      return ScannedTexts::shared().mayMakeClosure(SM.getBufferData(File), CI.getLangOpts(), Makers,
                                                   Key);
    });
  }

  /// `std::thread::thread` is `thread` of `std`.
  static void addFunction(llvm::StringRef Name, ClosureMakers &Makers) {
    llvm::SmallVector<llvm::StringRef, 4> Parts;
    Name.split(Parts, "::");
    if (Parts.size() > 1 && Parts.back() == Parts[Parts.size() - 2])
      Parts.pop_back();
    llvm::StringSet<> &Scopes = Makers.Functions[Parts.back()];
    if (Parts.size() > 1)
      Scopes.insert(Parts[Parts.size() - 2]);
  }

  /// Adds the macros that make closures, be it by other macros.
  static void addMacros(const Preprocessor &PP, ClosureMakers &Makers) {
    std::vector<std::pair<llvm::StringRef, std::vector<PlainToken>>> Others;
    for (const auto &[Name, State] : PP.macros())
      for (const MacroDirective *D = State.getLatest(); D; D = D->getPrevious())
        if (const MacroInfo *Macro = D->getMacroInfo(); Macro && Macro->getNumTokens())
          Others.emplace_back(Name->getName(), tokensOf(*Macro));
    auto Makes = [&](const auto &Macro) {
      bool It = closure::mayMakeClosure(Macro.second, Makers);
      if (It)
        Makers.Macros.insert(Macro.first);
      return It;
    };
    for (size_t Before = 0; Before != Others.size();) {
      Before = Others.size();
      llvm::erase_if(Others, Makes);
    }
  }

  static std::string sorted(const llvm::StringSet<> &Words) {
    std::vector<llvm::StringRef> All;
    for (const auto &Word : Words)
      All.push_back(Word.getKey());
    llvm::sort(All);
    return llvm::join(All, " ");
  }

  const LintOptions &Options;
  UnitResult &Result;
  bool &Found;
  bool Unclear = false;
  llvm::SmallVector<FileID, 32> Files;
};

} // namespace

std::unique_ptr<FrontendAction> Prospects::create() {
  return std::make_unique<ScanAction>(Options, Result, Found);
}

bool Prospects::runInvocation(std::shared_ptr<CompilerInvocation> Invocation, FileManager *Files,
                              std::shared_ptr<PCHContainerOperations> Containers,
                              DiagnosticConsumer *Client) {
  // What a precompiled header or a module holds is not read here.
  if (Invocation->getHeaderSearchOpts().ImplicitModuleMaps ||
      !Invocation->getPreprocessorOpts().ImplicitPCHInclude.empty() ||
      !Invocation->getFrontendOpts().ModuleFiles.empty())
    return true;
  return FrontendActionFactory::runInvocation(std::move(Invocation), Files, std::move(Containers),
                                              Client);
}
