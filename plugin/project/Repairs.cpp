//===-- Repairs.cpp - Repairs what was found, round by round --------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/Repairs.h"
#include "plugin/project/Patch.h"
#include "plugin/project/Replacing.h"
#include "plugin/project/Run.h"
#include "plugin/project/Source.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;
using namespace closure;
using tooling::Replacements;
namespace fs = llvm::sys::fs;

namespace {

/// For what a repair is made.
struct Asked {
  std::string File; ///< Of the warning, its real path.
  /// The warning as it was found first; null where only a later round has found it.
  Warning *First = nullptr;
};

/// A file that repairs edit.
struct Target {
  std::string Text; ///< As it was linted.
  std::string Made; ///< As it will be.
  Replacements Edits;
  fs::UniqueID ID;
  /// The files that must be written together with it: one of them stands for all.
  std::string Group;
  /// For what the repairs are whose first edit is in it.
  std::vector<Asked> Repaired;
};

class Repairing {
public:
  Repairing(Findings &All, const std::vector<Job> &Jobs, const ProgramOptions &Options)
      : All(All), Jobs(Jobs), Options(Options), Any(Options.Fixes == FixMode::All) {}

  Repairs run() {
    if (!Options.DryRun)
      clearFolders();
    std::vector<const Fix *> Wanted;
    for (Warning &W : All.Warnings)
      if (const Fix *F = repairOf(W, Any))
        Wanted.push_back(want(*F, W, &W));
      else
        countUnrepaired(W);
    Wanted = possible(Wanted);
    apply(Wanted);
    // Each round repairs something, or is the last one.
    for (unsigned Round = 1; !Open.empty() && Round != MaxRounds && !wasInterrupted(); ++Round)
      if (!runAgain())
        break;
    if (!wasInterrupted())
      verify();
    for (const Asked &One : Overlapping)
      add(One, Outcome::Overlapping);
    // Who stops the run wants nothing changed.
    if (wasInterrupted())
      return Sum;
    if (Options.DryRun)
      print();
    else
      write();
    return Sum;
  }

private:
  /// Repairs that overlap are few; nobody waits for more.
  static constexpr unsigned MaxRounds = 20;

  void fail(const std::string &File, const llvm::Twine &Why) {
    All.Failures.push_back({"", ("'" + All.shown(File) + "' " + Why).str()});
  }

  /// Nothing of the file is repaired. Said once.
  void refuse(const std::string &File, const llvm::Twine &Why) {
    if (Refused.insert(File).second)
      fail(File, Why);
  }

  void add(const Asked &Of, Outcome How) {
    if (Of.First)
      Of.First->Became = How;
    for (RepairCounts *To : {static_cast<RepairCounts *>(&Sum), &Sum.ByFile[Of.File]}) {
      To->Applied += How == Outcome::Repaired;
      To->Along += How == Outcome::Along;
      To->Left += How == Outcome::Overlapping;
      To->Refused += How == Outcome::Refused;
      To->Without += How == Outcome::Without || How == Outcome::Offered;
      To->WithOthers += How == Outcome::Offered;
    }
  }

  const Fix *want(const Fix &F, const Warning &W, Warning *First) {
    AskedBy[&F] = {realPath(W.At.File), First};
    return &F;
  }

  void countUnrepaired(Warning &W) {
    std::string File = realPath(W.At.File);
    auto Linted = All.Linted.find(File);
    if (Linted != All.Linted.end() && Linted->second.empty()) {
      // The units have read it in different states, and cannot agree on a repair.
      refuse(File, changedMeanwhile());
      return add({File, &W}, Outcome::Refused);
    }
    add({File, &W}, W.Mended                 ? Outcome::Along
                    : W.Alternatives.empty() ? Outcome::Without
                                             : Outcome::Offered);
  }

  void clearFolders() {
    std::set<std::string> Folders;
    for (const auto &[Unit, Files] : All.Sources)
      for (const std::string &File : Files)
        Folders.insert(llvm::sys::path::parent_path(File).str());
    std::set<std::string> Real;
    for (const std::string &Folder : Folders)
      if (Real.insert(realPath(Folder)).second)
        for (std::string &Words : clearLeftovers(realPath(Folder)))
          All.Failures.push_back({"", std::move(Words)});
  }

