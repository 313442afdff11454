//===-- SnippetTest.cpp - Facts and findings of source snippets -----------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "test/unit/Snippet.h"
#include "gtest/gtest.h"
#include <algorithm>

using namespace closure::test;
using Names = std::set<std::string>;
using List = std::vector<std::string>;

TEST(Snippet, LoansAtNamedPoints) {
  Snippet S(R"(
void f() {
  int x = 0, y = 0;
  auto a = [&x] { return x; };
  Fn b;
  point(first);
  b = [&y] { return y; };
  point(second);
  b = a;
  point(third);
  b();
})");
  EXPECT_EQ(S.at("first"), Names{"a: x"});
  EXPECT_EQ(S.at("second"), (Names{"a: x", "b: y"}));
  EXPECT_EQ(S.at("third"), (Names{"a: x", "b: x"}));
  EXPECT_EQ(S.defects(), Names{});
}

TEST(Snippet, MembersAreHoldersOfTheirOwn) {
  Snippet S(R"(
struct Pair { Fn first, second; };
void f() {
  int x = 0, y = 0;
  Pair p;
  p.first = [&x] { return x; };
  p.second = [&y] { return y; };
  point(both);
  p.first = Fn();
  point(one);
  p.second();
})");
  EXPECT_EQ(S.at("both"), (Names{"p.first: x", "p.second: y"}));
  EXPECT_EQ(S.at("one"), Names{"p.second: y"});
}

// The expiry normaliser: order within a scope, parameters, iterations, temporaries.

TEST(Ends, InReverseOrderWhetherOrNotThereIsADestructor) {
  Snippet S(R"(
struct D { int n = 0; ~D() {} };
void f() {
  int a = 0;
  D b;
  int c = 0;
  auto l = [&] { return a + c + b.n; };
})");
  List Ends = S.ends();
  ASSERT_GE(Ends.size(), 3u);
  EXPECT_EQ((List(Ends.begin(), Ends.begin() + 3)), (List{"c", "b", "a"}));
}

TEST(Ends, ParametersEndLast) {
  Snippet S(R"(
Fn f(int parameter) {
  int local = parameter;
  return [&] { return parameter + local; };
})");
  List Ends = S.ends();
  auto At = [&](const char *Name) {
    return std::find(Ends.begin(), Ends.end(), Name) - Ends.begin();
  };
  EXPECT_LT(At("local"), At("parameter"));
  EXPECT_EQ(S.defects(), (Names{"local: ", "parameter: "}));
}

TEST(Ends, ReferenceParametersBelongToTheCaller) {
  EXPECT_EQ(Snippet("Fn f(int &x) { return [&x] { return x; }; }").defects(), Names{});
}

TEST(Ends, DeclarationOrderDecides) {
  EXPECT_EQ(Snippet(R"(
struct Guard { Fn fn; ~Guard() { fn(); } };
void f() {
  Guard g;
  int x = 0;
  g.fn = [&x] { return x; };
})")
                .defects(),
            Names{"x: g"});
  EXPECT_EQ(Snippet(R"(
struct Guard { Fn fn; ~Guard() { fn(); } };
void f() {
  int x = 0;
  Guard g;
  g.fn = [&x] { return x; };
})")
                .defects(),
            Names{});
}

TEST(Ends, AThrowUnwindsWhatTheTryBlockDeclared) {
  EXPECT_EQ(Snippet(R"(
void f(bool b) {
  Fn kept;
  try {
    int x = 0;
    kept = [&x] { return x; };
    if (b)
      throw 1;
    kept = Fn();
  } catch (int) {
    kept();
  }
})")
                .defects(),
            Names{"x: kept"});
}

TEST(Ends, ATemporaryEndsWithItsFullExpression) {
  EXPECT_EQ(Snippet(R"(
struct Name { int n = 0; ~Name() {} };
Fn over(const Name &name) { return [&name] { return name.n; }; }
int f() {
  Fn late = over(Name());
  return late();
})")
                .defects(),
            Names{"name: late"});
  EXPECT_EQ(Snippet(R"(
struct Name { int n = 0; ~Name() {} };
Fn over(const Name &name) { return [&name] { return name.n; }; }
int f() { return over(Name())(); })")
                .defects(),
            Names{});
}

TEST(Ends, AnExtendedTemporaryLivesAsLongAsItsReference) {
  EXPECT_EQ(Snippet(R"(
struct Name { int n = 0; };
Name make();
int f() {
  const Name &name = make();
  Fn late = [&name] { return name.n; };
  return late();
})")
                .defects(),
            Names{});
}

TEST(Ends, ANoReturnCallEndsNothing) {
  EXPECT_EQ(Snippet(R"(
Fn kept;
[[noreturn]] void die();
void f(bool b) {
  int x = 0;
  kept = [&x] { return x; };
  if (b)
    die();
  kept = Fn();
})")
                .defects(),
            Names{});
}

TEST(Snippet, TenRunsGiveTheSameFacts) {
  const char *Code = R"(
Fn a, b, c;
void f(int n) {
  int x = 0, y = 0, z = 0;
  for (int i = 0; i < n; ++i) {
    int w = i;
    a = [&] { return x + y + w + i; };
    b = [&] { return z + w; };
  }
  c = [&] { return x + z; };
})";
  Snippet First(Code);
  EXPECT_EQ(First.defects().size(), 8u);
  for (int Run = 0; Run != 9; ++Run) {
    Snippet Again(Code);
    EXPECT_EQ(Again.ends(), First.ends());
    EXPECT_EQ(Again.defects(), First.defects());
  }
}
