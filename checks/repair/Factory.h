//===-- Factory.h - A function that makes the closure -------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The parameters of a function are new for each call, so a closure that it returns has values
// of its own. The lambda moves into such a function, just above the one around it; where its
// types cannot be named there, into a lambda that is called at once.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_REPAIR_FACTORY_H
#define CLOSURE_REPAIR_FACTORY_H

#include "checks/engine/terms/Finding.h"
#include "checks/repair/Edits.h"
#include <optional>

namespace closure {

class KnownUses;

/// The edits that let a factory make the closure; nothing where the captures of `F` cannot
/// become parameters. All its defective captures must be such that a copy is right.
std::optional<Edits> makeFactory(const Finding &F, const clang::ASTContext &Context,
                                 KnownUses &Known);

} // namespace closure

#endif // CLOSURE_REPAIR_FACTORY_H
