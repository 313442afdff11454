// What destructors do, what stops, and which entry speaks of which object.
#include "widgets.h"
#include <memory>
#include <vector>

void stopped(ui::Pool &p, int x, int y) {
  // CHECK: :[[#@LINE+1]]:12: warning: lambda captures 'x' by reference
  p.post([&x] { ++x; });
  p.queue([&y] { ++y; }); // it had not begun
  p.cancel();
}
void otherClass(ui::Other &p, int x) {
  // CHECK: :[[#@LINE+1]]:12: warning: lambda captures 'x' by reference
  p.post([&x] { ++x; });
  p.cancel();
}
void poolInTime(int x) {
  ui::Pool p;
  p.post([&x] { ++x; });
}
void poolTooLate() {
  ui::Pool p;
  int x = 0;
  // CHECK: :[[#@LINE+1]]:12: warning: lambda captures 'x' by reference
  p.post([&x] { ++x; });
}

void joined(int x) { ui::Thread<ui::Join> t([&x] { ++x; }); }
void detached(int x) {
  // CHECK: :[[#@LINE+1]]:35: warning: lambda captures 'x' by reference, but a detached thread can run it after 'x' dies
  ui::Thread<ui::Detach> t([&x] { ++x; });
}
struct Owner {
  ui::Thread<ui::Detach> t;
};
void member(int x) {
  // CHECK: :[[#@LINE+1]]:36: warning: lambda captures 'x' by reference
  Owner o{ui::Thread<ui::Detach>([&x] { ++x; })};
}
void owned(int x) {
  auto *t = new ui::Thread<ui::Join>([&x] { ++x; });
  delete t;
}

void group(int x) {
  ui::Group g;
  // OLD: :[[#@LINE+1]]:11: warning: lambda captures 'x' by reference, but a detached thread can run it after 'x' dies
  g.run([&x] { ++x; });
}

void runsTheRest() {
  ui::Queue q;
  int x = 0;
  // CHECK: :[[#@LINE+1]]:12: warning: lambda captures 'x' by reference
  q.post([&x] { ++x; });
}
void runsInTime(int x) {
  ui::Queue q;
  q.post([&x] { ++x; });
}
// Nobody knows whether it waits for its member.
struct Unseen {
  ui::Thread<ui::Detach> t;
  ~Unseen();
};
void unseen(int x) { Unseen o{ui::Thread<ui::Detach>([&x] { ++x; })}; }
