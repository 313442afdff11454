//===-- ClosureTokensTest.cpp - What tokens tell of closures --------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/shortcuts/ClosureTokens.h"
#include "clang/Basic/LangOptions.h"
#include "gtest/gtest.h"

using namespace closure;

static bool may(llvm::StringRef Text) {
  clang::LangOptions Language;
  Language.CPlusPlus = Language.CPlusPlus11 = true;
  return mayMakeClosure(tokensOf(Text, Language), ClosureMakers());
}

TEST(ClosureTokens, LambdasThatCapture) {
  for (const char *Text :
       {"f([&] { g(); });", "auto a = [=]() mutable { return n; };",
        "return [this](int i) { go(i); };",
        "post([x = std::move(x)]() noexcept -> int { return x; });", "if (n) [&n] { ++n; }();",
        "auto g = [n]<class T>(T t) { return n + t; };", "auto g = [&n] -> int { return n; };",
        "SCOPE_EXIT [&] { close(n); };", "GUARD [n]() mutable { ++n; };",
        "auto g = [&n] [[nodiscard]] { return n; };", "co_await [n]() -> task { co_return; }();",
        "defer [&](auto x) CALLED { use(x); };", "table[i](x, [&] { go(); });",
        "[p = a[i]] { p(); }();", "x = {[&n](int) { ++n; }, 0};"})
    EXPECT_TRUE(may(Text)) << Text;
}

TEST(ClosureTokens, PartsOfLambdasInMacros) {
  for (const char *Text :
       {"#define LATER guard = [&]\n#define OTHER 1\n",
        "#define LATER(...) [&](__VA_ARGS__)\n#undef X\n", "#define BEGIN make([\n#define END ])\n",
        "#define LATER run([&]() \\\n  {\n"})
    EXPECT_TRUE(may(Text)) << Text;
}

TEST(ClosureTokens, WhatOnlyLooksLikeIt) {
  for (const char *Text : {"int a[3] = {1, 2, 3};",
                           "a[i] = b[j];",
                           "table[i](x);",
                           "t[i]->go();",
                           "if (a[i] < b[j]) {}",
                           "[[nodiscard]] int f();",
                           "int f([[maybe_unused]] int x) { return 0; }",
                           "int &operator[](size_t i) { return a[i]; }",
                           "delete[] p;",
                           "auto [a, b] = pair;",
                           "for (auto &[k, v] : all) {}",
                           "new int[n];",
                           "f(a[i](x), b);",
                           "auto g = [] { return 1; };",
                           "auto g = [](int x) { return x; };",
                           "#include <a[b]{>\nint x;",
                           "#pragma omp [x] {\nint x;",
                           "\"[&] {}\"; // [&] {}",
                           "(*p)[i](x);",
                           "x = b[i] MACRO;",
                           "#define FIRST a[0]\\n#undef B\\n",
                           "a[i][j] = 1;"})
    EXPECT_FALSE(may(Text)) << Text;
}

TEST(ClosureTokens, NamesOfWhatMakesClosures) {
  clang::LangOptions Language;
  Language.CPlusPlus = true;
  ClosureMakers Others;
  Others.Macros.insert("LATER");
  Others.Functions["bind"].insert("std");
  Others.Functions["thread"].insert("std");
  auto May = [&](llvm::StringRef Text) { return mayMakeClosure(tokensOf(Text, Language), Others); };
  for (const char *Text :
       {"std::thread t(f, &x);", "#define RUN std::bind\n",
        "using namespace std; auto g = bind(f, &x);", "namespace s = std; s::bind(f, &x);",
        "vector<thread> all;", "return bind(f, &x);", "LATER(x);", "::std::thread(f, p).detach();"})
    EXPECT_TRUE(May(Text)) << Text;
  for (const char *Text :
       {"#include <thread>\n#  include <boost/bind.hpp>\nint x;",
        "std::this_thread::yield(); // thread\n", "log(\"bind\");", "socket.bind(address);",
        "peer->bind(1);", "void Socket::bind(int p) {}", "int bind(int fd);", "::bind(fd, p, n);",
        "std::string thread;", "f(thread);"})
    EXPECT_FALSE(May(Text)) << Text;
}
