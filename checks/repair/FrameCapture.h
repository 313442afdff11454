//===-- FrameCapture.h - Put captures into the coroutine's frame -*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What lies in the frame lives as long as the coroutine: parameters, and, from C++23 on, the
// closure itself, as an explicit object parameter by value.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_REPAIR_FRAMECAPTURE_H
#define CLOSURE_REPAIR_FRAMECAPTURE_H

#include "checks/repair/Repair.h"

namespace closure {

/// The repair of a finding of the family `Frame` about a lambda.
Repair intoFrame(const Finding &F, const clang::ASTContext &Context);

} // namespace closure

#endif // CLOSURE_REPAIR_FRAMECAPTURE_H
