//===-- Commands.cpp - Which files to lint, and how they are compiled -----===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/Commands.h"
#include "checks/Settings.h"
#include "clang/Driver/Types.h"
#include "clang/Tooling/JSONCompilationDatabase.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Regex.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <map>

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

static std::string noDatabase(llvm::StringRef Database, llvm::StringRef Why) {
  return ("'" + Database + "' is not a compilation database: " + Why.trim().rtrim('.') +
          "; configure the project again")
      .str();
}

/// The database, or why it is none. The parser of LLVM recurses, here and in its own look-up.
static std::unique_ptr<tooling::CompilationDatabase> load(llvm::StringRef Database,
                                                          std::string &Why) {
  auto Text = llvm::MemoryBuffer::getFile(Database);
  if (!Text)
    Why = Text.getError().message();
  else if (isNestedDeeply((*Text)->getBuffer()))
    Why = "it is nested too deeply";
  else
    return tooling::JSONCompilationDatabase::loadFromBuffer(
        (*Text)->getBuffer(), Why, tooling::JSONCommandLineSyntax::AutoDetect);
  return nullptr;
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
    std::string Why;
    std::unique_ptr<tooling::CompilationDatabase> Read = load(Database, Why);
    if (!Read)
      return fault(noDatabase(Database, Why));
    Read = tooling::inferTargetAndDriverMode(
        tooling::expandResponseFiles(std::move(Read), llvm::vfs::getRealFileSystem()));
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
      if (!select(Name))
        fault(fs::is_regular_file(Name)
                  ? "'" + Name +
                        "' is not in the compilation database; add it to the project's build, or "
                        "lint it without -p"
              : fs::is_directory(Name)
                  ? "no file of the compilation database lies in '" + Name + "'"
                  : "'" + Name + "' is no file, and matches no file of the compilation database");
  }

  bool select(llvm::StringRef Name) {
    std::string Path = absolute(Name), Real = real(Path);
    if (fs::is_regular_file(Path)) {
      bool Any = false;
      for (auto &Entry : Files)
        if (Entry.first == Path || real(Entry.first) == Real)
          Any = true, Selected.insert(&Entry.second);
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
        Any = true, Selected.insert(&Entry.second);
    return Any;
  }

  const ProgramOptions &Options;
  Jobs &Found;
  std::map<std::string, Job> Files;
  llvm::SetVector<Job *> Selected;
};

} // namespace

/// The nearest database above the file; without one, C++17.
static std::shared_ptr<tooling::CompilationDatabase>
commandsFor(const std::string &File, const ProgramOptions &Options, bool &Guessed) {
  if (Options.Flags)
    return std::make_shared<tooling::FixedCompilationDatabase>(".", *Options.Flags);
  std::string Ignored;
  if (auto Nearest = tooling::CompilationDatabase::autoDetectFromSource(File, Ignored))
    return Nearest;
  Guessed = true;
  llvm::StringRef Extension = path::extension(File).drop_front(path::has_extension(File) ? 1 : 0);
  auto Type = driver::types::lookupTypeForExtension(Extension);
  std::vector<std::string> Flags = {"-std=c++17"};
  if (Type == driver::types::TY_CHeader || Type == driver::types::TY_INVALID)
    Flags.insert(Flags.begin(), "-xc++");
  else if (!driver::types::isCXX(Type))
    Flags.clear();
  return std::make_shared<tooling::FixedCompilationDatabase>(".", Flags);
}

/// What is wrong with the nearest database above the file; empty if nothing is, or there is none.
/// Each database is read once: `Known` holds what was wrong with it.
static std::string faultAbove(llvm::StringRef File, std::map<std::string, std::string> &Known) {
  for (llvm::StringRef Folder = path::parent_path(File); !Folder.empty();
       Folder = path::parent_path(Folder)) {
    std::string Database = (Folder + "/compile_commands.json").str(), Why;
    if (fs::exists(Folder + "/compile_flags.txt") && !fs::exists(Database))
      return "";
    if (!fs::exists(Database))
      continue;
    auto [It, New] = Known.try_emplace(Database);
    if (New && !load(Database, Why))
      It->second = noDatabase(Database, Why);
    return It->second;
  }
  return "";
}

static void addFile(const std::string &Name, const ProgramOptions &Options,
                    std::map<std::string, std::string> &Databases, Jobs &Found) {
  std::string Path = absolute(Name);
  if (fs::is_directory(Path))
    Found.Faults.push_back("'" + Name +
                           "' is a folder; name files, or lint a project with -p "
                           "BUILD");
  else if (!fs::exists(Path))
    Found.Faults.push_back("there is no file '" + Name + "'");
  else if (std::string Bad = Options.Flags ? "" : faultAbove(Path, Databases); !Bad.empty())
    Found.Faults.push_back(Bad);
  else if (fs::is_regular_file(Path) && !llvm::MemoryBuffer::getFile(Path)) // a pipe is read once
    Found.Faults.push_back("'" + Name + "' cannot be read; check its permissions");
  else {
    Job Made;
    Made.File = Path;
    Made.Commands = commandsFor(Path, Options, Made.Guessed)->getCompileCommands(Path);
    Found.All.push_back(std::move(Made));
  }
}

Jobs closure::jobsOf(const ProgramOptions &Options) {
  Jobs Found;
  if (!Options.Build.empty()) {
    Project(Options, Found).read();
    return Found;
  }
  std::map<std::string, bool> Seen;
  std::map<std::string, std::string> Databases;
  for (const std::string &Name : Options.Paths)
    if (!std::exchange(Seen[absolute(Name)], true))
      addFile(Name, Options, Databases, Found);
  return Found;
}
