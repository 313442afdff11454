// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// A weak pointer that the closure looks at tells of the object only if it belongs to it.
#include "Inputs/bus.h"
#include <memory>
#include <string>
#include <utility>
#include <vector>

struct Widget {
  std::string title;
};
void deleteLater(std::shared_ptr<Widget> widget);

struct HandsOn {
  ~HandsOn() { retired.push_back(std::move(widget)); }
  void start() {
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'this', but global 'instance' keeps it after 'on' dies
    Bus::instance().subscribe([this, guard = std::weak_ptr<Widget>(widget)] {
      if (!guard.expired())
        ++n;
    });
  }
  static std::vector<std::shared_ptr<Widget>> retired;
  std::shared_ptr<Widget> widget = std::make_shared<Widget>();
  int n = 0;
};
void handsOn() {
  HandsOn on;
  on.start();
}

struct Given {
  explicit Given(std::shared_ptr<Widget> w) : widget(std::move(w)) {}
  void start() {
    std::weak_ptr<Widget> guard = widget;
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'this', but global 'instance' keeps it after 'given' dies
    Bus::instance().subscribe([this, guard] {
      if (auto alive = guard.lock())
        ++n;
    });
  }
  std::shared_ptr<Widget> widget;
  int n = 0;
};
void given(std::shared_ptr<Widget> widget) {
  Given given(widget);
  given.start();
}

struct OfArgument {
  void start(const std::shared_ptr<Widget> &other) {
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'this', but global 'instance' keeps it after 'of' dies
    Bus::instance().subscribe([this, guard = std::weak_ptr<Widget>(other)] {
      if (auto alive = guard.lock())
        ++n;
    });
  }
  int n = 0;
};
void ofArgument(const std::shared_ptr<Widget> &widget) {
  OfArgument of;
  of.start(widget);
}

// To the object, or to a member that dies with it.
struct Self : std::enable_shared_from_this<Self> {
  void start() {
    auto weak = weak_from_this();
    Bus::instance().subscribe([this, weak] {
      if (auto self = weak.lock())
        ++n;
    });
    std::weak_ptr<Self> other = shared_from_this();
    Bus::instance().subscribe([this, other = std::move(other)] {
      if (auto self = other.lock())
        ++n;
    });
  }
  int n = 0;
};
struct Token {
  explicit Token(std::string title) : widget(std::make_shared<Widget>(Widget{std::move(title)})) {}
  void start() {
    Bus::instance().subscribe([this, token = std::weak_ptr<int>(token)] {
      if (!token.expired())
        ++n;
    });
    std::weak_ptr<Widget> own = widget;
    Bus::instance().subscribe([this, own] {
      if (auto alive = own.lock())
        ++n;
    });
  }
  std::shared_ptr<int> token = std::make_shared<int>();
  std::shared_ptr<Widget> widget;
  int n = 0;
};
struct Flag {
  std::weak_ptr<Flag> weak() const { return cell; }
  std::shared_ptr<Flag> cell;
};
struct ByFlag {
  void start() {
    Bus::instance().subscribe([this, seen = flag.weak()] {
      if (!seen.expired())
        ++n;
    });
  }
  // Whose it is, the caller knows.
  void startWith(std::weak_ptr<void> owner) {
    Bus::instance().subscribe([this, owner] {
      if (!owner.expired())
        ++n;
    });
  }
  Flag flag;
  int n = 0;
};
void quiet() {
  auto self = std::make_shared<Self>();
  self->start();
  Token token("a");
  token.start();
  ByFlag flag;
  flag.start();
  flag.startWith(self);
}
