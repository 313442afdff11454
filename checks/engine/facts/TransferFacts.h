//===-- TransferFacts.h - What travels by one transfer of a contract -*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_FACTS_TRANSFERFACTS_H
#define CLOSURE_ENGINE_FACTS_TRANSFERFACTS_H

#include "checks/engine/facts/Builder.h"

namespace clang {
class Expr;
class FunctionDecl;
} // namespace clang

namespace closure {

class AliasFacts;
class BindingFacts;
class CallEnds;
class ObjectFacts;
class ViewFacts;
struct CallSite;

/// A transfer brings what one end of a call holds to another, or leaves there a loan that the
/// callee takes on behalf of its caller.
class TransferFacts {
public:
  TransferFacts(Builder &B, CallEnds &Ends, AliasFacts &Aliases, ObjectFacts &Objects,
                BindingFacts &Bindings, ViewFacts &Viewed)
      : B(B), Ends(Ends), Aliases(Aliases), Objects(Objects), Bindings(Bindings), Viewed(Viewed) {}

  /// `Moved` is one of the transfers of `C`, the contract of the call.
  void transfer(const Transfer &Moved, const Contract &C, const CallSite &Site);

private:
  bool startsInside(const Transfer &Moved, const Contract &C, const CallSite &Site);
  bool pointedAt(HolderId Id) const;
  bool isInDyingPart(const Transfer &Moved, const Contract &C, const CallSite &Site);
  std::pair<HolderId, bool> ownerOf(HolderId To, const CallEnd &E, Authority Source,
                                    const CallSite &Site);
  bool endsBefore(HolderId One, HolderId Other) const;
  std::pair<HolderId, bool> pointeeOf(HolderId Pointer, const clang::Expr &Argument,
                                      const clang::FunctionDecl &Callee);
  void bindArgument(const Transfer &Moved, const Contract &C, HolderId To, bool Starts,
                    const CallSite &Site);
  void borrowThrough(const Transfer &Moved, HolderId To, const CallSite &Site);
  std::vector<Step> stepsOf(const Transfer &Moved, const Contract &C, HolderId To,
                            const CallSite &Site);

  /// A report shows no more steps than this of what happens inside one call.
  static constexpr unsigned MaxSteps = 6;
  Builder &B;
  /// The loans of coroutines that a call made, by the call, the capture and the place.
  std::map<std::tuple<const clang::Expr *, const clang::Expr *, unsigned, PlaceId>, LoanId> Frames;
  CallEnds &Ends;
  AliasFacts &Aliases;
  ObjectFacts &Objects;
  BindingFacts &Bindings;
  ViewFacts &Viewed;
};

} // namespace closure

#endif // CLOSURE_ENGINE_FACTS_TRANSFERFACTS_H
