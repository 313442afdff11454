//===-- CheckRegistry.h - Checks register themselves ------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A check is one file with one `RegisterCheck` object in it; no list of checks exists.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_CHECKREGISTRY_H
#define CLOSURE_CHECKREGISTRY_H

#include "checks/Session.h"
#include "llvm/ADT/StringRef.h"
#include <memory>

namespace clang::tidy {
class ClangTidyCheck;
class ClangTidyContext;
} // namespace clang::tidy

namespace closure {

/// One check: its name, one line of what it finds, and how it is made. Lives as a static
/// object in the file of the check.
class RegisterCheck {
public:
  using Factory = std::unique_ptr<clang::tidy::ClangTidyCheck> (*)(
      llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
      std::shared_ptr<Session> Shared);

  RegisterCheck(llvm::StringRef Name, llvm::StringRef Summary, Factory Make);

  llvm::StringRef Name;
  llvm::StringRef Summary;
  Factory Make;

  /// All registered checks, by name.
  static std::vector<const RegisterCheck *> all();

private:
  const RegisterCheck *Next;
};

} // namespace closure

#endif // CLOSURE_CHECKREGISTRY_H
