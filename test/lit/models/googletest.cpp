// REQUIRES: header-gmock
// packages: libgmock-dev libgtest-dev
// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// GoogleTest and GoogleMock.
#include <functional>
#include <memory>
#include <gmock/gmock.h>
#include <memory>
#include <vector>
using testing::_;
using testing::DoAll;
using testing::Invoke;
using testing::NiceMock;
using testing::Return;
using testing::SaveArg;
using testing::Truly;
struct I {
  virtual ~I() = default;
  virtual int f(int) = 0;
  virtual void g(std::function<void()>) = 0;
};
struct M : I {
  MOCK_METHOD(int, f, (int), (override));
  MOCK_METHOD(void, g, (std::function<void()>), (override));
};
struct Subject {
  explicit Subject(I &i) : i(i) {}
  void run() { i.f(1); }
  I &i;
};
struct Owner {
  explicit Owner(std::unique_ptr<I> i) : i(std::move(i)) {}
  void run() { i->f(1); }
  std::unique_ptr<I> i;
};
I *theI();
M &theM();
struct Fix : testing::Test {
  M m;
  NiceMock<M> nice;
  M *raw = nullptr;
  std::unique_ptr<M> own;
  std::shared_ptr<M> shared;
  Subject s{m};
  std::unique_ptr<Owner> owner;
  M &mock() { return m; }
  void SetUp() override {
    auto p = std::make_unique<M>();
    raw = p.get();
    owner = std::make_unique<Owner>(std::move(p));
  }
  void expect(int v) {
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'v' by reference
    EXPECT_CALL(m, f(_)).WillOnce([&](int x) { return x + v; });
  }
  void expectCopy(int v) {
    EXPECT_CALL(m, f(_)).WillOnce([=](int x) { return x + v; });
  }
  void expectOn(M &mm) {
    int v = 2;
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'v' by reference
    EXPECT_CALL(mm, f(_)).WillOnce(Invoke([&](int x) { return x + v; }));
    EXPECT_CALL(mm, f(_)).Times(2).WillOnce(Return(2)).WillRepeatedly(
        // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'v' by reference
        DoAll([&](int x) { x + v; }, Return(1)));
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'v' by reference
    EXPECT_CALL(*raw, f(_)).WillOnce(Invoke([&](int x) { return x + v; }));
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'v' by reference
    EXPECT_CALL(*own, f(_)).WillOnce(Invoke([&](int x) { return x + v; }));
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'v' by reference
    EXPECT_CALL(mm, f(Truly([&](int x) { return x == v; }))).WillOnce(Return(1));
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: 'v' is bound by address here
    ON_CALL(nice, f(_)).WillByDefault(DoAll(SaveArg<0>(&v), Return(1)));
    // CHECK: :[[#@LINE+2]]:{{[0-9]+}}: warning: 'v' is bound by address here
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'v' by reference
    ON_CALL(nice, f(_)).WillByDefault(DoAll(SaveArg<0>(&v), [&v](int) { return v; }));
  }
  int state = 0;
  void expectState() {
    EXPECT_CALL(m, f(_)).WillRepeatedly([this](int x) { return state += x; });
  }
};
TEST_F(Fix, Member) {
  int n = 0;
  std::function<void()> done;
  EXPECT_CALL(m, f(_)).WillOnce([&](int x) { return n += x; });
  EXPECT_CALL(nice, f(_)).WillRepeatedly(Invoke([&](int x) { return n += x; }));
  EXPECT_CALL(*raw, f(_)).WillRepeatedly(Invoke([&](int x) { return n += x; }));
  EXPECT_CALL(*own, f(_)).WillRepeatedly(Invoke([&](int x) { return n += x; }));
  EXPECT_CALL(*shared, f(_)).WillRepeatedly(Invoke([&](int x) { return n += x; }));
  EXPECT_CALL(mock(), f(_)).WillRepeatedly(Invoke([&](int x) { return n += x; }));
  EXPECT_CALL(m, g(_)).WillOnce(SaveArg<0>(&done));
  EXPECT_CALL(m, f(Truly([&](int x) { return x == n; }))).WillOnce([this](int x) { return state; });
  ON_CALL(m, f(_)).WillByDefault([&](int x) { return n; });
  s.run();
  owner->run();
}
TEST(Plain, Local) {
  int n = 0;
  auto p = std::make_unique<M>();
  M &ref = *p;
  M *ptr = p.get();
  Owner o(std::move(p));
  int late = 0;
  EXPECT_CALL(ref, f(_)).WillOnce([&](int x) { return n += x; });
  EXPECT_CALL(*ptr, f(_)).WillOnce([&](int x) { return n += x; });
  EXPECT_CALL(ref, f(_)).WillOnce([&](int x) { return late += x; });
  EXPECT_CALL(*ptr, f(_)).WillOnce([&](int x) { return late += x; });
  o.run();
}
TEST(Plain, Shared) {
  int n = 0;
  auto p = std::make_shared<NiceMock<M>>();
  int late = 0;
  EXPECT_CALL(*p, f(_)).WillOnce([&](int x) { return n += x; });
  EXPECT_CALL(*p, f(_)).WillOnce([&](int x) { return late += x; });
  auto q = new M;
  std::unique_ptr<I> holder(q);
  EXPECT_CALL(*q, f(_)).WillOnce([&](int x) { return n += x; });
  auto *cast = static_cast<M *>(holder.get());
  EXPECT_CALL(*cast, f(_)).WillOnce([&](int x) { return n += x; });
}
TEST(Plain, Global) {
  int n = 0;
  EXPECT_CALL(theM(), f(_)).WillOnce([&](int x) { return n += x; });
  EXPECT_CALL(*static_cast<M *>(theI()), f(_)).WillOnce([&](int x) { return n += x; });
}
TEST(Plain, Loop) {
  M m;
  for (int i = 0; i < 3; ++i)
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'i' by reference
    EXPECT_CALL(m, f(i)).WillOnce([&](int x) { return i; });
  for (int v : {1, 2})
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'v' by reference
    EXPECT_CALL(m, f(v)).WillOnce([&](int x) { return v; });
  for (int v : {1, 2})
    EXPECT_CALL(m, f(v)).WillOnce([v](int x) { return v; });
  for (int v : {1, 2}) {
    EXPECT_CALL(m, f(v)).WillOnce([&](int x) { return v; });
    m.f(v);
    testing::Mock::VerifyAndClearExpectations(&m);
  }
  {
    int inner = 0;
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'inner' by reference
    EXPECT_CALL(m, f(_)).WillOnce([&](int x) { return inner; });
  }
  m.f(2);
}
TEST(Plain, Fun) {
  testing::MockFunction<int(int)> fn;
  int n = 0;
  EXPECT_CALL(fn, Call(_)).WillOnce([&](int x) { return n += x; });
  std::function<int(int)> a = fn.AsStdFunction();
  a(1);
}
std::unique_ptr<M> make() {
  auto m = std::make_unique<M>();
  int n = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  EXPECT_CALL(*m, f(_)).WillOnce([&](int x) { return n += x; });
  return m;
}
struct Env {
  M m;
  Env() {
    int n = 0;
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
    ON_CALL(m, f(_)).WillByDefault([&](int x) { return n; });
    ON_CALL(m, f(_)).WillByDefault([this](int x) { return v; });
  }
  int v = 0;
};

// What a test leaves in its fixture.
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
// A handler that a part of the fixture gets, whether its body is in sight or not; work that is to
// be done next is another matter.
struct Keys {
  virtual ~Keys() = default;
  virtual void on_key(std::function<void(int)> f) = 0;
  virtual void post(std::function<void()> f) = 0;
};
void atOnce(const std::function<void()> &f) { f(); }
struct Fifth : testing::Test {
  const std::shared_ptr<Keys> keys;
  void TestBody() override {
    int count = 0;
    keys->on_key([&](int) { ++count; });
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'count' by reference, but 'post' may keep it after 'count' dies
    keys->post([&] { ++count; });
  }
};
// In a closure that is the last of the test, too.
struct Sixth : testing::Test {
  Bus bus;
  void TestBody() override {
    atOnce([this] {
      int count = 0;
      bus.on([&] { ++count; });
      bus.fire();
    });
  }
};
struct Seventh : testing::Test {
  Bus bus;
  void TestBody() override {
    atOnce([this] {
      int count = 0;
      // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'count' by reference, but member 'bus' keeps it after 'count' dies
      bus.on([&] { ++count; });
    });
    bus.fire();
  }
};
