//===-- ChangedLines.cpp - The lines that have changed since a commit -----===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/ChangedLines.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"

using namespace closure;
namespace fs = llvm::sys::fs;

ChangedLines::ChangedLines(const std::string &Root, const std::string &Base) {
  // git's own settings must not colour or rename, and an option must not pass for a commit.
  if (Base.empty() || Base.front() == '-') {
    Fault = "'" + Base + "' is no commit";
    return;
  }
  std::string Diff, New;
  // Outside a repository `git diff` compares files, and explains that on a page.
  if (!git(Root, {"rev-parse", "--git-dir"}, Diff)) {
    if (llvm::StringRef(Fault).contains("not a git repository"))
      Fault = "'" + Root + "' lies in no git repository";
    return;
  }
  if (git(Root,
          {"diff", "-U0", "--no-color", "--no-ext-diff", "--no-renames", "--relative",
           "--src-prefix=a/", "--dst-prefix=b/", Base, "--"},
          Diff) &&
      git(Root, {"ls-files", "--others", "--exclude-standard"}, New)) {
    readDiff(Diff);
    llvm::SmallVector<llvm::StringRef, 8> Names;
    llvm::StringRef(New).split(Names, '\n', -1, /*KeepEmpty=*/false);
    for (llvm::StringRef Name : Names)
      Whole.insert(Name.str());
  }
}

bool ChangedLines::touches(const std::string &File, unsigned First, unsigned Last) const {
  if (Whole.count(File))
    return true;
  auto It = Ranges.find(File);
  return It != Ranges.end() && llvm::any_of(It->second, [&](auto Range) {
           return First <= Range.second && Range.first <= Last;
         });
}

bool ChangedLines::git(const std::string &Root, std::vector<llvm::StringRef> Words,
                       std::string &Output) {
  llvm::ErrorOr<std::string> Program = llvm::sys::findProgramByName("git");
  if (!Program) {
    Fault = "git is not installed";
    return false;
  }
  llvm::SmallString<128> Out, Err;
  if (fs::createTemporaryFile("closure-lint", "diff", Out) ||
      fs::createTemporaryFile("closure-lint", "err", Err)) {
    Fault = "no temporary file can be made";
    return false;
  }
  Words.insert(Words.begin(), {*Program, "-c", "core.quotePath=off", "-C", Root});
  std::string Why;
  int Status = llvm::sys::ExecuteAndWait(*Program, Words, std::nullopt,
                                         {llvm::StringRef(), Out.str(), Err.str()}, 0, 0, &Why);
  if (auto Text = llvm::MemoryBuffer::getFile(Status ? Err : Out))
    (Status ? Fault : Output) = (*Text)->getBuffer().trim().str();
  if (Status)
    Fault = llvm::StringRef(Fault).split('\n').first.str();
  if (Status && Fault.empty())
    Fault = "git failed: " + Why;
  fs::remove(Out);
  fs::remove(Err);
  return Status == 0;
}

void ChangedLines::readDiff(llvm::StringRef Diff) {
  std::string File;
  while (!Diff.empty()) {
    llvm::StringRef Line;
    std::tie(Line, Diff) = Diff.split('\n');
    if (Line.consume_front("+++ ")) {
      Line.consume_front("b/");
      File = Line.rtrim('\t').str();
    } else if (Line.starts_with("@@ ")) {
      llvm::StringRef Range = Line.split('+').second.split(' ').first;
      unsigned First = 0, Count = 1;
      auto [Begin, Length] = Range.split(',');
      if (Begin.getAsInteger(10, First) || (!Length.empty() && Length.getAsInteger(10, Count)))
        continue;
      // Lines that are gone have changed what stands around them.
      Ranges[File].push_back(Count ? std::pair(First, First + Count - 1)
                                   : std::pair(First, First + 1));
    }
  }
}

void ChangedLines::keepIn(Findings &All) const {
  llvm::erase_if(All.Warnings, [&](const Warning &W) {
    bool Touched = touches(All.shown(W.At.File), std::min(W.At.Line, W.FirstLine),
                           std::max(W.At.Line, W.LastLine));
    for (const Remark &Step : W.Path)
      Touched |= touches(All.shown(Step.At.File), Step.At.Line, Step.At.Line);
    return !Touched;
  });
}
