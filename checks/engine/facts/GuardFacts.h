//===-- GuardFacts.h - What a test tells of a holder ------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// `if (t.joinable()) t.join();` leaves nothing running on the other path, and
// `if (callback) callback = nullptr;` leaves nothing behind.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_FACTS_GUARDFACTS_H
#define CLOSURE_ENGINE_FACTS_GUARDFACTS_H

#include "checks/engine/facts/Builder.h"

namespace clang {
class CFGBlock;
} // namespace clang

namespace closure {

/// Holders that are empty on one branch of a test.
class GuardFacts {
public:
  explicit GuardFacts(Builder &B) : B(B) {}

  /// What is known to hold nothing where the block is entered, by the test before it.
  void emptyOnEntry(const clang::CFGBlock &Block);
  /// The same on the ways from the block to others that are entered from elsewhere too, once all
  /// blocks have their facts.
  void emptyOnEdges(const clang::CFGBlock &Before);

private:
  std::optional<NamedHolder> emptyBetween(const clang::CFGBlock &Before, const clang::CFGBlock &To);

  Builder &B;
};

} // namespace closure

#endif // CLOSURE_ENGINE_FACTS_GUARDFACTS_H
