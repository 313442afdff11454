//===-- Effect.h - What a function does, in the words of the models --*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An effect is a verb and what it is about: `kept: this`, `deferred: global`.
// docs/models.md gives the meaning of each.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_CALLS_EFFECT_H
#define CLOSURE_CALLS_EFFECT_H

#include "checks/engine/terms/Contract.h"
#include "checks/engine/terms/Guard.h"
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>
#include <vector>

namespace closure {

struct Effect {
  enum class Verb {
    Called,      ///< Calls what it gets before it returns, and keeps nothing; or what `this` holds.
    Returned,    ///< The result holds what it gets.
    Same,        ///< Returns its parameter by reference.
    Part,        ///< Returns something that its parameter, or `this`, owns.
    Kept,        ///< The target holds what it gets, beside what it held.
    Replaced,    ///< The target holds what it gets, and nothing else.
    Deferred,    ///< The target runs what it gets, at any time until it is ended.
    Once,        ///< Calls what it gets at once, if it can; else the target calls it once, later.
    Dropped,     ///< The target holds nothing afterwards, and calls nothing.
    Stopped,     ///< The target gives up what waits in it; what runs goes on.
    Ends,        ///< The work behind the target is over when the call returns, wherever it is held.
    Guarded,     ///< If it gets the object as well, that takes the closure back when it dies.
    Harvests,    ///< Something out of sight holds what the callables return that it gets.
    Binds,       ///< What gets the arguments calls them with each other: `std::bind`, a thread.
    Rethrows,    ///< Throws what the work behind `this` threw.
    Detached,    ///< The work behind the target goes on without end, and without the target.
    Signals,     ///< Tells others that work is done; a wait of theirs can end now.
    Waits,       ///< Returns only after work of others is done.
    Exchange,    ///< Returns what parameter 0 held, and puts parameter 1 in its place.
    Invalidates, ///< Views of what `this` owns refer to nothing afterwards, as far as `Reach` says.
    View,        ///< The result is a view of the target, or of what that owns.
    Swap,        ///< Exchanges what its two arguments, or its object and its argument, hold.
  };
  enum class Target { None, This, Return, Global, Parameter };
  Verb V = Verb::Called;
  Target To = Target::None;
  unsigned Index = 0;
  /// A second target: what comes is held until the first of the two dies.
  Target Or = Target::None;
  unsigned OrIndex = 0;
  Invalidates Reach = Invalidates::Nothing;
  /// It speaks of views, and not of closures.
  bool isOfViews() const { return V == Verb::Invalidates || V == Verb::View; }

  /// Reads `kept: this`, `same: parameter 0`, …; nothing if the words are not known.
  static std::optional<Effect> parse(llvm::StringRef Text);
  /// What `parse` expects, as a sentence.
  static llvm::StringRef expected();
};

/// Which call an entry speaks of, where its name alone does not tell.
struct Condition {
  std::optional<unsigned> Arguments; ///< The number of arguments that are written.
  std::optional<unsigned> Argument;  ///< The argument that `Is` and `IsNot` look at.
  /// The argument mentions one of these names: an enumerator, a variable, a function, or the
  /// class of its type or a base of that, each without its qualification.
  std::vector<std::string> Is, IsNot;
  /// The object mentions one of these names, or its class, one of the bases of that or of its
  /// template arguments has it.
  std::vector<std::string> ObjectIs, ObjectIsNot;
  /// A macro that is defined, and the least and the first too large number that it may stand for.
  std::string Macro;
  std::optional<unsigned> From, Below;
  bool empty() const {
    return !Arguments && !Argument && ObjectIs.empty() && ObjectIsNot.empty() && Macro.empty();
  }
};

/// The parameters whose arguments an entry speaks of.
struct ParameterChoice {
  enum class Kind { All, Callables, Index, Name };
  Kind K = Kind::All;
  unsigned Index = 0;
  std::string Name;
};

/// By what else than a function that takes it back the use of what is kept is over.
enum class Spent {
  Never,
  WithLastCall, ///< A method of `last-calls`: nobody calls it after that.
  ByCalls,      ///< The same, or the code that is called afterwards, which is there to use it up.
};

/// One entry under one of its names.
struct FunctionModel {
  /// Qualified, without inline namespaces and template arguments; `*` stands for any run of
  /// characters.
  std::string Name;
  std::vector<Effect> Does;
  ParameterChoice Parameter;
  Condition When;
  /// The entry speaks of the same method of derived classes as well.
  bool Subclasses = false;
  /// For `deferred`, what ends it, as a report says it: `join`; empty where nothing does.
  std::string Until;
  /// How the library would take the closure back with an object, which this call does not do.
  Guards Unused = {};
  /// What the closure is called with, it is only lent.
  bool Lends = false;
  Spent Spends = Spent::Never;
  /// From a model of the user's, which is above what a body says.
  bool OfUser = false;
  /// Its number in the file.
  unsigned Entry = 0;

  /// Nothing of it is about closures.
  bool isOfViews() const {
    for (const Effect &E : Does)
      if (!E.isOfViews())
        return false;
    return true;
  }
  bool has(Effect::Verb V) const {
    for (const Effect &E : Does)
      if (E.V == V)
        return true;
    return false;
  }
};

} // namespace closure

#endif // CLOSURE_CALLS_EFFECT_H
