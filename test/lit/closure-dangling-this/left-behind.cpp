// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// A destructor takes a closure back, but does not run, or only where a member was set.
#include <cstdio>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>

class Bus {
public:
  int on(std::function<void(int)> f) {
    all[++last] = std::move(f);
    return last;
  }
  void off(int id) { all.erase(id); }
  void emit(int v) {
    for (auto &[id, f] : all)
      f(v);
  }

private:
  std::map<int, std::function<void(int)>> all;
  int last = 0;
};
struct Token {
  Token() = default;
  Token(Bus &bus, int id) : bus(&bus), id(id) {}
  Token(Token &&other) noexcept : bus(std::exchange(other.bus, nullptr)), id(other.id) {}
  Token &operator=(Token &&other) noexcept {
    std::swap(bus, other.bus);
    std::swap(id, other.id);
    return *this;
  }
  ~Token() {
    if (bus)
      bus->off(id);
  }
  Bus *bus = nullptr;
  int id = 0;
};

// It throws when the closure is with the bus.
class Reader {
public:
  Reader(Bus &bus, const std::string &path) : bus(bus) {
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'this', but the caller's 'bus' keeps it when the object may be dead
    id = bus.on([this](int v) { last = v; });
    file = std::fopen(path.c_str(), "r");
    if (!file)
      // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: note: what is thrown here leaves the constructor, so that the destructor never runs
      throw std::runtime_error(path);
    // CHECK: note: no repair is offered: hand the closure out when nothing throws any more, or let a member take it back
  }
  ~Reader() {
    bus.off(id);
    std::fclose(file);
  }

private:
  Bus &bus;
  int id = 0, last = 0;
  std::FILE *file = nullptr;
};
// So does a function that it calls; a member is given the closure.
class Checked {
public:
  Checked(Bus &of, int size) : bus(of), size(size) {
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'this', but member 'bus' keeps it when the object may be dead
    id = bus.on([this](int v) { last = v; });
    check();
  }
  ~Checked() { bus.off(id); }

private:
  void check() {
    if (size < 0)
      throw std::invalid_argument("size");
  }
  Bus &bus;
  int id = 0, last = 0, size;
};
// Right: first what may throw.
class CheckedFirst {
public:
  CheckedFirst(Bus &bus, int size) : bus(bus), size(size) {
    check();
    id = bus.on([this](int v) { last = v; });
  }
  ~CheckedFirst() { bus.off(id); }

private:
  void check() {
    if (size < 0)
      throw std::invalid_argument("size");
  }
  Bus &bus;
  int id = 0, last = 0, size;
};
// Right: a member takes it back, and that dies in any case.
class Guarded {
public:
  Guarded(Bus &bus, int size) {
    token = Token(bus, bus.on([this](int v) { last = v; }));
    if (size < 0)
      throw std::invalid_argument("size");
  }

private:
  int last = 0;
  Token token;
};
// Right: it takes it back before it throws, or when something has been thrown.
class Undone {
public:
  Undone(Bus &bus, int size) : bus(bus) {
    id = bus.on([this](int v) { last = v; });
    if (size < 0) {
      bus.off(id);
      throw std::invalid_argument("size");
    }
    try {
      check(size);
    } catch (...) {
      bus.off(id);
      throw;
    }
  }
  ~Undone() { bus.off(id); }

private:
  static void check(int size) {
    if (size > 100)
      throw std::invalid_argument("size");
  }
  Bus &bus;
  int id = 0, last = 0;
};
// Right: the object is whole when the first constructor is done.
class Delegates {
public:
  explicit Delegates(Bus &bus) : bus(bus) {
    id = bus.on([this](int v) { last = v; });
  }
  Delegates(Bus &bus, int size) : Delegates(bus) {
    if (size < 0)
      throw std::invalid_argument("size");
  }
  ~Delegates() { bus.off(id); }

private:
  Bus &bus;
  int id = 0, last = 0;
};

// The constructor leaves the flag as it is, and the destructor looks at it.
class Beat {
public:
  explicit Beat(Bus &bus) : bus(bus) {
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'this', but the caller's 'bus' keeps it when the object may be dead
    id = bus.on([this](int v) { last = v; });
  }
  void open() { opened = true; }
  ~Beat() {
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: note: the destructor takes the closure back only if 'opened' is no longer what the constructor made it
    if (!opened)
      return;
    // CHECK: note: no repair is offered: let the destructor of 'Beat' take the closure back on every way
    bus.off(id);
  }

private:
  Bus &bus;
  int id = 0, last = 0;
  bool opened = false;
};
// The same by a method, and by a state.
class Player {
public:
  explicit Player(Bus &bus) : bus(bus) {
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'this', but the caller's 'bus' keeps it when the object may be dead
    id = bus.on([this](int v) { position += v; });
  }
  void play() { state = State::Playing; }
  ~Player() { stop(); }
  void stop() {
    if (state == State::Playing)
      bus.off(id);
  }

private:
  enum class State { Idle, Playing };
  Bus &bus;
  int id = 0, position = 0;
  State state = State::Idle;
};
// Right: the flag is set where the closure is handed out, or the handle is what is looked at.
class Started {
public:
  explicit Started(Bus &bus) : bus(bus) {
    id = bus.on([this](int v) { last = v; });
    mark();
  }
  ~Started() {
    if (!started)
      return;
    bus.off(id);
  }

private:
  void mark() { started = true; }
  Bus &bus;
  int id = 0, last = 0;
  bool started = false;
};
class Late {
public:
  explicit Late(Bus &bus) : bus(bus) {}
  void start() {
    id = bus.on([this](int v) { last = v; });
    started = true;
  }
  ~Late() {
    if (id != 0 && started)
      bus.off(id);
  }

private:
  Bus &bus;
  int id = 0, last = 0;
  bool started = false;
};
// Right: another act takes it back anyway.
class Twice {
public:
  explicit Twice(Bus &bus) : bus(bus) {
    id = bus.on([this](int v) { last = v; });
  }
  void open() { opened = true; }
  ~Twice() {
    if (opened)
      bus.off(other);
    bus.off(id);
  }

private:
  Bus &bus;
  int id = 0, other = 0, last = 0;
  bool opened = false;
};
