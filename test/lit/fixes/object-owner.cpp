// RUN: sed "s,// [A-Z0-9-]*:.*,," %s > %t.cpp
// RUN: %closure-tidy --fix %t.cpp -- -std=c++17 -Wall -Wextra > %t.out 2>&1
// RUN: FileCheck %s --input-file=%t.cpp
// RUN: FileCheck %s --check-prefix=WHY --input-file=%t.out
// RUN: %clangxx -std=c++17 -Wall -Wextra -Werror -fsyntax-only %t.cpp
// `shared_from_this` throws unless a `std::shared_ptr` owns the object already.
#include <functional>
#include <memory>
#include <vector>

struct Loop {
  std::vector<std::function<void()>> q;
  void post(std::function<void()> f) { q.push_back(std::move(f)); }
  void run() {
    for (auto &f : q)
      f();
  }
};

class Shared : public std::enable_shared_from_this<Shared> {
  int n = 0;

public:
  // CHECK: l.post([this, self = shared_from_this()] { ++n; });
  void arm(Loop &l) {
    l.post([this] { ++n; });
  }
};
void owned(Loop &l) {
  auto s = std::make_shared<Shared>();
  s->arm(l);
}
class OnStack : public std::enable_shared_from_this<OnStack> {
  int n = 0;

public:
  // CHECK: l.post([this] { ++n; });
  // WHY: note: no repair is offered: let the destructor of 'OnStack' take the closure back, or keep the object longer; 'shared_from_this' would throw, because 's' is not owned by a 'std::shared_ptr'
  // WHY-NOT: return early
  void arm(Loop &l) { l.post([this] { ++n; }); }
};
void onStack(Loop &l) {
  OnStack s;
  s.arm(l);
}
class Unique : public std::enable_shared_from_this<Unique> {
  int n = 0;

public:
  // CHECK: l.post([this] { ++n; });
  // WHY: would throw, because 'u' is not owned by a 'std::shared_ptr'
  void arm(Loop &l) { l.post([this] { ++n; }); }
};
void unique(Loop &l) {
  auto u = std::make_unique<Unique>();
  u->arm(l);
}
class AsMember : public std::enable_shared_from_this<AsMember> {
  int n = 0;

public:
  // CHECK: l.post([this] { ++n; });
  // WHY: would throw, because 'a' is not owned by a 'std::shared_ptr'
  void arm(Loop &l) { l.post([this] { ++n; }); }
};
struct App {
  AsMember part;
};
void asMember(Loop &l) {
  App a;
  a.part.arm(l);
}
// Nobody owns the object while its constructor runs, nor while its destructor does.
class ByConstructor : public std::enable_shared_from_this<ByConstructor> {
  int n = 0;
  // CHECK: l.post([this] { ++n; });
  // WHY: would throw, because the constructor of 'ByConstructor' calls 'arm'
  void arm(Loop &l) { l.post([this] { ++n; }); }
  void init(Loop &l) { arm(l); }

public:
  explicit ByConstructor(Loop &l) { init(l); }
};
void byConstructor(Loop &l) { auto s = std::make_shared<ByConstructor>(l); }
class Base : public std::enable_shared_from_this<Base> {
  int n = 0;

public:
  // CHECK: l.post([this] { ++n; });
  // WHY: would throw, because the constructor of 'Derived' calls 'arm'
  void arm(Loop &l) { l.post([this] { ++n; }); }
};
struct Derived : Base {
  explicit Derived(Loop &l) { arm(l); }
};
void byDerived(Loop &l) { auto s = std::make_shared<Derived>(l); }

// What the constructor only posts is called when somebody owns the object.
class Later : public std::enable_shared_from_this<Later> {
  int n = 0;

public:
  explicit Later(std::function<void()> &hook, Loop &l) {
    hook = [this, &l] { arm(l); };
  }
  // CHECK: l.post([this, self = shared_from_this()] { ++n; });
  void arm(Loop &l) {
    l.post([this] { ++n; });
  }
};
void later(Loop &l) {
  std::function<void()> hook;
  auto s = std::make_shared<Later>(hook, l);
  s->arm(l);
}

// A base that is not public is never told of its owner.
class Private : std::enable_shared_from_this<Private> {
  int n = 0;

public:
  // CHECK: l.post([this] { ++n; });
  // WHY: note: no repair is offered: let the destructor of 'Private' take the closure back, or keep the object longer{{$}}
  void arm(Loop &l) { l.post([this] { ++n; }); }
};
void privately(Loop &l) {
  auto s = std::make_shared<Private>();
  s->arm(l);
}
