//===-- Effect.cpp - What a function does, in the words of the models -----===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/calls/Effect.h"
#include "llvm/ADT/StringSwitch.h"

using namespace closure;

namespace {
/// What may stand behind a verb.
enum Objects : unsigned { Nothing = 1, This = 2, Return = 4, Global = 8, Parameter = 16 };
struct Word {
  llvm::StringLiteral Spelling;
  Effect::Verb V;
  unsigned Allowed;
  bool CanHaveTwo = false;
};
} // namespace

static constexpr Word Words[] = {
    {"called", Effect::Verb::Called, Nothing | This | Global},
    {"returned", Effect::Verb::Returned, Nothing},
    {"same", Effect::Verb::Same, Parameter},
    {"part of", Effect::Verb::Part, This | Global | Parameter},
    {"kept", Effect::Verb::Kept, This | Return | Global | Parameter, true},
    {"replaced", Effect::Verb::Replaced, This | Parameter},
    {"deferred", Effect::Verb::Deferred, This | Return | Global | Parameter, true},
    {"once", Effect::Verb::Once, This | Return | Global | Parameter, true},
    {"dropped", Effect::Verb::Dropped, This | Parameter},
    {"stopped", Effect::Verb::Stopped, This | Parameter},
    {"ends", Effect::Verb::Ends, This | Parameter},
    {"guarded", Effect::Verb::Guarded, Nothing},
    {"binds", Effect::Verb::Binds, Nothing},
    {"harvests", Effect::Verb::Harvests, Nothing},
    {"rethrows", Effect::Verb::Rethrows, Nothing},
    {"detached", Effect::Verb::Detached, This},
    {"signals", Effect::Verb::Signals, Nothing},
    {"waits", Effect::Verb::Waits, Nothing},
    {"exchange", Effect::Verb::Exchange, Nothing},
    {"swap", Effect::Verb::Swap, Nothing},
};

llvm::StringRef Effect::expected() {
  return "unknown effect; expected 'called', 'called: this|global', 'returned', "
         "'kept: this|return|global|parameter N', 'replaced: this|parameter N', "
         "'deferred: this|return|global|parameter N', 'once: this|return|global|parameter N', "
         "'dropped: this|parameter N', 'stopped: this|parameter N', 'ends: this|parameter N', "
         "'detached: this', 'same: parameter N', 'part of: this|global|parameter N', "
         "'returned: view of this|view of parameter N', "
         "'invalidates: iterators|references|all|first|last|rest', "
         "'guarded', 'binds', 'harvests', 'waits', 'rethrows', 'signals', 'exchange' or 'swap'; "
         "what is kept until the first of two dies has both: 'kept: this or parameter N'";
}

/// \returns what stands behind the colon; nothing if it is not known.
static std::optional<unsigned> readTarget(llvm::StringRef Text, Effect::Target &To,
                                          unsigned &Index) {
  if (Text.empty())
    return Nothing;
  if (Text == "this")
    return To = Effect::Target::This, This;
  if (Text == "return")
    return To = Effect::Target::Return, Return;
  if (Text == "global")
    return To = Effect::Target::Global, Global;
  if (!Text.consume_front("parameter ") || Text.getAsInteger(10, Index))
    return std::nullopt;
  return To = Effect::Target::Parameter, Parameter;
}

/// Whether it is something that can die.
static bool isHolder(unsigned Target) { return Target == This || Target == Parameter; }

/// `invalidates: references`, `returned: view of this`.
static std::optional<Effect> parseOfViews(llvm::StringRef Verb, llvm::StringRef Object) {
  Effect E;
  if (Verb == "invalidates") {
    E.V = Effect::Verb::Invalidates;
    E.Reach = llvm::StringSwitch<Invalidates>(Object)
                  .Case("iterators", Invalidates::Iterators)
                  .Case("references", Invalidates::References)
                  .Case("all", Invalidates::All)
                  .Case("first", Invalidates::First)
                  .Case("last", Invalidates::Last)
                  .Case("rest", Invalidates::Rest)
                  .Default(Invalidates::Nothing);
    return E.Reach == Invalidates::Nothing ? std::nullopt : std::optional(E);
  }
  E.V = Effect::Verb::View;
  if (Verb != "returned" || !Object.consume_front("view of "))
    return std::nullopt;
  E.To = Object == "this" ? Effect::Target::This : Effect::Target::Parameter;
  bool Read =
      Object == "this" || (Object.consume_front("parameter ") && !Object.getAsInteger(10, E.Index));
  return Read ? std::optional(E) : std::nullopt;
}

std::optional<Effect> Effect::parse(llvm::StringRef Text) {
  auto [Verb, Object] = Text.split(':');
  Verb = Verb.trim(), Object = Object.trim();
  if (std::optional<Effect> OfViews = parseOfViews(Verb, Object))
    return OfViews;
  Effect E;
  auto [First, Second] = Object.split(" or ");
  std::optional<unsigned> Wanted =
      Text.contains(':') && Object.empty() ? std::nullopt : readTarget(First.trim(), E.To, E.Index);
  bool Two = First.size() != Object.size();
  std::optional<unsigned> Other = readTarget(Second.trim(), E.Or, E.OrIndex);
  if (!Wanted || !Other || (Two && !isHolder(*Wanted)) || (Two && !isHolder(*Other)))
    return std::nullopt;
  for (const Word &W : Words)
    if (W.Spelling == Verb && (W.Allowed & *Wanted) && (!Two || W.CanHaveTwo)) {
      E.V = W.V;
      return E;
    }
  return std::nullopt;
}
