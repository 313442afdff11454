//===-- HostVersion.h - Whether the host is of our version ------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef CLOSURE_COMMON_HOSTVERSION_H
#define CLOSURE_COMMON_HOSTVERSION_H

#include "llvm/ADT/StringRef.h"

namespace closure {

/// Whether the program that loaded us was built from the LLVM that we were built for. If
/// not, says so on standard error, and which `Program` of that version to run instead.
/// Nothing else of the host may be touched then.
bool isOurVersion(llvm::StringRef Program);

} // namespace closure

#endif // CLOSURE_COMMON_HOSTVERSION_H
