//===-- Attributes.cpp - Owner, mode and attributes of a file -------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/Attributes.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include <map>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

using namespace closure;

/// Empty where the file system knows none.
static std::map<std::string, std::string> extended(int File) {
  std::map<std::string, std::string> Read;
  ssize_t Size = flistxattr(File, nullptr, 0);
  std::string Names(Size > 0 ? size_t(Size) : 0, '\0');
  Size = Names.empty() ? 0 : flistxattr(File, Names.data(), Names.size());
  Names.resize(Size > 0 ? size_t(Size) : 0);
  llvm::SmallVector<llvm::StringRef, 8> Parts;
  llvm::StringRef(Names).split(Parts, '\0', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef Part : Parts) {
    std::string Name = Part.str();
    ssize_t Length = fgetxattr(File, Name.c_str(), nullptr, 0);
    std::string Value(Length > 0 ? size_t(Length) : 0, '\0');
    if (!Value.empty())
      Length = fgetxattr(File, Name.c_str(), Value.data(), Value.size());
    // What one may list and not read cannot be kept: it differs from all that is there.
    Read[Name] = Length < 0 ? "?" + std::to_string(File) : "=" + Value;
  }
  return Read;
}

std::string closure::giveAttributes(int From, int To) {
  struct stat Old = {}, New = {};
  if (fstat(From, &Old) || fstat(To, &New))
    return "owner";
  if ((Old.st_uid != New.st_uid || Old.st_gid != New.st_gid) && fchown(To, Old.st_uid, Old.st_gid))
    return Old.st_uid != New.st_uid ? "owner" : "group";
  // A new owner takes bits of the mode away, and the mode is a part of the access control list:
  // in this order each has the last word over what it decides.
  fchmod(To, Old.st_mode & 07777);
  std::map<std::string, std::string> Wanted = extended(From);
  for (const auto &[Name, Value] : extended(To))
    if (!Wanted.count(Name))
      fremovexattr(To, Name.c_str());
  for (const auto &[Name, Value] : Wanted)
    fsetxattr(To, Name.c_str(), Value.data() + 1, Value.size() - 1, 0);
  if (extended(To) != Wanted)
    return "extended attributes";
  fstat(To, &New);
  return Old.st_uid == New.st_uid && Old.st_gid == New.st_gid && Old.st_mode == New.st_mode
             ? ""
             : "mode";
}
