//===-- Words.h - Facts and silences in words -------------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Messages say what is wrong; these say what is so.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_EXPLAIN_WORDS_H
#define CLOSURE_EXPLAIN_WORDS_H

#include "checks/engine/terms/Life.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace closure {

/// `'t'`, `the return value`, `a call`.
std::string keeperText(const Keeper &By);

/// Who says so, as one word for programs.
llvm::StringRef authorityWord(Reason::Kind K);

/// What happens, without its place: `'std::for_each' may call the closure, and keeps nothing`.
std::string eventText(const LifeEvent &Of, llvm::StringRef Name);
/// As one word for programs.
llvm::StringRef eventWord(LifeEvent::Kind K);

/// Why the event makes a capture right: empty for those that only lead there.
std::string reasonFor(const LifeEvent &Of, llvm::StringRef Name);

/// Whether `Of`, a call that seems to put something else into what holds the closure, did not:
/// others ask, wait for or call the same afterwards.
bool isOvertaken(const LifeEvent &Of, llvm::ArrayRef<LifeEvent> All);

/// `at the end of the scope`.
std::string endWords(End How);

/// Whether the engine would have to guess: it keeps quiet because it may be so.
bool isOpen(const LifeEvent &Of);

} // namespace closure

#endif // CLOSURE_EXPLAIN_WORDS_H
