//===-- Summarize.cpp - closure-lint summarize ----------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/CheckOptions.h"
#include "plugin/project/UnitCache.h"
#include "plugin/project/graph/GraphCommands.h"
#include "plugin/project/graph/UnitFile.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"
#include <cstdlib>

using namespace closure;
namespace fs = llvm::sys::fs;

namespace {

enum Status { Well = 0, Incomplete = 2 };

/// One step: a unit, with what others have told so far.
class UnitStep {
public:
  /// Paths below `Here` count from there; it may be empty.
  UnitStep(Job Asked, LintOptions Lint, std::string Here, const GraphWords &Given)
      : Asked(std::move(Asked)), Lint(std::move(Lint)), Here(std::move(Here)), Out(Given.last("o")),
        From(Given.last("from")), Depfile(Given.last("depfile")), Indexes(Given.all("index")) {}

  int run() {
    Linker Others;
    for (const std::string &Index : Indexes)
      Others.addIndex(Index);
    Lint.Others = Others.link();
    for (const std::string &Fault : Others.Faults)
      complain(Fault);
    Key = settingsOf(Asked, Lint, Here, [this](const std::string &File) { return hashOf(File); });
    bool Good = Others.Faults.empty();
    UnitFile Made;
    for (const std::string &Known : {Out, From})
      if (!Known.empty() && isRight(Known, Made))
        return finish(Made) && Good ? Well : Incomplete;
    if (!make(Made)) {
      fs::remove(Out); // what it says is no longer so
      return Incomplete;
    }
    return finish(Made) && Good ? Well : Incomplete;
  }

private:
  const std::string &hashOf(const std::string &File) {
    auto [It, New] = Hashes.try_emplace(File, "-");
    if (New)
      if (std::unique_ptr<llvm::MemoryBuffer> Text = readSource(File))
        It->second = contentHash(Text->getBuffer());
    return It->second;
  }

  /// Whether the file is what would be made now: nothing has changed that it was made of, nor what
  /// others answer to what it asks them.
  bool isRight(const std::string &Path, UnitFile &To) {
    return readUnitFile(Path, Here, To).empty() && To.Unit.Result.File == Asked.File &&
           To.Unit.Key == Key && UnitCache::isUpToDate(To.Unit, *Lint.Others) &&
           llvm::all_of(To.Unit.Files,
                        [&](const auto &Read) { return hashOf(Read.first) == Read.second; });
  }

  /// \returns whether the unit could be read wholly.
  bool make(UnitFile &To) {
    UnitResult Result = lintUnit(Asked, Lint);
    if (!Result.Failure.empty())
      complain(Result.File + ": " + Result.Failure);
    for (const std::string &Fault : Result.SettingErrors)
      complain(Fault);
    if (!Result.Failure.empty() || !Result.SettingErrors.empty())
      return false;
    llvm::StringRef Name = Asked.File;
    Name.consume_front(Here);
    moveNames(Result);
    To.Summary = summaryFile(Name, Result.Learned.Functions);
    To.Unit = StoredUnit();
    To.Unit.Key = Key;
    for (const auto &[File, Hash] : Result.Read)
      To.Unit.Files[File] = Hash.empty() ? hashOf(File) : Hash;
    for (const std::string &USR : Result.Learned.Asked)
      To.Unit.Answers[USR] = contentHash(Lint.Others->find(USR));
    To.Unit.Result = std::move(Result);
    return true;
  }

  /// What is private to a file is told apart by a hash of its path: by one that counts from here.
  void moveNames(UnitResult &Of) const {
    auto Mark = [](llvm::StringRef File) {
      return "@" + llvm::utohexstr(llvm::xxh3_64bits(File), /*LowerCase=*/true) + "\"";
    };
    for (const auto &[File, Hash] : Of.Read) {
      llvm::StringRef Name = File;
      if (Here.empty() || !Name.consume_front(Here))
        continue;
      const std::string Old = Mark(File), New = Mark(Name);
      for (auto &[USR, Line] : Of.Learned.Functions)
        for (size_t At = Line.find(Old); At != std::string::npos; At = Line.find(Old, At + 1))
          Line.replace(At, Old.size(), New);
    }
  }

