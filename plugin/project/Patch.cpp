//===-- Patch.cpp - Repairs as a patch, and as written files --------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/Patch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;
using namespace closure;
using tooling::Replacement;
using tooling::Replacements;
namespace fs = llvm::sys::fs;

std::vector<const Fix *> closure::repairsOf(const Findings &Found, bool All) {
  std::vector<const Fix *> Chosen;
  for (const Warning &W : Found.Warnings)
    if (W.Repair)
      Chosen.push_back(&*W.Repair);
    else if (All && !W.Alternatives.empty())
      Chosen.push_back(&W.Alternatives.front());
  return Chosen;
}

/// Whether `Edit` is there already: two repairs need the same include.
static bool has(const Replacements &Edits, const Replacement &Edit) {
  return llvm::is_contained(Edits, Edit);
}

Patch closure::combine(const std::vector<const Fix *> &Fixes) {
  Patch P;
  for (const Fix *F : Fixes) {
    std::map<std::string, Replacements> Trial;
    bool Fits = true;
    for (const Replacement &Edit : F->Edits) {
      std::string File = Edit.getFilePath().str();
      auto It = Trial.try_emplace(File, P.ByFile[File]).first;
      if (has(It->second, Edit))
        continue;
      if (llvm::Error Conflict = It->second.add(Edit)) {
        llvm::consumeError(std::move(Conflict));
        Fits = false;
        break;
      }
    }
    ++(Fits ? P.Applied : P.Left);
    if (Fits)
      for (auto &[File, Edits] : Trial)
        P.ByFile[File] = std::move(Edits);
  }
  return P;
}

namespace {

/// Lines of a file that an edit touches, and what takes their place.
struct Hunk {
  unsigned First, Count; ///< From 0, in the old text.
  std::string Old, New;
};

/// One file's edits as hunks without context, from the front to the back.
class Hunks {
public:
  Hunks(llvm::StringRef Text, const Replacements &Edits) : Text(Text) {
    for (const Replacement &Edit : Edits)
      add(Edit);
  }
  std::vector<Hunk> All;

private:
  size_t lineBegin(size_t Offset) const {
    size_t At = Text.take_front(Offset).rfind('\n');
    return At == llvm::StringRef::npos ? 0 : At + 1;
  }
  size_t lineEnd(size_t Offset) const {
    size_t At = Text.find('\n', Offset);
    return At == llvm::StringRef::npos ? Text.size() : At + 1;
  }

  void add(const Replacement &Edit) {
    size_t Begin = Edit.getOffset(), End = Begin + Edit.getLength();
    llvm::StringRef Put = Edit.getReplacementText();
    // What is put in front of a line as whole lines changes no line.
    bool Inserts = Edit.getLength() == 0 && lineBegin(Begin) == Begin && Put.ends_with("\n");
    size_t From = lineBegin(Begin);
    size_t To = Inserts ? From : lineEnd(End > Begin ? End - 1 : End);
    if (!All.empty() && From < Consumed) {
      // On a line that has been changed before.
      Hunk &Last = All.back();
      Last.New.resize(Last.New.size() - (Consumed - Done));
      Last.New += Text.slice(Done, Begin);
      Last.New += Put;
      size_t NewEnd = std::max(Consumed, To);
      Last.New += Text.slice(End, NewEnd);
      Last.Old += Text.slice(Consumed, NewEnd);
      Last.Count = Last.Old.empty() ? 0 : llvm::StringRef(Last.Old).rtrim('\n').count('\n') + 1;
      Consumed = NewEnd;
    } else {
      Hunk Made;
      Made.First = Text.take_front(From).count('\n');
      Made.Old = Text.slice(From, To).str();
      Made.Count = Inserts ? 0 : llvm::StringRef(Made.Old).rtrim('\n').count('\n') + 1;
      Made.New = (Text.slice(From, Begin) + Put + Text.slice(End, To)).str();
      Consumed = To;
      All.push_back(std::move(Made));
    }
    Done = End;
  }

  llvm::StringRef Text;
  size_t Consumed = 0; ///< How far lines are in hunks.
  size_t Done = 0;     ///< How far edits have been applied.
};

} // namespace

