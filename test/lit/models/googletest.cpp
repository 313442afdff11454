// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// GoogleTest, by stand-ins of its declarations.
#include <functional>
#include <memory>
#include <vector>

# 1 "gtest/gtest.h" 3
namespace testing {
class Test {
public:
  virtual ~Test();

protected:
  Test();
  virtual void SetUp();
  virtual void TearDown();

private:
  virtual void TestBody() = 0;
};
} // namespace testing
# 24 "googletest.cpp"

class Bus {
public:
  void on(std::function<void()> f) { all.push_back(std::move(f)); }
  void fire() {
    for (auto &f : all)
      f();
  }

private:
  std::vector<std::function<void()>> all;
};
struct BusTest : testing::Test {
  void SetUp() override { pointed->fire(); }
  void TearDown() override { pointed.reset(); }
  Bus bus;
  std::unique_ptr<Bus> pointed = std::make_unique<Bus>();
};
struct First : BusTest {
  void TestBody() override;
};
void First::TestBody() {
  int count = 0;
  bus.on([&] { ++count; });
  bus.fire();
  pointed->on([&] { ++count; });
}
// A later call calls it.
struct CallsAtTheEnd : testing::Test {
  void TearDown() override { bus.fire(); }
  Bus bus;
};
struct Second : CallsAtTheEnd {
  void TestBody() override {
    int count = 0;
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'count' by reference, but member 'bus' keeps it after 'count' dies
    bus.on([&] { ++count; });
  }
};
// So does the destructor of a member.
struct FiresAtItsEnd : Bus {
  ~FiresAtItsEnd() { fire(); }
};
struct Third : testing::Test {
  FiresAtItsEnd bus;
  void TestBody() override {
    int count = 0;
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'count' by reference, but member 'bus' keeps it after 'count' dies
    bus.on([&] { ++count; });
  }
};
// Only for the body of the test, not for what comes before, and not for what the fixture only
// refers to.
struct Fourth : testing::Test {
  Bus bus;
  Bus &elsewhere;
  void SetUp() override {
    int count = 0;
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'count' by reference, but member 'bus' keeps it after 'count' dies
    bus.on([&] { ++count; });
  }
  void TestBody() override {
    int count = 0;
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'count' by reference, but member 'elsewhere' keeps it after 'count' dies
    elsewhere.on([&] { ++count; });
    bus.fire();
  }
};
