//===-- CheckRegistry.h - Checks register themselves ------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A check is one file with one `RegisterCheck` object in it; no list of checks exists. It
// knows no front door: each of these asks the registry.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_CHECKREGISTRY_H
#define CLOSURE_CHECKREGISTRY_H

#include "checks/engine/terms/Finding.h"
#include "llvm/ADT/StringRef.h"
#include <vector>

namespace closure {

/// One check: its name, one line of what it finds, and which findings are its own. Lives as
/// a static object in the file of the check.
class RegisterCheck {
public:
  /// Exactly one check owns each finding.
  using Ownership = bool (*)(const Finding &F);

  /// Whether the check runs where a pattern such as `closure-*` matches it, or only by its name.
  enum class Runs { ByPattern, ByName };

  RegisterCheck(llvm::StringRef Name, llvm::StringRef Summary, Ownership Owns,
                llvm::StringRef OwnOption = "", Runs When = Runs::ByPattern);

  llvm::StringRef Name;
  llvm::StringRef Summary;
  Ownership Owns;
  /// An option that no other check has; empty for none.
  llvm::StringRef OwnOption;
  Runs When;

  /// Whether a list of names and patterns that matches the check lets it run.
  bool runsBy(llvm::StringRef List) const;

  /// The check of this name, or null.
  static const RegisterCheck *find(llvm::StringRef Name);
  /// All registered checks, by name.
  static std::vector<const RegisterCheck *> all();

private:
  const RegisterCheck *Next;
};

} // namespace closure

#endif // CLOSURE_CHECKREGISTRY_H
