//===-- ModelCommand.cpp - closure-lint models ----------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/ModelCommand.h"
#include "checks/Macros.h"
#include "checks/ModelUse.h"
#include "plugin/project/Run.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

using namespace closure;

namespace {
enum Status { Well = 0, Wrong = 1, Incomplete = 2 };

/// The words of the command line, of which `--check FILE` is ours and the rest is what every run
/// understands.
struct CommandLine {
  std::string File;
  std::vector<const char *> Rest;
  bool NoFile = false;

  CommandLine(int Count, const char **Words) : Rest{Words[0]} {
    bool Flags = false;
    for (int I = 2; I < Count; ++I) {
      llvm::StringRef Word(Words[I]);
      Flags |= Word == "--";
      if (Flags || !Word.ltrim('-').starts_with("check") || Word.ltrim('-').starts_with("checks")) {
        Rest.push_back(Words[I]);
      } else if (Word.contains('=')) {
        File = Word.split('=').second.str();
        NoFile = File.empty();
      } else {
        NoFile = I + 1 == Count;
        File = NoFile ? "" : Words[++I];
      }
    }
  }
};

/// Looks at a unit in place of the checks.
class Looker : public clang::ASTConsumer {
public:
  Looker(clang::CompilerInstance &CI, std::vector<ModelUse *> Uses)
      : CI(CI), Uses(std::move(Uses)) {}

  bool shouldSkipFunctionBody(clang::Decl *D) override {
    return CI.getSourceManager().isInSystemHeader(D->getLocation());
  }
  void HandleTranslationUnit(clang::ASTContext &Unit) override {
    for (ModelUse *Use : Uses)
      Use->look(Unit, macrosOf(CI.getPreprocessor()));
  }

private:
  clang::CompilerInstance &CI;
  const std::vector<ModelUse *> Uses;
};
} // namespace

std::unique_ptr<clang::ASTConsumer> closure::makeModelLooker(clang::CompilerInstance &CI,
                                                             std::vector<ModelUse *> Uses) {
  return std::make_unique<Looker>(CI, std::move(Uses));
}

static void list() {
  for (const EmbeddedModel &Model : embeddedModels()) {
    ModelOutline Of = ModelOutline::of(Model.Text);
    size_t Documented = llvm::count_if(Of.Functions, [&](const ModelOutline::Entry &E) {
      return E.Seen.empty() && (Of.Seen.empty() || !E.Documentation.empty());
    });
    std::string From = Of.Seen.empty() ? "from its documentation" : "run with " + Of.Seen;
    if (!Of.Seen.empty() && Documented)
      From += ", " + std::to_string(Documented) + " from its documentation";
    llvm::outs() << llvm::formatv("{0,-26} {1,3} entries, {2}\n", Of.Library, Of.Functions.size(),
                                  From);
  }
}

static void print(llvm::StringRef File, const std::vector<Placed> &Faults) {
  for (const Placed &One : Faults)
    llvm::outs() << File << ":" << One.Line << ":" << One.Column << ": " << One.Text << "\n";
}

/// The names that nothing in the sources has, or what went wrong.
static int checkUse(ModelSet Models, const ModelOutline &Outline, llvm::StringRef File,
                    std::vector<const char *> &Words) {
  std::optional<ProgramOptions> Options =
      parseOptions(static_cast<int>(Words.size()), Words.data());
  if (!Options)
    return Incomplete;
  warnOfFlags(*Options);
  ModelUse Use(std::move(Models), Outline);
  LintOptions Look = Options->Lint;
  Look.Instead = [&Use](clang::CompilerInstance &CI) { return makeModelLooker(CI, {&Use}); };
  Jobs Asked = jobsOf(*Options);
  size_t Read = 0;
  for (const UnitResult &Result : lintAll(Asked.All, *Options, Look)) {
    Read += Result.Failure.empty();
    if (!Result.Failure.empty())
      complain(Result.File + ": " + Result.Failure);
  }
  for (const std::string &Fault : Asked.Faults)
    complain(Fault);
  if (Read != Asked.All.size() || !Asked.Faults.empty() || wasInterrupted()) {
    complain("what matches nothing is told only of sources that are read wholly");
    return Incomplete;
  }
  std::vector<Placed> Unused = Use.unused();
  print(File, Unused);
  return Unused.empty() ? Well : Wrong;
}

int closure::runModels(int Count, const char **Words) {
  CommandLine Given(Count, Words);
  if (Given.NoFile) {
    complain("--check names no file");
    return Incomplete;
  }
  if (Given.File.empty()) {
    if (Given.Rest.size() > 1) {
      // `--help` prints and exits.
      if (parseOptions(static_cast<int>(Given.Rest.size()), Given.Rest.data()))
        complain(
            "models lists the libraries that are known; name a file of yours with --check FILE");
      return Incomplete;
    }
    list();
    return Well;
  }
  auto Buffer = llvm::MemoryBuffer::getFile(Given.File);
  if (!Buffer) {
    complain("cannot read the model file " + Given.File + ": " + Buffer.getError().message());
    return Incomplete;
  }
  ModelSet Models;
  std::string Error;
  if (!Models.add(Given.File, (*Buffer)->getBuffer(), Error)) {
    llvm::outs() << llvm::StringRef(Error).rtrim() << "\n";
    return Wrong;
  }
  ModelOutline Outline = ModelOutline::of((*Buffer)->getBuffer());
  std::vector<Placed> Faults = faultsOf(Outline);
  print(Given.File, Faults);
  int Result = Faults.empty() ? Well : Wrong;
  if (Given.Rest.size() > 1)
    Result = std::max(Result, checkUse(std::move(Models), Outline, Given.File, Given.Rest));
  if (!Result)
    say(Given.File + ": " + llvm::Twine(Outline.Functions.size()) + " entries, nothing wrong");
  return Result;
}
