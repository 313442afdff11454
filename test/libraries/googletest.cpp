//===-- googletest.cpp - GoogleTest and GoogleMock, as they run -----------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// model: googletest
// packages: libgmock-dev libgtest-dev
// flags: -std=c++17 -pthread
// libs: -pthread -lgmock -lgtest
#include "Shapes.h"
#include <gmock/gmock.h>

using namespace testing;

struct Ours {
  MOCK_METHOD(void, f, ());
  MOCK_METHOD(void, g, (int));
};

/// The mock has what it is given by a step of an expectation, which belongs to it, until `Clear`.
template <class Clear, class Give>
static void until(const char *Name, const char *Until, Clear C, Give G) {
  Row R(Name);
  auto M = std::make_unique<Ours>();
  R.call([&] { G(*M, R.closure()); });
  R.dies("this", [&] { M.reset(); });
  // The result names the expectation again.
  R.sees("part of: this", R.fate()->isOver());
  R.again();
  Ours Other;
  R.call([&] { G(Other, R.closure()); });
  R.over("this", Until, [&] { C(&Other); }, [&] { Other.f(), Other.g(1); });
}

static void expectations() {
  auto Expectations = [](Ours *M) { testing::Mock::VerifyAndClearExpectations(M); };
  auto All = [](Ours *M) { testing::Mock::VerifyAndClear(M); };
  belongs<Ours>("Ours::gmock_g", [](Ours &M, Closure C) {
    return &EXPECT_CALL(M, g(Truly([C](int) { return C(), true; }))).Times(AnyNumber());
  });
  until("testing::internal::TypedExpectation::WillOnce", "VerifyAndClearExpectations", Expectations,
        [](Ours &M, Closure C) {
          EXPECT_CALL(M, f()).Times(AtMost(2)).WillOnce(C).WillOnce(Return());
        });
  until("testing::internal::TypedExpectation::WillRepeatedly", "VerifyAndClearExpectations",
        Expectations,
        [](Ours &M, Closure C) { EXPECT_CALL(M, f()).Times(AnyNumber()).WillRepeatedly(C); });
  until("testing::internal::TypedExpectation::With", "VerifyAndClearExpectations", Expectations,
        [](Ours &M, Closure C) {
          EXPECT_CALL(M, g(_))
              .With(Truly([C](const std::tuple<int> &) { return C(), true; }))
              .Times(AnyNumber());
        });
  until("testing::internal::OnCallSpec::WillByDefault", "VerifyAndClear", All,
        [](Ours &M, Closure C) { ON_CALL(M, f()).WillByDefault(C); });
  until("testing::internal::OnCallSpec::With", "VerifyAndClear", All, [](Ours &M, Closure C) {
    ON_CALL(M, g(_))
        .With(Truly([C](const std::tuple<int> &) { return C(), true; }))
        .WillByDefault(Return());
  });
  leads<Ours>("testing::internal::MockSpec::InternalExpectedAt",
              [](Ours &M, Closure C) { EXPECT_CALL(M, f()).Times(AnyNumber()).WillRepeatedly(C); });
  leads<Ours>("testing::internal::MockSpec::InternalDefaultActionSetAt",
              [](Ours &M, Closure C) { ON_CALL(M, f()).WillByDefault(C); });
  leads<Ours>("testing::internal::MockSpec::operator()",
              [](Ours &M, Closure C) { ON_CALL(M, f()).WillByDefault(C); });
  leads<Ours>("testing::internal::TypedExpectation::Times",
              [](Ours &M, Closure C) { EXPECT_CALL(M, f()).Times(AnyNumber()).WillRepeatedly(C); });
  leads<Ours>("testing::internal::TypedExpectation::InSequence", [](Ours &M, Closure C) {
    Sequence S;
    EXPECT_CALL(M, f()).Times(AnyNumber()).InSequence(S).WillRepeatedly(C);
  });
  leads<Ours>("testing::internal::TypedExpectation::After", [](Ours &M, Closure C) {
    ExpectationSet Earlier;
    EXPECT_CALL(M, f()).Times(AnyNumber()).After(Earlier).WillRepeatedly(C);
  });
  leads<Ours>("testing::internal::TypedExpectation::RetiresOnSaturation", [](Ours &M, Closure C) {
    EXPECT_CALL(M, f()).Times(AtMost(1)).WillOnce(C).RetiresOnSaturation();
  });
  auto Clears = [](const char *Name, auto Clear) {
    Row R(Name);
    Ours M;
    EXPECT_CALL(M, f()).Times(AnyNumber()).WillRepeatedly(R.closure());
    R.drops("parameter 0", [&] { Clear(&M); }, [&] { M.f(); });
  };
  Clears("testing::Mock::VerifyAndClearExpectations", Expectations);
  Clears("testing::Mock::VerifyAndClear", All);
  {
    Row R("testing::internal::FunctionMocker::Invoke");
    Ours M;
    EXPECT_CALL(M, f()).WillOnce(R.closure());
    R.calls([&] { M.f(); });
  }
  {
    Row R("~testing::internal::FunctionMocker");
    auto M = std::make_unique<Ours>();
    EXPECT_CALL(*M, f()).Times(AnyNumber()).WillRepeatedly(R.closure());
    R.destructor([&] { M.reset(); });
  }
}

