//===-- TidyModule.cpp - The clang-tidy module ----------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// `clang-tidy --load=closure-tidy.so` finds the checks through this file. It holds no
// analysis: it makes the checks and gives those of one run a common session.
//
//===----------------------------------------------------------------------===//

#include "checks/CheckRegistry.h"
#define CLOSURE_TIDY_MODULE
#include "checks/Compat.h"
#include "plugin/common/HostVersion.h"
#include "plugin/tidy/CaptureCheck.h"
#include <map>
#include <mutex>

using namespace closure;
namespace tidy = clang::tidy;

namespace {

/// A module for another LLVM is listed by clang-tidy and finds nothing, in silence.
const bool Usable = isOurVersion("clang-tidy");

/// The sessions of the runs that are under way; clangd has several at once. A session goes
/// with the last check of its run.
class SessionPool {
public:
  std::shared_ptr<Session> of(tidy::ClangTidyContext *Context) {
    std::lock_guard<std::mutex> Lock(Mutex);
    for (auto It = Sessions.begin(); It != Sessions.end();)
      It = It->second.expired() ? Sessions.erase(It) : std::next(It);
    std::shared_ptr<Session> Shared = Sessions[Context].lock();
    if (!Shared)
      Sessions[Context] = Shared = std::make_shared<Session>();
    return Shared;
  }

private:
  std::mutex Mutex;
  std::map<tidy::ClangTidyContext *, std::weak_ptr<Session>> Sessions;
};

class ClosureModule : public tidy::ClangTidyModule {
public:
  void addCheckFactories(tidy::ClangTidyCheckFactories &Factories) override {
    auto Pool = std::make_shared<SessionPool>();
    for (const RegisterCheck *Check : RegisterCheck::all())
      Factories.registerCheckFactory(
          Check->Name, [Pool](llvm::StringRef Name, tidy::ClangTidyContext *Context) {
            return std::make_unique<CaptureCheck>(Name, Context, Pool->of(Context));
          });
  }
};

} // namespace

static tidy::ClangTidyModuleRegistry::Add<ClosureModule>
    X("closure-module", "Dangerous lambda captures: what dangles, what binds too late.");
