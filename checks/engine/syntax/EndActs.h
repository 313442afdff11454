//===-- EndActs.h - What a destructor does to other objects -----*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// To free, to print, to count and to be virtual is nothing. What is left are calls, waits,
// deletions and values that other objects get, in the destructor, in the bodies that it calls, and
// in the destructors of bases and members.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_SYNTAX_ENDACTS_H
#define CLOSURE_ENGINE_SYNTAX_ENDACTS_H

#include "checks/engine/syntax/Types.h"
#include "clang/Basic/SourceLocation.h"
#include <cstdint>
#include <vector>

namespace clang {
class FieldDecl;
} // namespace clang

namespace closure {

/// Something that the end of an object does, or may do, to others.
struct EndAct {
  enum class Kind {
    Any,     ///< It does something that is not seen, to whatever it likes.
    Waits,   ///< It returns when the work behind `To` is over.
    Changes, ///< It empties `To`, or gives it a value; null for an object of which the class is
             ///< known.
    Frees,   ///< It deletes `To`.
    Touches, ///< It calls something that is not seen, with `To` or on it.
    Unseen,  ///< The destructor of the member `To` is not seen; that of the object itself if null.
  };
  Kind K = Kind::Any;
  const clang::Decl *To = nullptr;
  /// The class of `To`, or of what it points at.
  const clang::CXXRecordDecl *Class = nullptr;
  /// The class whose destructor does it.
  const clang::CXXRecordDecl *By = nullptr;
  /// The member of the object that dies on which a method was called that does it, if so.
  const clang::FieldDecl *On = nullptr;
  /// What a member of the object has to be, or must not be, for it to happen.
  struct Need {
    const clang::FieldDecl *Of = nullptr;
    int64_t Value = 0; ///< Of a pointer, 0 is null.
    bool Equal = false;
    clang::SourceLocation Loc;
  };
  std::vector<Need> Needs = {};
};

/// What happens when an object of the class dies.
std::vector<EndAct> endActsOf(const clang::CXXRecordDecl &Class, Types &T);

/// What happens when the member dies.
std::vector<EndAct> endActsOf(const clang::FieldDecl &Member, Types &T);

/// Whether the visible body calls a function of the program, not of a library, that is not seen.
bool callsUnseen(const clang::FunctionDecl &F, Types &T);

} // namespace closure

#endif // CLOSURE_ENGINE_SYNTAX_ENDACTS_H
