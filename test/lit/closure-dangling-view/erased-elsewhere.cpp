// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// One method leaves a closure over an element with others, and another one erases it.
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

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
struct Room {
  std::string name;
  int messages = 0;
  int token = 0;
};

class Chat {
public:
  explicit Chat(Bus &bus) : bus(bus) {}
  void open(int id, std::string name) {
    auto &room = rooms[id];
    room.name = std::move(name);
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'room' by reference, a part of 'rooms', but {{.*}} keeps it when
    bus.on([&room](int n) { room.messages += n; });
  }
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: note: 'rooms' lets go of the object here
  void close(int id) { rooms.erase(id); }

private:
  Bus &bus;
  std::map<int, Room> rooms;
};

// Right: taken back first.
class Tidy {
public:
  explicit Tidy(Bus &bus) : bus(bus) {}
  void open(int id) {
    auto &room = rooms[id];
    room.token = bus.on([&room](int n) { room.messages += n; });
  }
  void close(int id) {
    auto it = rooms.find(id);
    if (it == rooms.end())
      return;
    bus.off(it->second.token);
    rooms.erase(it);
  }

private:
  Bus &bus;
  std::map<int, Room> rooms;
};
// Right: nobody erases one; or the closures lie in the object, and go with it.
class Open {
public:
  explicit Open(Bus &bus) : bus(bus) {}
  void open(int id) {
    auto &room = rooms[id];
    bus.on([&room](int n) { room.messages += n; });
  }

private:
  Bus &bus;
  std::map<int, Room> rooms;
};

// Right: a loop takes those back that go.
void closeSome(Bus &bus, std::vector<std::unique_ptr<Room>> rooms) {
  for (auto &owner : rooms) {
    Room *room = owner.get();
    room->token = bus.on([room](int n) { room->messages += n; });
  }
  for (auto &owner : rooms)
    if (owner->messages > 3)
      bus.off(owner->token);
  std::erase_if(rooms, [](const auto &owner) { return owner->messages > 3; });
  bus.emit(1);
  for (auto &owner : rooms)
    bus.off(owner->token);
}
