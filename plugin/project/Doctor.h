//===-- Doctor.h - Which ways in work on this machine -----------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_DOCTOR_H
#define CLOSURE_PROJECT_DOCTOR_H

namespace closure {

/// `closure-lint doctor`: lints a program with a plain defect by every front door, and prints
/// which of them find it and what the others lack. `Program` is the command as it was called.
/// \returns 0 if all work, 1 if one does not.
int examine(const char *Program);

} // namespace closure

#endif // CLOSURE_PROJECT_DOCTOR_H
