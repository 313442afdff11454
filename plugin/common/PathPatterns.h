//===-- PathPatterns.h - Patterns of paths ----------------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef CLOSURE_COMMON_PATHPATTERNS_H
#define CLOSURE_COMMON_PATHPATTERNS_H

#include "llvm/Support/GlobPattern.h"
#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace closure {

/// Patterns as `llvm::GlobPattern` reads them, in which `*` also stands for `/`.
class PathPatterns {
public:
  /// \returns what is wrong with `Word`; nothing if it is a pattern.
  std::string add(llvm::StringRef Word);

  bool empty() const { return Patterns.empty(); }

  /// Whether one matches the path, that of a folder above it, or the name of one of them.
  bool match(llvm::StringRef Path) const;

private:
  /// The patterns refer to them.
  std::shared_ptr<std::deque<std::string>> Words = std::make_shared<std::deque<std::string>>();
  std::vector<llvm::GlobPattern> Patterns;
};

} // namespace closure

#endif // CLOSURE_COMMON_PATHPATTERNS_H
