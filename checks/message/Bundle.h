//===-- Bundle.h - Closures that want to be a class, in words ---*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_MESSAGE_BUNDLE_H
#define CLOSURE_MESSAGE_BUNDLE_H

#include "checks/Message.h"

namespace closure {

/// The text of the warning about a finding of this family.
std::string bundleText(const Finding &F);

/// What each of the closures does with what they share.
std::vector<Message> bundleNotes(const Finding &F);

/// The class that could take their place.
std::string classText(const Finding &F);

} // namespace closure

#endif // CLOSURE_MESSAGE_BUNDLE_H
