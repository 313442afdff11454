//===-- SessionTest.cpp - What is left when a part of the work crashes ----===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/Session.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Tooling/Tooling.h"
#include "gtest/gtest.h"

using namespace closure;

namespace {

constexpr char Code[] = "auto first(int a) { int x = a; return [&] { return x; }; }\n"
                        "auto second(int a) { int x = a; return [&] { return x; }; }\n"
                        "auto third(int a) { int x = a; return [&] { return x; }; }\n";

/// The findings, where the part of the work with this number crashes.
std::vector<Finding> findings(Session &Shared, clang::ASTUnit &Unit, unsigned Crashing) {
  Shared.guardBy([Crashing, Part = 0u](llvm::function_ref<void()> Work) mutable {
    if (Part++ == Crashing)
      return false;
    Work();
    return true;
  });
  return Shared.findings(Unit.getASTContext(), Settings());
}

TEST(Session, WhatWasFoundBeforeACrashIsKept) {
  std::unique_ptr<clang::ASTUnit> Unit =
      clang::tooling::buildASTFromCodeWithArgs(Code, {"-std=c++17", "-w"});
  Session Shared;
  std::vector<Finding> Found = findings(Shared, *Unit, 1);
  ASSERT_EQ(Found.size(), 1u);
  EXPECT_EQ(Shared.crash().find("the analysis of '"), 0u);
  EXPECT_NE(Shared.crash().find("in line 2"), std::string::npos) << Shared.crash();
}

TEST(Session, WithoutACrashAllIsFound) {
  std::unique_ptr<clang::ASTUnit> Unit =
      clang::tooling::buildASTFromCodeWithArgs(Code, {"-std=c++17", "-w"});
  Session Shared;
  EXPECT_EQ(findings(Shared, *Unit, 1000).size(), 3u);
  EXPECT_EQ(Shared.crash(), "");
}

} // namespace
