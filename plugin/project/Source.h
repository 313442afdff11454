//===-- Source.h - The text of the files that warnings speak of --*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_SOURCE_H
#define CLOSURE_PROJECT_SOURCE_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/MemoryBuffer.h"
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace closure {

/// The absolute path as it can be opened from the working directory: relative if it lies below it.
std::string fromHere(llvm::StringRef File);

/// The name that git gives to a file of this content: its blob.
std::string blobName(llvm::StringRef Text);

/// Files, each read once.
class SourceCache {
public:
  /// The whole text; empty if the file cannot be read.
  llvm::StringRef text(const std::string &File);
  /// The line without its end; empty if there is none. Lines count from 1.
  llvm::StringRef line(const std::string &File, unsigned Line);

private:
  struct Entry {
    std::unique_ptr<llvm::MemoryBuffer> Buffer;
    std::vector<llvm::StringRef> Lines;
  };
  const Entry &entry(const std::string &File);
  std::map<std::string, Entry> Known;
};

} // namespace closure

#endif // CLOSURE_PROJECT_SOURCE_H
