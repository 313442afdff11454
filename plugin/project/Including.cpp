//===-- Including.cpp - A unit that includes a header ---------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/Including.h"
#include "plugin/project/CommandLine.h"
#include "plugin/project/SourceFiles.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/ThreadPool.h"
#include <tuple>

using namespace clang;
using namespace closure;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace {

/// Runs the preprocessor alone, and looks for one file among those that it opens.
class Search : public PreprocessOnlyAction {
public:
  Search(fs::UniqueID Wanted, bool &Found) : Wanted(Wanted), Found(Found) {}

private:
  void EndSourceFileAction() override {
    const SourceManager &SM = getCompilerInstance().getSourceManager();
    for (auto It = SM.fileinfo_begin(); It != SM.fileinfo_end(); ++It)
      Found |= It->first.getUniqueID() == Wanted;
  }

  const fs::UniqueID Wanted;
  bool &Found;
};

class Searches : public tooling::FrontendActionFactory {
public:
  Searches(fs::UniqueID Wanted, bool &Found) : Wanted(Wanted), Found(Found) {}
  std::unique_ptr<FrontendAction> create() override {
    return std::make_unique<Search>(Wanted, Found);
  }

private:
  const fs::UniqueID Wanted;
  bool &Found;
};

/// How likely a unit includes the header, the most likely first: by its name, by the words in it,
/// and by the folders that they have in common; then by path.
using Likelihood = std::tuple<bool, bool, long, std::string>;

} // namespace

static Likelihood likelihood(const std::string &Unit, llvm::StringRef Header) {
  auto Text = llvm::MemoryBuffer::getFile(Unit);
  bool Named = Text && (*Text)->getBuffer().contains(path::filename(Header));
  auto Differ =
      std::mismatch(path::begin(Unit), path::end(Unit), path::begin(Header), path::end(Header));
  return {!Named, path::stem(Unit) != path::stem(Header),
          -std::distance(path::begin(Unit), Differ.first), Unit};
}

static bool includes(const Job &Unit, fs::UniqueID Header, const ProgramOptions &Options) {
  bool Found = false;
  IgnoringDiagConsumer Silent;
  for (const tooling::CompileCommand &Command : Unit.Commands) {
    OneCommand Commands(Command);
    tooling::ClangTool Tool(Commands, {Unit.File}, std::make_shared<PCHContainerOperations>(),
                            sourceFiles(nullptr));
    Tool.setPrintErrorMessage(false);
    Tool.appendArgumentsAdjuster(commandLineAdjuster(Options.Lint.ResourceDir, Command.Directory));
    Tool.setDiagnosticConsumer(&Silent);
    Searches Make(Header, Found);
    Tool.run(&Make);
  }
  return Found;
}

Job *closure::unitThatIncludes(const std::string &Header, const std::vector<Job *> &Units,
                               const ProgramOptions &Options) {
  llvm::ErrorOr<llvm::vfs::Status> Known = sourceFiles(nullptr)->status(Header);
  if (!Known)
    return nullptr;
  fs::UniqueID Wanted = Known->getUniqueID();
  std::vector<std::pair<Likelihood, Job *>> Order;
  for (Job *Unit : Units)
    Order.emplace_back(likelihood(Unit->File, Header), Unit);
  llvm::sort(Order, llvm::less_first());
  llvm::DefaultThreadPool Pool(llvm::hardware_concurrency(Options.Jobs));
  // A few at a time: the first ones have it as a rule.
  size_t Step = Pool.getMaxConcurrency();
  for (size_t From = 0; From < Order.size(); From += Step) {
    size_t To = std::min(Order.size(), From + Step);
    std::vector<char> Has(To - From);
    for (size_t I = From; I != To; ++I)
      Pool.async([&, I, From] { Has[I - From] = includes(*Order[I].second, Wanted, Options); });
    Pool.wait();
    if (auto It = llvm::find(Has, true); It != Has.end())
      return Order[From + (It - Has.begin())].second;
  }
  return nullptr;
}
