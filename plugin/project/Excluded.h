//===-- Excluded.h - Files that are left out --------------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_EXCLUDED_H
#define CLOSURE_PROJECT_EXCLUDED_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/GlobPattern.h"
#include <string>
#include <vector>

namespace closure {

/// Patterns as `llvm::GlobPattern` reads them, in which `*` also stands for `/`.
class Excluded {
public:
  /// Adds patterns, which must outlive this. \returns what is wrong with the first that is none.
  std::string add(llvm::ArrayRef<std::string> Patterns);

  bool empty() const { return Patterns.empty(); }

  /// Whether one matches the path of the file or of a folder above it, as seen from here, from the
  /// project's root or from `/`, or the name of one of them.
  bool contains(const std::string &File) const;

private:
  bool matches(llvm::StringRef Path) const;

  std::vector<llvm::GlobPattern> Patterns;
  std::string Root;
};

} // namespace closure

#endif // CLOSURE_PROJECT_EXCLUDED_H
