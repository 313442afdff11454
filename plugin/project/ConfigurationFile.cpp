//===-- ConfigurationFile.cpp - What a .clang-tidy file says of us --------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/ConfigurationFile.h"
#include "checks/Settings.h"
#include "clang-tidy/ClangTidyOptions.h"
#include "plugin/common/CheckWords.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Regex.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLParser.h"
#include <algorithm>

using namespace clang;
using namespace closure;
namespace yaml = llvm::yaml;

namespace {

/// Looks for our options where they stand: clang-tidy's reader keeps no places. For text that is
/// known to be sound.
class OptionScan {
public:
  OptionScan(llvm::StringRef Path, llvm::StringRef Text, std::vector<std::string> &Faults)
      : Path(Path), Text(Text), Stream(Text, Manager), Faults(Faults) {}

  void run() {
    auto First = Stream.begin();
    if (First == Stream.end())
      return;
    if (auto *Top = llvm::dyn_cast_or_null<yaml::MappingNode>(First->getRoot()))
      for (yaml::KeyValueNode &Entry : *Top) {
        std::string Key = textOf(Entry.getKey());
        if (Key == "CheckOptions")
          scan(Entry.getValue());
        if (Key == "Checks" || Key == "WarningsAsErrors")
          scanChecks(Entry.getValue());
        if (Key == "HeaderFilterRegex" || Key == "ExcludeHeaderFilterRegex")
          scanExpression(Key, Entry.getValue());
      }
  }

private:
  static std::string textOf(yaml::Node *At) {
    if (auto *Block = llvm::dyn_cast_or_null<yaml::BlockScalarNode>(At))
      return Block->getValue().str();
    llvm::SmallString<64> Storage;
    auto *Scalar = llvm::dyn_cast_or_null<yaml::ScalarNode>(At);
    return Scalar ? Scalar->getValue(Storage).str() : std::string();
  }

  /// A text, or a list of texts.
  void scanChecks(yaml::Node *Value) {
    auto One = [&](yaml::Node &At) {
      size_t Seen = offsetOf(&At);
      std::string List = textOf(&At);
      std::replace(List.begin(), List.end(), '\n', ',');
      llvm::SmallVector<llvm::StringRef, 8> Patterns;
      llvm::StringRef(List).split(Patterns, ',');
      for (llvm::StringRef Pattern : Patterns)
        if (llvm::StringRef Name = Pattern.trim().ltrim('-');
            Name.starts_with("closure-") && Name != "closure-hover")
          if (std::string Why = faultOfChecks(Name); !Why.empty())
            fault(placeOf(Name, &At, Seen), withAllChecks(Why));
    };
    if (auto *List = llvm::dyn_cast_or_null<yaml::SequenceNode>(Value))
      for (yaml::Node &Each : *List)
        One(Each);
    else if (Value)
      One(*Value);
  }

  size_t offsetOf(yaml::Node *At) const {
    return size_t(At->getSourceRange().Start.getPointer() - Text.begin());
  }

  /// Where the name stands in the value, behind what was `Seen` of it; the value itself where it is
  /// written in another way.
  llvm::SMLoc placeOf(llvm::StringRef Name, yaml::Node *Value, size_t &Seen) const {
    auto IsPart = [](char C) { return llvm::isAlnum(C) || llvm::StringRef("_.*-").contains(C); };
    for (size_t At = Text.find(Name, Seen); At != llvm::StringRef::npos;
         At = Text.find(Name, At + 1)) {
      size_t End = At + Name.size();
      bool Whole = (!At || !IsPart(Text[At - 1]) || Text[At - 1] == '-') &&
                   (End == Text.size() || !IsPart(Text[End]));
      if (!Whole)
        continue;
      Seen = End;
      return llvm::SMLoc::getFromPointer(Text.data() + At);
    }
    return Value->getSourceRange().Start;
  }

  /// clang-tidy takes an expression that is none for one that matches nothing.
  void scanExpression(llvm::StringRef Key, yaml::Node *Value) {
    std::string Given = textOf(Value), Why;
    if (!Given.empty() && !llvm::Regex(Given).isValid(Why))
      fault(Value->getSourceRange().Start,
            "'" + Given + "' of " + Key.str() + " is not a regular expression: " + Why);
  }

