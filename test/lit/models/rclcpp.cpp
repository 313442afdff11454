// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// rclcpp, by stand-ins of its declarations.
// Templates have bodies only because lambdas have no linkage; the model is asked before them.
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace rclcpp {
class TimerBase {
public:
  using SharedPtr = std::shared_ptr<TimerBase>;
  void cancel();
};
template <class Message> class Subscription {
public:
  using SharedPtr = std::shared_ptr<Subscription>;
};
template <class Srv> class Service {
public:
  using SharedPtr = std::shared_ptr<Service>;
};
template <class Srv> class Client {
public:
  using SharedPtr = std::shared_ptr<Client>;
  template <class Callback> int async_send_request(std::shared_ptr<int> request, Callback &&callback) { throw 0; }
};
namespace node_interfaces {
struct OnSetParametersCallbackHandle {
  using SharedPtr = std::shared_ptr<OnSetParametersCallbackHandle>;
};
} // namespace node_interfaces
using node_interfaces::OnSetParametersCallbackHandle;
class Node {
public:
  using SharedPtr = std::shared_ptr<Node>;
  template <class Message, class Callback>
  typename Subscription<Message>::SharedPtr create_subscription(const std::string &topic, int qos,
                                                                Callback &&callback) { throw 0; }
  template <class Srv, class Callback>
  typename Service<Srv>::SharedPtr create_service(const std::string &name, Callback &&callback) { throw 0; }
  template <class Callback>
  TimerBase::SharedPtr create_wall_timer(std::chrono::milliseconds period, Callback callback) { throw 0; }
  OnSetParametersCallbackHandle::SharedPtr add_on_set_parameters_callback(std::function<int(int)> callback);
};
class Executor {
public:
  virtual void spin() = 0;
  void spin_some();
  void add_node(Node::SharedPtr node);
};
namespace executors {
class SingleThreadedExecutor : public Executor {
public:
  void spin() override;
};
} // namespace executors
void spin(Node::SharedPtr node);
void on_shutdown(std::function<void()> callback);
} // namespace rclcpp

struct Trigger {};

class Counter : public rclcpp::Node {
public:
  Counter() {
    int count = 0;
    // CHECK: :[[#@LINE+1]]:60: warning: lambda captures 'count' by reference
    subscription = create_subscription<int>("topic", 10, [&count](int) { ++count; });
    // CHECK: :[[#@LINE+1]]:64: warning: lambda captures 'count' by reference
    timer = create_wall_timer(std::chrono::milliseconds(10), [&count] { ++count; });
    // CHECK: :[[#@LINE+1]]:52: warning: lambda captures 'count' by reference
    service = create_service<Trigger>("trigger", [&count](int, int) { ++count; });
    other = create_wall_timer(std::chrono::milliseconds(10), [this] { ++total; });
    // CHECK: :[[#@LINE+1]]:47: warning: lambda captures 'count' by reference
    handle = add_on_set_parameters_callback([&count](int) { return ++count; });
  }

private:
  rclcpp::Subscription<int>::SharedPtr subscription;
  rclcpp::Service<Trigger>::SharedPtr service;
  rclcpp::TimerBase::SharedPtr timer, other;
  rclcpp::OnSetParametersCallbackHandle::SharedPtr handle;
  int total = 0;
};
rclcpp::TimerBase::SharedPtr returned(rclcpp::Node &node, int x) {
  // CHECK: :[[#@LINE+1]]:66: warning: lambda captures 'x' by reference
  return node.create_wall_timer(std::chrono::milliseconds(10), [&x] { ++x; });
}
void request(rclcpp::Client<Trigger> &client) {
  bool done = false;
  // CHECK: :[[#@LINE+1]]:40: warning: lambda captures 'done' by reference
  client.async_send_request(nullptr, [&done](int) { done = true; });
}
void shutdown(int x) {
  // CHECK: :[[#@LINE+1]]:25: warning: lambda captures 'x' by reference
  rclcpp::on_shutdown([&x] { ++x; });
}

// The timer and the subscription end with the function, after the variables are declared.
void local(rclcpp::Node::SharedPtr node) {
  int count = 0;
  auto timer = node->create_wall_timer(std::chrono::milliseconds(10), [&count] { ++count; });
  auto subscription = node->create_subscription<int>("topic", 10, [&count](int) { ++count; });
  rclcpp::spin(node);
}
bool answered(rclcpp::Client<Trigger> &client, rclcpp::Node::SharedPtr node) {
  bool done = false;
  client.async_send_request(nullptr, [&done](int) { done = true; });
  rclcpp::spin(node);
  return done;
}
bool spun(rclcpp::Client<Trigger> &client, rclcpp::Node::SharedPtr node) {
  bool done = false;
  rclcpp::executors::SingleThreadedExecutor executor;
  executor.add_node(node);
  client.async_send_request(nullptr, [&done](int) { done = true; });
  executor.spin();
  return done;
}
rclcpp::TimerBase::SharedPtr byValue(rclcpp::Node &node, int x) {
  return node.create_wall_timer(std::chrono::milliseconds(10), [x] { (void)x; });
}
