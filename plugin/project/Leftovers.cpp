//===-- Leftovers.cpp - What a killed run leaves behind -------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/Leftovers.h"
#include "plugin/project/HeldFile.h"
#include "plugin/project/Replacing.h"
#include "plugin/project/Source.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Regex.h"
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

using namespace closure;
namespace fs = llvm::sys::fs;

/// Of the names of blobs, so much that no two differ behind it.
static constexpr size_t Digits = 16;

static std::string beside(llvm::StringRef File, llvm::StringRef End) {
  llvm::SmallString<256> Path = llvm::sys::path::parent_path(File);
  // A name must not get too long for the system.
  llvm::sys::path::append(Path, "." + llvm::sys::path::filename(File).take_front(190) +
                                    ".closure-lint-" + End);
  return Path.str().str();
}

std::string closure::unfinishedName(const std::string &File) {
  return beside(File, "new-%%%%%%%%");
}

std::string closure::readyName(const std::string &File, const std::string &OldBlob,
                               const std::string &NewBlob) {
  llvm::SmallString<256> Path;
  fs::createUniquePath(
      beside(File, OldBlob.substr(0, Digits) + "-" + NewBlob.substr(0, Digits) + "-%%%%%%%%"), Path,
      /*MakeAbsolute=*/false);
  return Path.str().str();
}

/// A run was killed when it had put its content in place and had not looked at what came out: what
/// somebody had saved just then. \returns whether that is back at its place.
static bool giveBack(const std::string &Path, const std::string &File, llvm::StringRef New) {
#ifdef RENAME_EXCHANGE
  HeldFile Ours;
  if (Ours.open(File) || !Ours.lock(0) || !Ours.isAt(File))
    return false;
  std::optional<std::string> Text = Ours.text();
  return Text && llvm::StringRef(blobName(*Text)).starts_with(New) &&
         !renameat2(AT_FDCWD, Path.c_str(), AT_FDCWD, File.c_str(), RENAME_EXCHANGE) &&
         Ours.isAt(Path) && Ours.text() == Text;
#else
  return false;
#endif
}

/// \returns what the user must look at; empty if nothing.
static std::string clear(const std::string &Path, const std::string &Name, llvm::StringRef Kind) {
  HeldFile Left;
  // Whoever is still at work holds the lock.
  if (Left.open(Path) || !S_ISREG(Left.status().st_mode) || !Left.lock(0) || !Left.isAt(Path))
    return "";
  auto [Old, New] = Kind.split('-');
  std::optional<std::string> Text = Left.text();
  std::string Blob = Text ? blobName(*Text) : "";
  bool Known =
      Kind == "new" ||
      (Text && (llvm::StringRef(Blob).starts_with(Old) || llvm::StringRef(Blob).starts_with(New)));
  std::string File = (llvm::sys::path::parent_path(Path) + "/" + Name).str();
  if (Known || giveBack(Path, File, New)) {
    unlink(Path.c_str());
    return "";
  }
  return "'" + Path + "' holds what was saved to '" + File +
         "' while an earlier run was killed; compare the two, and delete it";
}

std::vector<std::string> closure::clearLeftovers(const std::string &Folder) {
  std::vector<std::string> Said, Names;
  std::error_code Error;
  for (fs::directory_iterator It(Folder, Error), End; !Error && It != End; It.increment(Error))
    if (llvm::StringRef(It->path()).contains(".closure-lint-"))
      Names.push_back(It->path());
  llvm::Regex Ours("^\\.(.+)\\.closure-lint-(new|[0-9a-f]{16}-[0-9a-f]{16})-[0-9a-f]{8}$");
  for (const std::string &Path : Names) {
    llvm::SmallVector<llvm::StringRef, 3> Parts;
    if (!Ours.match(llvm::sys::path::filename(Path), &Parts))
      continue;
    if (std::string Words = clear(Path, Parts[1].str(), Parts[2]); !Words.empty())
      Said.push_back(std::move(Words));
  }
  return Said;
}
