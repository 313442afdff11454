//===-- LendFacts.h - What a call leaves of its object with others -*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_FACTS_LENDFACTS_H
#define CLOSURE_ENGINE_FACTS_LENDFACTS_H

#include "checks/engine/facts/Builder.h"

namespace closure {

class TransferFacts;
struct CallSite;

/// Closures over the object that the callee leaves with others, where nothing else is known of the
/// call: the class of the object is, or the object is no holder itself.
class LendFacts {
public:
  LendFacts(Builder &B, TransferFacts &Transfers) : B(B), Transfers(Transfers) {}

  /// What the contract says of the object, and nothing else of it.
  void lend(const Contract &C, const CallSite &Site);
  /// A virtual call on an object of which the class is known.
  void lendExact(const CallSite &Site);

private:
  Builder &B;
  TransferFacts &Transfers;
};

} // namespace closure

#endif // CLOSURE_ENGINE_FACTS_LENDFACTS_H
