// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// A weak pointer helps only the closure that asks it before it touches the object.
#include <functional>
#include <memory>
#include <vector>

using Tasks = std::vector<std::function<void()>>;
bool isAlive(const std::weak_ptr<void> &token);
void log(int n);

class Download : public std::enable_shared_from_this<Download> {
public:
  void first(Tasks &tasks) {
    tasks.push_back([this, weak = weak_from_this()] {
      if (auto self = weak.lock())
        ++tries;
    });
  }
  void leaves(Tasks &tasks) {
    std::weak_ptr<Download> weak = weak_from_this();
    tasks.push_back([weak, this] {
      auto self = weak.lock();
      if (!self)
        return;
      ++tries;
    });
  }
  void byOther(Tasks &tasks) {
    tasks.push_back([this, weak = weak_from_this()] {
      if (isAlive(weak))
        ++tries;
    });
  }
  void value(Tasks &tasks) {
    tasks.push_back([this, weak = weak_from_this()] {
      if (weak.expired() || tries > 3)
        return;
      tries = 0;
    });
  }
  void nested(Tasks &tasks) {
    tasks.push_back([this, weak = weak_from_this()] {
      log(1);
      [this, weak] {
        if (!weak.expired())
          ++tries;
      }();
    });
  }
  void late(Tasks &tasks) {
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'this', but 'tasks' keeps it after 'load' dies
    tasks.push_back([this, weak = weak_from_this()] {
      ++tries;
      if (auto self = weak.lock())
        self->done();
    });
  }
  void never(Tasks &tasks) {
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'this', but 'tasks' keeps it after 'load' dies
    tasks.push_back([this, weak = weak_from_this()] {
      (void)weak;
      ++tries;
    });
  }
  void unlooked(Tasks &tasks) {
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'this', but 'tasks' keeps it after 'load' dies
    tasks.push_back([this, weak = weak_from_this()] {
      auto self = weak.lock();
      ++tries;
    });
  }
  void done() { log(tries); }

private:
  int tries = 0;
};

void all() {
  Tasks tasks;
  {
    auto load = std::make_shared<Download>();
    load->first(tasks);
    load->leaves(tasks);
    load->byOther(tasks);
    load->value(tasks);
    load->nested(tasks);
    load->late(tasks);
    load->never(tasks);
    load->unlooked(tasks);
  }
  for (auto &task : tasks)
    task();
}
