//===-- CheckRegistry.cpp - Checks register themselves --------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/CheckRegistry.h"
#include <algorithm>

using namespace closure;

static const RegisterCheck *First = nullptr; // set while the module is loaded, then only read

RegisterCheck::RegisterCheck(llvm::StringRef Name, llvm::StringRef Summary, Ownership Owns,
                             llvm::StringRef OwnOption, Runs When)
    : Name(Name), Summary(Summary), Owns(Owns), OwnOption(OwnOption), When(When), Next(First) {
  First = this;
}

bool RegisterCheck::runsBy(llvm::StringRef List) const {
  if (When == Runs::ByPattern)
    return true;
  while (!List.empty()) {
    size_t End = List.find_first_of(",\n");
    if (List.substr(0, End).trim() == Name)
      return true;
    List = End == llvm::StringRef::npos ? "" : List.substr(End + 1);
  }
  return false;
}

const RegisterCheck *RegisterCheck::find(llvm::StringRef Name) {
  for (const RegisterCheck *C = First; C; C = C->Next)
    if (C->Name == Name)
      return C;
  return nullptr;
}

std::vector<const RegisterCheck *> RegisterCheck::all() {
  std::vector<const RegisterCheck *> Found;
  for (const RegisterCheck *C = First; C; C = C->Next)
    Found.push_back(C);
  std::sort(Found.begin(), Found.end(),
            [](const RegisterCheck *A, const RegisterCheck *B) { return A->Name < B->Name; });
  return Found;
}
