//===-- Ids.h - Numbers that cannot be mixed up -----------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Places, loans and holders are numbered in the order in which a function names
// them, so that every set and every report is in a fixed order.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_TERMS_IDS_H
#define CLOSURE_ENGINE_TERMS_IDS_H

#include <cstdint>

namespace closure {

/// An index into one of a program's tables. `Tag` keeps the kinds apart.
template <class Tag> struct Id {
  static constexpr uint32_t None = UINT32_MAX;
  uint32_t Value = None;

  constexpr Id() = default;
  constexpr explicit Id(uint32_t Value) : Value(Value) {}
  constexpr explicit operator bool() const { return Value != None; }
  friend constexpr bool operator==(Id A, Id B) { return A.Value == B.Value; }
  friend constexpr bool operator!=(Id A, Id B) { return A.Value != B.Value; }
  friend constexpr bool operator<(Id A, Id B) { return A.Value < B.Value; }
};

using PlaceId = Id<struct PlaceTag>;
using LoanId = Id<struct LoanTag>;
using HolderId = Id<struct HolderTag>;

} // namespace closure

#endif // CLOSURE_ENGINE_TERMS_IDS_H
