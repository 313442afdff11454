// What a name leads to assume is told by that name; what is used afterwards by its own.
// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s
#include <functional>
#include <vector>
struct Bus {
  std::vector<std::function<void(int)>> handlers;
  void subscribe(std::function<void(int)> handler);
  void publish(int value);
};
void publishLate() {
  Bus bus;
  {
    int total = 0;
    // CHECK: [[@LINE+2]]:21: warning: lambda captures 'total' by reference, but 'subscribe' may keep it after 'total' dies
    // CHECK: [[@LINE+1]]:9: note: 'subscribe' is assumed to keep the closure, by its name
    bus.subscribe([&total](int more) { total += more; });
  }
  // CHECK: [[@LINE+1]]:7: note: 'bus' is used here, afterwards
  bus.publish(1);
}