  bool finish(const UnitFile &Made) {
    std::string Fault;
    std::optional<std::string> Text = textOf(Made, Here);
    if (!Text)
      Fault = Asked.File + ": the file, or one that it includes, is not UTF-8; convert it";
    else if (putText(Out, *Text, Fault) && !Depfile.empty())
      putText(Depfile, dependencies(Made.Unit), Fault);
    if (!Fault.empty())
      complain(Fault);
    return Fault.empty();
  }

  /// As in a makefile.
  static std::string escaped(llvm::StringRef Path) {
    std::string Made;
    for (char C : Path) {
      if (C == ' ' || C == '#' || C == '\\')
        Made += '\\';
      Made += C == '$' ? "$$" : std::string(1, C);
    }
    return Made;
  }

  /// All that it was made of: sources, configurations, models. The indexes and the earlier file the
  /// build knows.
  std::string dependencies(const StoredUnit &Unit) {
    std::set<std::string> Files{Asked.File};
    for (const auto &[File, Hash] : Unit.Files)
      Files.insert(File);
    for (const CheckConfiguration &Check : configurationOf(Asked.File, Lint).Checks)
      for (const std::string &File : modelFiles(Asked, Check.Set.Models))
        Files.insert(File);
    for (llvm::StringRef Folder = llvm::sys::path::parent_path(Asked.File); !Folder.empty();
         Folder = llvm::sys::path::parent_path(Folder))
      for (llvm::StringRef Name : {".clang-tidy", ".closure-lint.yaml"}) {
        llvm::SmallString<256> Path(Folder);
        llvm::sys::path::append(Path, Name);
        if (fs::exists(Path))
          Files.insert(Path.str().str());
      }
    std::string Text = escaped(Out) + ":";
    for (llvm::StringRef File : Files) {
      File.consume_front(Here);
      llvm::SmallString<256> Path(File);
      llvm::sys::path::remove_dots(Path);
      Text += " \\\n  " + escaped(Path);
    }
    return Text + "\n";
  }

  const Job Asked;
  LintOptions Lint;
  const std::string Here, Out, From, Depfile;
  const std::vector<std::string> Indexes;
  std::string Key;
  std::map<std::string, std::string> Hashes;
};

} // namespace

static int fail(const llvm::Twine &Text) {
  complain(Text);
  return Incomplete;
}

int closure::runSummarize(int Count, const char **Words) {
  GraphWords Given(Count, Words, {"o", "from", "index", "depfile"});
  if (!Given.Fault.empty())
    return fail(Given.Fault);
  if (Given.last("o").empty())
    return fail("summarize writes a file; name it with -o FILE");
  // What the compiler would look at besides is not named on the command line.
  for (const char *Name : {"CPATH", "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH", "OBJC_INCLUDE_PATH",
                           "CCC_OVERRIDE_OPTIONS", "SOURCE_DATE_EPOCH"})
    unsetenv(Name);
  std::optional<ProgramOptions> Options =
      parseOptions(static_cast<int>(Given.Rest.size()), Given.Rest.data());
  if (!Options)
    return Incomplete;
  if (Options->Paths.size() != 1)
    return fail("summarize reads one source; name one");
  Options->Lint.Shortcuts = false;
  std::string Here;
  if (!llvm::sys::path::is_absolute(Options->Paths.front()))
    Here = workingFolder();
  // What a project leaves out is part of the program all the same; the report leaves it out.
  Options->Exclude.forgetProjects();
  Jobs Asked = jobsOf(*Options);
  for (const std::string &Fault : Asked.Faults)
    complain(Fault);
  if (!Asked.Faults.empty() || Asked.All.size() != 1)
    return Asked.Faults.empty() ? fail("summarize reads one source; name one") : Incomplete;
  return UnitStep(std::move(Asked.All.front()), Options->Lint, Here, Given).run();
}
