// A local smart pointer owns alone what is made here and not handed on; then the object dies with it.
// RUN: %closure-tidy %s -- -std=c++17 | FileCheck %s --implicit-check-not='{{^/.*}}warning:'
#include <functional>
#include <memory>
#include <utility>
#include <vector>

class Queue {
public:
  void later(std::function<void()> task) { tasks.push_back(std::move(task)); }
  void run() {
    for (auto &task : std::exchange(tasks, {}))
      task();
  }

private:
  std::vector<std::function<void()>> tasks;
};
std::shared_ptr<Queue> find();
std::shared_ptr<Queue> shared;
std::vector<std::shared_ptr<Queue>> all;
struct Hub {
  std::shared_ptr<Queue> queue;
  Queue *raw() { return queue.get(); }
  void member() {
    int x = 0;
    auto own = queue;
    // CHECK: :[[#@LINE+1]]:18: warning: lambda captures 'x' by reference, but what 'own' points at keeps it after 'x' dies
    own->later([&x] { ++x; });
  }
};

void locked(std::weak_ptr<Queue> &weak) {
  int x = 0;
  // CHECK: :[[#@LINE+2]]:20: warning: lambda captures 'x' by reference, but what 'queue' points at keeps it after 'x' dies
  if (auto queue = weak.lock())
    queue->later([&x] { ++x; });
}
void copied(std::shared_ptr<Queue> &of) {
  int x = 0;
  auto queue = of;
  // CHECK: :[[#@LINE+1]]:18: warning: lambda captures 'x' by reference
  queue->later([&x] { ++x; });
}
void parameter(std::shared_ptr<Queue> queue) {
  int x = 0;
  // CHECK: :[[#@LINE+1]]:18: warning: lambda captures 'x' by reference
  queue->later([&x] { ++x; });
}
void constant(const std::shared_ptr<Queue> &queue) {
  int x = 0;
  // CHECK: :[[#@LINE+1]]:18: warning: lambda captures 'x' by reference
  queue->later([&x] { ++x; });
}
void unseen() {
  int x = 0;
  auto queue = find();
  // CHECK: :[[#@LINE+1]]:18: warning: lambda captures 'x' by reference
  queue->later([&x] { ++x; });
}
void assigned() {
  int x = 0;
  std::shared_ptr<Queue> queue;
  queue = find();
  // CHECK: :[[#@LINE+1]]:18: warning: lambda captures 'x' by reference
  queue->later([&x] { ++x; });
}
void ofTheProgram() {
  int x = 0;
  auto queue = shared;
  // CHECK: :[[#@LINE+1]]:18: warning: lambda captures 'x' by reference, but global 'shared' keeps it after 'x' dies
  queue->later([&x] { ++x; });
}
void handedOn() {
  int x = 0;
  auto queue = std::make_shared<Queue>();
  all.push_back(queue);
  // CHECK: :[[#@LINE+1]]:18: warning: lambda captures 'x' by reference
  queue->later([&x] { ++x; });
}
void handedOnByCopy(Hub &hub) {
  int x = 0;
  auto queue = std::make_shared<Queue>();
  auto copy = queue;
  hub.queue = copy;
  // CHECK: :[[#@LINE+1]]:18: warning: lambda captures 'x' by reference
  queue->later([&x] { ++x; });
}
void inAClosure(Queue &other) {
  int x = 0;
  auto queue = std::make_shared<Queue>();
  other.later([queue] { queue->run(); });
  // CHECK: :[[#@LINE+1]]:18: warning: lambda captures 'x' by reference
  queue->later([&x] { ++x; });
}
// Made here, the queue dies with its last pointer, and runs no more.
void made() {
  int x = 0;
  auto queue = std::make_shared<Queue>();
  queue->later([&x] { ++x; });
}
void madeUnique() {
  int x = 0;
  auto queue = std::make_unique<Queue>();
  queue->later([&x] { ++x; });
}
void madeByNew() {
  int x = 0;
  std::shared_ptr<Queue> queue(new Queue);
  queue->later([&x] { ++x; });
}
void madeLater() {
  int x = 0;
  std::shared_ptr<Queue> queue;
  queue = std::make_shared<Queue>();
  queue->later([&x] { ++x; });
}
void copiedHere() {
  auto queue = std::make_shared<Queue>();
  auto copy = queue;
  int x = 0;
  copy->later([&x] { ++x; });
}
void movedHere() {
  auto queue = std::make_shared<Queue>();
  auto moved = std::move(queue);
  int x = 0;
  moved->later([&x] { ++x; });
}
std::shared_ptr<Queue> make() { return std::make_shared<Queue>(); }
std::shared_ptr<Queue> filled() {
  auto queue = std::make_shared<Queue>();
  queue->later([] {});
  return queue;
}
void madeByAnother() {
  int x = 0;
  make()->later([&x] { ++x; });
  auto queue = filled();
  queue->later([&x] { ++x; });
}
void onlyAsked() {
  int x = 0;
  auto queue = std::make_shared<Queue>();
  bool used = queue && queue.use_count() > 1;
  queue->later([&x, used] { x += used; });
}
void ownedByAParameter(std::unique_ptr<Queue> queue) {
  int x = 0;
  queue->later([&x] { ++x; });
}
// Whoever owns it, it is run in time.
void run(std::weak_ptr<Queue> &weak) {
  int x = 0;
  if (auto queue = weak.lock()) {
    queue->later([&x] { ++x; });
    queue->run();
  }
}
