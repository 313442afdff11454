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
#include "plugin/common/SessionPool.h"
#include "plugin/tidy/CaptureCheck.h"
#include <cstdlib>

using namespace closure;
namespace tidy = clang::tidy;

namespace {

/// A module for another LLVM would find nothing, in silence, or crash: who asked for checks that
/// cannot run must not take that for success.
const bool Usable = isOurVersion("clang-tidy") || (std::_Exit(1), false);

class ClosureModule : public tidy::ClangTidyModule {
public:
  void addCheckFactories(tidy::ClangTidyCheckFactories &Factories) override {
    for (const RegisterCheck *Check : RegisterCheck::all())
      Factories.registerCheckFactory(
          Check->Name, [](llvm::StringRef Name, tidy::ClangTidyContext *Context) {
            return std::make_unique<CaptureCheck>(Name, Context, sessionOf(*Context));
          });
  }
};

} // namespace

static tidy::ClangTidyModuleRegistry::Add<ClosureModule>
    X("closure-module", "Dangerous lambda captures: what dangles, what binds too late.");
