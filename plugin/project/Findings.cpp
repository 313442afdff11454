//===-- Findings.cpp - The warnings of a run, each once -------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/Findings.h"
#include "plugin/project/Source.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SHA1.h"
#include <map>
#include <tuple>

using namespace clang;
using namespace closure;

std::string Findings::shown(llvm::StringRef File) const {
  for (const std::string *Above : {&Root, &RealRoot})
    if (llvm::StringRef Short = File;
        !Above->empty() && Short.consume_front(*Above) && Short.consume_front("/"))
      return Short.str();
  return File.str();
}

bool Findings::hasChanged(const std::string &File) const {
  auto Known = Linted.find(realPath(File));
  std::unique_ptr<llvm::MemoryBuffer> Now = readSource(File);
  return Known != Linted.end() && (!Now || blobName(Now->getBuffer()) != Known->second);
}

std::vector<Remark> Findings::remarks() const {
  std::vector<Remark> All = Skipped;
  llvm::append_range(All, Unused);
  return All;
}

/// The folder with the version control at or above an absolute path; empty if there is none.
static std::string repositoryOf(llvm::StringRef Path) {
  for (llvm::SmallString<256> Folder(Path); Folder.size() > 1;
       llvm::sys::path::remove_filename(Folder)) {
    llvm::SmallString<256> Mark(Folder);
    llvm::sys::path::append(Mark, ".git");
    if (llvm::sys::fs::exists(Mark))
      return Folder.str().str();
  }
  return "";
}

static std::string currentFolder() {
  llvm::SmallString<256> Current;
  return llvm::sys::fs::current_path(Current) ? "/" : Current.str().str();
}

std::string closure::projectRoot() {
  std::string Current = currentFolder(), Here = repositoryOf(Current);
  return Here.empty() ? Current : Here;
}

std::string closure::projectRootOf(llvm::ArrayRef<std::string> Files) {
  std::string Current = currentFolder(), Here = repositoryOf(Current);
  if (!Here.empty() && llvm::any_of(Files, [&](llvm::StringRef File) {
        return File.consume_front(Here) && File.starts_with("/");
      }))
    return Here;
  for (const std::string &File : Files)
    if (std::string There = repositoryOf(llvm::sys::path::parent_path(File)); !There.empty())
      return There;
  return Here.empty() ? Current : Here;
}

using Identity = std::tuple<std::string, unsigned, unsigned, std::string, std::string>;

std::string closure::realPath(const std::string &File) {
  llvm::SmallString<256> Real;
  return llvm::sys::fs::real_path(File, Real) ? File : Real.str().str();
}

/// A file that is reached by several paths is one file.
static const std::string &knownPath(const std::string &File,
                                    std::map<std::string, std::string> &Known) {
  auto [It, New] = Known.try_emplace(File);
  if (New)
    It->second = realPath(File);
  return It->second;
}

/// Each file is edited under one name, where it lies.
static void resolve(Fix &F, std::map<std::string, std::string> &Known) {
  for (tooling::Replacement &Edit : F.Edits)
    Edit = tooling::Replacement(knownPath(Edit.getFilePath().str(), Known), Edit.getOffset(),
                                Edit.getLength(), Edit.getReplacementText());
}

static void resolve(Warning &W, std::map<std::string, std::string> &Known) {
  if (W.Repair)
    resolve(*W.Repair, Known);
  for (Fix &Other : W.Alternatives)
    resolve(Other, Known);
}

static bool agree(const Fix &A, const Fix &B) { return A.Edits == B.Edits; }

/// Two units have seen the same lambda.
static void join(Warning &Known, const Warning &Other) {
  Known.IsError |= Other.IsError;
  bool Same = Known.Repair.has_value() == Other.Repair.has_value() &&
              (!Known.Repair || agree(*Known.Repair, *Other.Repair));
  if (Same)
    return;
  Known.Repair.reset();
  Known.Alternatives.clear();
  Known.Reasons.push_back({Known.At, "no repair: the files that include this header would need "
                                     "different ones"});
}

