//===-- SourceFiles.cpp - The files that a unit reads ---------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/SourceFiles.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/VirtualFileSystem.h"

using namespace closure;
namespace vfs = llvm::vfs;

namespace {

/// A file that is read into memory: a mapped one would change under the parser, and end the program
/// when somebody makes it shorter.
class ReadFile : public vfs::File {
public:
  ReadFile(std::unique_ptr<vfs::File> Opened, const EditedTexts *Edited)
      : Opened(std::move(Opened)), Edited(Edited) {}

  llvm::ErrorOr<vfs::Status> status() override {
    llvm::ErrorOr<vfs::Status> Known = Opened->status();
    const std::string *Text = Known ? edited(*Known) : nullptr;
    return Text ? vfs::Status::copyWithNewSize(*Known, Text->size()) : Known;
  }
  llvm::ErrorOr<std::string> getName() override { return Opened->getName(); }
  llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>>
  getBuffer(const llvm::Twine &Name, int64_t FileSize, bool RequiresNullTerminator, bool) override {
    llvm::ErrorOr<vfs::Status> Known = Opened->status();
    if (const std::string *Text = Known ? edited(*Known) : nullptr)
      return llvm::MemoryBuffer::getMemBuffer(*Text, Name.str());
    return Opened->getBuffer(Name, FileSize, RequiresNullTerminator, /*IsVolatile=*/true);
  }
  std::error_code close() override { return Opened->close(); }

private:
  const std::string *edited(const vfs::Status &Known) const {
    auto It = Edited ? Edited->find(Known.getUniqueID()) : EditedTexts::const_iterator();
    return Edited && It != Edited->end() ? &It->second : nullptr;
  }

  std::unique_ptr<vfs::File> Opened;
  const EditedTexts *Edited;
};

class SourceFiles : public vfs::ProxyFileSystem {
public:
  explicit SourceFiles(std::shared_ptr<const EditedTexts> Edited)
      : ProxyFileSystem(vfs::createPhysicalFileSystem()), Edited(std::move(Edited)) {}

  llvm::ErrorOr<vfs::Status> status(const llvm::Twine &Path) override {
    llvm::ErrorOr<vfs::Status> Known = ProxyFileSystem::status(Path);
    if (!Known || !Edited)
      return Known;
    auto It = Edited->find(Known->getUniqueID());
    return It == Edited->end() ? *Known : vfs::Status::copyWithNewSize(*Known, It->second.size());
  }
  llvm::ErrorOr<std::unique_ptr<vfs::File>> openFileForRead(const llvm::Twine &Path) override {
    llvm::ErrorOr<std::unique_ptr<vfs::File>> Opened = ProxyFileSystem::openFileForRead(Path);
    if (!Opened)
      return Opened;
    return std::make_unique<ReadFile>(std::move(*Opened), Edited.get());
  }

private:
  const std::shared_ptr<const EditedTexts> Edited;
};

} // namespace

/// By absolute path. It is whole before the first thread begins.
static std::map<std::string, std::string> &placed() {
  static std::map<std::string, std::string> Texts;
  return Texts;
}

void closure::placeSource(const std::string &File, std::string Text) {
  placed()[File] = std::move(Text);
}

bool closure::isPlaced(const std::string &File) { return placed().count(File) != 0; }

std::unique_ptr<llvm::MemoryBuffer> closure::readSource(const std::string &File) {
  if (auto It = placed().find(File); It != placed().end())
    return llvm::MemoryBuffer::getMemBuffer(It->second, File);
  auto Buffer = llvm::MemoryBuffer::getFile(File, /*IsText=*/false, /*RequiresNullTerminator=*/true,
                                            /*IsVolatile=*/true);
  return Buffer ? std::move(*Buffer) : nullptr;
}

llvm::IntrusiveRefCntPtr<vfs::FileSystem>
closure::sourceFiles(std::shared_ptr<const EditedTexts> Edited) {
  auto Real = llvm::makeIntrusiveRefCnt<SourceFiles>(std::move(Edited));
  if (placed().empty())
    return Real;
  auto Given = llvm::makeIntrusiveRefCnt<vfs::InMemoryFileSystem>();
  for (const auto &[File, Text] : placed())
    Given->addFile(File, 0, llvm::MemoryBuffer::getMemBuffer(Text, File));
  auto Both = llvm::makeIntrusiveRefCnt<vfs::OverlayFileSystem>(Real);
  Both->pushOverlay(Given);
  return Both;
}
