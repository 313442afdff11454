//===-- HostVersion.cpp - Whether the host is of our version --------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/common/HostVersion.h"
#include "clang/Basic/Version.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/raw_ostream.h"

bool closure::isOurVersion(llvm::StringRef Program) {
  std::string Host = clang::getClangFullVersion();
  if (Host.find("version " LLVM_VERSION_STRING) != std::string::npos)
    return true;
  llvm::errs() << "closure-lint: error: this module was built for LLVM " LLVM_VERSION_STRING
                  " and was loaded into "
               << Host << "; build it for that version, or run " << Program << "-"
               << LLVM_VERSION_MAJOR << "\n";
  return false;
}
