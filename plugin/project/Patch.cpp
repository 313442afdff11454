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

const Fix *closure::repairOf(const Warning &W, bool All) {
  const Fix *F = W.Repair                         ? &*W.Repair
                 : All && !W.Alternatives.empty() ? &W.Alternatives.front()
                                                  : nullptr;
  return F && !F->Edits.empty() ? F : nullptr;
}

namespace {

/// Whole lines that a repair adds to the includes, with the empty lines that set them apart.
struct IncludeBlock {
  size_t Before = 0, After = 0;
  std::set<std::string> Lines;

  /// Nothing where `Edit` is something else.
  static std::optional<IncludeBlock> of(const Replacement &Edit) {
    llvm::StringRef Text = Edit.getReplacementText();
    if (Edit.getLength() || !Text.ends_with("\n"))
      return std::nullopt;
    IncludeBlock Made;
    while (!Text.empty()) {
      auto [Line, Rest] = Text.split('\n');
      Text = Rest;
      if (Line.trim().empty())
        ++(Made.Lines.empty() ? Made.Before : Made.After);
      else if (!Line.starts_with("#include") || Made.After)
        return std::nullopt;
      else
        Made.Lines.insert(Line.str());
    }
    return Made.Lines.empty() ? std::nullopt : std::optional(std::move(Made));
  }
};

/// The edits of one file, as repair after repair adds to them.
class FileEdits {
public:
  /// \returns whether `Edit` fits.
  bool add(const Replacement &Edit) {
    if (std::optional<IncludeBlock> Block = IncludeBlock::of(Edit)) {
      // What opens a block of its own below stands before the lines of the block, and what opens
      // one above stands behind them.
      Includes[Edit.getOffset()][{Block->After == 0, Block->Before}].merge(Block->Lines);
      return true;
    }
    // Two repairs can need the same edit.
    if (llvm::is_contained(Others, Edit))
      return true;
    llvm::Error Conflict = Others.add(Edit);
    bool Fits = !Conflict;
    llvm::consumeError(std::move(Conflict));
    return Fits;
  }

  /// Nothing where an include stands within what another edit replaces.
  std::optional<Replacements> all(const std::string &File) const {
    Replacements Made = Others;
    for (const auto &[Offset, Blocks] : Includes) {
      std::string Text;
      for (const auto &[Shape, Lines] : Blocks) {
        Text.append(Shape.second, '\n');
        for (const std::string &Line : Lines)
          Text += Line + "\n";
        if (!Shape.first)
          Text += "\n";
      }
      if (llvm::Error Conflict = Made.add(Replacement(File, Offset, 0, Text))) {
        llvm::consumeError(std::move(Conflict));
        return std::nullopt;
      }
    }
    return Made;
  }

private:
  Replacements Others;
  /// By offset, and by whether no empty line follows and how many go before.
  std::map<unsigned, std::map<std::pair<bool, size_t>, std::set<std::string>>> Includes;
};

} // namespace

