//===-- ProjectFile.cpp - What a project says of itself -------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/common/ProjectFile.h"
#include "checks/CheckRegistry.h"
#include "plugin/common/CheckWords.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLParser.h"

using namespace closure;
namespace yaml = llvm::yaml;
namespace path = llvm::sys::path;

using Words = llvm::ArrayRef<llvm::StringRef>;
static const llvm::StringRef Keys[] = {"exclude", "models",   "options",
                                       "paths",   "severity", "third-party"};
static const llvm::StringRef Levels[] = {"error", "warning", "note"};

/// `unknown key 'path'; did you mean 'paths'? the keys are …`
static std::string unknown(const llvm::Twine &What, llvm::StringRef Word, Words Known,
                           const llvm::Twine &They) {
  std::string Near = nearestTo(Word, Known);
  return (What + " '" + Word + "'" + Near + (Near.empty() ? "; " : " ") + They +
          llvm::join(Known, ", "))
      .str();
}

static std::string below(llvm::StringRef Folder, llvm::StringRef Path) {
  llvm::SmallString<256> Whole(path::is_absolute(Path) ? "" : Folder);
  path::append(Whole, Path);
  path::remove_dots(Whole, /*remove_dot_dot=*/true);
  return path::has_filename(Whole) && path::filename(Whole) == "." ? path::parent_path(Whole).str()
                                                                   : Whole.str().str();
}

namespace {

/// For text that is known to be sound.
class Reader {
public:
  Reader(ProjectFile &To, llvm::StringRef Text)
      : To(To), Folder(path::parent_path(To.Path)), Stream(Text, Manager) {}

  void run() {
    auto First = Stream.begin();
    yaml::Node *Root = First == Stream.end() ? nullptr : First->getRoot();
    if (!Root || llvm::isa<yaml::NullNode>(Root))
      return;
    eachEntry(
        Root, "a mapping of the keys " + llvm::join(Words(Keys), ", "),
        [&](yaml::Node *Key, llvm::StringRef Name, yaml::Node *Value) { read(Key, Name, Value); });
  }

private:
  using OnEntry = llvm::function_ref<void(yaml::Node *Key, llvm::StringRef Name, yaml::Node *)>;

  void read(yaml::Node *Key, llvm::StringRef Name, yaml::Node *Value) {
    if (llvm::isa<yaml::NullNode>(Value) && llvm::is_contained(Keys, Name))
      return fault(Key, "'" + Name.str() + "' has no value");
    if (Name == "paths")
      return readPatterns(Value, To.Lint);
    if (Name == "exclude")
      return readPatterns(Value, To.Exclude);
    if (Name == "models")
      return eachWord(Value, [&](yaml::Node *At, llvm::StringRef Word) {
        std::string File = below(Folder, Word);
        if (!llvm::sys::fs::exists(File))
          return fault(At, "there is no model file '" + File + "'");
        To.Models += (To.Models.empty() ? "" : ";") + File;
      });
    if (Name == "third-party")
      return eachWord(Value, [&](yaml::Node *At, llvm::StringRef Word) {
        To.ThirdParty.push_back(below(Folder, Word));
        To.Words.push_back({To.ThirdParty.back(), placeOf(At), {}});
      });
    if (Name == "options")
      return eachEntry(Value, "a mapping of options to values",
                       [&](yaml::Node *Key, llvm::StringRef Name, yaml::Node *Value) {
                         readOption(Key, Name, Value);
                       });
    if (Name == "severity")
      return eachEntry(Value, "a mapping of checks to levels",
                       [&](yaml::Node *Key, llvm::StringRef Name, yaml::Node *Value) {
                         readSeverity(Key, Name, Value);
                       });
    fault(Key, unknown("unknown key", Name, Keys, "the keys are "));
  }

  void readPatterns(yaml::Node *Value, PathPatterns &To) {
    eachWord(Value, [&](yaml::Node *At, llvm::StringRef Word) {
      Word.consume_front("./");
      Word.consume_back("/");
      PathPatterns Alone;
      if (std::string Why = To.add(Word); !Why.empty() || !Alone.add(Word).empty())
        return fault(At, Why);
      this->To.Words.push_back({Word.str(), placeOf(At), std::move(Alone)});
    });
  }

  void readOption(yaml::Node *Key, llvm::StringRef Name, yaml::Node *Value) {
    if (Name == "Models")
      return fault(Key, "model files are named under the key 'models'");
    if (Name.contains('.'))
      return fault(Key, "'" + Name.str() +
                            "' is an option of one check, which .clang-tidy sets; here stand those "
                            "of all");
    std::vector<llvm::StringRef> Names;
    for (const CheckOption &Known : checkOptions()) {
      if (Known.Name != "Models")
        Names.push_back(Known.Name);
      if (Known.Name != Name)
        continue;
      std::string Given = wordOf(Value);
      if (!Known.Takes(Given) || !llvm::isa<yaml::ScalarNode>(Value))
        return fault(Value, "invalid value '" + Given + "' for option '" + Name.str() +
                                "'; expected " + Known.Expected.str());
      To.Options[Name.str()] = Name == "Summaries" ? below(Folder, Given) : Given;
      return;
    }
    fault(Key, unknown("unknown option", Name, Names, "the options are "));
  }

