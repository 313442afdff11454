//===-- Run.cpp - Lints many files at once --------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/Run.h"
#include "plugin/project/Findings.h"
#include "plugin/project/UnitCache.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Signals.h"
#include "llvm/Support/ThreadPool.h"
#include "llvm/Support/raw_ostream.h"
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <numeric>
#include <optional>
#include <set>

using namespace closure;

namespace {

std::atomic<bool> Interrupted{false};

/// One line that changes, on a terminal; nothing elsewhere.
class Progress {
public:
  Progress(size_t Total, bool Shown)
      : Total(Total), Shown(Shown), Begin(std::chrono::steady_clock::now()) {}

  void finished(const UnitResult &Result) {
    std::lock_guard<std::mutex> Locked(Guard);
    ++Done;
    Found += Result.Warnings.size();
    Last = llvm::sys::path::filename(Result.File).take_front(40).str();
    draw();
  }

  /// Writes to standard output, which may be the same terminal.
  void write(llvm::StringRef Text) {
    std::lock_guard<std::mutex> Locked(Guard);
    clear();
    llvm::outs() << Text;
    llvm::outs().flush();
    draw();
  }

  ~Progress() { clear(); }

private:
  void draw() {
    if (!Shown || !Done)
      return;
    llvm::errs() << "\r\033[K[" << Done << "/" << Total << "] ";
    if (Found)
      llvm::errs() << Found << (Found == 1 ? " finding, " : " findings, ");
    llvm::errs() << left() << " " << Last;
    llvm::errs().flush();
  }

  void clear() {
    if (Shown && Done)
      llvm::errs() << "\r\033[K";
    llvm::errs().flush();
  }

  std::string left() const {
    std::chrono::duration<double> Spent = std::chrono::steady_clock::now() - Begin;
    unsigned Seconds = static_cast<unsigned>(Spent.count() / Done * (Total - Done) + 0.5);
    std::string Text = Seconds >= 60 ? std::to_string(Seconds / 60) + " min " : std::string();
    return Text + std::to_string(Seconds % 60) + " s left";
  }

  const size_t Total;
  const bool Shown;
  const std::chrono::steady_clock::time_point Begin;
  std::mutex Guard;
  size_t Done = 0, Found = 0;
  std::string Last;
};

} // namespace

bool closure::wasInterrupted() { return Interrupted; }

/// Lints the jobs with these numbers, each into its slot. `Ended` hears of each slot that is
/// filled, in their order, on this thread; what it returns is written.
static void lintThese(llvm::ArrayRef<size_t> Numbers, const std::vector<Job> &Jobs,
                      const ProgramOptions &Options, const LintOptions &Lint,
                      std::vector<std::optional<UnitResult>> &Slots,
                      llvm::function_ref<std::string(size_t)> Ended = nullptr) {
  Progress Shown(Numbers.size(), !Options.Quiet && llvm::sys::Process::StandardErrIsDisplayed());
  std::mutex Guard;
  std::condition_variable Any;
  std::vector<char> Over(Jobs.size());
  llvm::DefaultThreadPool Pool(llvm::hardware_concurrency(Options.Jobs));
  for (size_t I : Numbers)
    Pool.async([&, I] {
      if (!Interrupted) {
        Slots[I] = lintUnit(Jobs[I], Lint);
        Shown.finished(*Slots[I]);
      }
      std::lock_guard<std::mutex> Locked(Guard);
      Over[I] = true;
      Any.notify_one();
    });
  for (size_t I : Numbers) {
    std::unique_lock<std::mutex> Locked(Guard);
    Any.wait(Locked, [&] { return Over[I]; });
    Locked.unlock();
    if (Ended && Slots[I])
      if (std::string Text = Ended(I); !Text.empty())
        Shown.write(Text);
  }
  Pool.wait();
}

void closure::narrow(const ProgramOptions &Options, UnitResult &Result,
                     const std::set<std::string> &Only) {
  auto Unasked = [&](const auto &One) {
    return (!Only.empty() && !Only.count(realPath(One.At.File))) ||
           !Options.Exclude.leftOutBy(One.At.File).empty();
  };
  llvm::erase_if(Result.Warnings, Unasked);
  llvm::erase_if(Result.Skipped, Unasked);
}

namespace {

/// Rounds, until no unit would be answered otherwise than it was. Within a round all units are
/// answered alike, so that the order of the threads makes no difference.
class Rounds {
public:
  Rounds(const std::vector<Job> &Jobs, const ProgramOptions &Options, UnitCache &Cache)
      : Jobs(Jobs), Options(Options), Cache(Cache), Units(Jobs.size()), Stale(Jobs.size()),
        Linted(Jobs.size()) {}

  Run run() {
    prune();
    for (size_t I = 0; I != Jobs.size(); ++I) {
      Units[I] = Cache.find(Jobs[I]);
      Stale[I] = !Units[I] || !Cache.isCurrent(Jobs[I], *Units[I]);
    }
    forgetCircles();
    for (size_t I = 0; I != Jobs.size(); ++I)
      if (Stale[I])
        Units[I].reset();
    unsigned Round = 0;
    while (!Interrupted && runOne())
      if (++Round == MaxRounds) {
        say("warning: the summaries have not settled after " + llvm::Twine(MaxRounds) +
            " rounds; please report that");
        break;
      }
    Run Made;
    Made.Fault = Cache.fault();
    Made.Linted = llvm::count(Linted, true);
    for (size_t I = 0; I != Jobs.size(); ++I)
      if (Units[I]) {
        narrow(Options, Units[I]->Result, Jobs[I].Only);
        Made.Results.push_back(std::move(Units[I]->Result));
      }
    return Made;
  }

private:
  /// What one unit knows of another's function can rest on a third's. No chain is so long.
  static constexpr unsigned MaxRounds = 100;

