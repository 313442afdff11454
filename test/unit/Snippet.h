//===-- Snippet.h - Source snippets with named points -----------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// `point(name);` in the snippet names a program point; the queries ask who holds what
// there. The first function named `f` is analysed.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_TEST_SNIPPET_H
#define CLOSURE_TEST_SNIPPET_H

#include "checks/engine/terms/Finding.h"
#include "llvm/ADT/StringRef.h"
#include <map>
#include <memory>
#include <set>
#include <string>

namespace clang {
class ASTUnit;
} // namespace clang

namespace closure::test {

class Snippet {
public:
  /// The code may use `struct Fn` (holds any callable), `point(name)` and `use(…)`.
  explicit Snippet(llvm::StringRef Code);
  ~Snippet();

  /// `holder: places` of all named holders that hold something at the point.
  std::set<std::string> at(llvm::StringRef Point) const;
  /// `capture: holder` of each defect of `f`.
  std::set<std::string> defects() const;
  /// The expired places in the order of the facts, block by block.
  std::vector<std::string> ends() const;

private:
  std::unique_ptr<clang::ASTUnit> Unit;
  std::map<std::string, std::set<std::string>> Points;
  std::set<std::string> Defects;
  std::vector<std::string> Ends;
};

} // namespace closure::test

#endif // CLOSURE_TEST_SNIPPET_H
