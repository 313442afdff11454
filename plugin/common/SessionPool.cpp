//===-- SessionPool.cpp - What the checks of one run share ----------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/common/SessionPool.h"
#include <map>
#include <mutex>

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
