//===-- HeldFile.h - An open file that other runs leave alone ---*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_HELDFILE_H
#define CLOSURE_PROJECT_HELDFILE_H

#include <optional>
#include <string>
#include <sys/stat.h>
#include <utility>

namespace closure {

/// A descriptor with a lock, which the system frees when the process ends in any way. The lock is
/// on the file itself, so that nothing has to be cleared; where the file system knows no locks,
/// there is none.
class HeldFile {
public:
  HeldFile() = default;
  /// Takes over the descriptor.
  explicit HeldFile(int Descriptor) : Descriptor(Descriptor) {}
  HeldFile(HeldFile &&Other) : Descriptor(Other.Descriptor) { Other.Descriptor = -1; }
  HeldFile &operator=(HeldFile &&Other) {
    std::swap(Descriptor, Other.Descriptor);
    return *this;
  }
  ~HeldFile() { close(); }

  /// Opens for reading what has this name now; a symbolic link is not followed.
  /// \returns what went wrong; 0 if nothing.
  int open(const std::string &Path);
  void close();
  explicit operator bool() const { return Descriptor >= 0; }
  int descriptor() const { return Descriptor; }

  /// Waits for other runs, but not for ever. \returns whether nobody else holds it.
  bool lock(unsigned Milliseconds);

  /// Whether a path leads to this very file.
  bool isAt(const std::string &Path) const;
  struct stat status() const;
  /// Nothing if it cannot be read.
  std::optional<std::string> text() const;
  /// Whether somebody has it open for writing, as far as the system tells.
  bool isBeingWritten() const;

private:
  bool isLocal() const;

  int Descriptor = -1;
};

} // namespace closure

#endif // CLOSURE_PROJECT_HELDFILE_H
