//===-- OwnThreads.h - Threads that an object runs over itself - -*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A class that runs a thread over itself has two more ways to outlive its own parts, whoever
// its callers are: the thread, or what owns threads, is a member or a base that waits when it is
// destroyed, after the members that stand behind it; or the destructor lets the thread go on alone.
// So has a class one member or base of which calls, when it dies, a closure over members that died
// before it.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_OWNTHREADS_H
#define CLOSURE_OWNTHREADS_H

#include "checks/calls/CallKnowledge.h"

namespace closure {

/// The closures that `Method` leaves in a member of its object, running or to be called when that
/// dies, and that use a part of the object which dies first.
std::vector<Defect> outlivingThreads(const clang::FunctionDecl &Method, CallKnowledge &Known);

/// The same of a closure that the initialiser of a member, where that is declared, leaves in it:
/// there need be no constructor that anybody wrote.
std::optional<Defect> outlivingInitializer(const clang::FieldDecl &Field, CallKnowledge &Known);

} // namespace closure

#endif // CLOSURE_OWNTHREADS_H
