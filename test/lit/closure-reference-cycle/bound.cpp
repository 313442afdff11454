// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s

// What `std::bind` and its like copy, the closure owns as it does a capture.

#include <functional>
#include <memory>
#include <string>

struct Message {
  std::string Text;
};
class Subscription {
  std::function<void(Message)> Callback;

public:
  void set(std::function<void(Message)> F) { Callback = std::move(F); }
};

class Listener : public std::enable_shared_from_this<Listener> {
  Subscription Sub;
  void on(Message);

public:
  // CHECK: :[[@LINE+2]]:38: warning: a pointer to the object is bound here, which keeps the closure in 'Callback', so that neither is ever destroyed [closure-reference-cycle]
  void start() {
    Sub.set(std::bind(&Listener::on, shared_from_this(), std::placeholders::_1));
  }
};

struct Front {
  std::function<void(Message)> Handler;
  void on(Message);
};
void front() {
  auto Self = std::make_shared<Front>();
  // CHECK: :[[@LINE+1]]:47: warning: 'Self' is bound here, which keeps the closure in 'Handler', so that neither is ever destroyed
  Self->Handler = std::bind_front(&Front::on, Self);
}

// CHECK-NOT: warning:

class Plain : public std::enable_shared_from_this<Plain> {
  Subscription Sub;
  void on(Message);
  static void onWeak(std::weak_ptr<Plain>, Message);

public:
  void start() {
    Sub.set(std::bind(&Plain::on, this, std::placeholders::_1));
    Sub.set(std::bind(&Plain::onWeak, weak_from_this(), std::placeholders::_1));
  }
};

// It is emptied.
class Stopped : public std::enable_shared_from_this<Stopped> {
  std::function<void(Message)> Callback;
  void on(Message);

public:
  void start() { Callback = std::bind(&Stopped::on, shared_from_this(), std::placeholders::_1); }
  void stop() { Callback = nullptr; }
};
void stopped() {
  auto S = std::make_shared<Stopped>();
  S->start();
  S->stop();
}

// Another object.
void other() {
  auto One = std::make_shared<Front>();
  auto Other = std::make_shared<Front>();
  One->Handler = std::bind_front(&Front::on, Other);
}
