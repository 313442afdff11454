//===-- Run.cpp - Lints many files at once --------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/Run.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Signals.h"
#include "llvm/Support/ThreadPool.h"
#include "llvm/Support/raw_ostream.h"
#include <atomic>
#include <chrono>
#include <mutex>
#include <optional>

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
    if (!Shown)
      return;
    llvm::errs() << "\r\033[K[" << Done << "/" << Total << "] ";
    if (Found)
      llvm::errs() << Found << (Found == 1 ? " finding, " : " findings, ");
    llvm::errs() << left() << " " << llvm::sys::path::filename(Result.File).take_front(40);
    llvm::errs().flush();
  }

  ~Progress() {
    if (Shown && Done)
      llvm::errs() << "\r\033[K";
  }

private:
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
};

} // namespace

bool closure::wasInterrupted() { return Interrupted; }

std::vector<UnitResult> closure::runJobs(const std::vector<Job> &Jobs,
                                         const ProgramOptions &Options) {
  llvm::sys::SetInterruptFunction([] { Interrupted = true; });
  std::vector<std::optional<UnitResult>> Slots(Jobs.size());
  {
    Progress Shown(Jobs.size(), !Options.Quiet && llvm::sys::Process::StandardErrIsDisplayed());
    llvm::DefaultThreadPool Pool(llvm::hardware_concurrency(Options.Jobs));
    for (size_t I = 0; I != Jobs.size(); ++I)
      Pool.async([&, I] {
        if (Interrupted)
          return;
        Slots[I] = lintUnit(Jobs[I], Options.Lint);
        Shown.finished(*Slots[I]);
      });
    Pool.wait();
  }
  std::vector<UnitResult> Results;
  for (std::optional<UnitResult> &Slot : Slots)
    if (Slot)
      Results.push_back(std::move(*Slot));
  return Results;
}