static void writeLines(llvm::StringRef Text, char Sign, llvm::raw_ostream &Out) {
  while (!Text.empty()) {
    auto [Line, Rest] = Text.split('\n');
    Out << Sign << Line << "\n";
    if (Rest.empty() && !Text.ends_with("\n"))
      Out << "\\ No newline at end of file\n";
    Text = Rest;
  }
}

static unsigned lines(llvm::StringRef Text) {
  return Text.count('\n') + (!Text.empty() && !Text.ends_with("\n"));
}

std::string closure::unified(const Patch &P, const Findings &Found, SourceCache &Sources) {
  std::string Made;
  llvm::raw_string_ostream Out(Made);
  for (const auto &[File, Edits] : P.ByFile) {
    if (Edits.empty())
      continue;
    std::string Shown = Found.shown(File);
    llvm::StringRef Name = llvm::StringRef(Shown).ltrim('/');
    Out << "--- a/" << Name << "\n+++ b/" << Name << "\n";
    int Shift = 0;
    for (const Hunk &H : Hunks(Sources.text(File), Edits).All) {
      unsigned Old = lines(H.Old), New = lines(H.New);
      // Of an empty range, the line before it is named.
      Out << llvm::formatv("@@ -{0},{1} +{2},{3} @@\n", H.First + (Old ? 1 : 0), Old,
                           int(H.First) + Shift + (New ? 1 : 0), New);
      writeLines(H.Old, '-', Out);
      writeLines(H.New, '+', Out);
      Shift += int(New) - int(Old);
    }
  }
  return Made;
}

std::string closure::patchOf(const std::vector<const Fix *> &Fixes, const Findings &Found,
                             SourceCache &Sources) {
  return unified(combine(Fixes), Found, Sources);
}

bool closure::writeWhole(llvm::StringRef Name, llvm::StringRef Text, std::string &Fault) {
  // A pipe or a terminal is written to; there is nothing to keep whole.
  fs::file_status Known;
  if (!fs::status(Name, Known) && fs::exists(Known) && !fs::is_regular_file(Known)) {
    std::error_code Bad;
    llvm::raw_fd_ostream Out(Name, Bad, fs::CD_OpenExisting, fs::FA_Write, fs::OF_None);
    if (!Bad) {
      Out << Text;
      Out.close();
      Bad = Out.error();
      Out.clear_error();
    }
    Fault = Bad ? ("cannot write '" + Name + "': " + Bad.message()).str() : "";
    return !Bad;
  }
  // Through a symbolic link, the file behind it is meant.
  llvm::SmallString<256> File;
  if (fs::real_path(Name, File))
    File = Name;
  auto Failed = [&](llvm::StringRef Why) {
    Fault = ("cannot write '" + Name + "': " + Why + "; it is as it was").str();
    return false;
  };
  unsigned Mode = fs::all_read | fs::owner_write | fs::group_write;
  if (auto Old = fs::getPermissions(File))
    Mode = *Old;
  if (fs::exists(File) && fs::access(File, fs::AccessMode::Write))
    return Failed("permission denied");
  llvm::Expected<fs::TempFile> Beside = fs::TempFile::create(File + ".%%%%%%%%", Mode);
  if (!Beside)
    return Failed(llvm::toString(Beside.takeError()));
  std::error_code Bad;
  {
    llvm::raw_fd_ostream Out(Beside->FD, /*shouldClose=*/false);
    Out << Text;
    Out.flush();
    Bad = Out.error();
    Out.clear_error();
  }
  if (Bad) {
    llvm::consumeError(Beside->discard());
    return Failed(Bad.message());
  }
  if (llvm::Error Error = Beside->keep(File))
    return Failed(llvm::toString(std::move(Error)));
  fs::setPermissions(File, static_cast<fs::perms>(Mode));
  return true;
}

void closure::apply(const Patch &P, SourceCache &Sources, std::vector<std::string> &Faults) {
  for (const auto &[File, Edits] : P.ByFile) {
    if (Edits.empty())
      continue;
    llvm::Expected<std::string> Changed = tooling::applyAllReplacements(Sources.text(File), Edits);
    std::string Fault;
    if (!Changed)
      Fault = "cannot repair '" + File + "': " + llvm::toString(Changed.takeError());
    else
      writeWhole(File, *Changed, Fault);
    if (!Fault.empty())
      Faults.push_back(std::move(Fault));
  }
}
