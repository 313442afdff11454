//===-- Commands.cpp - Which files to lint, and how they are compiled -----===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/Commands.h"
#include "plugin/common/CheckWords.h"
#include "plugin/project/Databases.h"
#include "plugin/project/Findings.h"
#include "plugin/project/Including.h"
#include "plugin/project/Source.h"
#include "plugin/project/Subcommands.h"
#include "clang/Driver/Types.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Regex.h"
#include <map>
#include <set>

using namespace clang;
using namespace closure;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

static std::string absolute(llvm::StringRef Name) {
  llvm::SmallString<256> Path(Name);
  fs::make_absolute(Path);
  path::remove_dots(Path, /*remove_dot_dot=*/true);
  return Path.str().str();
}

/// `Path`, if it is relative, from `Folder`.
static std::string below(llvm::StringRef Folder, llvm::StringRef Path) {
  llvm::SmallString<256> Whole(path::is_absolute(Path) ? "" : Folder);
  path::append(Whole, Path);
  path::remove_dots(Whole, /*remove_dot_dot=*/true);
  return Whole.str().str();
}

static std::string real(llvm::StringRef Name) {
  llvm::SmallString<256> Path;
  return fs::real_path(Name, Path) ? Name.str() : Path.str().str();
}

/// C and assembler hold no lambda.
static bool isCxx(const Job &Asked) {
  for (const tooling::CompileCommand &Command : Asked.Commands)
    for (size_t I = 0; I != Command.CommandLine.size(); ++I) {
      llvm::StringRef Word = Command.CommandLine[I];
      if (!Word.consume_front("-x"))
        continue;
      if (Word.empty() && I + 1 != Command.CommandLine.size())
        Word = Command.CommandLine[I + 1];
      return Word.contains("c++") || Word == "none";
    }
  llvm::StringRef Extension = path::extension(Asked.File);
  Extension.consume_front(".");
  auto Type = driver::types::lookupTypeForExtension(Extension);
  return Type == driver::types::TY_INVALID || driver::types::isCXX(Type);
}

/// A header, or what is included under a name that no language has.
static bool isIncluded(llvm::StringRef File) {
  auto Type = driver::types::lookupTypeForExtension(
      path::extension(File).drop_front(path::has_extension(File)));
  return Type == driver::types::TY_INVALID || driver::types::onlyPrecompileType(Type);
}

/// Who misspells a command has named a file that there is not.
static std::string nearestWord(const std::string &Name, const ProgramOptions &Options) {
  if (auto [File, Line] = llvm::StringRef(Name).split(':');
      fs::is_regular_file(File) && !Line.empty() && llvm::isDigit(Line.front()))
    return "; closure-lint explain " + Name + " tells of a lambda there";
  if (std::string Why; !llvm::Regex(Name).isValid(Why))
    return ", and is no regular expression: " + Why;
  const std::vector<llvm::StringRef> Commands = subcommandNames();
  if (llvm::is_contained(Commands, Name))
    return "; the command of this name stands before all options: closure-lint " + Name;
  return Options.Paths.front() == Name && Name.size() > 3 ? nearestTo(Name, Commands, /*Most=*/2)
                                                          : "";
}

namespace {

class Project {
public:
  Project(const ProgramOptions &Options, Jobs &Found) : Options(Options), Found(Found) {}

  void read() {
    llvm::SmallString<256> Database(absolute(Options.Build));
    if (path::filename(Database) != "compile_commands.json") {
      if (!fs::is_directory(Database))
        return fault("there is no folder '" + Options.Build +
                     "'; -p takes the build folder that holds compile_commands.json");
      path::append(Database, "compile_commands.json");
    }
    if (!fs::exists(Database))
      return fault("there is no compile_commands.json in '" + Options.Build +
                   "'; make one with 'cmake -DCMAKE_EXPORT_COMPILE_COMMANDS=ON', 'meson', or "
                   "'bear -- make'");
    auto [Read, Why] = readDatabase(Database);
    if (!Read)
      return fault(Why);
    Read = tooling::inferTargetAndDriverMode(std::move(Read));
    std::vector<tooling::CompileCommand> Commands = Read->getAllCompileCommands();
    if (Commands.empty())
      return fault("'" + Database + "' is empty; configure the project with its targets first");
    for (tooling::CompileCommand &Command : Commands)
      add(std::move(Command), path::parent_path(Database));
    select();
    for (Job *Chosen : Selected)
      if (fs::exists(Chosen->File))
        Found.All.push_back(*Chosen);
      else
        fault("there is no file '" + Chosen->File +
              "', which the compilation database names; build the project first if it is "
              "generated");
    llvm::sort(Found.All, [](const Job &A, const Job &B) { return A.File < B.File; });
  }

private:
  void fault(const llvm::Twine &Text) { Found.Faults.push_back(Text.str()); }

