//===-- Paths.h - Names of files --------------------------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PATHS_H
#define CLOSURE_PATHS_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace clang {
class FileManager;
}

namespace closure {

/// The absolute path, without `.` and `..`, of a file by the name that the compiler has for it,
/// which counts from the folder in which the unit is compiled.
std::string absolutePath(llvm::StringRef Name, const clang::FileManager &Files);

} // namespace closure

#endif // CLOSURE_PATHS_H
