// A closure that owns the object that keeps it: in a member, behind members, in the object itself.
// RUN: %closure-tidy %s -- -std=c++17 | FileCheck %s --implicit-check-not='{{^/.*}}warning:'
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace member {
struct Session : std::enable_shared_from_this<Session> {
  // By a setter that is in sight, and by an assignment.
  void onLine(std::function<void()> handler) { line = std::move(handler); }
  void start() {
    auto self = shared_from_this();
    // CHECK: :[[#@LINE+1]]:13: warning: lambda captures 'self', which keeps the lambda in 'line', so that neither is ever destroyed [closure-reference-cycle]
    onLine([self] { ++self->lines; });
    // CHECK: note: 'onLine' keeps the closure beyond this call
    // CHECK: note: the closure is stored in 'line' here
    // CHECK: note: 'line' leads from what 'self' owns to the lambda, and nothing in sight empties it
    // CHECK: :[[#@LINE+1]]:18: warning: lambda captures 'self', which keeps the lambda in 'end'
    end = [this, self = shared_from_this()] { --lines; };
  }
  // A container of callbacks, a map of them, an optional one.
  void collect() {
    // CHECK: :[[#@LINE+1]]:20: warning: lambda captures 'self', which keeps the lambda in 'all'
    all.push_back([self = shared_from_this()] { ++self->lines; });
    // CHECK: :[[#@LINE+1]]:21: warning: lambda captures 'self', which keeps the lambda in 'byKey'
    byKey["key"] = [self = shared_from_this()] { ++self->lines; };
    // CHECK: :[[#@LINE+1]]:20: warning: lambda captures 'self', which keeps the lambda in 'maybe'
    maybe.emplace([self = shared_from_this()] { ++self->lines; });
  }
  int lines = 0;
  std::function<void()> line, end;
  std::vector<std::function<void()>> all;
  std::map<std::string, std::function<void()>> byKey;
  std::optional<std::function<void()>> maybe;
};

void attach(const std::shared_ptr<Session> &session) {
  // CHECK: :[[#@LINE+1]]:20: warning: lambda captures 'session', which keeps the lambda in 'line'
  session->onLine([session] { ++session->lines; });
}
std::shared_ptr<Session> make(int by) {
  auto session = std::make_shared<Session>();
  auto count = [=] { session->lines += by; };
  // CHECK: :[[#@LINE-1]]:17: warning: lambda captures 'session', which keeps the lambda in 'end'
  session->end = count;
  return session;
}
} // namespace member

namespace behind {
struct Button {
  std::function<void()> onClick;
};
// What is only declared, nobody looks into.
template <class T> struct Later;
struct Dialog {
  std::vector<std::unique_ptr<Later<int>>> *later = nullptr;
  std::map<int, Later<Button> *> laterStill;
  Button &add() {
    rows.push_back(std::make_unique<Button>());
    return *rows.back();
  }
  std::vector<std::unique_ptr<Button>> rows;
  int hidden = 0;
};
void open(std::shared_ptr<Dialog> dialog) {
  // CHECK: :[[#@LINE+1]]:28: warning: lambda captures 'dialog', which keeps the lambda in 'onClick'
  dialog->add().onClick = [dialog] { ++dialog->hidden; };
  // CHECK: note: 'rows' leads from what 'dialog' owns to the lambda
  // CHECK: note: 'onClick' leads from what 'dialog' owns to the lambda
}
struct Client {
  void setup() {
    // A copy of the member is the same object; so is what was cast from a pointer to a base.
    // CHECK: :[[#@LINE+1]]:24: warning: lambda captures 'copy', which keeps the lambda in 'onClick'
    button->onClick = [copy = button] { copy->onClick(); };
  }
  std::shared_ptr<Button> button;
};
// A plain pointer owns what the destructor deletes.
struct Timer : std::enable_shared_from_this<Timer> {
  ~Timer() { delete button; }
  void start() {
    // CHECK: :[[#@LINE+1]]:24: warning: lambda captures 'self', which keeps the lambda in 'onClick'
    button->onClick = [self = shared_from_this()] { self->start(); };
  }
  Button *button = new Button;
};
struct Base {
  virtual ~Base() = default;
};
struct Derived : Base {
  Button button;
};
void cast(const std::shared_ptr<Base> &base) {
  auto derived = std::static_pointer_cast<Derived>(base);
  // CHECK: :[[#@LINE+1]]:30: warning: lambda captures 'base', which keeps the lambda in 'onClick'
  derived->button.onClick = [base] { base.get(); };
}
} // namespace behind

namespace together {
struct Node {
  std::function<void()> on;
  int n = 0;
};
void both(std::shared_ptr<Node> a, std::shared_ptr<Node> b) {
  // Each is kept by what the other owns.
  // CHECK: :[[#@LINE+1]]:12: warning: lambda captures 'a', which keeps the lambda in 'on'
  b->on = [a] { ++a->n; };
  a->on = [b] { ++b->n; };
}
struct Row {
  std::function<void()> on;
};
void rows(std::vector<std::shared_ptr<Row>> &all) {
  for (auto &row : all)
    // CHECK: :[[#@LINE+1]]:16: warning: lambda captures 'row', which keeps the lambda in 'on'
    row->on = [row] { row.use_count(); };
}
} // namespace together

namespace itself {
void walk(int depth) {
  auto step = std::make_shared<std::function<void(int)>>();
  // CHECK: :[[#@LINE+1]]:12: warning: lambda captures 'step', which owns the lambda itself, so that neither is ever destroyed
  *step = [step](int left) {
    if (left)
      (*step)(left - 1);
  };
  (*step)(depth);
}
} // namespace itself

namespace intrusive {
template <class T> class Ref {
public:
  Ref(T *p) : p(p) { p->ref(); }
  Ref(const Ref &o) : p(o.p) { p->ref(); }
  ~Ref() { p->unref(); }
  T *operator->() const { return p; }

private:
  T *p;
};
struct View {
  void ref() { ++count; }
  void unref() {
    if (!--count)
      delete this;
  }
  void arm() {
    Ref<View> self(this);
    // CHECK: :[[#@LINE+1]]:16: warning: lambda captures 'self', which keeps the lambda in 'onClose'
    onClose = [self] { ++self->count; };
  }
  int count = 0;
  std::function<void()> onClose;
};
} // namespace intrusive

namespace unreached {
// The destructor of what never ends does not run, and nobody calls the method.
class Feed : public std::enable_shared_from_this<Feed> {
public:
  ~Feed() { handlers.clear(); }
  void stop() { handlers.clear(); }
  void watch() {
    // CHECK: :[[#@LINE+1]]:28: warning: lambda captures 'self', which keeps the lambda in 'handlers'
    handlers.emplace_back([self = shared_from_this()] { ++self->seen; });
  }

private:
  std::vector<std::function<void()>> handlers;
  int seen = 0;
};
} // namespace unreached

namespace templates {
template <class T> struct Property : std::enable_shared_from_this<Property<T>> {
  void bind() {
    auto self = this->shared_from_this();
    // CHECK: :[[#@LINE+1]]:16: warning: lambda captures 'self', which keeps the lambda in 'changed'
    changed = [self](T value) { self->value = value; };
  }
  T value{};
  std::function<void(T)> changed;
};
template struct Property<int>;
} // namespace templates
