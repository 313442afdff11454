//===-- SourceFiles.h - The files that a unit reads -------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_SOURCEFILES_H
#define CLOSURE_PROJECT_SOURCEFILES_H

#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include "llvm/Support/FileSystem/UniqueID.h"
#include <map>
#include <memory>
#include <string>

namespace llvm {
class MemoryBuffer;
namespace vfs {
class FileSystem;
}
} // namespace llvm

namespace closure {

/// The texts of files that differ from what is on disk, whatever the names by which they are
/// reached.
using EditedTexts = std::map<llvm::sys::fs::UniqueID, std::string>;

/// From now on the file of this absolute path holds this text, whatever is on disk. Not to be
/// called when threads run.
void placeSource(const std::string &File, std::string Text);
/// Whether `placeSource` has been asked for it.
bool isPlaced(const std::string &File);
/// What the file holds, read and not mapped; null where it cannot be read.
std::unique_ptr<llvm::MemoryBuffer> readSource(const std::string &File);

/// The real files, with those of `Edited` as they are there; it may be null. What has been read
/// stays as it is, though somebody writes to the file. The working directory is its own.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>
sourceFiles(std::shared_ptr<const EditedTexts> Edited);

} // namespace closure

#endif // CLOSURE_PROJECT_SOURCEFILES_H