/// Two units have read the same comment: what silences nothing does so in both.
static void join(Suppression &Known, Suppression &Other) {
  llvm::erase_if(Known.Unused,
                 [&](const std::string &Name) { return !llvm::is_contained(Other.Unused, Name); });
  for (Suppression::Warning &W : Other.Silenced)
    if (llvm::none_of(Known.Silenced, [&](const Suppression::Warning &Have) {
          return Have.At.File == W.At.File && Have.At.Offset == W.At.Offset &&
                 Have.Check == W.Check;
        }))
      Known.Silenced.push_back(std::move(W));
}

std::string closure::fingerprint(llvm::StringRef Key) {
  return llvm::toHex(
      llvm::ArrayRef(llvm::SHA1::hash(llvm::arrayRefFromStringRef(Key))).take_front(10),
      /*LowerCase=*/true);
}

/// What stays when the code around a warning changes: the check, the file, the text, the line
/// itself, and its number among equals.
static void addFingerprints(Findings &All) {
  std::map<std::string, unsigned> Equals;
  SourceCache Sources;
  for (Warning &W : All.Warnings) {
    std::string Line = Sources.line(W.At.File, W.At.Line).trim().str();
    std::string Key = W.Check + "\n" + All.shown(W.At.File) + "\n" + W.Text + "\n" + Line;
    Key += "\n" + std::to_string(Equals[Key]++);
    W.Fingerprint = fingerprint(Key);
  }
}

Findings closure::merge(std::vector<UnitResult> Results, std::string Root) {
  Findings All;
  All.RealRoot = realPath(Root);
  All.Root = std::move(Root);
  All.Files = Results.size();
  std::vector<std::string> SettingErrors;
  std::map<Identity, Warning> Once;
  std::map<std::tuple<std::string, unsigned, unsigned, std::string>, Remark> Skipped;
  std::map<std::pair<std::string, unsigned>, Suppression> Suppressions;
  std::map<std::string, std::string> Paths;
  for (UnitResult &Result : Results) {
    if (!Result.Failure.empty())
      All.Failures.push_back({Result.File, std::move(Result.Failure)});
    for (const auto &[File, Blob] : Result.Contents)
      addContent(All.Linted, knownPath(File, Paths), Blob);
    All.Sources.emplace(Result.File, std::move(Result.Sources));
    for (Warning &W : Result.Warnings) {
      resolve(W, Paths);
      if (auto [It, New] = Once.try_emplace(
              Identity(knownPath(W.At.File, Paths), W.At.Line, W.At.Column, W.Check, W.Text), W);
          !New)
        join(It->second, W);
    }
    for (Remark &R : Result.Skipped) {
      R.At.File = knownPath(R.At.File, Paths);
      Skipped.emplace(std::tuple(R.At.File, R.At.Line, R.At.Column, R.Text), R);
    }
    for (Suppression &S : Result.Suppressions) {
      S.At.File = knownPath(S.At.File, Paths);
      if (auto [It, New] = Suppressions.try_emplace({S.At.File, S.At.Offset}, S); !New)
        join(It->second, S);
    }
    All.Unchecked += Result.Unchecked;
    All.Counted += Result.Counted;
    for (std::string &Error : Result.SettingErrors)
      if (!llvm::is_contained(SettingErrors, Error))
        SettingErrors.push_back(std::move(Error));
  }
  for (std::string &Error : SettingErrors)
    All.Failures.push_back({"", Error});
  for (auto &Entry : Once)
    All.Warnings.push_back(std::move(Entry.second));
  for (auto &Entry : Suppressions)
    All.Suppressions.push_back(std::move(Entry.second));
  for (auto &Entry : Skipped)
    All.Skipped.push_back(std::move(Entry.second));
  addFingerprints(All);
  return All;
}
