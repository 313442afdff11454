//===-- Link.cpp - closure-lint link and report ---------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/UnitCache.h"
#include "plugin/project/graph/GraphCommands.h"
#include "plugin/project/graph/UnitFile.h"

using namespace closure;

namespace {
enum Status { Well = 0, Incomplete = 2 };
} // namespace

int closure::runLink(int Count, const char **Words) {
  GraphWords Given(Count, Words, {"o", "library"});
  const std::string Out = Given.last("o");
  if (Given.Fault.empty() && Out.empty())
    Given.Fault = "link writes a file; name it with -o FILE";
  for (llvm::StringRef Word : llvm::ArrayRef(Given.Rest).drop_front())
    if (Given.Fault.empty() && Word.starts_with("-"))
      Given.Fault = "link has no option '" + Word.str() + "'; it takes -o and --library";
  if (!Given.Fault.empty()) {
    complain(Given.Fault);
    return Incomplete;
  }
  Linker All;
  for (const char *Path : llvm::ArrayRef(Given.Rest).drop_front()) {
    UnitFile File;
    if (std::string Fault = readUnitFile(Path, workingFolder(), File); !Fault.empty())
      All.Faults.push_back(Fault);
    else
      All.addUnit(Path, File.Summary);
  }
  for (const std::string &Library : Given.all("library"))
    All.addIndex(Library);
  All.link();
  std::string Fault;
  if (!putText(Out, All.text(), Fault))
    All.Faults.push_back(Fault);
  for (const std::string &Each : All.Faults)
    complain(Each);
  return All.Faults.empty() ? Well : Incomplete;
}

/// The first file of the unit that holds something else now; empty if all are as they were.
static std::string changedIn(const StoredUnit &Unit, std::map<std::string, std::string> &Hashes) {
  for (const std::string &File : Unit.Result.Sources) {
    auto Read = Unit.Files.find(File);
    auto [It, New] = Hashes.try_emplace(File);
    if (New)
      if (std::unique_ptr<llvm::MemoryBuffer> Text = readSource(File))
        It->second = contentHash(Text->getBuffer());
    if (Read != Unit.Files.end() && It->second != Read->second)
      return File;
  }
  return "";
}

Run closure::storedRun(const ProgramOptions &Options, const std::vector<std::string> &Libraries,
                       std::vector<std::string> &Faults) {
  Linker All;
  std::vector<UnitFile> Files;
  for (const std::string &Path : Options.Paths) {
    UnitFile File;
    if (std::string Fault = readUnitFile(Path, workingFolder(), File); !Fault.empty()) {
      Faults.push_back(Fault);
      continue;
    }
    All.addUnit(Path, File.Summary);
    Files.push_back(std::move(File));
  }
  for (const std::string &Library : Libraries)
    All.addIndex(Library);
  std::shared_ptr<const SummaryIndex> Index = All.link();
  Faults.insert(Faults.end(), All.Faults.begin(), All.Faults.end());
  Run Made;
  std::map<std::string, std::string> Hashes;
  for (UnitFile &File : Files) {
    const std::string &Name = File.Unit.Result.File;
    if (std::string Changed = changedIn(File.Unit, Hashes); !Changed.empty())
      Faults.push_back("'" + Changed + "' has changed since '" + Name +
                       "' was summarized; summarize that again");
    else if (!UnitCache::isUpToDate(File.Unit, *Index))
      Faults.push_back("'" + Name +
                       "' rests on what other files do not say, or no longer; summarize it once "
                       "more, with the index of all");
    narrow(Options, File.Unit.Result);
    Made.Results.push_back(std::move(File.Unit.Result));
  }
  llvm::sort(Made.Results,
             [](const UnitResult &A, const UnitResult &B) { return A.File < B.File; });
  return Made;
}
