//===-- ReferenceCycles.h - Closures that own what keeps them ---*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An object owns a closure by its members; the closure owns the object by a copy of a counting
// pointer. Neither ends, unless something empties one of the members on the way, or the copy.
//
// The question for each closure with such a copy, and for each place where it is kept when the
// function that makes it is done: does the place lie in the object that the copy owns, reached by
// members that own what they lead to, and is no code in sight that lets go of one of them?
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_CYCLES_REFERENCECYCLES_H
#define CLOSURE_CYCLES_REFERENCECYCLES_H

#include "checks/engine/FunctionAnalysis.h"
#include "checks/engine/terms/Finding.h"
#include "llvm/ADT/ArrayRef.h"

namespace closure {

class CallKnowledge;

using AnalysedFunction = std::pair<const clang::FunctionDecl *, const FunctionResult *>;

/// The captures that own what keeps their closure, in the order of `Results`. `Defined` is every
/// function that has its body in the unit.
std::vector<Defect> referenceCycles(llvm::ArrayRef<AnalysedFunction> Results,
                                    llvm::ArrayRef<const clang::FunctionDecl *> Defined,
                                    CallKnowledge &Known);

} // namespace closure

#endif // CLOSURE_CYCLES_REFERENCECYCLES_H
