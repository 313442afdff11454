//===-- MemberEnds.h - What the end of a member does ------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Members die in the reverse order of their declarations. What a member that dies late still does
// with the closures in it, its type tells: the destructor that one sees, or a model.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_MEMBERENDS_H
#define CLOSURE_MEMBERENDS_H

#include "checks/calls/CallKnowledge.h"

namespace closure {

/// Whether an object of the type, when it dies, calls the closures in it.
bool callsAtEnd(clang::QualType Type, CallKnowledge &Known);

/// Whether an object of the type, when it dies, returns only when the work behind it is over, which
/// runs until then. A future waits only if it holds `Running` work.
bool waitsAtEnd(clang::QualType Type, bool Running, CallKnowledge &Known);

/// The same of the destructor of a class alone, without its members.
bool destructorWaits(const clang::CXXRecordDecl &Class, CallKnowledge &Known);
bool destructorCalls(const clang::CXXRecordDecl &Class, CallKnowledge &Known);

/// Whether the member is done with its closures before the members behind it die: the destructor
/// of `Class`, which has or inherits it, sees to that, one of a class between the two, or a member
/// that dies before it and was given it. So may a destructor that is not seen.
bool endsInTime(const clang::CXXRecordDecl &Class, const clang::FieldDecl &Keeper,
                CallKnowledge &Known);

/// Who keeps what `By` leaves there, as a report names that; empty if it has no name.
std::string keeperName(const CallEnd &To, const clang::FunctionDecl &By);

/// Whether what lies at the end of the path dies with the object: not if a member only points to it
/// without owning it.
bool diesWithObject(llvm::ArrayRef<PathElement> Path);

/// Whether what keeps the closure is there when the members of the object are gone, whoever called
/// the function: what only its caller knows of does not count.
bool outlivesObject(const CallEnd &To);

} // namespace closure

#endif // CLOSURE_MEMBERENDS_H
