//===-- Replacing.cpp - Files get a new content, or stay whole ------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/Replacing.h"
#include "plugin/project/Attributes.h"
#include "plugin/project/HeldFile.h"
#include "plugin/project/Leftovers.h"
#include "plugin/project/Source.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <memory>
#include <unistd.h>

using namespace closure;

/// How long another run may need for one file.
static constexpr unsigned Patience = 20000;

llvm::StringRef closure::changedMeanwhile() {
  return "has changed since it was linted, nothing of it is repaired; run again";
}

static std::string cannotWrite(llvm::StringRef Why) {
  return ("cannot be written: " + Why + "; nothing of it is repaired").str();
}

static std::string cannotWrite(int Error) {
  return cannotWrite(std::generic_category().message(Error));
}

static std::string whyNotReplaced(const struct stat &Known) {
  if (!S_ISREG(Known.st_mode))
    return cannotWrite("it is no regular file");
  if (Known.st_nlink > 1)
    return "has " + std::to_string(Known.st_nlink) +
           " hard links, which a repair would part; nothing of it is repaired: apply the patch "
           "that --dry-run prints, or part them first";
  return "";
}

std::string closure::whyNotReplaced(const std::string &File) {
  struct stat Known = {};
  if (lstat(File.c_str(), &Known))
    return cannotWrite(errno);
  if (access(File.c_str(), W_OK))
    return cannotWrite(errno);
  return ::whyNotReplaced(Known);
}

namespace {

/// One file on its way. Each step returns why it cannot be done, and leaves the file as it was
/// then; empty if it is done.
class Replacement {
public:
  explicit Replacement(const Replaced &Wanted) : Wanted(Wanted) {}
  ~Replacement() { discard(); }

  std::string hold();
  std::string prepare();
  std::string exchange();
  /// After `exchange`: the old content back again.
  std::string undo();
  void discard();

  const Replaced &Wanted;

private:
  /// By its name: a file system of layers can have made a new file of the one that is open.
  static bool holds(const std::string &Path, llvm::StringRef Blob) {
    HeldFile There;
    if (There.open(Path) || There.isBeingWritten())
      return false;
    std::optional<std::string> Text = There.text();
    return Text && blobName(*Text) == Blob;
  }
  std::string fill();
  std::string putInPlace();
  std::string giveBack();

  HeldFile Old, New;
  std::string Beside; ///< The name of the other file of the two; empty if there is none.
  bool Done = false;
};

} // namespace

std::string Replacement::hold() {
  // What waits for a lock may find that the file has got a successor.
  for (int Try = 0; Try != 100; ++Try) {
    if (int Error = Old.open(Wanted.File))
      return Error == ENOENT || Error == ELOOP ? changedMeanwhile().str() : cannotWrite(Error);
    if (!Old.lock(Patience))
      return "is locked by another program, nothing of it is repaired; run again when that has "
             "ended";
    if (!Old.isAt(Wanted.File))
      continue;
    if (std::optional<std::string> Text = Old.text(); !Text || blobName(*Text) != Wanted.Blob)
      return changedMeanwhile().str();
    if (access(Wanted.File.c_str(), W_OK))
      return cannotWrite(errno);
    return whyNotReplaced(Old.status());
  }
  return changedMeanwhile().str();
}

std::string Replacement::fill() {
  llvm::StringRef Rest = Wanted.Text;
  while (!Rest.empty()) {
    ssize_t Written = ::write(New.descriptor(), Rest.data(), Rest.size());
    if (Written < 0 && errno != EINTR)
      return cannotWrite(errno);
    Rest = Rest.drop_front(Written > 0 ? size_t(Written) : 0);
  }
  if (std::string Lost = giveAttributes(Old.descriptor(), New.descriptor()); !Lost.empty())
    return "cannot keep its " + Lost +
           " when it is replaced; nothing of it is repaired: repair it "
           "as its owner, or apply the patch that --dry-run prints";
  return fsync(New.descriptor()) ? cannotWrite(errno) : "";
}

