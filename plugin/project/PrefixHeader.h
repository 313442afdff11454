//===-- PrefixHeader.h - What is included before all else -------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A header takes the place of what a compiler made of it: that can be another compiler, or an
// earlier state of the header, and what stands in the header is the project's code as well.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_PREFIXHEADER_H
#define CLOSURE_PROJECT_PREFIXHEADER_H

#include "clang/Tooling/CompilationDatabase.h"
#include <optional>

namespace closure {

struct PrefixHeader {
  std::string File;
  /// Whether it is read in its precompiled form, because that is all there is.
  bool Compiled = false;
  /// Why there is nothing to read, with the remedy; empty if there is.
  std::string Fault;
};

/// The header that the words from position `I` on ask for, in a command that runs in `Folder`;
/// moves `I` to the last of them.
std::optional<PrefixHeader> prefixHeader(const std::vector<std::string> &Words, unsigned &I,
                                         llvm::StringRef Folder);

/// The fault of the first header of the command that cannot be read; empty if all can.
std::string prefixFault(const clang::tooling::CompileCommand &Command);

} // namespace closure

#endif // CLOSURE_PROJECT_PREFIXHEADER_H
