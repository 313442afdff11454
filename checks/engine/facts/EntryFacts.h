//===-- EntryFacts.h - What is held when the function is entered -*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_FACTS_ENTRYFACTS_H
#define CLOSURE_ENGINE_FACTS_ENTRYFACTS_H

#include "checks/engine/facts/Builder.h"

namespace closure {

/// Pseudo loans at the entry stand for what the caller knows: the arguments, the object, what the
/// closure captured; and for what this function may drop, so that its summary can tell.
class EntryFacts {
public:
  explicit EntryFacts(Builder &B) : B(B) {}

  /// To be called last: it looks at what all other facts drop and finish.
  void seed();

private:
  void seedArguments();
  void seedHolder(HolderId Id, bool Dropped);
  void add(HolderId To, Loan L);
  std::vector<bool> dropped() const;

  Builder &B;
  std::vector<Fact> Seeds;
};

} // namespace closure

#endif // CLOSURE_ENGINE_FACTS_ENTRYFACTS_H
