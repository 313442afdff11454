//===-- HelpPages.h - Where the pages of the checks lie ---------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_COMMON_HELPPAGES_H
#define CLOSURE_COMMON_HELPPAGES_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace closure {

/// A path as RFC 3986 writes it.
std::string uriOf(llvm::StringRef Path);

/// Where the pages are published, as the build was told; empty where they are not.
llvm::StringRef publishedPages();
/// There, or else where they are beside the program; empty where neither is.
std::string helpFolder();
/// The page of a check there.
std::string helpUrl(llvm::StringRef Check);

} // namespace closure

#endif // CLOSURE_COMMON_HELPPAGES_H