  /// Who lints the whole project knows what belongs to it.
  void prune() {
    bool Whole = !Options.Build.empty() && Options.Paths.empty();
    std::set<llvm::StringRef> Present;
    for (const Job &J : Jobs)
      Present.insert(J.File);
    Cache.prune([&](const std::string &Unit) {
      return Whole ? !Present.count(Unit) : !llvm::sys::fs::exists(Unit);
    });
  }

  /// The units that each unit asked.
  std::vector<std::vector<size_t>> asked() const {
    std::map<llvm::StringRef, std::vector<size_t>> Tellers;
    for (size_t I = 0; I != Units.size(); ++I)
      if (Units[I])
        for (const std::string &USR : Units[I]->Tells)
          Tellers[USR].push_back(I);
    std::vector<std::vector<size_t>> Asked(Units.size());
    for (size_t I = 0; I != Units.size(); ++I)
      if (Units[I])
        for (const auto &[USR, Hash] : Units[I]->Answers)
          if (auto It = Tellers.find(USR); It != Tellers.end())
            Asked[I].insert(Asked[I].end(), It->second.begin(), It->second.end());
    return Asked;
  }

  static std::vector<bool> reachable(size_t From, const std::vector<std::vector<size_t>> &Edges) {
    std::vector<bool> Seen(Edges.size());
    std::vector<size_t> Work{From};
    while (!Work.empty()) {
      size_t At = Work.back();
      Work.pop_back();
      for (size_t Next : Edges[At])
        if (!Seen[Next]) {
          Seen[Next] = true;
          Work.push_back(Next);
        }
    }
    return Seen;
  }

  /// Units that ask each other in a circle confirm what each has heard from the other, true or
  /// not. When one of them changes, or one that they rest on, all start from nothing.
  void forgetCircles() {
    if (llvm::none_of(Stale, [](bool One) { return One; }))
      return;
    std::vector<std::vector<size_t>> Asked = asked();
    std::vector<size_t> Circle;
    for (size_t I = 0; I != Units.size(); ++I) {
      std::vector<bool> From = reachable(I, Asked);
      bool Touched = false;
      for (size_t J = 0; J != Units.size(); ++J)
        Touched |= From[J] && Stale[J];
      if (From[I] && llvm::any_of(Asked[I], [&](size_t J) { return J != I; }) && Touched)
        Circle.push_back(I);
    }
    for (size_t I : Circle) {
      Stale[I] = true;
      Cache.forget(Jobs[I]);
    }
  }

  /// \returns whether there was anything to do.
  bool runOne() {
    LintOptions Lint = Options.Lint;
    Lint.Others = Cache.summaries();
    std::vector<size_t> Wanted;
    for (size_t I = 0; I != Jobs.size(); ++I)
      if (!Units[I] || !UnitCache::isUpToDate(*Units[I], *Lint.Others))
        Wanted.push_back(I);
    std::vector<std::optional<UnitResult>> Slots(Jobs.size());
    lintThese(Wanted, Jobs, Options, Lint, Slots);
    for (size_t I : Wanted) {
      if (!Slots[I])
        continue;
      Linted[I] = true;
      Units[I] = Cache.keep(Jobs[I], std::move(*Slots[I]), *Lint.Others);
    }
    return !Wanted.empty();
  }

  const std::vector<Job> &Jobs;
  const ProgramOptions &Options;
  UnitCache &Cache;
  std::vector<std::optional<StoredUnit>> Units;
  /// What has changed since the earlier run, before anything is done; and what is done again.
  std::vector<bool> Stale, Linted;
};

} // namespace

std::vector<UnitResult> closure::lintAll(const std::vector<Job> &Jobs,
                                         const ProgramOptions &Options, const LintOptions &Lint,
                                         OnResult Seen) {
  std::vector<size_t> All(Jobs.size());
  std::iota(All.begin(), All.end(), size_t(0));
  std::vector<std::optional<UnitResult>> Slots(Jobs.size());
  auto Ended = [&](size_t I) {
    narrow(Options, *Slots[I], Jobs[I].Only);
    return Seen ? Seen(*Slots[I]) : std::string();
  };
  lintThese(All, Jobs, Options, Lint, Slots, Ended);
  std::vector<UnitResult> Results;
  for (std::optional<UnitResult> &Slot : Slots)
    if (Slot)
      Results.push_back(std::move(*Slot));
  return Results;
}

Run closure::runJobs(const std::vector<Job> &Jobs, const ProgramOptions &Options, OnResult Seen) {
  llvm::sys::SetInterruptFunction([] { Interrupted = true; });
  Run Made;
  if (!Options.Summaries.empty()) {
    UnitCache Cache(Options.Summaries, Options.Lint);
    if (Cache.fault().empty())
      return Rounds(Jobs, Options, Cache).run();
    Made.Fault = Cache.fault();
  }
  Made.Results = lintAll(Jobs, Options, Options.Lint, Seen);
  Made.Linted = Made.Results.size();
  return Made;
}
