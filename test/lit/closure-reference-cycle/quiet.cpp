// What owns nothing that keeps it, what ends by itself, and what somebody takes apart.
// RUN: %closure-tidy %s -- -std=c++17 | FileCheck %s --allow-empty --implicit-check-not=warning:
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace not_owned {
struct Server {
  std::vector<std::function<void()>> ticks;
};
struct Node {
  std::function<void()> on;
  Node *up = nullptr;
  Node &parent() { return *up; }
  int n = 0;
};
struct Session : std::enable_shared_from_this<Session> {
  Session(Server &s, Server *p) : server(s), pointer(p) {}
  Server &access() { return server; }
  void start(std::shared_ptr<Node> other) {
    // What a reference, a plain or a weak pointer leads to belongs to others.
    server.ticks.push_back([self = shared_from_this()] { ++self->n; });
    pointer->ticks.push_back([self = shared_from_this()] { ++self->n; });
    auto node = std::make_shared<Node>();
    weak = node;
    node->on = [self = shared_from_this()] { ++self->n; };
    // Another object of the class, or of another.
    other->on = [node] { ++node->n; };
    // The parent of a node is no part of it.
    node->parent().on = [node] { ++node->n; };
    // Which element it is, nobody says.
    for (auto &one : nodes)
      nodes.front()->on = [one] { ++one->n; };
    // By a plain pointer, by a weak one.
    on = [raw = this] { ++raw->n; };
    on = [self = weak_from_this()] {
      if (auto here = self.lock())
        ++here->n;
    };
  }
  Server &server, *pointer;
  std::weak_ptr<Node> weak;
  std::vector<std::shared_ptr<Node>> nodes;
  std::function<void()> on;
  int n = 0;
};
void by(std::shared_ptr<Session> session) {
  session->access().ticks.push_back([session] { ++session->n; });
}
void local(std::shared_ptr<Node> node) {
  std::function<void()> call = [node] { ++node->n; };
  call();
}
} // namespace not_owned

namespace ends {
struct Worker : std::enable_shared_from_this<Worker> {
  // The thread ends, and lets go.
  void start() {
    thread = std::thread([self = shared_from_this()] { self->run(); });
  }
  // A queue that is drained.
  void later() {
    queue.push_back([self = shared_from_this()] { self->run(); });
  }
  void run() {
    while (!queue.empty()) {
      auto next = queue.front();
      queue.pop_front();
      next();
    }
  }
  std::thread thread;
  std::deque<std::function<void()>> queue;
};
} // namespace ends

namespace broken {
struct Request : std::enable_shared_from_this<Request> {
  void send() {
    // Called once: it is moved out first.
    done = [self = shared_from_this()] { ++self->n; };
    // Exchanged.
    failed = [self = shared_from_this()] { ++self->n; };
    // Emptied by the closure itself.
    again = [self = shared_from_this()] {
      if (!--self->n)
        self->again = nullptr;
    };
    // Swapped, copied over, handed to what may empty it.
    swapped = [self = shared_from_this()] { ++self->n; };
    over = [self = shared_from_this()] { ++self->n; };
    given = [self = shared_from_this()] { ++self->n; };
    // The closure lets go of its own copy.
    own = [self = shared_from_this()]() mutable { self.reset(); };
  }
  void complete() { std::move(done)(); }
  void fail() { std::exchange(failed, {})(); }
  void swap(std::function<void()> &with) { swapped.swap(with); }
  void set() { over = {}; }
  void give() { empty(given); }
  static void empty(std::function<void()> &f);
  int n = 3;
  std::function<void()> done, failed, again, swapped, over, given, own;
};
void drive(Request &r, std::function<void()> f) {
  r.complete();
  r.fail();
  r.swap(f);
  r.set();
  r.give();
}

class Reader {
public:
  void onData(std::function<void(int)> call) { data = std::move(call); }

private:
  std::function<void(int)> data;
};
void read(std::shared_ptr<Reader> reader) {
  // A setter that is given nothing empties the member.
  reader->onData([reader](int v) {
    if (!v)
      reader->onData(nullptr);
  });
}

struct Child {
  std::function<void()> done;
};
struct Parent : std::enable_shared_from_this<Parent> {
  // What leads to the closure is let go of.
  void start() {
    child = std::make_shared<Child>();
    child->done = [self = shared_from_this()] { self->stop(); };
  }
  void stop() { child.reset(); }
  std::shared_ptr<Child> child;
};

void cell(int depth) {
  auto step = std::make_shared<std::function<void(int)>>();
  *step = [step](int left) {
    if (left)
      (*step)(left - 1);
  };
  (*step)(depth);
  *step = nullptr;
}

class Model {
public:
  int add(std::function<void()> call) {
    calls.push_back(std::move(call));
    return int(calls.size());
  }
  void remove(int id) { calls.erase(calls.begin() + id - 1); }

private:
  std::vector<std::function<void()>> calls;
};
void follow(std::shared_ptr<Model> model) {
  int id = model->add([model] {});
  model->remove(id);
}

// The destructor of another object runs.
class Feed : public std::enable_shared_from_this<Feed> {
public:
  void watch() {
    handlers.emplace_back([self = shared_from_this()] { ++self->seen; });
  }

private:
  friend struct Guard;
  std::vector<std::function<void()>> handlers;
  int seen = 0;
};
struct Guard {
  ~Guard() { feed->handlers.clear(); }
  std::shared_ptr<Feed> feed;
};
} // namespace broken
