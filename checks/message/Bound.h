//===-- Bound.h - Closures that no lambda makes, in words -------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What `std::bind` or a functor binds, and the closure that a view of a callable is made of.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_MESSAGE_BOUND_H
#define CLOSURE_MESSAGE_BOUND_H

#include "checks/Message.h"

namespace closure {

/// What is bound, by reference or by its address.
std::string boundText(const Finding &F);
/// Whether it is a closure without a name that something refers to.
bool isBoundTemporary(const Finding &F);

} // namespace closure

#endif // CLOSURE_MESSAGE_BOUND_H
