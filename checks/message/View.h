//===-- View.h - Views of what has ended, in words --------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_MESSAGE_VIEW_H
#define CLOSURE_MESSAGE_VIEW_H

#include "checks/engine/terms/Finding.h"

namespace closure {

/// Whether it is what a plain pointer, the captured one, was made to point at.
bool isPointee(const Defect &D);
/// By what an owner changes that lives on, or ends what it owned.
std::string changeText(const Defect &D);
/// What each capture is a view of: `lambda captures 'v', a view of 'text'`.
std::string viewText(const Finding &F);

} // namespace closure

#endif // CLOSURE_MESSAGE_VIEW_H
