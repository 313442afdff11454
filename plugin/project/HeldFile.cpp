//===-- HeldFile.cpp - An open file that other runs leave alone -----------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/HeldFile.h"
#include "llvm/Support/Errno.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include <cerrno>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <sys/file.h>
#include <thread>
#include <unistd.h>

using namespace closure;

int HeldFile::open(const std::string &Path) {
  close();
  // A pipe of this name must not keep the run waiting.
  int Flags = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK;
  Descriptor = llvm::sys::RetryAfterSignal(-1, ::open, Path.c_str(), Flags);
  if (Descriptor < 0)
    return errno;
  // Between machines only those who may write can lock.
  if (!isLocal())
    if (int Other = ::open(Path.c_str(), (Flags & ~O_RDONLY) | O_RDWR); Other >= 0) {
      ::close(Descriptor);
      Descriptor = Other;
    }
  return 0;
}

bool HeldFile::isLocal() const {
  bool Local = true;
  llvm::sys::fs::is_local(Descriptor, Local);
  return Local;
}

void HeldFile::close() {
  if (Descriptor >= 0)
    ::close(Descriptor);
  Descriptor = -1;
}

bool HeldFile::lock(unsigned Milliseconds) {
  using namespace std::chrono;
  auto End = steady_clock::now() + milliseconds(Milliseconds);
  while (flock(Descriptor, LOCK_EX | LOCK_NB)) {
    if (errno == EINTR)
      continue;
    if (errno != EWOULDBLOCK)
      return true;
    if (steady_clock::now() >= End)
      return false;
    std::this_thread::sleep_for(milliseconds(5));
  }
  return true;
}

bool HeldFile::isAt(const std::string &Path) const {
  struct stat Mine = status(), There = {};
  return lstat(Path.c_str(), &There) == 0 && There.st_dev == Mine.st_dev &&
         There.st_ino == Mine.st_ino;
}

struct stat HeldFile::status() const {
  struct stat Known = {};
  fstat(Descriptor, &Known);
  return Known;
}

std::optional<std::string> HeldFile::text() const {
  lseek(Descriptor, 0, SEEK_SET);
  auto Buffer = llvm::MemoryBuffer::getOpenFile(llvm::sys::fs::convertFDToNativeFile(Descriptor),
                                                "", /*FileSize=*/-1,
                                                /*RequiresNullTerminator=*/false,
                                                /*IsVolatile=*/true);
  return Buffer ? std::optional((*Buffer)->getBuffer().str()) : std::nullopt;
}

bool HeldFile::isBeingWritten() const {
#ifdef F_SETLEASE
  // A server that gives no lease gives no reason either.
  if (!isLocal())
    return false;
  // The system grants a lease to readers only while nobody can write. It is given back at once;
  // who opens the file in between would be announced by a signal that is ignored.
  fcntl(Descriptor, F_SETSIG, SIGURG);
  if (fcntl(Descriptor, F_SETLEASE, F_RDLCK) == 0) {
    fcntl(Descriptor, F_SETLEASE, F_UNLCK);
    return false;
  }
  return errno == EAGAIN || errno == EWOULDBLOCK;
#else
  return false;
#endif
}
