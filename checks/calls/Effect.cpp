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
};
} // namespace

static constexpr Word Words[] = {
    {"called", Effect::Verb::Called, Nothing | This},
    {"returned", Effect::Verb::Returned, Nothing},
    {"same", Effect::Verb::Same, Parameter},
    {"part of", Effect::Verb::Part, Parameter},
    {"kept", Effect::Verb::Kept, This | Return | Global | Parameter},
    {"replaced", Effect::Verb::Replaced, This | Parameter},
    {"deferred", Effect::Verb::Deferred, This | Return | Global | Parameter},
    {"dropped", Effect::Verb::Dropped, This | Parameter},
    {"ends", Effect::Verb::Ends, This | Parameter},
    {"guarded", Effect::Verb::Guarded, Nothing},
    {"binds", Effect::Verb::Binds, Nothing},
    {"rethrows", Effect::Verb::Rethrows, Nothing},
    {"detached", Effect::Verb::Detached, This},
    {"signals", Effect::Verb::Signals, Nothing},
    {"waits", Effect::Verb::Waits, Nothing},
    {"exchange", Effect::Verb::Exchange, Nothing},
    {"swap", Effect::Verb::Swap, Nothing},
};

llvm::StringRef Effect::expected() {
  return "unknown effect; expected 'called', 'called: this', 'returned', "
         "'kept: this|return|global|parameter N', 'replaced: this|parameter N', "
         "'deferred: this|return|global|parameter N', 'dropped: this|parameter N', "
         "'ends: this|parameter N', 'detached: this', 'same: parameter N', "
         "'part of: parameter N', 'returned: view of this|view of parameter N', "
         "'invalidates: iterators|references|all', 'guarded', 'binds', 'waits', 'rethrows', "
         "'signals', 'exchange' "
         "or 'swap'";
}

/// `invalidates: references`, `returned: view of this`.
static std::optional<Effect> parseOfViews(llvm::StringRef Verb, llvm::StringRef Object) {
  Effect E;
  if (Verb == "invalidates") {
    E.V = Effect::Verb::Invalidates;
    E.Reach = llvm::StringSwitch<Invalidates>(Object)
                  .Case("iterators", Invalidates::Iterators)
                  .Case("references", Invalidates::References)
                  .Case("all", Invalidates::All)
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
  unsigned Wanted = Nothing;
  if (Object == "this")
    E.To = Target::This, Wanted = This;
  else if (Object == "return")
    E.To = Target::Return, Wanted = Return;
  else if (Object == "global")
    E.To = Target::Global, Wanted = Global;
  else if (Object.consume_front("parameter ") && !Object.getAsInteger(10, E.Index))
    E.To = Target::Parameter, Wanted = Parameter;
  else if (!Object.empty() || Text.contains(':'))
    return std::nullopt;
  for (const Word &W : Words)
    if (W.Spelling == Verb && (W.Allowed & Wanted)) {
      E.V = W.V;
      return E;
    }
  return std::nullopt;
}
