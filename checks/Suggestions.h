//===-- Suggestions.h - What declarations could say of closures -*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Who sees only a declaration has to guess what becomes of a closure. The body knows; what it
// shows can be written beside the parameter, or into a model.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_SUGGESTIONS_H
#define CLOSURE_SUGGESTIONS_H

#include "checks/Settings.h"
#include "checks/calls/ModelContract.h"
#include <string>
#include <vector>

namespace clang {
class ASTContext;
class FunctionDecl;
class ParmVarDecl;
} // namespace clang

namespace closure {

/// What becomes of one parameter, as the body shows.
struct Suggestion {
  enum class Says { Called, Returned, KeptByObject, KeptByParameter, KeptOutOfSight };
  Says S = Says::Called;
  /// Of the declaration that others see.
  const clang::ParmVarDecl *Parameter = nullptr;
  unsigned Index = 0;
  /// The parameter that keeps it.
  unsigned Keeper = 0;
  /// What is kept runs by itself.
  bool Runs = false;
  /// What was there before goes.
  bool Replaces = false;
};

/// A function whose body the unit has, and others do not.
struct SuggestedFunction {
  const clang::FunctionDecl *Declaration = nullptr;
  std::string Name; ///< As a model names it.
  /// By parameter; of those that can be called and of which something can be said.
  std::vector<Suggestion> Of;
  /// Whether this is all there is to say of what it gets.
  bool Whole = true;
};

/// The functions that the main file defines and a header declares, and that get something that can
/// be called, in the order of the source; also those of which nothing can be said. Nothing is said
/// of a parameter that carries an annotation, of what rests on an assumption, or of what the body
/// does not show wholly. `Others` is what other units know of their functions; it may be null.
std::vector<SuggestedFunction> suggestionsFor(clang::ASTContext &Unit, ModelSet Models,
                                              std::shared_ptr<const SummaryIndex> Others,
                                              MacroValues Macros);

/// The attribute for the declaration: one of Clang's own if `Clang`, else a macro of
/// `closure/annotations.h`; empty where there is none that says it.
std::string attributeFor(const Suggestion &S, bool Clang);

/// The entry of a model; empty where one entry cannot say it, or there is nothing to say.
std::string modelEntryFor(const SuggestedFunction &Function);

} // namespace closure

#endif // CLOSURE_SUGGESTIONS_H
