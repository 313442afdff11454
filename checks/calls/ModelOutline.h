//===-- ModelOutline.h - What stands where in a model file ------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The reader of models keeps no places. Whoever speaks of single names of a file, to
// the one who wrote it, needs them.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_CALLS_MODELOUTLINE_H
#define CLOSURE_CALLS_MODELOUTLINE_H

#include "llvm/ADT/StringRef.h"
#include <string>
#include <tuple>
#include <vector>

namespace closure {

/// A text of a model file and its place; lines and columns count from 1.
struct Placed {
  std::string Text;
  unsigned Line = 0, Column = 0;
};
/// The order of the file.
inline bool standsBefore(const Placed &A, const Placed &B) {
  return std::tie(A.Line, A.Column, A.Text) < std::tie(B.Line, B.Column, B.Text);
}

struct ModelOutline {
  struct Entry {
    std::vector<Placed> Names;
    std::vector<Placed> Effects;
    bool Conditional = false;
    std::string Seen, Documentation;
  };
  struct ClassList {
    std::string Key; ///< `holders`, `joins`, …
    std::vector<Placed> Names;
  };

  std::string Library, Seen, Documentation;
  std::vector<Entry> Functions;
  std::vector<ClassList> Classes, Words;

  /// Of a text that the reader of models takes.
  static ModelOutline of(llvm::StringRef Text);
};

/// What the reader takes and what cannot be meant: names that no function has, entries that never
/// count, effects that exclude each other. Each with its place, and in the order of the file.
std::vector<Placed> faultsOf(const ModelOutline &Model);

} // namespace closure

#endif // CLOSURE_CALLS_MODELOUTLINE_H