  void readSeverity(yaml::Node *Key, llvm::StringRef Name, yaml::Node *Value) {
    if (!RegisterCheck::find(Name))
      return fault(Key, withAllChecks("unknown check '" + Name.str() + "'" + nearestCheck(Name)));
    std::string Level = wordOf(Value);
    if (llvm::is_contained(Levels, Level))
      To.Severity[Name.str()] = Level;
    else
      fault(Value, "invalid severity '" + Level + "'; expected " + llvm::join(Words(Levels), ", "));
  }

  static std::string wordOf(yaml::Node *At) {
    llvm::SmallString<64> Storage;
    auto *Scalar = llvm::dyn_cast_or_null<yaml::ScalarNode>(At);
    return Scalar ? Scalar->getValue(Storage).str() : std::string();
  }

  void eachEntry(yaml::Node *At, const std::string &Expected, OnEntry See) {
    auto *Map = llvm::dyn_cast_or_null<yaml::MappingNode>(At);
    if (!Map)
      return fault(At, "expected " + Expected);
    std::vector<std::string> Seen;
    for (yaml::KeyValueNode &Entry : *Map) {
      yaml::Node *Key = Entry.getKey();
      std::string Name = wordOf(Key);
      if (llvm::is_contained(Seen, Name))
        fault(Key, "'" + Name + "' stands here twice");
      else if (yaml::Node *Value = Entry.getValue())
        See(Key, Name, Value);
      Seen.push_back(std::move(Name));
    }
  }

  /// Of a word or a list of words.
  void eachWord(yaml::Node *At, llvm::function_ref<void(yaml::Node *, llvm::StringRef)> See) {
    auto One = [&](yaml::Node *Each) {
      if (std::string Word = wordOf(Each); !Word.empty())
        See(Each, Word);
      else
        fault(Each, "expected a path or a list of paths");
    };
    auto *List = llvm::dyn_cast<yaml::SequenceNode>(At);
    if (!List)
      return One(At);
    for (yaml::Node &Each : *List)
      One(&Each);
  }

  std::string placeOf(yaml::Node *At) {
    auto [Line, Column] = Manager.getLineAndColumn(At->getSourceRange().Start);
    return To.Path + ":" + std::to_string(Line) + ":" + std::to_string(Column);
  }

  void fault(yaml::Node *At, const std::string &Why) {
    To.Faults.push_back(placeOf(At) + ": " + Why);
  }

  ProjectFile &To;
  const std::string Folder;
  llvm::SourceMgr Manager;
  yaml::Stream Stream;
};

} // namespace

static ProjectFile readProjectFile(llvm::StringRef Path) {
  ProjectFile Made;
  Made.Path = Path.str();
  auto Text = llvm::MemoryBuffer::getFile(Path);
  if (!Text) {
    Made.Faults.push_back(Made.Path +
                          ": this configuration cannot be read: " + Text.getError().message());
    return Made;
  }
  YamlState State = examineYaml((*Text)->getBuffer());
  if (!State.Fault.empty())
    Made.Faults.push_back(Made.Path + ":" + State.Fault);
  else
    Reader(Made, (*Text)->getBuffer()).run();
  return Made;
}

ProjectFile closure::projectFileAbove(llvm::StringRef File) {
  for (llvm::StringRef Folder = path::parent_path(File); !Folder.empty();
       Folder = path::parent_path(Folder)) {
    llvm::SmallString<256> Path(Folder);
    path::append(Path, ".closure-lint.yaml");
    if (llvm::sys::fs::exists(Path))
      return readProjectFile(Path);
  }
  return {};
}

bool ProjectFile::leavesOut(llvm::StringRef File) const {
  llvm::StringRef Below = File;
  if (Path.empty() || !Below.consume_front(path::parent_path(Path)))
    return false;
  Below.consume_front("/");
  return (!Lint.empty() && !Lint.match(Below)) || Exclude.match(Below) ||
         llvm::any_of(ThirdParty, [&](const std::string &Folder) {
           llvm::StringRef Rest = File;
           return Rest.consume_front(Folder) && Rest.starts_with("/");
         });
}

CheckDefaults::CheckDefaults(const ProjectFile &Of) {
  auto Value = [&](const char *Name) {
    auto It = Of.Options.find(Name);
    return It == Of.Options.end() ? llvm::StringRef() : llvm::StringRef(It->second);
  };
  Set.Models = Of.Models;
  Set.Assume = assumptionOf(Value("AssumeEscape")).value_or(Set.Assume);
  Set.Summaries = Value("Summaries").str();
  How.ThirdParty = Of.ThirdParty;
  How.PreferMove = truthOf(Value("PreferMove")).value_or(How.PreferMove);
  How.MaxClosures = numberOf(Value("MaxClosures")).value_or(How.MaxClosures);
  Style = includeStyleOf(Value("IncludeStyle")).value_or(Style);
}

std::string CheckDefaults::modelsAnd(llvm::StringRef Option) const {
  return Set.Models + (Set.Models.empty() || Option.empty() ? "" : ";") + Option.str();
}