  /// A relative folder is meant from the database's.
  void add(tooling::CompileCommand Command, llvm::StringRef Folder) {
    Command.Directory = below(Folder, Command.Directory);
    std::string File = below(Command.Directory, Command.Filename);
    Job &Known = Files[File];
    Known.File = File;
    Known.Commands.push_back(std::move(Command));
  }

  void select() {
    if (Options.Paths.empty()) {
      choose([](llvm::StringRef) { return true; });
      if (Selected.empty())
        fault("the compilation database names no C++ file");
    }
    for (const std::string &Name : Options.Paths)
      if (!select(Name) && !selectIncluder(Name))
        fault(fs::is_regular_file(Name) && isIncluded(Name)
                  ? "no file of the compilation database includes '" + Name +
                        "'; lint it without -p"
              : fs::is_regular_file(Name)
                  ? "'" + Name +
                        "' is not in the compilation database; add it to the project's build, name "
                        "the file that includes it if it is part of another, or lint it without -p"
              : fs::is_directory(Name)
                  ? "no file of the compilation database lies in '" + Name + "'"
                  : "'" + Name + "' is no file, and matches no file of the compilation database" +
                        nearestWord(Name, Options));
  }

  bool select(llvm::StringRef Name) {
    std::string Path = absolute(Name), Real = real(Path);
    if (fs::is_regular_file(Path)) {
      bool Any = false;
      for (auto &Entry : Files)
        if (Entry.first == Path || real(Entry.first) == Real)
          Any = true, take(Entry.second);
      return Any;
    }
    if (fs::is_directory(Path))
      return choose([&](llvm::StringRef File) {
        return File.starts_with(Path + "/") || File.starts_with(Real + "/") ||
               llvm::StringRef(real(File)).starts_with(Real + "/");
      });
    llvm::Regex Pattern(Name);
    return Pattern.isValid() && choose([&](llvm::StringRef File) { return Pattern.match(File); });
  }

  template <typename Predicate> bool choose(Predicate Wanted) {
    bool Any = false;
    for (auto &Entry : Files)
      if (Wanted(Entry.first) && isCxx(Entry.second))
        Any = true, take(Entry.second);
    return Any;
  }

  /// All that is found in it is wanted.
  void take(Job &Wanted) {
    Wanted.Only.clear();
    Whole.insert(&Wanted);
    Selected.insert(&Wanted);
  }

  /// A header is linted as a unit reads it that includes it.
  bool selectIncluder(llvm::StringRef Name) {
    if (!fs::is_regular_file(Name) || !isIncluded(Name))
      return false;
    std::string Header = absolute(Name);
    if (std::string By = Options.Exclude.leftOutBy(Header); !By.empty()) {
      Found.LeftOut.push_back("'" + Name.str() + "' is left out by " + By);
      return true;
    }
    std::vector<Job *> Units;
    for (auto &Entry : Files)
      if (fs::exists(Entry.first) && isCxx(Entry.second))
        Units.push_back(&Entry.second);
    Job *Unit = unitThatIncludes(Header, Units, Options);
    if (!Unit)
      return false;
    Found.Through.push_back("'" + Name.str() + "' is read as " + fromHere(Unit->File) +
                            " includes it");
    if (!Whole.count(Unit))
      Unit->Only.insert(real(absolute(Name)));
    return Selected.insert(Unit), true;
  }

  const ProgramOptions &Options;
  Jobs &Found;
  std::map<std::string, Job> Files;
  llvm::SetVector<Job *> Selected;
  std::set<const Job *> Whole; ///< Those of which not only a header is asked.
};

} // namespace

