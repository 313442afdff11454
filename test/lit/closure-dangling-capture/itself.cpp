// A closure that destroys what holds it while it runs has nothing left of what it captured.
// RUN: %closure-tidy %s -- -std=c++17 | FileCheck %s --implicit-check-not='{{^/.*}}warning:'
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

void use(const std::string &);
std::function<void()> hook;

void assigned(std::string name) {
  // CHECK: :[[#@LINE+5]]:11: warning: lambda captures 'name', but destroys itself in global 'hook' before it uses 'name' [closure-dangling-capture]
  // CHECK: :[[#@LINE+4]]:8: note: the closure is stored in 'hook' here
  // CHECK: :[[#@LINE+4]]:10: note: the closure is destroyed here, while it runs, with all that it captured
  // CHECK: :[[#@LINE+4]]:9: note: 'name' is used here, afterwards
  // CHECK: note: no repair is offered: what is used afterwards has to be copied into a local of the body before the closure is destroyed
  hook = [name] {
    hook = nullptr;
    use(name);
  };
  hook();
}
// A new closure in its place ends the old one as well; and so does a way on which it may happen.
void replaced(std::string name, bool last) {
  // CHECK: :[[#@LINE+1]]:11: warning: lambda captures 'name', but destroys itself in global 'hook' before it uses 'name'
  hook = [name, last] {
    if (last)
      hook = [] {};
    use(name);
  };
}
// What is used before, or from a local, or on another way, is alive.
void inTime(std::string name, bool last) {
  hook = [name, last] {
    if (last) {
      std::string own = name;
      hook = nullptr;
      return use(own);
    }
    use(name);
  };
}
// Moved out first, it lives on.
void keptMeanwhile(std::string name) {
  hook = [name] {
    auto self = std::move(hook);
    hook = nullptr;
    use(name);
  };
}

class Widget {
public:
  // By reference, by copy or by `this`: all of it lies in the closure.
  void member(int &count) {
    // CHECK: :[[#@LINE+1]]:13: warning: lambda captures 'this' and 'count', but destroys itself in member 'done' before it uses them
    done = [this, &count] {
      done = nullptr;
      ++count;
      redraw();
    };
  }
  void byMethod() {
    // CHECK: :[[#@LINE+1]]:13: warning: lambda captures 'this', but destroys itself in member 'done' before it uses 'this'
    done = [this] {
      stop();
      redraw();
    };
  }
  // Only the entry of its own key.
  void entry(int id) {
    // CHECK: :[[#@LINE+1]]:19: warning: lambda captures 'this', but destroys itself in member 'timers' before it uses 'this'
    timers[id] = [this, id] {
      timers.erase(id);
      redraw();
    };
  }
  void otherEntry(int id, int other) {
    timers[id] = [this, other] {
      timers.erase(other);
      redraw();
    };
  }
  void all(std::string name) {
    // CHECK: :[[#@LINE+1]]:30: warning: lambda captures 'name', but destroys itself in member 'timers' before it uses 'name'
    timers.emplace(1, [this, name] {
      timers.clear();
      use(name);
    });
  }
  void fire(int id) {
    if (done)
      done();
    timers[id]();
    for (auto &[key, timer] : timers)
      timer();
  }
  void redraw();

private:
  void stop() { done = nullptr; }
  std::function<void()> done;
  std::map<int, std::function<void()>> timers;
};

// Called as a copy, or moved out before the call, it may clear its place.
class Careful {
public:
  void set(std::string name) {
    done = [this, name] {
      done = nullptr;
      use(name);
    };
    next = [this, name] {
      next = nullptr;
      use(name);
    };
  }
  void fire() {
    auto copy = done;
    copy();
    std::exchange(next, nullptr)();
  }

private:
  std::function<void()> done, next;
};

struct Node {
  std::function<void()> action;
};
void deleted(std::string name) {
  auto *node = new Node;
  // CHECK: :[[#@LINE+1]]:25: warning: lambda captures 'name', but destroys itself in 'node' before it uses 'name'
  node->action = [node, name] {
    delete node;
    use(name);
  };
  node->action();
}
// Another one.
void deletesOther(Node *other, std::string name) {
  auto *node = new Node;
  node->action = [other, name] {
    delete other;
    use(name);
  };
  node->action();
}
// Who shares it is not known.
void shared(std::shared_ptr<Node> node, std::string name) {
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'node' by reference, but the caller's 'node' keeps it after 'node' dies
  node->action = [&node, name] {
    node.reset();
    use(name);
  };
  node->action();
}
