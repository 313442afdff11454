// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// What a member of an object lets go of is not the object.
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

void later(std::function<void()> f);

struct Part {
  std::unique_ptr<int> number;
  void renew() { number.reset(new int); }
  void run();
};
struct Queue {
  std::unique_ptr<int> front;
  void push() { front = std::make_unique<int>(1); }
};
struct Lock {
  Queue waiting;
  void wait() { waiting.push(); }
};
struct Work {
  Lock lock;
  std::unique_ptr<Part> one, two;
  std::map<int, std::unique_ptr<Part>> named;
  Part inside;
  void dropTwo() { two.reset(); }
  void forget() { named.erase(1); }
  void run();
};

// Right: the object is there.
void deep() {
  auto w = new Work;
  w->lock.wait();
  later([w] { w->run(); delete w; });
}
void byMethod() {
  auto w = new Work;
  w->dropTwo();
  w->forget();
  later([w] { w->run(); delete w; });
}
void here() {
  auto w = new Work;
  w->one.reset();
  later([w] { w->run(); delete w; });
}
// Right: it is another part of it.
void otherPart() {
  auto w = new Work;
  auto *p = w->one.get();
  w->dropTwo();
  later([p] { p->run(); });
}
void partOfPart() {
  auto w = new Work;
  auto *p = w->one.get();
  w->one->renew();
  later([p] { p->run(); });
}
void innerPart() {
  auto w = new Work;
  auto *p = &w->inside;
  w->dropTwo();
  later([p] { p->run(); });
}
// Wrong: it is that part.
void thatPart() {
  auto w = new Work;
  auto *p = w->one.get();
  w->one.reset();
  // CHECK: :[[#@LINE+1]]:10: warning: lambda captures 'p', a view of 'w', after what it points at is deleted [closure-dangling-view]
  later([p] { p->run(); });
}
void thatPartByMethod() {
  auto w = new Work;
  auto *p = w->two.get();
  w->dropTwo();
  // CHECK: :[[#@LINE+1]]:10: warning: lambda captures 'p', a view of 'w', after what it points at is deleted [closure-dangling-view]
  later([p] { p->run(); });
}

// The same where others own the object.
class Manager {
public:
  void first() {
    auto *w = all.back().get();
    w->dropTwo();
    later([w] { w->run(); });
  }
  void byKey(int i) {
    auto *w = byId[i].get();
    byId[i]->dropTwo();
    later([w] { w->run(); });
  }
  void element(int i) {
    auto &w = values[i];
    later([&w] { w.run(); });
    w.dropTwo();
  }
  void owned() {
    auto owner = std::make_unique<Work>();
    auto *w = owner.get();
    later([w] { w->run(); });
    owner->dropTwo();
    all.push_back(std::move(owner));
  }
  void each() {
    for (auto &owner : all) {
      auto *w = owner.get();
      later([w] { w->run(); });
      w->one.reset();
    }
  }
  // Wrong: the object itself goes.
  void gone() {
    auto *w = all.back().get();
    // CHECK: :[[#@LINE+1]]:12: warning: lambda captures 'w', a view of 'all', but 'later' may keep it after 'all' changes [closure-dangling-view]
    later([w] { w->run(); });
    all.clear();
  }

private:
  std::vector<std::unique_ptr<Work>> all;
  std::unordered_map<int, std::unique_ptr<Work>> byId;
  std::map<int, Work> values;
};

// Right: the closure lies in the very option that it looks at.
struct Option {
  std::vector<std::function<std::string()>> validators;
  std::string name;
  void check(std::function<std::string()> v) { validators.push_back(std::move(v)); }
};
struct App {
  std::vector<std::unique_ptr<Option>> options;
  Option *find(const std::string &name) {
    for (auto &o : options)
      if (o->name == name)
        return o.get();
    return nullptr;
  }
};
void deprecate(App *app, const std::string &name) {
  auto *option = app->find(name);
  option->check([option] { return option->name; });
}
void options() {
  App app;
  deprecate(&app, "--x");
}

// Right: what is put behind the pointer is a copy of views of what the caller has.
struct Segment {
  const char *data;
  size_t size;
};
struct State {
  std::vector<Segment> segments;
};
std::function<size_t()> moved(const std::vector<std::string> &items) {
  std::vector<Segment> segments;
  for (auto &i : items)
    segments.push_back({i.data(), i.size()});
  auto state = std::make_shared<State>();
  state->segments = std::move(segments);
  return [state] { return state->segments.size(); };
}
// Wrong: of a local.
std::function<size_t()> movedLocal() {
  std::string text = "text";
  std::vector<Segment> segments;
  segments.push_back({text.data(), text.size()});
  auto state = std::make_shared<State>();
  state->segments = std::move(segments);
  // CHECK: :[[#@LINE+1]]:11: warning: lambda captures 'state', a view of 'text', but the return value keeps it after 'text' dies [closure-dangling-view]
  return [state] { return state->segments.size(); };
}
