// REQUIRES: header-sdbus
// packages: libsdbus-c++-dev
// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// sdbus-c++.
#include <sdbus-c++/sdbus-c++.h>
void method(sdbus::IObject &o) {
  int n = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  o.registerMethod("M").onInterface("i").implementedAs([&n](const int &i) { return n += i; });
  o.registerMethod("M")
      .onInterface("i")
      .withNoReply()
      // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
      .implementedAs([&n](const int &i) { return n += i; })
      .withNoReply();
  o.registerMethod("M").onInterface("i").implementedAs([n](const int &i) { return n + i; });
  o.finishRegistration();
}
void unreg(sdbus::IObject &o) {
  int n = 0;
  o.registerMethod("M").onInterface("i").implementedAs([&n](const int &i) { return n += i; });
  o.finishRegistration();
  o.unregister();
}
void reply(sdbus::IProxy &p) {
  int n = 0;
  p.callMethodAsync("M").onInterface("i").uponReplyInvoke(
      // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
      [&n](const sdbus::Error *, int i) { n = i; });
  p.callMethodAsync("M").onInterface("i").withArguments(1).uponReplyInvoke(
      // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
      [&n](const sdbus::Error *, int i) { n = i; });
}
void signal(sdbus::IProxy &p) {
  int n = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  p.uponSignal("S").onInterface("i").call([&n](const int &i) { n = i; });
  p.finishRegistration();
}
void property(sdbus::IObject &o) {
  int n = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  o.registerProperty("P").onInterface("i").withGetter([&n] { return n; });
  o.registerProperty("Q")
      .onInterface("i")
      .withGetter([n] { return n; })
      // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
      .withSetter([&n](const int &i) { n = i; });
}
void local() {
  int n = 0;
  auto c = sdbus::createSystemBusConnection();
  auto o = sdbus::createObject(*c, "/x");
  o->registerMethod("M").onInterface("i").implementedAs([&n](const int &i) { return n += i; });
  o->finishRegistration();
  c->enterEventLoop();
}
void localLate() {
  auto c = sdbus::createSystemBusConnection();
  auto o = sdbus::createObject(*c, "/x");
  int n = 0;
  o->registerMethod("M").onInterface("i").implementedAs([&n](const int &i) { return n += i; });
  o->finishRegistration();
  c->enterEventLoop();
}
struct Svc {
  std::unique_ptr<sdbus::IObject> o;
  int v = 0;
  Svc(sdbus::IConnection &c) : o(sdbus::createObject(c, "/x")) {
    o->registerMethod("M").onInterface("i").implementedAs([this](const int &i) { return v += i; });
    o->finishRegistration();
  }
};
struct Cl {
  std::unique_ptr<sdbus::IProxy> p;
  int v = 0;
  void go() {
    p->callMethodAsync("M").onInterface("i").uponReplyInvoke(
        [this](const sdbus::Error *, int i) { v = i; });
  }
  void sub() {
    int local = 0;
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'local' by reference
    p->uponSignal("S").onInterface("i").call([&](const int &i) { local = i; });
  }
};
