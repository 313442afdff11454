// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// What keeps the closure lies beside what owns the object, which the owner then lets go of.
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

class Clock {
public:
  void onTick(std::function<void()> f) { fns.push_back(std::move(f)); }
  void popTick() { fns.pop_back(); }
  void tick() {
    for (auto &f : fns)
      f();
  }

private:
  std::vector<std::function<void()>> fns;
};
// It calls each once, and lets go of it.
class Queue {
public:
  void post(std::function<void()> f) { tasks.push_back(std::move(f)); }
  void drain() {
    auto all = std::move(tasks);
    tasks.clear();
    for (auto &f : all)
      f();
  }

private:
  std::vector<std::function<void()>> tasks;
};

// Made with it.
struct Sprite {
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'this', but the caller's 'clock' keeps it when the object may be dead
  explicit Sprite(Clock &clock) { clock.onTick([this] { ++x; }); }
  int x = 0;
};
class Scene {
public:
  void spawn(int id) { sprites[id] = std::make_unique<Sprite>(clock); }
  void kill(int id) { sprites.erase(id); }
  void step() { clock.tick(); }

private:
  Clock clock;
  std::map<int, std::unique_ptr<Sprite>> sprites;
};
void play() {
  Scene scene;
  scene.spawn(1);
  scene.step();
  scene.kill(1);
  scene.step();
}

// Given to a method, in place and by an iterator.
struct Screen {
  void show(Clock &clock) {
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'this', but the caller's 'clock' keeps it when the object may be dead
    clock.onTick([this] { ++frames; });
  }
  int frames = 0;
};
class Stack {
public:
  void open() {
    screens.emplace_back();
    screens.back().show(clock);
  }
  void back() { screens.pop_back(); }
  void step() { clock.tick(); }

private:
  Clock clock;
  std::deque<Screen> screens;
};

// One of several that a variant can be.
struct Idle {};
struct Dialing {
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'this', but the caller's 'clock' keeps it when the object may be dead
  void begin(Clock &clock) { clock.onTick([this] { ++tries; }); }
  int tries = 0;
};
class Phone {
public:
  explicit Phone(Clock &clock) : clock(clock) {}
  void dial() { state.emplace<Dialing>().begin(clock); }
  void hangUp() { state = Idle{}; }

private:
  Clock &clock;
  std::variant<Idle, Dialing> state;
};

// A local that is emptied.
struct Recorder {
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'this', but the caller's 'clock' keeps it when the object may be dead
  explicit Recorder(Clock &clock) { clock.onTick([this] { ++n; }); }
  int n = 0;
};
void record() {
  Clock clock;
  std::optional<Recorder> recorder;
  recorder.emplace(clock);
  clock.tick();
  recorder = std::nullopt;
  clock.tick();
}

// The owner takes the closure back before, or has it run.
struct Quiet {
  explicit Quiet(Clock &clock) { clock.onTick([this] { ++n; }); }
  int n = 0;
};
class Back {
public:
  void open() { all.push_back(std::make_unique<Quiet>(clock)); }
  void close() {
    clock.popTick();
    all.pop_back();
  }
  void step() { clock.tick(); }

private:
  Clock clock;
  std::vector<std::unique_ptr<Quiet>> all;
};
struct Once {
  explicit Once(Queue &queue) { queue.post([this] { ++n; }); }
  int n = 0;
};
class Drained {
public:
  void open() { all.push_back(std::make_unique<Once>(queue)); }
  void close() {
    queue.drain();
    all.clear();
  }

private:
  Queue queue;
  std::vector<std::unique_ptr<Once>> all;
};
// The keeper goes with the owner's object.
struct Own {
  void start(Clock &clock) { clock.onTick([this] { ++n; }); }
  int n = 0;
};
struct Pair {
  Clock clock;
  Own own;
};
class Pairs {
public:
  void open() {
    all.push_back(std::make_unique<Pair>());
    all.back()->own.start(all.back()->clock);
  }
  void close() { all.clear(); }

private:
  std::vector<std::unique_ptr<Pair>> all;
};
