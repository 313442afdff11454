// REQUIRES: header-catch2
// packages: catch2
// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// Catch2. A generator outlives the pass of the test case in which it is made.
#include <catch2/catch.hpp>
#include <functional>
#include <memory>
#include <vector>

using Catch::Matchers::Predicate;

TEST_CASE("over a local") {
  int offset = GENERATE(100, 200);
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'offset' by reference
  auto a = GENERATE_REF(map<int>([&](int v) { return v + offset; }, values({1, 2})));
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'offset' by reference
  auto b = GENERATE_REF(filter([&offset](int v) { return v > offset; }, values({1, 2})));
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'offset' by reference
  auto c = GENERATE_REF(take(2, filter([&](int v) { return v > offset; }, values({1, 2}))));
  CHECK(a > b + c);
}
TEST_CASE("over copies") {
  int offset = GENERATE(100, 200);
  auto a = GENERATE_COPY(map<int>([=](int v) { return v + offset; }, values({1, 2})));
  auto b = GENERATE_REF(map<int>([offset](int v) { return v + offset; }, values({1, 2})));
  auto c = GENERATE_REF(values({offset, offset + 1}));
  static int all = 0;
  auto d = GENERATE_REF(map<int>([&](int v) { return v + all; }, values({1, 2})));
  CHECK(a > b + c + d);
}
TEST_CASE("called at once") {
  int n = 0;
  REQUIRE_THAT(1, Predicate<int>([&](int v) { return ++n > v; }, "x"));
  auto fails = [&] {
    ++n;
    throw 1;
  };
  REQUIRE_THROWS(fails());
  SECTION("one") {
    std::vector<int> v{1, 2};
    auto add = [&](int i) { v.push_back(n += i); };
    add(1);
    CHECK(v.size() == 3);
  }
}

// The object of a fixture dies when the test is over.
struct Quiet {
  std::function<void()> Keep;
  void run() { Keep(); }
};
TEST_CASE_METHOD(Quiet, "a fixture that dies in silence") {
  int n = 0;
  Keep = [&n] { ++n; };
  run();
  CHECK(n == 1);
}
struct Calling {
  std::function<void()> Keep;
  ~Calling() { Keep(); }
};
TEST_CASE_METHOD(Calling, "a fixture that calls it") {
  int n = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference, but member 'Keep' keeps it
  Keep = [&n] { ++n; };
}
struct Plain : Quiet {
  void test();
};
void Plain::test() {
  int n = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference, but member 'Keep' keeps it
  Keep = [&n] { ++n; };
}

// What a member of the fixture points out is a part of the fixture.
struct Command {
  Command *add() { return Parts.emplace_back(std::make_unique<Command>()).get(); }
  Command *eager() {
    Eager = true;
    return this;
  }
  void on(std::function<void()> F) { Run = std::move(F); }
  std::function<void()> Run;
  std::vector<std::unique_ptr<Command>> Parts;
  bool Eager = false;
};
struct Commands {
  Commands() { Start = Root.add()->eager(); }
  Command Root;
  Command *Start{nullptr};
};
TEST_CASE_METHOD(Commands, "a part of a member") {
  int n = 0;
  Start->on([&n] { ++n; });
  auto *Group = Root.add();
  Group->add()->on([&n] { ++n; });
  auto *Inner = Group->add();
  Inner->on([&n] { ++n; });
  auto *Part = Root.add()->eager();
  Part->on([&n] { ++n; });
  CHECK(n == 0);
}
struct Shared {
  Command *Start{nullptr};
  std::shared_ptr<Command> Kept;
  Shared(Command *From, std::shared_ptr<Command> Kept) : Start(From), Kept(Kept) {}
};
Command Everybodys;
struct OfEverybody : Shared {
  OfEverybody() : Shared(&Everybodys, nullptr) {}
};
TEST_CASE_METHOD(OfEverybody, "what others own") {
  int n = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference, but
  Start->on([&n] { ++n; });
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference, but
  Kept->on([&n] { ++n; });
}
