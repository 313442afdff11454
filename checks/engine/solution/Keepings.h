//===-- Keepings.h - Where closures that own something are kept --*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_SOLUTION_KEEPINGS_H
#define CLOSURE_ENGINE_SOLUTION_KEEPINGS_H

#include "checks/engine/solution/Solver.h"
#include "checks/engine/terms/Keeping.h"

namespace closure {

/// The parts of variables and of the object that keep a closure with a copy of an owning pointer,
/// at the exit or when the variable itself lets go of its object. Work under way is left out: it
/// ends by itself.
std::vector<Keeping> keepings(const Solution &S);

} // namespace closure

#endif // CLOSURE_ENGINE_SOLUTION_KEEPINGS_H
