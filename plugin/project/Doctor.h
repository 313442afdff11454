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
/// which of them find it and what the others lack. The first of `Words` is the command as it was
/// called; no other is looked at.
/// \returns 0 if all work, 1 if one does not.
int examine(int Count, const char **Words);

} // namespace closure

#endif // CLOSURE_PROJECT_DOCTOR_H
