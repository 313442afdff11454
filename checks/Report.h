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
#include <string>
#include <vector>

namespace closure {

/// What a warning says besides; only an alternative has edits.
struct Note {
  enum class Kind {
    Step,        ///< Of the path of the closure, in its order.
    Reason,      ///< Why nothing, or not everything, is repaired.
    Alternative, ///< Another repair, by its title.
  };
  clang::SourceLocation Loc;
  std::string Text;
  Edits Offer;
  Kind K = Kind::Step;
};

/// One warning. The locations are in files, never in macros. `Edits::Headers` names what the
/// file needs; the door inserts what it lacks in its style, for only it sees the
/// preprocessor.
struct Report {
  llvm::StringRef Check;
  clang::SourceLocation Loc;
  std::string Text;
  /// The repair that is safe to make unasked. Where the warning rests on an assumption, it only
  /// gives the closure values of its own; anything else is an alternative.
  Edits Offer;
  std::vector<Note> Notes;
  /// What makes the closure.
  const clang::Expr *Maker = nullptr;
  /// Whether it rests on an assumption about a call.
  bool Assumed = false;
  /// Whether the repair of another report repairs this one as well.
  bool Mended = false;
  /// Where a `NOLINT` on the first line of the lambda silences it; invalid where none does.
  clang::SourceLocation Silenced;
};

/// What a user sets for what is shown of the findings.
struct Showing {
  /// Offer `x = std::move(x)` where a copy is expensive and the variable is not used again.
  bool PreferMove = true;
  /// So many closures over one state are not too many.
  unsigned MaxClosures = 3;
  /// Folders, absolute, with the code of others, of which nothing is shown.
  std::vector<std::string> ThirdParty;
  /// Show what a `NOLINT` on the first line of its lambda silences, too.
  bool Silenced = false;

  /// Whether the finding is worth a word.
  bool admits(const Finding &F) const {
    return F.family() != Family::Bundle || F.Defects.front().Together.Most > MaxClosures;
  }
};

/// Before any finding is asked for: what runs by its name alone is looked for if `Enabled` admits
/// it.
void prepare(Session &Shared, llvm::function_ref<bool(llvm::StringRef Check)> Enabled);

/// The reports of the checks that `Enabled` admits, in the order of the source. What a `NOLINT` on
/// the first line of a lambda silences is left out unless `How` says otherwise; those on the line
/// of the warning are the front door's.
std::vector<Report> reportsOf(Session &Shared, clang::ASTContext &Context, const Settings &Set,
                              const Showing &How,
                              llvm::function_ref<bool(llvm::StringRef Check)> Enabled);

} // namespace closure

#endif // CLOSURE_REPORT_H