Patch closure::combine(const std::vector<const Fix *> &Fixes) {
  Patch P;
  std::map<std::string, FileEdits> Files;
  for (const Fix *F : Fixes) {
    std::map<std::string, FileEdits> Trial;
    bool Fits = true;
    for (const Replacement &Edit : F->Edits) {
      std::string File = Edit.getFilePath().str();
      Fits = Fits && Trial.try_emplace(File, Files[File]).first->second.add(Edit);
    }
    std::map<std::string, Replacements> Made;
    for (const auto &[File, Edits] : Trial)
      if (std::optional<Replacements> All = Fits ? Edits.all(File) : std::nullopt)
        Made[File] = std::move(*All);
      else
        Fits = false;
    (Fits ? P.Taken : P.Left).push_back(F);
    if (!Fits)
      continue;
    for (auto &[File, Edits] : Trial)
      Files[File] = std::move(Edits), P.ByFile[File] = std::move(Made[File]);
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

/// As git writes a path: what would end it early is quoted.
static std::string quoted(const std::string &Path) {
  bool Plain = llvm::none_of(Path, [](unsigned char C) { return C < 32 || C == '"' || C == '\\'; });
  if (Plain)
    return Path;
  std::string Made = "\"";
  for (unsigned char C : Path)
    if (C < 32)
      Made += llvm::formatv("\\{0}{1}{2}", C >> 6, C >> 3 & 7, C & 7).str();
    else
      Made += (C == '"' || C == '\\' ? "\\" : "") + std::string(1, static_cast<char>(C));
  return Made + "\"";
}

void closure::writeUnified(const std::string &File, llvm::StringRef Text, const Replacements &Edits,
                           const Findings &Found, llvm::raw_ostream &Out) {
  llvm::Expected<std::string> Changed = tooling::applyAllReplacements(Text, Edits);
  if (!Changed) {
    llvm::consumeError(Changed.takeError());
    return;
  }
  std::string Name = llvm::StringRef(Found.shown(File)).ltrim('/').str();
  std::string Old = quoted("a/" + Name), New = quoted("b/" + Name);
  auto Mode = fs::getPermissions(File);
  // Behind a name with a space a tab says where it ends.
  llvm::StringRef End = llvm::StringRef(Name).contains(' ') ? "\t\n" : "\n";
  Out << "diff --git " << Old << " " << New << "\nindex " << blobName(Text) << ".."
      << blobName(*Changed) << (Mode && (*Mode & fs::owner_exe) ? " 100755" : " 100644") << "\n--- "
      << Old << End << "+++ " << New << End;
  int Shift = 0;
  for (const Hunk &H : Hunks(Text, Edits).All) {
    unsigned Was = lines(H.Old), Is = lines(H.New);
    // Of an empty range, the line before it is named.
    Out << llvm::formatv("@@ -{0},{1} +{2},{3} @@\n", H.First + (Was ? 1 : 0), Was,
                         int(H.First) + Shift + (Is ? 1 : 0), Is);
    writeLines(H.Old, '-', Out);
    writeLines(H.New, '+', Out);
    Shift += int(Is) - int(Was);
  }
}

static void writeNumberedLines(llvm::StringRef Text, unsigned First, char Sign, bool Colour,
                               llvm::raw_ostream &Out) {
  for (unsigned Number = First; !Text.empty(); ++Number) {
    auto [Line, Rest] = Text.split('\n');
    Text = Rest;
    Out << (Sign == '-' ? llvm::formatv("{0,5} | ", Number).str() : std::string("      | "));
    if (Colour)
      Out.changeColor(Sign == '-' ? llvm::raw_ostream::RED : llvm::raw_ostream::GREEN);
    Out << Sign << Line.rtrim('\r');
    if (Colour)
      Out.resetColor();
    Out << "\n";
  }
}

void closure::writeNumbered(const Fix &F, llvm::StringRef Main, const Findings &Found,
                            SourceCache &Sources, llvm::raw_ostream &Out, bool Colour) {
  if (patchOf(F, Found, Sources).empty())
    return;
  for (const auto &[File, Edits] : combine({&F}).ByFile) {
    if (File != realPath(Main.str()))
      Out << "      in " << fromHere(File) << ":\n";
    for (const Hunk &H : Hunks(Sources.text(File), Edits).All) {
      writeNumberedLines(H.Old, H.First + 1, '-', Colour, Out);
      writeNumberedLines(H.New, 0, '+', Colour, Out);
    }
  }
}

std::string closure::patchOf(const Fix &F, const Findings &Found, SourceCache &Sources) {
  std::string Made;
  llvm::raw_string_ostream Out(Made);
  for (const auto &[File, Edits] : combine({&F}).ByFile) {
    auto Linted = Found.Linted.find(File);
    if (Linted == Found.Linted.end() || blobName(Sources.text(File)) != Linted->second)
      return "";
    writeUnified(File, Sources.text(File), Edits, Found, Out);
  }
  return Made;
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
    Fault = ("cannot write '" + Name + "': " + Why + "; nothing was written").str();
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
