//===-- SilencingComments.cpp - Who silences what -------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/SilencingComments.h"
#include "checks/CheckRegistry.h"
#include "clang-tidy/GlobList.h"
#include "plugin/common/CheckWords.h"
#include "plugin/project/Source.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace closure;

static constexpr llvm::StringLiteral Word = "NOLINT";

SilencingComments::SilencingComments(std::string Path, llvm::StringRef Text)
    : File(std::move(Path)) {
  read(Text);
  pair();
}

/// What stands behind a comment and a colon.
static std::string reasonIn(llvm::StringRef Rest) {
  Rest = Rest.take_until([](char C) { return C == '\n'; }).ltrim();
  if (!Rest.consume_front(":"))
    return "";
  return Rest.split("*/").first.trim().str();
}

void SilencingComments::read(llvm::StringRef Text) {
  unsigned Line = 1;
  size_t Counted = 0;
  for (size_t At = Text.find(Word); At != llvm::StringRef::npos;
       At = Text.find(Word, At + Word.size())) {
    llvm::StringRef Rest = Text.drop_front(At + Word.size());
    Comment C{Kind::Line, {}, "", 0};
    if (Rest.consume_front("NEXTLINE"))
      C.K = Kind::NextLine;
    else if (Rest.consume_front("BEGIN"))
      C.K = Kind::Begin;
    else if (Rest.consume_front("END"))
      C.K = Kind::End;
    if (!Rest.empty() && llvm::isAlpha(Rest.front()))
      continue;
    if (size_t End = Rest.find_first_of(")\n");
        Rest.starts_with("(") && End != llvm::StringRef::npos && Rest[End] == ')') {
      C.Names = Rest.substr(1, End - 1);
      Rest = Rest.drop_front(End + 1);
    }
    Line += Text.slice(Counted, At).count('\n');
    Counted = At;
    C.Said.At = {File, unsigned(At), Line,
                 unsigned(At - (Text.take_front(At).rfind('\n') + 1) + 1)};
    C.Said.Comment = Text.slice(At, Rest.begin() - Text.begin()).str();
    C.Said.Reason = reasonIn(Rest);
    All.push_back(std::move(C));
  }
}

/// A block ends at the first end that names the same and closes no block inside.
void SilencingComments::pair() {
  std::vector<Comment *> Open;
  for (Comment &C : All) {
    if (C.K == Kind::Begin)
      Open.push_back(&C);
    if (C.K != Kind::End || Open.empty() || Open.back()->Names != C.Names)
      continue;
    Open.back()->End = C.End = C.Said.At.Line;
    Open.pop_back();
  }
}

bool SilencingComments::covers(const Comment &C, const SilencedWarning &Silenced) {
  if (!C.Names.empty() &&
      !tidy::GlobList(C.Names, /*KeepNegativeGlobs=*/false).contains(Silenced.What.Check))
    return false;
  unsigned Line = Silenced.By.Line, At = C.Said.At.Line;
  if (C.K == Kind::Line)
    return At == Line;
  // Where the lambda begins, only a comment of that line counts.
  if (Line != Silenced.What.At.Line)
    return false;
  return C.K == Kind::NextLine ? At + 1 == Line : C.K == Kind::Begin && At <= Line && Line <= C.End;
}

void SilencingComments::mark(const SilencedWarning &Silenced) {
  if (Silenced.By.File == File)
    for (Comment &C : All)
      if (covers(C, Silenced))
        C.Said.Silenced.push_back(Silenced.What);
}

/// Whether a name of a comment silences nothing. What it would say of checks that do not run is not
/// known.
static bool isIdle(llvm::StringRef Name, const Suppression &Said, const Configuration &Of) {
  tidy::GlobList Glob(Name);
  bool Known = false, Runs = false;
  for (const RegisterCheck *Check : RegisterCheck::all())
    if (Glob.contains(Check->Name))
      Known = true, Runs |= Of.runs(Check->Name);
  return (!Known || Runs) && llvm::none_of(Said.Silenced, [&](const Suppression::Warning &W) {
           return Glob.contains(W.Check);
         });
}

void SilencingComments::report(const Configuration &Of, UnitResult &To) const {
  for (const Comment &C : All) {
    llvm::SmallVector<llvm::StringRef, 4> Names;
    C.Names.split(Names, ',', -1, /*KeepEmpty=*/false);
    llvm::transform(Names, Names.begin(), [](llvm::StringRef Name) { return Name.trim(); });
    llvm::erase_if(Names, [](llvm::StringRef Name) { return !Name.starts_with("closure-"); });
    if (Names.empty() && C.Said.Silenced.empty())
      continue;
    if ((C.K == Kind::Begin || C.K == Kind::End) && !C.End) {
      To.SettingErrors.push_back(fromHere(File) + ":" + std::to_string(C.Said.At.Line) + ":" +
                                 std::to_string(C.Said.At.Column) + ": '" + C.Said.Comment +
                                 "' silences nothing: there is no '" + Word.str() +
                                 (C.K == Kind::Begin ? "END' of the same checks behind it"
                                                     : "BEGIN' of the same checks before it"));
      continue;
    }
    if (C.K == Kind::End)
      continue;
    Suppression Said = C.Said;
    for (llvm::StringRef Name : Names)
      if (isIdle(Name, Said, Of))
        Said.Unused.push_back(Name.str());
    To.Suppressions.push_back(std::move(Said));
  }
}
