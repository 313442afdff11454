// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// Godot's C++ bindings, by stand-ins of their declarations.
// Templates have bodies only because lambdas have no linkage; the model is asked before them.
#include <utility>

namespace godot {
class StringName {
public:
  StringName(const char *name);
};
class Callable {
public:
  Callable bind(int) const { return *this; }
  void call() const;
};
class Object {
public:
  int connect(const StringName &signal, const Callable &callable, unsigned flags = 0);
  void disconnect(const StringName &signal, const Callable &callable);
  int emit_signal(const StringName &signal);
};
class Node : public Object {};
class Button : public Node {};
class WorkerThreadPool : public Object {
public:
  static WorkerThreadPool *get_singleton();
  long add_task(const Callable &action, bool highPriority = false);
  int wait_for_task_completion(long task);
};
} // namespace godot
// A helper that many projects have.
template <class Lambda> godot::Callable callable_mp_lambda(godot::Object *instance, Lambda &&lambda) { throw 0; }

class Panel : public godot::Node {
public:
  void ready(godot::Button *button) {
    int clicks = 0;
    // CHECK: :[[#@LINE+1]]:59: warning: lambda captures 'clicks' by reference
    button->connect("pressed", callable_mp_lambda(this, [&clicks] { ++clicks; }));
    // CHECK: :[[#@LINE+1]]:49: warning: lambda captures 'clicks' by reference
    connect("ready", callable_mp_lambda(this, [&clicks](int) { ++clicks; }).bind(1));
    button->connect("pressed", callable_mp_lambda(this, [this] { ++count; }));
    // CHECK: :[[#@LINE+1]]:42: warning: lambda captures 'clicks' by reference
    pressed = callable_mp_lambda(this, [&clicks] { ++clicks; });
  }

private:
  godot::Callable pressed;
  int count = 0;
};
godot::Callable returned(godot::Node *node, int x) {
  // CHECK: :[[#@LINE+1]]:37: warning: lambda captures 'x' by reference
  return callable_mp_lambda(node, [&x] { ++x; });
}
void task(godot::WorkerThreadPool *pool, godot::Node *node, int x) {
  // CHECK: :[[#@LINE+1]]:45: warning: lambda captures 'x' by reference
  pool->add_task(callable_mp_lambda(node, [&x] { ++x; }));
}

// Called, waited for or cut in the function.
int called(godot::Node *node, int x) {
  godot::Callable callable = callable_mp_lambda(node, [&x] { ++x; });
  callable.call();
  return x;
}
int waited(godot::WorkerThreadPool *pool, godot::Node *node, int x) {
  long id = pool->add_task(callable_mp_lambda(node, [&x] { ++x; }));
  pool->wait_for_task_completion(id);
  return x;
}
int disconnected(godot::Button *button, int x) {
  godot::Callable callable = callable_mp_lambda(button, [&x] { ++x; });
  button->connect("pressed", callable);
  button->emit_signal("pressed");
  button->disconnect("pressed", callable);
  return x;
}
void byValue(godot::Button *button, int x) {
  button->connect("pressed", callable_mp_lambda(button, [x] { (void)x; }));
}
