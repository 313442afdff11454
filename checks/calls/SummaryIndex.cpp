//===-- SummaryIndex.cpp - The contracts that other units wrote -----------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/calls/SummaryIndex.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <algorithm>

using namespace closure;

/// Of the format; a change of meaning counts it up.
static constexpr int64_t Version = 1;

std::string closure::summaryFile(llvm::StringRef Unit, const SummaryLines &Lines) {
  std::string Text;
  llvm::raw_string_ostream Out(Text);
  llvm::json::OStream Head(Out);
  Head.object([&] {
    Head.attribute("closureSummary", Version);
    Head.attribute("unit", llvm::json::fixUTF8(Unit));
  });
  Out << '\n';
  for (const auto &[USR, Line] : Lines)
    Out << Line << '\n';
  Out << "{\"functions\":" << Lines.size() << "}\n";
  return Out.str();
}

static bool isDeep(llvm::StringRef Text) {
  unsigned Depth = 0;
  bool Quoted = false;
  for (size_t I = 0; I < Text.size(); ++I) {
    if (Quoted && Text[I] == '\\')
      ++I; // with what it escapes
    else if (Text[I] == '"')
      Quoted = !Quoted;
    else if (!Quoted && (Text[I] == '[' || Text[I] == '{') && ++Depth > 64)
      return true;
    else if (!Quoted && (Text[I] == ']' || Text[I] == '}') && Depth)
      --Depth;
  }
  return false;
}

/// What two units say of one function, wherever each has it from.
static llvm::StringRef contractIn(llvm::StringRef Line) {
  return Line.substr(Line.find("\"transfers\":"));
}

std::string closure::disagreement(llvm::StringRef USR) {
  std::string Line;
  llvm::raw_string_ostream Out(Line);
  llvm::json::OStream Object(Out);
  Object.object([&] {
    Object.attribute("usr", USR);
    Object.attribute("differs", true);
  });
  return Out.str();
}

std::optional<llvm::json::Object> closure::shallowObject(llvm::StringRef Text) {
  if (isDeep(Text))
    return std::nullopt;
  llvm::Expected<llvm::json::Value> Read = llvm::json::parse(Text);
  if (!Read) {
    llvm::consumeError(Read.takeError());
    return std::nullopt;
  }
  llvm::json::Object *Object = Read->getAsObject();
  return Object ? std::optional(std::move(*Object)) : std::nullopt;
}

static std::optional<int64_t> number(llvm::StringRef Line, llvm::StringRef Key) {
  std::optional<llvm::json::Object> Read = shallowObject(Line);
  return Read ? Read->getInteger(Key) : std::nullopt;
}

std::string SummaryIndex::add(std::unique_ptr<llvm::MemoryBuffer> File) {
  llvm::SmallVector<llvm::StringRef, 0> Parts;
  File->getBuffer().split(Parts, '\n', -1, /*KeepEmpty=*/false);
  std::optional<int64_t> Written =
      Parts.empty() ? std::nullopt : number(Parts[0], "closureSummary");
  if (!Written)
    return "not a summary file of closure-lint";
  if (*Written != Version)
    return "written in version " + std::to_string(*Written) + " of the format, and this reads " +
           std::to_string(Version) + "; run closure-lint again to write it anew";
  std::vector<std::pair<std::string, llvm::StringRef>> Found;
  for (llvm::StringRef Line : llvm::ArrayRef(Parts).drop_front().drop_back(Parts.size() > 1)) {
    std::optional<llvm::json::Object> Read = shallowObject(Line);
    std::optional<llvm::StringRef> Name = Read ? Read->getString("usr") : std::nullopt;
    if (!Name)
      return "damaged; run closure-lint again to write it anew";
    Found.push_back({Name->str(), Line});
  }
  if (Parts.size() < 2 || number(Parts.back(), "functions") != int64_t(Found.size()))
    return "cut off; run closure-lint again to write it anew";
  for (auto &[Name, Line] : Found)
    if (auto [It, New] = Lines.try_emplace(Name, Line);
        Line.ends_with("\"differs\":true}") || (!New && contractIn(It->second) != contractIn(Line)))
      It->second = "";
  Texts.push_back(std::move(File));
  return "";
}

std::shared_ptr<const SummaryIndex> SummaryIndex::load(llvm::vfs::FileSystem &Files,
                                                       llvm::StringRef Folder,
                                                       std::vector<std::string> &Errors) {
  auto Index = std::make_shared<SummaryIndex>();
  std::error_code Fault;
  std::vector<std::string> Paths;
  for (llvm::vfs::directory_iterator It = Files.dir_begin(Folder, Fault), End; !Fault && It != End;
       It.increment(Fault))
    if (It->path().ends_with(Extension) && It->type() != llvm::sys::fs::file_type::fifo_file)
      Paths.push_back(It->path().str());
  if (Fault)
    Errors.push_back("closure summaries " + Folder.str() +
                     ": cannot read this folder: " + Fault.message());
  llvm::sort(Paths);
  for (const std::string &Path : Paths) {
    auto Buffer = Files.getBufferForFile(Path);
    std::string Error =
        Buffer ? Index->add(std::move(*Buffer)) : "cannot be read: " + Buffer.getError().message();
    if (!Error.empty())
      Errors.push_back("closure summary " + Path + ": " + Error);
  }
  return Index;
}