/// Where nobody says how it is compiled: C++17.
static tooling::FixedCompilationDatabase guessFor(const std::string &File) {
  llvm::StringRef Extension = path::extension(File).drop_front(path::has_extension(File) ? 1 : 0);
  auto Type = driver::types::lookupTypeForExtension(Extension);
  std::vector<std::string> Flags = {"-std=c++17"};
  if (Type == driver::types::TY_CHeader || Type == driver::types::TY_INVALID)
    Flags.insert(Flags.begin(), "-xc++");
  else if (!driver::types::isCXX(Type))
    Flags.clear();
  return tooling::FixedCompilationDatabase(".", Flags);
}

static Job jobFor(const std::string &File, const ProgramOptions &Options, const Database &Above) {
  Job Made;
  Made.File = File;
  Made.Guessed = !Options.Flags && !Above.Commands;
  if (Options.Flags)
    Made.Commands = tooling::FixedCompilationDatabase(".", *Options.Flags).getCompileCommands(File);
  else if (Above.Commands)
    Made.Commands = Above.Commands->getCompileCommands(File);
  else
    Made.Commands = guessFor(File).getCompileCommands(File);
  return Made;
}

static void addFile(const std::string &Name, const ProgramOptions &Options, Databases &Known,
                    Jobs &Found) {
  std::string Path = absolute(Name);
  static const Database Unasked;
  const Database &Above = Options.Flags ? Unasked : Known.nearestTo(Path);
  if (fs::is_directory(Path))
    Found.Faults.push_back("'" + Name +
                           "' is a folder; name files, or lint a project with -p "
                           "BUILD");
  else if (!fs::exists(Path) && !isPlaced(Path))
    Found.Faults.push_back("there is no file '" + Name + "'" + nearestWord(Name, Options));
  else if (!Above.Fault.empty())
    Found.Faults.push_back(Above.Fault);
  else if (fs::is_regular_file(Path) && !llvm::MemoryBuffer::getFile(Path)) // a pipe is read once
    Found.Faults.push_back("'" + Name + "' cannot be read; check its permissions");
  else
    Found.All.push_back(jobFor(Path, Options, Above));
}

static void addFiles(const ProgramOptions &Options, Jobs &Found) {
  std::map<std::string, bool> Seen;
  Databases Known;
  for (const std::string &Name : Options.Paths)
    if (!std::exchange(Seen[absolute(Name)], true))
      addFile(Name, Options, Known, Found);
}

/// Who names files hears which of them are left out. That is no error: they may be those of a
/// commit. A project of which nothing is left is one.
static void dropLeftOut(const ProgramOptions &Options, Jobs &Found) {
  std::string Last;
  bool Any = !Found.All.empty();
  std::set<std::string> Named;
  for (const std::string &Name : Options.Paths)
    Named.insert(real(Name));
  llvm::erase_if(Found.All, [&](const Job &J) {
    std::string By = Options.Exclude.leftOutBy(J.File);
    if (By.empty())
      return false;
    Last = By;
    for (const std::string &Fault : Options.Exclude.projectOf(J.File).Faults)
      if (!llvm::is_contained(Found.Faults, Fault))
        Found.Faults.push_back(Fault);
    if (Named.count(real(J.File)))
      Found.LeftOut.push_back("'" + fromHere(J.File) + "' is left out by " + By);
    return true;
  });
  if (Any && Found.All.empty() && Found.LeftOut.empty())
    Found.Faults.push_back(Last + " leaves no file to lint");
}

Jobs closure::jobsOf(const ProgramOptions &Options) {
  Jobs Found;
  if (Options.Build.empty())
    addFiles(Options, Found);
  else
    Project(Options, Found).read();
  dropLeftOut(Options, Found);
  return Found;
}

/// The build folder is a witness as well: what lies in it is generated, and lies elsewhere at
/// times.
std::string closure::rootOf(const Jobs &Asked, const ProgramOptions &Options) {
  std::vector<std::string> Files;
  if (!Options.Build.empty())
    Files.push_back(realPath(Options.Build) + "/compile_commands.json");
  for (const Job &J : Asked.All)
    Files.push_back(J.File);
  return projectRootOf(Files);
}
