//===-- Summary.h - A contract as text, for other units ------- -*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Only what a caller elsewhere can use is written: which of its ends receives what another
// end holds. The captures inside the function are its own unit's business.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_CALLS_SUMMARY_H
#define CLOSURE_CALLS_SUMMARY_H

#include "checks/calls/SummaryIndex.h"
#include "checks/engine/terms/Contract.h"
#include "llvm/ADT/StringMap.h"
#include <optional>

namespace clang {
class ASTContext;
} // namespace clang

namespace closure {

/// Clang's name of the declaration across units; empty where it has none.
std::string usrOf(const clang::Decl &D);

/// Whether units that do not see the body of `Function` can call just this function.
bool canBeSummarised(const clang::FunctionDecl &Function);

/// The contract of a function as a line of a summary file, without its end.
std::string summaryLine(const clang::FunctionDecl &Function, const Contract &C);

/// Reads lines of summary files for the declarations of one translation unit.
class SummaryReader {
public:
  SummaryReader(clang::ASTContext &Context, const SummaryIndex *Others)
      : Context(Context), Others(Others) {}

  /// The contract of `Callee`; nothing if the line does not fit it.
  std::optional<Contract> read(llvm::StringRef Line, const clang::FunctionDecl &Callee);

private:
  friend class SummaryParser;
  /// The variable of another unit: its declaration here, or a stand-in where this unit has
  /// none, the same one for all contracts that speak of it.
  const clang::ValueDecl *variable(llvm::StringRef USR, llvm::StringRef QualifiedName);

  /// The same for a member of a class that is only declared here.
  const clang::ValueDecl *member(llvm::StringRef Key, llvm::StringRef QualifiedName);
  const clang::ValueDecl *standIn(llvm::StringRef QualifiedName);
  bool isKnown(llvm::StringRef USR) const { return Others && !Others->find(USR).empty(); }

  clang::ASTContext &Context;
  const SummaryIndex *Others;
  llvm::StringMap<const clang::ValueDecl *> Variables, Members;
};

} // namespace closure

#endif // CLOSURE_CALLS_SUMMARY_H
