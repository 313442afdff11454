//===-- LoopCapture.cpp - closure-loop-capture ----------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/CaptureCheck.h"
#include "checks/CheckRegistry.h"

using namespace closure;

namespace {
class LoopCapture : public CaptureCheck {
public:
  using CaptureCheck::CaptureCheck;
  bool owns(const Finding &F) const override {
    return F.isAbout(Defect::Kind::Loop) || F.isAbout(Defect::Kind::LateBinding);
  }
};
} // namespace

static RegisterCheck
    X("closure-loop-capture",
      "finds lambdas made in a loop that outlive, or all see the last value of, what they capture",
      [](llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
         std::shared_ptr<Session> Shared) -> std::unique_ptr<clang::tidy::ClangTidyCheck> {
        return std::make_unique<LoopCapture>(Name, Context, std::move(Shared));
      });