  /// `NAME: VALUE`, or the older list of `{key: NAME, value: VALUE}`.
  void scan(yaml::Node *Options) {
    if (auto *Map = llvm::dyn_cast_or_null<yaml::MappingNode>(Options))
      for (yaml::KeyValueNode &Entry : *Map)
        judge(Entry.getKey(), Entry.getValue());
    if (auto *List = llvm::dyn_cast_or_null<yaml::SequenceNode>(Options))
      for (yaml::Node &Entry : *List)
        if (auto *Pair = llvm::dyn_cast<yaml::MappingNode>(&Entry))
          scanPair(*Pair);
  }

  void scanPair(yaml::MappingNode &Pair) {
    yaml::Node *Key = nullptr, *Value = nullptr;
    for (yaml::KeyValueNode &Part : Pair) {
      bool IsKey = textOf(Part.getKey()) == "key";
      (IsKey ? Key : Value) = Part.getValue();
    }
    if (Key && Value)
      judge(Key, Value);
  }

  void judge(yaml::Node *Key, yaml::Node *Value) {
    std::string Name = textOf(Key), Given = textOf(Value);
    if (std::string Why = faultOfOption(Name); !Why.empty())
      return fault(Key->getSourceRange().Start, Why);
    llvm::StringRef Option = Name;
    if (Option.starts_with("closure-"))
      Option = Option.split('.').second;
    for (const CheckOption &Known : checkOptions())
      if (Known.Name == Option && !Known.Takes(Given))
        fault(Value->getSourceRange().Start, "invalid configuration value '" + Given +
                                                 "' for option '" + Name + "'; expected " +
                                                 Known.Expected.str());
  }

  void fault(llvm::SMLoc At, const std::string &Why) {
    auto [Line, Column] = Manager.getLineAndColumn(At);
    Faults.push_back(
        (Path + ":" + llvm::Twine(Line) + ":" + llvm::Twine(Column) + ": " + Why).str());
  }

  const llvm::StringRef Path, Text;
  llvm::SourceMgr Manager;
  yaml::Stream Stream;
  std::vector<std::string> &Faults;
};

} // namespace

/// \returns whether the file above it counts as well.
static bool read(llvm::StringRef Path, ConfigurationFiles &Found) {
  auto Broken = [&](const llvm::Twine &Place, const llvm::Twine &Why) {
    Found.Broken = true;
    Found.Faults.push_back((Path + Place + ": this configuration " + Why).str());
    return false;
  };
  auto Text = llvm::MemoryBuffer::getFile(Path);
  if (!Text)
    return Broken("", "cannot be read: " + Text.getError().message());
  // clang-tidy takes a file that is about to be written for none.
  if ((*Text)->getBuffer().empty())
    return true;
  YamlState State = examineYaml((*Text)->getBuffer());
  auto NotValid = [&](const llvm::Twine &Place, const llvm::Twine &Why) {
    return Broken(Place, "is not valid: " + Why + "; correct that file");
  };
  if (!State.Fault.empty()) {
    auto [Place, Why] = llvm::StringRef(State.Fault).split(": ");
    return NotValid(":" + Place, Why);
  }
  auto Fault = [&](const llvm::SMDiagnostic &D) {
    NotValid(":" + llvm::Twine(D.getLineNo()) + ":" + llvm::Twine(D.getColumnNo() + 1),
             D.getMessage());
  };
  auto Read = tidy::parseConfigurationWithDiags((*Text)->getMemBufferRef(), Fault);
  if (!Read)
    return false;
  OptionScan(Path, (*Text)->getBuffer(), Found.Faults).run();
  return Read->InheritParentConfig.value_or(false);
}

ConfigurationFiles closure::configurationsAbove(llvm::StringRef File) {
  ConfigurationFiles Found;
  for (llvm::StringRef Folder = llvm::sys::path::parent_path(File); !Folder.empty();
       Folder = llvm::sys::path::parent_path(Folder)) {
    llvm::SmallString<256> Path(Folder);
    llvm::sys::path::append(Path, ".clang-tidy");
    if (llvm::sys::fs::is_regular_file(Path) && !read(Path, Found))
      break;
  }
  return Found;
}
