//===-- Report.h - What a front door shows of a finding ---------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A finding as a person meets it: the warning with its repair, the notes of its path, and
// the alternatives. Every front door shows these and adds nothing of its own.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_REPORT_H
#define CLOSURE_REPORT_H

#include "checks/CheckRegistry.h"
#include "checks/Session.h"
#include "checks/repair/Edits.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace closure {

/// A step of the path, a reason, or an alternative; only the last has edits.
struct Note {
  clang::SourceLocation Loc;
  std::string Text;
  Edits Offer;
};

/// One warning. The locations are in files, never in macros. `Edits::Headers` names what the
/// file needs; the door inserts what it lacks in its style, for only it sees the
/// preprocessor.
struct Report {
  llvm::StringRef Check;
  clang::SourceLocation Loc;
  std::string Text;
  Edits Offer;
  std::vector<Note> Notes;
  const clang::LambdaExpr *Lambda = nullptr;
};

/// The reports of the checks that `Enabled` admits, in the order of the source. `PreferMove`
/// as the option of that name says. What a `NOLINT` on the first line of a lambda silences
/// is left out; those on the line of the warning are the front door's.
std::vector<Report> reportsOf(Session &Shared, clang::ASTContext &Context, const Settings &Set,
                              bool PreferMove,
                              llvm::function_ref<bool(llvm::StringRef Check)> Enabled);

} // namespace closure

#endif // CLOSURE_REPORT_H