  /// Reads what the file holds. \returns whether that is what was linted, and may be replaced.
  bool open(const std::string &File) {
    if (Targets.count(File))
      return true;
    if (Refused.count(File))
      return false;
    auto Buffer = llvm::MemoryBuffer::getFile(File, /*IsText=*/false,
                                              /*RequiresNullTerminator=*/false,
                                              /*IsVolatile=*/true);
    Target Made;
    auto Linted = All.Linted.find(File);
    if (!Buffer || fs::getUniqueID(File, Made.ID) || Linted == All.Linted.end() ||
        blobName((*Buffer)->getBuffer()) != Linted->second) {
      refuse(File, changedMeanwhile());
      return false;
    }
    if (std::string Why = Options.DryRun ? "" : whyNotReplaced(File); !Why.empty()) {
      refuse(File, Why);
      return false;
    }
    Made.Text = Made.Made = (*Buffer)->getBuffer().str();
    Made.Group = File;
    Targets.emplace(File, std::move(Made));
    return true;
  }

  /// Those that edit nothing but files that may be edited: none is applied by halves.
  std::vector<const Fix *> possible(const std::vector<const Fix *> &Wanted) {
    std::vector<const Fix *> Made;
    for (const Fix *F : Wanted) {
      bool Good = true;
      for (const tooling::Replacement &Edit : F->Edits)
        Good &= open(Edit.getFilePath().str());
      if (Good)
        Made.push_back(F);
      else
        add(AskedBy[F], Outcome::Refused);
    }
    return Made;
  }

  void join(const std::string &One, const std::string &Other) {
    std::string From = Targets.at(Other).Group, To = Targets.at(One).Group;
    for (auto &[File, T] : Targets)
      if (T.Group == From)
        T.Group = To;
  }

  /// Applies what fits together. \returns whether that is anything.
  bool apply(const std::vector<const Fix *> &Wanted) {
    Patch P = combine(Wanted);
    for (const auto &[File, Edits] : P.ByFile) {
      Target &T = Targets.at(File);
      // The patch is free of conflicts, and its offsets are those of this text.
      T.Made = llvm::cantFail(tooling::applyAllReplacements(T.Made, Edits));
      T.Edits = T.Edits.merge(Edits);
    }
    for (const Fix *F : P.Taken) {
      std::string First = F->Edits.front().getFilePath().str();
      Targets.at(First).Repaired.push_back(AskedBy[F]);
      for (const tooling::Replacement &Edit : F->Edits)
        join(First, Edit.getFilePath().str());
    }
    Overlapping.clear();
    for (const Fix *F : P.Left) {
      Overlapping.push_back(AskedBy[F]);
      for (const tooling::Replacement &Edit : F->Edits)
        Open.insert(Edit.getFilePath().str());
    }
    return !P.Taken.empty();
  }

  std::vector<Job> readers() const {
    std::vector<Job> Made;
    for (const Job &J : Jobs) {
      auto Files = All.Sources.find(J.File);
      if (Files != All.Sources.end() && llvm::any_of(Files->second, [&](const std::string &File) {
            return Open.count(realPath(File)) != 0;
          }))
        Made.push_back(J);
    }
    return Made;
  }

  /// To lint files as they will be.
  LintOptions edited() const {
    LintOptions Lint = Options.Lint;
    auto Edited = std::make_shared<EditedTexts>();
    for (const auto &[File, T] : Targets)
      if (T.Made != T.Text)
        (*Edited)[T.ID] = T.Made;
    Lint.Edited = std::move(Edited);
    return Lint;
  }

  /// Nothing is written with which a unit that did compile would not.
  void verify() {
    Open.clear();
    for (const auto &[File, T] : Targets)
      if (T.Made != T.Text)
        Open.insert(File);
    if (Open.empty())
      return;
    LintOptions Lint = edited();
    Lint.OnlyParse = true;
    for (const UnitResult &Result : lintAll(readers(), Options, Lint))
      if (!Result.Failure.empty() && !failedBefore(Result.File) && compiles(Result.File))
        giveUp(Result);
  }

