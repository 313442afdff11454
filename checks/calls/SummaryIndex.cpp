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
static constexpr int64_t Version = 2;

/// The last line of a file that begins with `Body`: who holds it has all of it, as it was written.
static std::string lastLine(llvm::StringRef Body) {
  return "{\"functions\":" + std::to_string(Body.count('\n') - 1) + ",\"sum\":\"" +
         contentHash(Body) + "\"}\n";
}

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
  return Text + lastLine(Text);
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

static std::optional<int64_t> number(llvm::StringRef Line, llvm::StringRef Key) {
  std::optional<llvm::json::Object> Read = shallowObject(Line);
  return Read ? Read->getInteger(Key) : std::nullopt;
}

std::string SummaryIndex::add(std::unique_ptr<llvm::MemoryBuffer> File) {
  llvm::StringRef Text = File->getBuffer();
  std::optional<int64_t> Written = number(Text.split('\n').first, "closureSummary");
  if (!Written)
    return "not a summary file of closure-lint";
  if (*Written != Version)
    return "written in version " + std::to_string(*Written) + " of the format, and this reads " +
           std::to_string(Version) + "; run closure-lint again to write it anew";
  llvm::StringRef Body = Text.take_front(Text.rtrim('\n').rfind('\n') + 1);
  llvm::StringRef Last = Text.drop_front(Body.size());
  if (Body.empty() || !Last.starts_with("{\"functions\":"))
    return "cut off; run closure-lint again to write it anew";
  const std::string Damaged = "damaged; run closure-lint again to write it anew";
  if (Last != lastLine(Body))
    return Damaged;
  llvm::SmallVector<llvm::StringRef, 0> Parts;
  Body.split(Parts, '\n', -1, /*KeepEmpty=*/false);
  std::vector<std::pair<std::string, llvm::StringRef>> Found;
  for (llvm::StringRef Line : llvm::ArrayRef(Parts).drop_front()) {
    std::optional<llvm::json::Object> Read = shallowObject(Line);
    std::optional<llvm::StringRef> Name = Read ? Read->getString("usr") : std::nullopt;
    if (!Name)
      return Damaged;
    Found.push_back({Name->str(), Line});
  }
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
  llvm::ErrorOr<llvm::vfs::Status> Known = Files.status(Folder);
  // The index of a program is one file with what all of its units tell.
  bool Single = Known && Known->isRegularFile();
  if (Single)
    Paths.push_back(Folder.str());
  for (llvm::vfs::directory_iterator It = Single ? llvm::vfs::directory_iterator()
                                                 : Files.dir_begin(Folder, Fault),
                                     End;
       !Fault && It != End; It.increment(Fault))
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
