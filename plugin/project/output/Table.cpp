//===-- Table.cpp - How many findings there are, and where ----------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/output/Output.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Path.h"
#include <map>

using namespace closure;

static void writeCounts(const std::map<std::string, unsigned> &Counts, llvm::StringRef Head,
                        llvm::raw_ostream &Out) {
  size_t Width = Head.size();
  for (const auto &Entry : Counts)
    Width = std::max(Width, Entry.first.size());
  Out << llvm::left_justify(Head, Width) << "  findings\n";
  for (const auto &[Name, Count] : Counts)
    Out << llvm::left_justify(Name, Width) << llvm::format("  %8u\n", Count);
}

void closure::writeTable(const Findings &All, llvm::raw_ostream &Out) {
  std::map<std::string, unsigned> Checks, Folders;
  for (const Warning &W : All.Warnings) {
    ++Checks[W.Check];
    llvm::StringRef Folder = llvm::sys::path::parent_path(W.At.File);
    std::string Shown = Folder == All.Root ? "." : All.shown(Folder);
    ++Folders[Shown];
  }
  writeCounts(Checks, "check", Out);
  Out << "\n";
  writeCounts(Folders, "folder", Out);
}
