// What belongs to an object, what ends with the first of two, what is lent, and who deletes.
#include "widgets.h"

void button(ui::Button &b, int x) {
  // CHECK: :[[#@LINE+1]]:31: warning: lambda captures 'x' by reference
  b.signal_clicked().connect([&x] { ++x; });
}
void named(ui::Button &b, int x) {
  auto clicked = b.signal_clicked();
  // CHECK: :[[#@LINE+1]]:20: warning: lambda captures 'x' by reference
  clicked.connect([&x] { ++x; });
}
void ownButton(int x) {
  ui::Button b;
  b.signal_clicked().connect([&x] { ++x; });
  auto clicked = b.signal_clicked();
  clicked.connect([&x] { ++x; });
}
void disconnected(ui::Button &b, int x) {
  ui::Connection c = b.signal_clicked().connect([&x] { ++x; });
  c.disconnect();
}
void another(ui::Button &b, ui::Button &d, int x) {
  // CHECK: :[[#@LINE+1]]:31: warning: lambda captures 'x' by reference
  b.signal_clicked().connect([&x] { ++x; });
  ui::Connection c = d.signal_clicked().connect([] {});
  c.disconnect();
}
void idle(int x) {
  // CHECK: :[[#@LINE+1]]:30: warning: lambda captures 'x' by reference
  ui::signal_idle().connect([&x] { ++x; });
}

void two(ui::Widget &sender, ui::Widget &receiver, int x) {
  // CHECK: :[[#@LINE+1]]:34: warning: lambda captures 'x' by reference
  ui::connect(sender, receiver, [&x] { ++x; });
}
void ownReceiver(ui::Widget &sender, int x) {
  ui::Widget receiver;
  ui::connect(sender, receiver, [&x] { ++x; });
}
void ownSender(ui::Widget &receiver, int x) {
  ui::Widget sender;
  ui::connect(sender, receiver, [&x] { ++x; });
}

void dispatched(ui::Loop &loop, int x) {
  // CHECK: :[[#@LINE+1]]:19: warning: lambda captures 'x' by reference
  loop.dispatch([&x] { ++x; });
}

void served(ui::Server &server, ui::Loop &loop) {
  server.get("/", [&loop](ui::Reply &r) {
    // CHECK: :[[#@LINE+1]]:21: warning: lambda captures 'r' by reference
    loop.dispatch([&r] { r.status = 200; });
    r.status = 100;
  });
  server.get("/copy", [&loop](ui::Reply &r) { loop.dispatch([r] { (void)r.status; }); });
  server.get("/now", [](ui::Reply &r) { [&r] { r.status = 200; }(); });
  // This one keeps its replies.
  server.all([&loop](ui::Reply &r) { loop.dispatch([&r] { r.status = 200; }); });
}

ui::Pointer<int> deleted(int x) {
  // CHECK: :[[#@LINE+1]]:40: warning: lambda captures 'x' by reference
  return ui::Pointer<int>(new int(x), [&x](int *p) { ++x, delete p; });
}
void deletedHere(int x) {
  ui::Pointer<int> p(new int(x), [&x](int *p) { ++x, delete p; });
}
