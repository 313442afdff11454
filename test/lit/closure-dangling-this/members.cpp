// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// A member that points to what a caller gave names that, for as long as it points to nothing else.
#include <functional>
#include <memory>
#include <utility>
#include <vector>

struct Bus {
  void on(std::function<void()> f) { handlers.push_back(std::move(f)); }
  void fire() {
    for (auto &handler : handlers)
      handler();
  }
  std::vector<std::function<void()>> handlers;
};
extern Bus *given;

struct Made {
  explicit Made(Bus *bus) : bus(bus) {
    // CHECK: :[[@LINE+1]]:14: warning: lambda captures 'this', but 'all' keeps it after 'made' dies [closure-dangling-this]
    bus->on([this] { ++n; });
  }
  Bus *bus;
  int n = 0;
};
void made() {
  Bus all;
  {
    Made made(&all);
  }
  all.fire();
}

struct Member {
  explicit Member(Bus *b) : bus(b) {
    // CHECK: :[[@LINE+1]]:14: warning: lambda captures 'this', but 'all' keeps it after 'member' dies [closure-dangling-this]
    bus->on([this] { ++n; });
  }
  Bus *bus;
  int n = 0;
};
void member() {
  Bus all;
  {
    Member member(&all);
  }
  all.fire();
}

struct Shared {
  void follow(const std::shared_ptr<Bus> &other) {
    bus = other;
    // CHECK: :[[@LINE+1]]:14: warning: lambda captures 'this', but 'all' keeps it after 'shared' dies [closure-dangling-this]
    bus->on([this] { ++n; });
  }
  std::shared_ptr<Bus> bus;
  int n = 0;
};
void shared() {
  auto all = std::make_shared<Bus>();
  {
    Shared shared;
    shared.follow(all);
  }
  all->fire();
}

// From here on it points, or may point, to something else.
struct Late {
  explicit Late(Bus *bus = nullptr) : bus(bus) {}
  void set(Bus *other) { bus = other; }
  void attach() {
    bus->on([this] { ++n; });
  }
  Bus *bus;
  int n = 0;
};
void setAgain() {
  Bus a;
  {
    Late late(&a);
    Bus b;
    late.set(&b);
    late.attach();
  }
  a.fire();
}
void setUnknown() {
  Bus a;
  {
    Late late(&a);
    late.set(new Bus);
    late.attach();
  }
  a.fire();
}
void assignedWhole() {
  Bus a;
  {
    Bus b;
    Late late(&a), other(&b);
    late = other;
    late.attach();
  }
  a.fire();
}
void swapped() {
  Bus a;
  {
    Bus b;
    Late late(&a), other(&b);
    std::swap(late, other);
    late.attach();
  }
  a.fire();
}
void cleared() {
  Bus a;
  {
    Late late(&a);
    late.bus = nullptr;
    if (late.bus)
      late.attach();
  }
  a.fire();
}
void assignedMember() {
  Late late(given);
  Bus b;
  late.bus = &b;
  late.attach();
}

struct Own {
  explicit Own(Bus *other) : bus(other) {
    bus = &own;
    bus->on([this] { ++n; });
  }
  Bus own;
  Bus *bus;
  int n = 0;
};
struct Fallback {
  explicit Fallback(Bus *other) : bus(other ? other : &own) {
    bus->on([this] { ++n; });
  }
  Bus own;
  Bus *bus;
  int n = 0;
};
struct Taken {
  explicit Taken(Bus *other) : bus(other) {
    other->on([this] { ++n; });
  }
  std::unique_ptr<Bus> bus;
  int n = 0;
};
void owns(Bus *other) {
  Bus a;
  {
    Own own(&a);
    Fallback fallback(nullptr);
    Taken taken(other);
  }
  a.fire();
}

// The same of locals that are captured.
struct Context {
  Bus *bus;
};
void elsewhere(Bus *outer) {
  int n = 0;
  Bus inner;
  Context context{outer};
  context.bus->fire();
  context.bus = &inner;
  context.bus->on([&n] { ++n; });
  inner.fire();
}
