//===-- FunctionFacts.h - From a control flow graph to facts ----*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Each element of the graph is visited once, operands first, and leaves facts in its block. What
// they are is answered by question, one maker of facts each: what a lambda borrows, what a call
// does, what is assigned, what ends, what a loop changes.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_FACTS_FUNCTIONFACTS_H
#define CLOSURE_ENGINE_FACTS_FUNCTIONFACTS_H

#include "checks/engine/syntax/Shape.h"
#include "checks/engine/syntax/Types.h"
#include "checks/engine/terms/Program.h"

namespace clang {
class ASTContext;
class CFG;
class FunctionDecl;
} // namespace clang

namespace closure {

/// The facts of the function, by the graph of its body.
Program factsOf(clang::ASTContext &Context, const clang::FunctionDecl &Function,
                const clang::CFG &Graph, const Shape &Body, Types &T, Contracts &Known);

} // namespace closure

#endif // CLOSURE_ENGINE_FACTS_FUNCTIONFACTS_H