std::string Replacement::prepare() {
  std::string Ready = readyName(Wanted.File, Wanted.Blob, blobName(Wanted.Text));
  for (int Try = 0; Try != 100; ++Try) {
    int Descriptor = -1;
    llvm::SmallString<256> Made;
    if (std::error_code Error = llvm::sys::fs::createUniqueFile(
            unfinishedName(Wanted.File), Descriptor, Made, llvm::sys::fs::OF_None,
            llvm::sys::fs::owner_read | llvm::sys::fs::owner_write))
      return cannotWrite(Error.message());
    New = HeldFile(Descriptor);
    Beside = Made.str().str();
    // Between its making and its lock another run may have taken it for a leftover.
    if (New.lock(Patience) && New.isAt(Beside))
      break;
    Beside.clear();
  }
  if (Beside.empty())
    return cannotWrite(EAGAIN);
  if (std::string Fault = fill(); !Fault.empty())
    return Fault;
  if (rename(Beside.c_str(), Ready.c_str()))
    return cannotWrite(errno);
  Beside = Ready;
  return "";
}

static int swap(const std::string &One, const std::string &Other) {
#ifdef RENAME_EXCHANGE
  return renameat2(AT_FDCWD, One.c_str(), AT_FDCWD, Other.c_str(), RENAME_EXCHANGE) ? errno : 0;
#else
  return ENOSYS;
#endif
}

std::string Replacement::putInPlace() {
  if (Old.isBeingWritten())
    return "is being written by another program, nothing of it is repaired; run again";
  int Error = swap(Beside, Wanted.File);
  if (Error == EINVAL || Error == ENOSYS || Error == ENOTSUP) {
    // Where two files cannot change places: as late as it goes.
    if (!holds(Wanted.File, Wanted.Blob))
      return changedMeanwhile().str();
    if (rename(Beside.c_str(), Wanted.File.c_str()))
      return cannotWrite(errno);
    Beside.clear();
    return "";
  }
  return Error == ENOENT ? changedMeanwhile().str() : Error ? cannotWrite(Error) : "";
}

std::string Replacement::exchange() {
  if (std::string Fault = putInPlace(); !Fault.empty())
    return Fault;
  Done = true;
  // Nobody reaches the old file by its name any more; who has it open may still write to it.
  if (!Beside.empty() && !holds(Beside, Wanted.Blob))
    return giveBack();
  return "";
}

std::string Replacement::giveBack() {
  std::string Kept = Beside;
  auto KeptWords = [&] {
    Beside.clear();
    return changedMeanwhile().str() + ", and look at '" + Kept + "', which holds what stood there";
  };
  Done = false;
  if (swap(Beside, Wanted.File))
    return KeptWords();
  if (New.isAt(Beside) && New.text() == Wanted.Text)
    return changedMeanwhile().str();
  // It has been saved once more: the last one stays, and the one before is not thrown away.
  swap(Beside, Wanted.File);
  return KeptWords();
}

std::string Replacement::undo() {
  if (!Done)
    return "";
  if (!Beside.empty())
    return giveBack();
  return "has been repaired, but not the files that belong to the repair; undo it";
}

void Replacement::discard() {
  if (!Beside.empty())
    unlink(Beside.c_str());
  Beside.clear();
  // The names, too, survive a failure of power.
  HeldFile Folder;
  if (Done && !Folder.open(llvm::sys::path::parent_path(Wanted.File).str()))
    fsync(Folder.descriptor());
}

std::optional<Refusal> closure::replaceTogether(llvm::ArrayRef<Replaced> Files) {
  // A limit on the size of files is an error like a full disk, and not the end of the program.
  std::signal(SIGXFSZ, SIG_IGN);
  std::vector<const Replaced *> Sorted;
  for (const Replaced &Wanted : Files)
    Sorted.push_back(&Wanted);
  // Runs that lock in one order do not wait for each other in a circle.
  llvm::sort(Sorted, [](const Replaced *A, const Replaced *B) { return A->File < B->File; });
  std::vector<std::unique_ptr<Replacement>> All;
  for (const Replaced *Wanted : Sorted)
    All.push_back(std::make_unique<Replacement>(*Wanted));
  for (auto Step : {&Replacement::hold, &Replacement::prepare, &Replacement::exchange})
    for (const std::unique_ptr<Replacement> &One : All) {
      std::string Fault = ((*One).*Step)();
      if (Fault.empty())
        continue;
      Refusal Made{One->Wanted.File, std::move(Fault)};
      for (const std::unique_ptr<Replacement> &Other : llvm::reverse(All))
        if (std::string Lost = Other == One ? "" : Other->undo();
            !Lost.empty() && Lost != changedMeanwhile())
          Made.Why += "; '" + Other->Wanted.File + "' " + Lost;
      return Made;
    }
  return std::nullopt;
}
