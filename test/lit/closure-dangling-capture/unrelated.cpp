// A wait or a destructor ends a closure only if it may have to do with what holds it.
// RUN: %closure-tidy %s -- -std=c++17 | FileCheck %s --implicit-check-not='{{^/.*}}warning:'
#include <functional>
#include <thread>
#include <vector>

struct Bus {
  void onMessage(std::function<void()> handler);
  void drain();
};
struct Queue {
  std::function<void()> last;
  void drain();
};
struct Log {
  void flush();
  void clear();
};
struct Unseen {
  Unseen();
  ~Unseen();
  int x = 0;
};
struct Leave {
  explicit Leave(Bus &);
  ~Leave();
};

// A log has no room for a closure, and was given none.
void otherObject(Bus &bus, Log &log) {
  int x = 0;
  // CHECK: :[[#@LINE+1]]:18: warning: lambda captures 'x' by reference, but 'onMessage' may keep it after 'x' dies
  bus.onMessage([&] { ++x; });
  log.flush();
  log.clear();
}
// The bus itself may be empty afterwards.
void sameObject(Bus &bus) {
  int x = 0;
  bus.onMessage([&] { ++x; });
  bus.drain();
}
// Two names of one class may be one object.
void perhapsTheSame(Bus &bus, Bus &other) {
  int x = 0;
  bus.onMessage([&] { ++x; });
  other.drain();
}
// An object of its own that was given nothing.
void ownObject(Bus &bus) {
  int x = 0;
  Queue mine;
  // CHECK: :[[#@LINE+1]]:18: warning: lambda captures 'x' by reference
  bus.onMessage([&] { ++x; });
  mine.drain();
}
// The thread has the bus, and may be what runs it.
void throughThread(Bus &bus) {
  int x = 0;
  std::thread runner([&bus] { bus.drain(); });
  bus.onMessage([&] { ++x; });
  runner.join();
}
void otherThread(Bus &bus) {
  int x = 0;
  // CHECK: :[[#@LINE+1]]:18: warning: lambda captures 'x' by reference
  bus.onMessage([&] { ++x; });
  std::thread runner([] {});
  runner.join();
}
// A destructor that nobody sees takes back what its object was given.
void givenToGuard(Bus &bus) {
  int x = 0;
  Leave guard(bus);
  bus.onMessage([&] { ++x; });
}
void givenNothing(Bus &bus) {
  int x = 0;
  Unseen other;
  // CHECK: :[[#@LINE+1]]:18: warning: lambda captures 'x' by reference
  bus.onMessage([&] { ++x; });
}
// To be captured is not to be given anything.
void captured(Bus &bus) {
  Unseen other;
  // CHECK: :[[#@LINE+1]]:18: warning: lambda captures 'other' by reference
  bus.onMessage([&] { ++other.x; });
}
// What a loop waits for is over after it, and no more than that.
void otherLoop(Bus &bus, std::vector<Log> &logs) {
  int x = 0;
  // CHECK: :[[#@LINE+1]]:18: warning: lambda captures 'x' by reference
  bus.onMessage([&] { ++x; });
  for (Log &log : logs)
    log.flush();
}
void sameLoop(Bus &bus, std::vector<Bus> &all) {
  int x = 0;
  bus.onMessage([&] { ++x; });
  for (Bus &one : all)
    one.drain();
}
void perhapsNoTurn(Bus &bus, int turns) {
  int x = 0;
  bus.onMessage([&] { ++x; });
  for (int i = 0; i < turns; ++i)
    bus.drain();
}
void threads(std::vector<std::thread> &started) {
  int x = 0;
  std::vector<std::thread> mine;
  mine.emplace_back([&] { ++x; });
  for (auto &t : mine)
    t.join();
}
void otherThreads(Bus &bus) {
  int x = 0;
  std::vector<std::thread> mine;
  mine.emplace_back([] {});
  // CHECK: :[[#@LINE+1]]:18: warning: lambda captures 'x' by reference
  bus.onMessage([&] { ++x; });
  for (auto &t : mine)
    t.join();
}
void leftEarly(Bus &bus, int turns) {
  int x = 0;
  // CHECK: :[[#@LINE+1]]:18: warning: lambda captures 'x' by reference
  bus.onMessage([&] { ++x; });
  for (int i = 0; i < turns; ++i) {
    if (i == 7)
      return;
    bus.drain();
  }
}
// What is behind a pointer may be the bus.
std::vector<Bus *> allBuses();
void pointers(Bus &bus) {
  int x = 0;
  bus.onMessage([&] { ++x; });
  std::vector<Bus *> mine = allBuses();
  for (auto &one : mine)
    one->drain();
}
