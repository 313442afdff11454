//===-- Frame.h - Coroutines that go on, in words ---------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_MESSAGE_FRAME_H
#define CLOSURE_MESSAGE_FRAME_H

#include "checks/Message.h"

namespace closure {

/// The text of the warning about a finding of this family.
std::string frameText(const Finding &F);

/// Where the closure dies that is the body of the coroutine.
std::string frameEnd(const Defect &D);

} // namespace closure

#endif // CLOSURE_MESSAGE_FRAME_H
