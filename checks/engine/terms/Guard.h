//===-- Guard.h - What ends a closure with its object --------- -*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_TERMS_GUARD_H
#define CLOSURE_ENGINE_TERMS_GUARD_H

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace closure {

/// How a library takes a closure back by itself when an object dies, if one asks it to. A model
/// says so of the call that does not ask.
struct Guard {
  /// The class that the object has to derive from, qualified; empty only beside `Keep`.
  std::string Of;
  /// `this` is given as this argument, counted from 0; what stood there follows it.
  std::optional<unsigned> Argument;
  /// The function to call in place of this one, without qualification; empty for the same one.
  std::string Call;
  /// It works before the object is constructed as a whole.
  bool InConstructor = true;
  /// The function that the closure and `*this` are handed to, qualified; its result takes the
  /// place of the closure.
  std::string Wrap;
  /// The class, qualified, whose destructor takes the closure back, if a member of that class
  /// keeps what the call returns.
  std::string Keep;
};

/// Findings outlive the models that they rest on.
using Guards = std::shared_ptr<const std::vector<Guard>>;

} // namespace closure

#endif // CLOSURE_ENGINE_TERMS_GUARD_H
