//===-- Leftovers.h - What a killed run leaves behind -----------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A file that is replaced has another one beside it for a moment. Its name says what it holds:
//   .NAME.closure-lint-new-XXXXXXXX          the new content, while it is written
//   .NAME.closure-lint-OLD-NEW-XXXXXXXX      the new content, or when the two have changed places
//                                            what stood there; OLD and NEW begin the blobs' names
// The one who works with it holds a lock on it.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_LEFTOVERS_H
#define CLOSURE_PROJECT_LEFTOVERS_H

#include <string>

namespace closure {

/// A pattern for LLVM's unique names.
std::string unfinishedName(const std::string &File);
/// A name that is not taken.
std::string readyName(const std::string &File, const std::string &OldBlob,
                      const std::string &NewBlob);

} // namespace closure

#endif // CLOSURE_PROJECT_LEFTOVERS_H
