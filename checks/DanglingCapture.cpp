//===-- DanglingCapture.cpp - closure-dangling-capture --------------------===//
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
class DanglingCapture : public CaptureCheck {
public:
  using CaptureCheck::CaptureCheck;
  bool owns(const Finding &F) const override {
    return !F.isAbout(Defect::Kind::Loop) && !F.isAbout(Defect::Kind::LateBinding);
  }
};
} // namespace

static RegisterCheck
    X("closure-dangling-capture",
      "finds lambdas that capture by reference what dies before their last call",
      [](llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
         std::shared_ptr<Session> Shared) -> std::unique_ptr<clang::tidy::ClangTidyCheck> {
        return std::make_unique<DanglingCapture>(Name, Context, std::move(Shared));
      });