  /// Lints the files again in which repairs are open, as they will be, and applies what is found.
  /// \returns whether that was anything.
  bool runAgain() {
    LintOptions Lint = edited();
    if (!Options.Summaries.empty()) {
      std::vector<std::string> Known;
      Lint.Others = SummaryIndex::load(*llvm::vfs::getRealFileSystem(), Options.Summaries, Known);
    }
    std::vector<UnitResult> Results = lintAll(readers(), Options, Lint);
    if (wasInterrupted())
      return false;
    if (giveUpBroken(Results))
      return false;
    Findings Again = merge(std::move(Results), All.Root);
    std::vector<const Fix *> Wanted;
    for (const Warning &W : Again.Warnings)
      if (const Fix *F = repairOf(W, Any); F && isOpen(*F) && knows(*F, Again)) {
        Warning *First = firstOf(W);
        // What is known or unchanged is not repaired in a later round either.
        if (First || (Options.Baseline.empty() && Options.DiffBase.empty()))
          Wanted.push_back(want(*F, W, First));
      }
    return apply(possible(Wanted));
  }

  /// Whether a unit fails that did not before; nothing is written of what such units read.
  bool giveUpBroken(const std::vector<UnitResult> &Results) {
    bool Broken = false;
    for (const UnitResult &Result : Results)
      if (!Result.Failure.empty() && !failedBefore(Result.File)) {
        giveUp(Result);
        Broken = true;
      }
    return Broken;
  }

  /// Whether the unit compiles as it is: the lint does not read all that a compiler does.
  bool compiles(const std::string &Unit) {
    std::vector<Job> These;
    llvm::copy_if(Jobs, std::back_inserter(These), [&](const Job &J) { return J.File == Unit; });
    LintOptions Lint = Options.Lint;
    Lint.OnlyParse = true;
    return llvm::all_of(lintAll(These, Options, Lint),
                        [](const UnitResult &Result) { return Result.Failure.empty(); });
  }

  bool failedBefore(const std::string &Unit) const {
    return llvm::any_of(All.Failures, [&](const Failure &F) { return F.File == Unit; });
  }

  /// A repair has done harm: nothing is written of what the unit reads.
  void giveUp(const UnitResult &Broken) {
    for (const std::string &Source : All.Sources[Broken.File])
      if (std::string File = realPath(Source); Targets.count(File) && !Targets[File].Edits.empty())
        refuse(File, "is not repaired, because '" + All.shown(Broken.File) +
                         "' then fails: " + Broken.Failure + "; please report that");
  }

  /// Who reads the other files has not been linted again.
  bool isOpen(const Fix &F) const {
    return llvm::all_of(F.Edits, [&](const tooling::Replacement &Edit) {
      return Open.count(Edit.getFilePath().str()) != 0;
    });
  }

  /// Whether the offsets are those of the text that the edits are for: the file may have been
  /// replaced by another.
  bool knows(const Fix &F, const Findings &Again) {
    return llvm::all_of(F.Edits, [&](const tooling::Replacement &Edit) {
      std::string File = Edit.getFilePath().str();
      auto Linted = Again.Linted.find(File);
      return Linted != Again.Linted.end() && Linted->second == blobName(Targets.at(File).Made);
    });
  }

  /// The warning as it was found in the first round, if it was, by the line where that stands now.
  Warning *firstOf(const Warning &W) {
    std::string File = realPath(W.At.File);
    auto T = Targets.find(File);
    if (T == Targets.end())
      return nullptr;
    auto It = llvm::find_if(All.Warnings, [&](const Warning &Old) {
      if (Old.Check != W.Check || Old.Text != W.Text || realPath(Old.At.File) != File)
        return false;
      unsigned Now = T->second.Edits.getShiftedCodePosition(Old.At.Offset);
      return llvm::StringRef(T->second.Made).take_front(Now).count('\n') + 1 == W.At.Line;
    });
    return It == All.Warnings.end() ? nullptr : &*It;
  }

  /// What must be written together. None of a group in which a file is refused is left.
  std::map<std::string, std::vector<std::string>> groups() {
    std::map<std::string, std::vector<std::string>> Made;
    for (const auto &[File, T] : Targets)
      if (!T.Edits.empty())
        Made[T.Group].push_back(File);
    for (auto It = Made.begin(); It != Made.end();)
      if (llvm::any_of(It->second, [&](const std::string &File) { return Refused.count(File); })) {
        count(It->second, Outcome::Refused);
        It = Made.erase(It);
      } else {
        ++It;
      }
    return Made;
  }

  void count(const std::vector<std::string> &Group, Outcome How) {
    for (const std::string &File : Group)
      for (const Asked &One : Targets.at(File).Repaired)
        add(One, How);
  }

