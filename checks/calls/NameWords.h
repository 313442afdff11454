//===-- NameWords.h - What the words of a name promise ----------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// `post_task`, `waitForAll`, `forEach`: where nothing else is known of a function, its
// name is what its author says of it.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_CALLS_NAMEWORDS_H
#define CLOSURE_CALLS_NAMEWORDS_H

#include "checks/calls/Model.h"
#include "checks/engine/terms/Contract.h"

namespace clang {
class FunctionDecl;
class NamedDecl;
class ParmVarDecl;
} // namespace clang

namespace closure {

class Types;

/// When a function of which nothing else is known is taken to keep the closures that it gets.
enum class AssumeEscape {
  Never,
  Named,  ///< If the words of its name say so.
  Always, ///< Unless the words of its name say that it only calls them.
};

/// `"wait", "for", "all"` for `waitForAll`, in lower case.
std::vector<std::string> wordsOf(const clang::NamedDecl &Named);

/// A parameter that gets a wrapper which owns what it wraps, such as a `std::function`, by value
/// or as its own.
bool isOwningWrapper(const clang::ParmVarDecl &Parameter, const ModelSet &Models);

/// Whether the name says that the function keeps the callables that it gets.
bool keepsByName(const clang::FunctionDecl &Callee, const ModelSet &Models);

/// Whether the name says that the function is given a handler: `on_key`, `setFilter`,
/// `close_handler`, and not `post_callback`.
bool registersByName(const clang::FunctionDecl &Callee, const ModelSet &Models);

/// Whether the function, which gets nothing, gives out an object of another class: `loop()` is the
/// name of that object, and runs nothing.
bool givesOut(const clang::FunctionDecl &Callee);

/// Whether the name says that the function returns only when work of others is done, or that
/// it takes back what was handed out. Words such as `run` count only if `BodyUnknown`.
bool waitsByName(const clang::FunctionDecl &Callee, const ModelSet &Models, bool BodyUnknown);

/// Whether the name says that the function waits, and not only takes back.
bool awaitsByName(const clang::FunctionDecl &Callee, const ModelSet &Models);

/// Whether the result is of a type that is made for the lambda which the parameter gets, as a scope
/// guard is: it holds the closure, whatever the name says.
bool isInResult(const clang::ParmVarDecl &Parameter, const clang::FunctionDecl &Callee);

/// What `Callee` is assumed to do with callables; nothing if nothing is assumed. The name of a
/// parameter does not count where `IsLetGo` has seen otherwise.
std::optional<Contract> assumedContract(const clang::FunctionDecl &Callee, const ModelSet &Models,
                                        AssumeEscape Assume, Types &T,
                                        llvm::function_ref<bool(unsigned Parameter)> IsLetGo);

} // namespace closure

#endif // CLOSURE_CALLS_NAMEWORDS_H
