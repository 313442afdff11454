//===-- SessionPool.cpp - What the checks of one run share ----------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/common/SessionPool.h"
#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "plugin/common/CheckWords.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <map>
#include <mutex>
#include <set>

using namespace closure;
namespace tidy = clang::tidy;

std::shared_ptr<Session> closure::sessionOf(const tidy::ClangTidyContext &Run) {
  static std::mutex Mutex;
  static std::map<const tidy::ClangTidyContext *, std::weak_ptr<Session>> Sessions;
  std::lock_guard<std::mutex> Lock(Mutex);
  for (auto It = Sessions.begin(); It != Sessions.end();)
    It = It->second.expired() ? Sessions.erase(It) : std::next(It);
  std::shared_ptr<Session> Shared = Sessions[&Run].lock();
  if (!Shared)
    Sessions[&Run] = Shared = std::make_shared<Session>();
  return Shared;
}

CheckDefaults closure::defaultsFor(const tidy::ClangTidyContext &Run, Session &Shared) {
  std::set<std::string> Faults; // in an order that does not change
  for (const auto &Option : Run.getOptions().CheckOptions)
    Faults.insert(faultOfOption(Option.getKey()));
  llvm::SmallString<256> File(Run.getCurrentFile());
  llvm::sys::fs::make_absolute(File);
  llvm::sys::path::remove_dots(File, /*remove_dot_dot=*/true);
  const ProjectFile Project = projectFileAbove(File);
  Faults.insert(Project.Faults.begin(), Project.Faults.end());
  Faults.erase("");
  for (const std::string &Fault : Faults)
    Shared.tell(Fault);
  return CheckDefaults(Project);
}
