//===-- Cycle.h - Closures that own what keeps them, in words ---*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_MESSAGE_CYCLE_H
#define CLOSURE_MESSAGE_CYCLE_H

#include "checks/Message.h"

namespace closure {

/// "lambda captures 'self', which keeps it in 'handler', …".
std::string cycleText(const Finding &F);

/// The members that lead from what the capture owns to the closure.
std::vector<Message> ringNotesOf(const Finding &F);

} // namespace closure

#endif // CLOSURE_MESSAGE_CYCLE_H
