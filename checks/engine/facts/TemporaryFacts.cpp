//===-- TemporaryFacts.cpp - When temporaries end -------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/facts/TemporaryFacts.h"

using namespace clang;
using namespace closure;

void TemporaryFacts::endWithStatement(PlaceId Of) {
  if (B.P[Of].K != Place::Kind::Temporary)
    return;
  const void *Whole = B.Body.fullExpression(B.P[Of].Temporary);
  // Reached through a reference that it was bound to without living longer.
  if (auto It = Over.find(Whole); It != Over.end())
    Late.push_back({Of, It->second});
  std::vector<PlaceId> &Together = Ending[Whole];
  if (!llvm::is_contained(Together, Of))
    Together.push_back(Of);
}

void TemporaryFacts::endLate() {
  for (auto [Of, Loc] : std::exchange(Late, {}))
    B.emit(Fact::expire(Of, End::FullExpression, Loc));
}

void TemporaryFacts::complete(const void *Completed, SourceLocation Loc) {
  Over.try_emplace(Completed, Loc);
  auto It = Ending.find(Completed);
  if (It == Ending.end())
    return;
  for (PlaceId Of : It->second)
    B.emit(Fact::expire(Of, End::FullExpression, Loc));
}
