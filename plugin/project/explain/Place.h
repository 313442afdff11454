//===-- Place.h - Which lambda is meant ---------------------- -*- C++ -*--===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_EXPLAIN_PLACE_H
#define CLOSURE_PROJECT_EXPLAIN_PLACE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace closure {

struct LambdaPlace;

/// A place that the user names: `FILE:LINE` or `FILE:LINE:COLUMN`.
struct AskedPlace {
  std::string File;
  unsigned Line = 0;
  unsigned Column = 0; ///< 0 for the whole line.
};

/// Reads it. What is wrong with it, with the remedy, is returned; nothing if it is well.
std::string readPlace(llvm::StringRef Word, AskedPlace &Asked);

/// The lambdas that are meant: those that begin on the line, or at the column; where there is none,
/// the innermost that covers it.
std::vector<LambdaPlace> meantBy(const AskedPlace &Asked, llvm::ArrayRef<LambdaPlace> All);

/// Why none is meant, with the lines of the nearest ones.
std::string noneThere(const AskedPlace &Asked, llvm::ArrayRef<LambdaPlace> All);

} // namespace closure

#endif // CLOSURE_PROJECT_EXPLAIN_PLACE_H
