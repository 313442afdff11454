//===-- GivenMembers.h - Members that refer to what others own --*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a member refers to that its constructor was given outlives the object, as far as anybody
// sees.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_SYNTAX_GIVENMEMBERS_H
#define CLOSURE_ENGINE_SYNTAX_GIVENMEMBERS_H

namespace clang {
class FieldDecl;
} // namespace clang

namespace closure {

class ClassUses;

/// Whether the member, a reference or a pointer, refers to what the constructors were given, and no
/// function that is seen makes it refer to a part of the object.
bool refersToGiven(const clang::FieldDecl &Member, ClassUses &Uses);

} // namespace closure

#endif // CLOSURE_ENGINE_SYNTAX_GIVENMEMBERS_H
