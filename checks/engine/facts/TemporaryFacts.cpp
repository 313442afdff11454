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
  std::vector<PlaceId> &Together = Ending[B.Body.fullExpression(B.P[Of].Temporary)];
  if (!llvm::is_contained(Together, Of))
    Together.push_back(Of);
}

void TemporaryFacts::complete(const void *Completed, SourceLocation Loc) {
  auto It = Ending.find(Completed);
  if (It == Ending.end())
    return;
  for (PlaceId Of : It->second)
    B.emit(Fact::expire(Of, End::FullExpression, Loc));
}
