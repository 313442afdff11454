//===-- Commands.cpp - Which files to lint, and how they are compiled -----===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/Commands.h"
#include "clang/Driver/Types.h"
#include "clang/Tooling/JSONCompilationDatabase.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Regex.h"
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

static std::string real(llvm::StringRef Name) {
  llvm::SmallString<256> Path;
  return fs::real_path(Name, Path) ? Name.str() : Path.str().str();
}

/// C and assembler hold no lambda.
static bool isCxx(llvm::StringRef File, const tooling::CompilationDatabase &Commands) {
  for (const tooling::CompileCommand &Command : Commands.getCompileCommands(File))
    for (size_t I = 0; I != Command.CommandLine.size(); ++I) {
      llvm::StringRef Word = Command.CommandLine[I];
      if (!Word.consume_front("-x"))
        continue;
      if (Word.empty() && I + 1 != Command.CommandLine.size())
        Word = Command.CommandLine[I + 1];
      return Word.contains("c++") || Word == "none";
    }
  auto Type = driver::types::lookupTypeForExtension(
      path::extension(File).drop_front(path::extension(File).empty() ? 0 : 1));
  return Type == driver::types::TY_INVALID || driver::types::isCXX(Type);
}

namespace {

class Project {
public:
  Project(const ProgramOptions &Options, Jobs &Found) : Options(Options), Found(Found) {}

  void read() {
    std::string Why;
    std::string Folder = Options.Build;
    if (path::filename(Folder) == "compile_commands.json")
      Folder = path::parent_path(absolute(Folder)).str();
    if (!fs::is_directory(Folder))
      return fault("there is no folder '" + Folder +
                   "'; -p takes the build folder that holds compile_commands.json");
    Commands = tooling::CompilationDatabase::loadFromDirectory(Folder, Why);
    if (!Commands)
      return fault(llvm::StringRef(Why).trim() + " in '" + Folder +
                   "'; make one with 'cmake -DCMAKE_EXPORT_COMPILE_COMMANDS=ON', 'meson', or "
                   "'bear -- make'");
    for (const std::string &File : Commands->getAllFiles())
      Files.insert({absolute(File), File});
    select();
    for (const auto &[Path, Spelled] : Selected)
      if (fs::exists(Path))
        Found.All.push_back({Commands, Path});
      else
        fault("there is no file '" + Path +
              "', which the compilation database names; build the project first if it is "
              "generated");
  }

private:
  void fault(const llvm::Twine &Text) { Found.Faults.push_back(Text.str()); }

  void select() {
    if (Options.Paths.empty()) {
      add([](llvm::StringRef) { return true; });
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
      for (const auto &Entry : Files)
        if (Entry.first == Path || real(Entry.first) == Real)
          Any = true, Selected.insert(Entry);
      return Any;
    }
    if (fs::is_directory(Path))
      return add([&](llvm::StringRef File) {
        return File.starts_with(Path + "/") || File.starts_with(Real + "/");
      });
    llvm::Regex Pattern(Name);
    return Pattern.isValid() && add([&](llvm::StringRef File) { return Pattern.match(File); });
  }

  template <typename Predicate> bool add(Predicate Wanted) {
    bool Any = false;
    for (const auto &Entry : Files)
      if (Wanted(Entry.first) && isCxx(Entry.second, *Commands))
        Any = true, Selected.insert(Entry);
    return Any;
  }

  const ProgramOptions &Options;
  Jobs &Found;
  std::shared_ptr<tooling::CompilationDatabase> Commands;
  /// The absolute path, and how the database spells it.
  std::map<std::string, std::string> Files, Selected;
};

} // namespace

/// The nearest database above the file; without one, C++17.
static std::shared_ptr<tooling::CompilationDatabase> commandsFor(const std::string &File,
                                                                 const ProgramOptions &Options) {
  if (Options.Flags)
    return std::make_shared<tooling::FixedCompilationDatabase>(".", *Options.Flags);
  std::string Ignored;
  if (auto Nearest = tooling::CompilationDatabase::autoDetectFromSource(File, Ignored))
    return Nearest;
  llvm::StringRef Extension = path::extension(File).drop_front(path::has_extension(File) ? 1 : 0);
  auto Type = driver::types::lookupTypeForExtension(Extension);
  std::vector<std::string> Flags = {"-std=c++17"};
  if (Type == driver::types::TY_CHeader || Type == driver::types::TY_INVALID)
    Flags.insert(Flags.begin(), "-xc++");
  else if (!driver::types::isCXX(Type))
    Flags.clear();
  return std::make_shared<tooling::FixedCompilationDatabase>(".", Flags);
}

static void addFile(const std::string &Name, const ProgramOptions &Options, Jobs &Found) {
  std::string Path = absolute(Name);
  if (fs::is_directory(Path))
    Found.Faults.push_back("'" + Name +
                           "' is a folder; name files, or lint a project with -p "
                           "BUILD");
  else if (!fs::exists(Path))
    Found.Faults.push_back("there is no file '" + Name + "'");
  else if (!llvm::MemoryBuffer::getFile(Path))
    Found.Faults.push_back("'" + Name + "' cannot be read; check its permissions");
  else
    Found.All.push_back({commandsFor(Path, Options), Path});
}

Jobs closure::jobsOf(const ProgramOptions &Options) {
  Jobs Found;
  if (!Options.Build.empty()) {
    Project(Options, Found).read();
    return Found;
  }
  std::map<std::string, bool> Seen;
  for (const std::string &Name : Options.Paths)
    if (!std::exchange(Seen[absolute(Name)], true))
      addFile(Name, Options, Found);
  return Found;
}
