//===-- FactDump.h - Facts as text ------------------------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// For tests and for those who work on the engine: one line a fact, blocks in the order
// of the program. Works in release builds.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_SOLUTION_FACTDUMP_H
#define CLOSURE_ENGINE_SOLUTION_FACTDUMP_H

#include "checks/engine/solution/Solver.h"
#include "checks/engine/terms/Finding.h"
#include <string>

namespace llvm {
class raw_ostream;
} // namespace llvm
namespace clang {
class SourceManager;
} // namespace clang

namespace closure {

/// `greeter.cb`, `*p`, `return`, `expr@12:3`.
/// `@line:column`; empty for no place.
std::string positionText(clang::SourceLocation Loc, const clang::SourceManager *SM);
std::string holderText(const Program &P, HolderId Id, const clang::SourceManager *SM = nullptr);
/// `'name'@12:3` for a capture, `argument 0` and so on for what stands for a value.
std::string loanText(const Program &P, LoanId Id, const clang::SourceManager *SM = nullptr);
std::string factText(const Program &P, const Fact &F, const clang::SourceManager *SM = nullptr);

/// The facts of a solved program, and who holds what at the start of each block.
/// The facts with their reasons, and for each capture without a defect why it is none.
void dumpFacts(llvm::raw_ostream &Out, const Solution &S, llvm::ArrayRef<Defect> Found,
               const clang::SourceManager &SM);

} // namespace closure

#endif // CLOSURE_ENGINE_SOLUTION_FACTDUMP_H
