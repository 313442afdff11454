//===-- UnitFile.cpp - What is known of one unit, as a file ---------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/graph/UnitFile.h"
#include "plugin/project/Patch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/VirtualFileSystem.h"

using namespace closure;

static constexpr llvm::StringLiteral Magic = "closure-unit ";
/// Of the format; a change of meaning counts it up.
static constexpr llvm::StringLiteral Version = "1";

std::string closure::workingFolder() {
  llvm::SmallString<256> Folder;
  llvm::sys::fs::current_path(Folder);
  return Folder == "/" ? "/" : (Folder + "/").str();
}

static std::string sealed(llvm::StringRef Body) {
  return (Magic + Version + " " + contentHash(Body) + "\n" + Body).str();
}

std::optional<std::string> closure::textOf(const UnitFile &File, llvm::StringRef Here) {
  std::optional<std::string> Unit = textOf(File.Unit, Here);
  return Unit ? std::optional(sealed(*Unit + File.Summary)) : std::nullopt;
}

std::string closure::readUnitFile(const std::string &Path, llvm::StringRef Here, UnitFile &To) {
  auto Buffer = llvm::sys::fs::is_directory(Path)
                    ? std::make_error_code(std::errc::is_a_directory)
                    : llvm::MemoryBuffer::getFile(Path, /*IsText=*/false,
                                                  /*RequiresNullTerminator=*/false);
  if (!Buffer)
    return "'" + Path + "' cannot be read: " + Buffer.getError().message();
  const std::string Again = "; make it anew with closure-lint summarize";
  llvm::StringRef Whole = (*Buffer)->getBuffer();
  auto [Head, Body] = Whole.split('\n');
  if (!Head.consume_front(Magic))
    return "'" + Path + "' is no file of closure-lint summarize";
  if (llvm::StringRef Written = Head.split(' ').first; Written != Version)
    return "'" + Path + "' is of version " + Written.take_front(8).str() +
           " of the format, and this reads " + Version.str() + Again;
  if (Whole != sealed(Body))
    return "'" + Path + "' is damaged" + Again;
  auto [Line, Summary] = Body.split('\n');
  std::optional<StoredUnit> Unit = storedUnit(Line, Here);
  if (!Unit)
    return "'" + Path + "' is of another version of closure-lint" + Again;
  To.Unit = std::move(*Unit);
  To.Summary = Summary.str();
  return "";
}

void Linker::addUnit(const std::string &Path, llvm::StringRef Summary) {
  Texts.try_emplace(contentHash(Summary), Path, Summary.str());
}

void Linker::addIndex(const std::string &Path) {
  auto Buffer = llvm::sys::fs::is_directory(Path) ? std::make_error_code(std::errc::is_a_directory)
                                                  : llvm::MemoryBuffer::getFile(Path);
  if (Buffer)
    addUnit(Path, (*Buffer)->getBuffer());
  else
    Faults.push_back("'" + Path + "' cannot be read: " + Buffer.getError().message());
}

std::shared_ptr<const SummaryIndex> Linker::link() {
  llvm::vfs::InMemoryFileSystem Files;
  Files.setCurrentWorkingDirectory("/");
  for (const auto &[Hash, Text] : Texts)
    Files.addFile("/" + Hash + SummaryIndex::Extension.str(), 0,
                  llvm::MemoryBuffer::getMemBuffer(Text.second));
  std::vector<std::string> Found;
  if (Texts.empty())
    Index = std::make_shared<SummaryIndex>();
  else
    Index = SummaryIndex::load(Files, "/", Found);
  for (llvm::StringRef Fault : Found)
    for (const auto &[Hash, Text] : Texts)
      if (size_t At = Fault.find(Hash); At != llvm::StringRef::npos)
        Faults.push_back("'" + Text.first + "'" +
                         Fault.substr(At + Hash.size() + SummaryIndex::Extension.size()).str());
  return Index;
}

std::string Linker::text() const {
  SummaryLines Lines;
  for (const auto &[Hash, Text] : Texts)
    for (llvm::StringRef Rest = Text.second; !Rest.empty();) {
      auto [Line, Next] = Rest.split('\n');
      Rest = Next;
      std::optional<llvm::json::Object> Read = shallowObject(Line);
      std::optional<llvm::StringRef> USR = Read ? Read->getString("usr") : std::nullopt;
      if (!USR)
        continue;
      llvm::StringRef Known = Index->find(*USR);
      Lines.try_emplace(USR->str(), Known.empty() ? disagreement(*USR) : Known.str());
    }
  return summaryFile("", Lines);
}

bool closure::putText(const std::string &File, llvm::StringRef Text, std::string &Fault) {
  auto Known = llvm::MemoryBuffer::getFile(File, /*IsText=*/false,
                                           /*RequiresNullTerminator=*/false);
  return (Known && (*Known)->getBuffer() == Text) || writeWhole(File, Text, Fault);
}
