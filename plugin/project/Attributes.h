//===-- Attributes.h - Owner, mode and attributes of a file -----*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_ATTRIBUTES_H
#define CLOSURE_PROJECT_ATTRIBUTES_H

#include <string>

namespace closure {

/// Gives the owner, the mode and the extended attributes of one open file to another, access
/// control lists among them. \returns what cannot be given; empty if all is the same now.
std::string giveAttributes(int From, int To);

} // namespace closure

#endif // CLOSURE_PROJECT_ATTRIBUTES_H
