// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// A constructor makes a base or a member, and that leaves a closure over itself with others.
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

class Bus {
public:
  void on(std::function<void()> f) { handlers.push_back(std::move(f)); }
  void clear() { handlers.clear(); }
  void send() {
    for (auto &f : handlers)
      f();
  }

private:
  std::vector<std::function<void()>> handlers;
};

// The base knows the derived class.
template <class D> class Ticking {
protected:
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'this', but the caller's 'bus' keeps it after 'lamp' dies
  explicit Ticking(Bus &bus) { bus.on([this] { static_cast<D *>(this)->tick(); }); }
};
class Lamp : public Ticking<Lamp> {
public:
  explicit Lamp(Bus &bus) : Ticking(bus) {}
  void tick() { on = !on; }

private:
  bool on = false;
};
void base(Bus &bus) {
  Lamp lamp(bus);
  bus.send();
}

// What one pointer among the members owns.
class Player {
  struct State {
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'this', but 'bus' keeps it after 'player' dies
    explicit State(Bus &bus) { bus.on([this] { ++volume; }); }
    int volume = 0;
  };
  std::unique_ptr<State> state;

public:
  explicit Player(Bus &bus) : state(std::make_unique<State>(bus)) {}
};
void owned() {
  Bus bus;
  {
    Player player(bus);
    bus.send();
  }
  bus.send();
}
// It stays where it is when the whole moves.
void moved() {
  Bus bus;
  std::vector<Player> players;
  players.emplace_back(bus);
  players.emplace_back(bus);
  bus.send();
}
Player made(Bus &bus) {
  Player one(bus);
  return std::move(one);
}

// A member by value.
class Recorder {
public:
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'this', but the caller's 'bus' keeps it after 'app' dies
  explicit Recorder(Bus &bus) { bus.on([this] { ++count; }); }

private:
  int count = 0;
};
struct App {
  explicit App(Bus &bus) : recorder(bus) {}
  Recorder recorder;
};
void member(Bus &bus) {
  App app(bus);
  bus.send();
}

// The base, or the whole, takes the closure back.
class Listening {
public:
  explicit Listening(Bus &bus) : bus(bus) {
    bus.on([this] { ++heard; });
  }
  ~Listening() { bus.clear(); }

private:
  Bus &bus;
  int heard = 0;
};
class Ear : Listening {
public:
  explicit Ear(Bus &bus) : Listening(bus) {}
};
class Heard {
public:
  explicit Heard(Bus &bus) { bus.on([this] { ++heard; }); }

private:
  int heard = 0;
};
class Muting : Heard {
public:
  explicit Muting(Bus &bus) : Heard(bus), bus(bus) {}
  ~Muting() { bus.clear(); }

private:
  Bus &bus;
};
void taken(Bus &bus) {
  Ear ear(bus);
  Muting muting(bus);
  bus.send();
}

// The bus is a member as well, and dies first or is never called again.
class Whole {
public:
  Whole() : recorder(std::make_unique<Quiet>(bus)) {}
  void send() { bus.send(); }

private:
  struct Quiet {
    explicit Quiet(Bus &bus) { bus.on([this] { ++n; }); }
    int n = 0;
  };
  Bus bus;
  std::unique_ptr<Quiet> recorder;
};
void whole() {
  Whole all;
  all.send();
}
