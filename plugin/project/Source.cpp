//===-- Source.cpp - The text of the files that warnings speak of ---------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/Source.h"
#include "plugin/project/SourceFiles.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/SHA1.h"

using namespace closure;

std::string closure::fromHere(llvm::StringRef File) {
  llvm::SmallString<256> Here;
  llvm::StringRef Short = File;
  if (!llvm::sys::fs::current_path(Here) && Short.consume_front(Here) && Short.consume_front("/"))
    return Short.str();
  return File.str();
}

std::string closure::blobName(llvm::StringRef Text) {
  llvm::SHA1 Hash;
  Hash.update("blob " + std::to_string(Text.size()));
  Hash.update(llvm::StringRef("\0", 1));
  Hash.update(Text);
  return llvm::toHex(Hash.final(), /*LowerCase=*/true);
}

const SourceCache::Entry &SourceCache::entry(const std::string &File) {
  auto [It, New] = Known.try_emplace(File);
  if (!New)
    return It->second;
  It->second.Buffer = readSource(File);
  if (!It->second.Buffer)
    return It->second;
  llvm::StringRef Rest = It->second.Buffer->getBuffer();
  while (!Rest.empty()) {
    auto [Line, After] = Rest.split('\n');
    Line.consume_back("\r");
    It->second.Lines.push_back(Line);
    Rest = After;
  }
  return It->second;
}

llvm::StringRef SourceCache::text(const std::string &File) {
  const Entry &E = entry(File);
  return E.Buffer ? E.Buffer->getBuffer() : llvm::StringRef();
}

llvm::StringRef SourceCache::line(const std::string &File, unsigned Line) {
  const Entry &E = entry(File);
  return Line && Line <= E.Lines.size() ? E.Lines[Line - 1] : llvm::StringRef();
}