  void print() {
    // The rounds take their time.
    for (const auto &[File, T] : Targets)
      if (auto Buffer = llvm::MemoryBuffer::getFile(File, /*IsText=*/false,
                                                    /*RequiresNullTerminator=*/false,
                                                    /*IsVolatile=*/true);
          !Buffer || (*Buffer)->getBuffer() != T.Text)
        refuse(File, changedMeanwhile());
    std::set<std::string> Printed;
    for (const auto &[Group, Files] : groups()) {
      count(Files, Outcome::Repaired);
      Printed.insert(Files.begin(), Files.end());
    }
    for (const std::string &File : Printed)
      writeUnified(File, Targets[File].Text, Targets[File].Edits, All, llvm::outs());
    llvm::outs().flush();
  }

  void write() {
    for (const auto &[Group, Files] : groups()) {
      std::vector<Replaced> Together;
      for (const std::string &File : Files)
        Together.push_back({File, blobName(Targets[File].Text), Targets[File].Made});
      if (std::optional<Refusal> Bad = replaceTogether(Together)) {
        refuse(Bad->File, Bad->Why);
        count(Files, Outcome::Refused);
      } else {
        count(Files, Outcome::Repaired);
      }
    }
  }

  Findings &All;
  const std::vector<Job> &Jobs;
  const ProgramOptions &Options;
  const bool Any;
  Repairs Sum;
  std::map<std::string, Target> Targets;
  std::set<std::string> Refused;
  std::map<const Fix *, Asked> AskedBy;
  /// For what those are that overlap with others.
  std::vector<Asked> Overlapping;
  /// The files in which repairs wait for another round.
  std::set<std::string> Open;
};

} // namespace

Repairs closure::repair(Findings &All, const std::vector<Job> &Jobs,
                        const ProgramOptions &Options) {
  return Repairing(All, Jobs, Options).run();
}

std::string closure::inWords(const RepairCounts &Made, bool DryRun) {
  std::string Text = std::to_string(Made.Applied) + (DryRun ? " can be repaired" : " repaired");
  auto Add = [&](unsigned Number, llvm::StringRef One, llvm::StringRef Many) {
    if (Number)
      Text += ", " + std::to_string(Number) + " " + (Number == 1 ? One : Many).str();
  };
  Add(Made.Applied ? Made.Along : 0, "along with another", "along with others");
  Add(Made.Without, "has no safe repair", "have no safe repair");
  Add(Made.Left, "left because it overlaps with others", "left because they overlap with others");
  Add(Made.Refused, "left because its file is not touched",
      "left because their files are not touched");
  return Text;
}

static std::string whyLeft(const RepairCounts &Of) {
  std::string Text;
  auto Add = [&](unsigned Number, llvm::StringRef Why) {
    if (Number)
      Text += (Text.empty() ? "" : ", ") + std::to_string(Number) + " " + Why.str();
  };
  Add(Of.Without - Of.WithOthers, "without a safe repair");
  Add(Of.WithOthers, "with alternatives only: --fix=all takes the first");
  Add(Of.Left, "overlapping with others");
  Add(Of.Refused, "in files that are not touched");
  Add(Of.Applied ? 0 : Of.Along, "along with another");
  return Text;
}

void closure::writeTable(const Repairs &Made, const Findings &All, bool DryRun,
                         llvm::raw_ostream &Out) {
  llvm::StringRef Head = DryRun ? "repairable" : "repaired";
  size_t Width = 4;
  for (const auto &[File, Of] : Made.ByFile)
    Width = std::max(Width, All.shown(File).size());
  Out << llvm::left_justify("file", Width) << "  " << Head << "  left  why\n";
  for (const auto &[File, Of] : Made.ByFile) {
    // Whom the repair of another takes care of shares its fate.
    unsigned Done = Of.Applied + (Of.Applied ? Of.Along : 0);
    unsigned Left = Of.Without + Of.Left + Of.Refused + (Of.Applied ? 0 : Of.Along);
    Out << llvm::left_justify(All.shown(File), Width)
        << llvm::right_justify(std::to_string(Done), Head.size() + 2)
        << llvm::right_justify(std::to_string(Left), 6)
        << (Left ? "  " + whyLeft(Of) : std::string()) << "\n";
  }
}
