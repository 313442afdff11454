// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// A destructor that hands out closures of its own takes none back.
#include <functional>
#include <utility>
#include <vector>

class Transaction {
public:
  void add(std::function<void(int)> swap) { commands_.push_back(std::move(swap)); }
  void removeLast() { commands_.pop_back(); }
  void undo() {
    for (auto &c : commands_)
      c(1);
  }

private:
  std::vector<std::function<void(int)>> commands_;
};
class Engine {
public:
  void send();
};
Engine &engine();

class Sending {
public:
  Sending(Transaction *t, bool send) : t_(t), send_(send) {
    // CHECK: :[[#@LINE+1]]:14: warning: lambda captures 'this'
    t_->add([this](int) {
      if (send_)
        engine().send();
    });
  }
  ~Sending() {
    t_->add([](int) { engine().send(); });
  }

private:
  Transaction *t_;
  bool send_;
};
void sends(Transaction *t) {
  Sending guard(t, true);
  t->add([](int) {});
}

// One that takes something out of the transaction may mean this closure.
class Removing {
public:
  Removing(Transaction *t, bool send) : t_(t), send_(send) {
    t_->add([this](int) {
      if (send_)
        engine().send();
    });
  }
  ~Removing() { t_->removeLast(); }

private:
  Transaction *t_;
  bool send_;
};
void removes(Transaction *t) {
  Removing guard(t, true);
  t->add([](int) {});
}
