//===-- WeakCapture.h - A closure that only looks at its owner --*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_REPAIR_WEAKCAPTURE_H
#define CLOSURE_REPAIR_WEAKCAPTURE_H

#include "checks/repair/Repair.h"

namespace closure {

/// The captures that close a cycle become weak, and the closure returns early where the object is
/// gone.
Repair captureWeakly(const Finding &F, const clang::ASTContext &Context);

} // namespace closure

#endif // CLOSURE_REPAIR_WEAKCAPTURE_H
