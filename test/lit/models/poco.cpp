// REQUIRES: header-poco
// packages: libpoco-dev
// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// POCO.
#include <Poco/Thread.h>
#include <Poco/Util/Timer.h>
#include <memory>
#include <vector>
void a() {
  int n = 0;
  Poco::Thread t;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  t.startFunc([&n] { ++n; });
}
void a2() {
  Poco::Thread t;
  int n = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  t.startFunc([&n] { ++n; });
}
void b() {
  int n = 0;
  Poco::Thread t;
  t.startFunc([&n] { ++n; });
  t.join();
}
void b2() {
  int n = 0;
  Poco::Thread t;
  t.startFunc([&n] { ++n; });
  t.join(100);
}
void b3() {
  int n = 0;
  Poco::Thread t;
  t.startFunc([&n] { ++n; });
  if (!t.tryJoin(100))
    t.join();
}
void c(Poco::Thread &t) {
  int n = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  t.startFunc([&n] { ++n; });
}
void d(Poco::Util::Timer &t) {
  int n = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  t.schedule(Poco::Util::Timer::func([&n] { ++n; }), 0, 10);
}
void d2(Poco::Util::Timer &t) {
  int n = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  Poco::Util::TimerTask::Ptr task = Poco::Util::Timer::func([&n] { ++n; });
  t.schedule(task, 0, 10);
}
void d3(Poco::Util::Timer &t) {
  int n = 0;
  Poco::Util::TimerTask::Ptr task = Poco::Util::Timer::func([&n] { ++n; });
  t.schedule(task, 0, 10);
  t.cancel(true);
}
void d4(Poco::Util::Timer &t) {
  int n = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  auto task = Poco::Util::Timer::func([&n] { ++n; });
  t.scheduleAtFixedRate(task, 0, 10);
}
void e() {
  Poco::Util::Timer t;
  std::vector<int> v;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'v' by reference
  t.schedule(Poco::Util::Timer::func([&v] { v.push_back(1); }), 0, 10);
}
void f() {
  std::vector<int> v;
  Poco::Util::Timer t;
  t.schedule(Poco::Util::Timer::func([&v] { v.push_back(1); }), 0, 10);
}
struct S {
  Poco::Util::Timer t;
  int n = 0;
  void go() {
    t.schedule(Poco::Util::Timer::func([this] { ++n; }), 0, 10);
  }
};
struct S2 {
  int n = 0;
  Poco::Util::Timer t;
  void go() {
    t.schedule(Poco::Util::Timer::func([this] { ++n; }), 0, 10);
  }
};
struct T {
  Poco::Thread t;
  int n = 0;
  void go() {
    t.startFunc([this] { ++n; });
  }
  ~T() { t.join(); }
};
struct T2 {
  Poco::Thread t;
  int n = 0;
  void go() {
    t.startFunc([this] { ++n; });
  }
};
void loop() {
  std::vector<std::unique_ptr<Poco::Thread>> v;
  for (int i = 0; i < 3; ++i) {
    v.push_back(std::make_unique<Poco::Thread>());
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'i' by copy and changes only its copy
    v.back()->startFunc([i]() mutable { ++i; });
  }
  for (auto &t : v)
    t->join();
}
void loop2() {
  std::vector<std::unique_ptr<Poco::Thread>> v;
  int n = 0;
  for (int i = 0; i < 3; ++i) {
    v.push_back(std::make_unique<Poco::Thread>());
    v.back()->startFunc([&n] { ++n; });
  }
  for (auto &t : v)
    t->join();
}