/// The result calls the method of an object that it only refers to.
static void callsMethod(const char *Name, Action<void()> (*Make)(Closure *)) {
  Row R(Name);
  Closure C = R.closure();
  Action<void()> Made = Make(&C);
  Made.Perform({});
  R.sees("returned", R.fate()->Calls == 1), R.sees("binds", R.fate()->Calls == 1);
}

/// The result writes where it was told to.
template <class Make> static void writes(const char *Name, Make M) {
  Row R(Name);
  int N = 0;
  Action<int(int)> Made = DoAll(M(&N), Return(0));
  Made.Perform(std::make_tuple(7));
  R.sees("returned", N == 7), R.sees("binds", N == 7);
}

static void actions() {
  makes("testing::Action::Action", [](Closure C) { return Action<void()>(std::move(C)); });
  makes("testing::OnceAction::OnceAction",
        [](Closure C) { return OnceAction<void()>(std::move(C)); });
  makes("testing::Matcher::Matcher",
        [](Closure C) { return Matcher<int>(Truly([C](int) { return C(), true; })); });
  callsMethod("testing::Invoke",
              [](Closure *C) -> Action<void()> { return Invoke(C, &Closure::operator()); });
  callsMethod("testing::InvokeWithoutArgs", [](Closure *C) -> Action<void()> {
    return InvokeWithoutArgs(C, &Closure::operator());
  });
  makes("testing::Invoke", [](Closure C) { return Invoke(std::move(C)); });
  makes("testing::InvokeWithoutArgs", [](Closure C) { return InvokeWithoutArgs(std::move(C)); });
  makes("testing::DoAll", [](Closure C) { return DoAll(C, Return()); });
  makes("testing::IgnoreResult", [](Closure C) { return IgnoreResult([C] { return C(), 1; }); });
  makes("testing::WithArg", [](Closure C) { return WithArg<0>([C](int) { C(); }); });
  makes("testing::WithArgs", [](Closure C) { return WithArgs<0>([C](int) { C(); }); });
  makes("testing::WithoutArgs", [](Closure C) { return WithoutArgs(C); });
  writes("testing::SaveArg", [](int *N) { return SaveArg<0>(N); });
  writes("testing::Assign", [](int *N) { return Assign(N, 7); });
  {
    Row R("testing::SaveArgPointee");
    int N = 0, Seven = 7;
    Action<void(int *)> Made = SaveArgPointee<0>(&N);
    Made.Perform(std::make_tuple(&Seven));
    R.sees("returned", N == 7), R.sees("binds", N == 7);
  }
  {
    Row R("testing::ReturnPointee");
    int N = 0;
    Action<int()> Made = ReturnPointee(&N);
    N = 7;
    bool Read = Made.Perform({}) == 7;
    R.sees("returned", Read), R.sees("binds", Read);
  }
}

static void matchers() {
  auto Is = [](Closure C) { return Truly([C](int) { return C(), true; }); };
  makes("testing::Truly", Is);
  makes("testing::Not", [&](Closure C) { return Not(Is(C)); });
  makes("testing::AllOf", [&](Closure C) { return AllOf(Is(C), Is(C)); });
  makes("testing::AnyOf", [&](Closure C) { return AnyOf(Is(C), Is(C)); });
  makes("testing::Pointee", [&](Closure C) { return Pointee(Is(C)); });
  makes("testing::ResultOf", [](Closure C) { return ResultOf([C](int N) { return C(), N; }, 1); });
}

static void tests() {
  struct Empty : Test {
    void TestBody() override {}
  };
  Row R("testing::RegisterTest");
  R.call([&] {
    RegisterTest("Suite", "test", nullptr, nullptr, __FILE__, __LINE__, [C = R.closure()] {
      C();
      return new Empty;
    });
  });
  R.run("RUN_ALL_TESTS", [] { (void)RUN_ALL_TESTS(); });
}

int main(int Count, char **Arguments) {
  InitGoogleMock(&Count, Arguments);
  expectations();
  actions();
  matchers();
  tests();
}
