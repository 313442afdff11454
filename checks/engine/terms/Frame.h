//===-- Frame.h - What a suspended coroutine needs --------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_TERMS_FRAME_H
#define CLOSURE_ENGINE_TERMS_FRAME_H

#include "clang/Basic/SourceLocation.h"
#include <map>

namespace closure {

/// Where a coroutine suspends before it uses what its frame refers to, and where it uses that.
struct LateUse {
  clang::SourceLocation Suspended; ///< Invalid if it does not begin to run when it is called.
  clang::SourceLocation Used;
};

/// What the frame of a coroutine needs after it was suspended; or, if the coroutine does not run
/// when it is called, at all.
struct Frame {
  bool StartsAtOnce = false;
  /// It ends by itself, and not with the object that the call returns.
  bool FreesItself = false;
  /// By their numbers: of the captures of a lambda, and of the parameters.
  std::map<unsigned, LateUse> Captures, Parameters;
};

} // namespace closure

#endif // CLOSURE_ENGINE_TERMS_FRAME_H
