// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// node-addon-api, by stand-ins of its declarations.
// Templates have bodies only because lambdas have no linkage; the model is asked before them.
#include <cstddef>
#include <functional>
#include <string>
#include <thread>
#include <utility>

namespace Napi {
class Env {
public:
  template <class Hook> void AddCleanupHook(Hook hook) {}
};
class Value {};
class CallbackInfo {
public:
  Napi::Env Env() const;
};
class Object : public Value {
public:
  template <class Finalizer, class T> void AddFinalizer(Finalizer finalizeCallback, T *data) const {}
};
class Function : public Object {
public:
  template <class Callable> static Function New(Env env, Callable cb, const char *name = nullptr) { throw 0; }
  Value Call(std::size_t argc, const Value *args) const;
};
template <class T> class External : public Value {
public:
  template <class Finalizer> static External New(Env env, T *data, Finalizer finalizeCallback) { throw 0; }
};
class ThreadSafeFunction {
public:
  template <class Finalizer>
  static ThreadSafeFunction New(Env env, const Function &callback, std::string name, std::size_t maxQueueSize,
                                std::size_t initialThreadCount, Finalizer finalizeCallback) { throw 0; }
  template <class Callback> int BlockingCall(Callback callback) const { throw 0; }
  template <class Data, class Callback> int BlockingCall(Data *data, Callback callback) const { throw 0; }
  template <class Callback> int NonBlockingCall(Callback callback) const { throw 0; }
  template <class Data, class Callback> int NonBlockingCall(Data *data, Callback callback) const { throw 0; }
  int Release() const;
};
} // namespace Napi

// Even a blocking call waits for a place in the queue only.
void blocking(Napi::ThreadSafeFunction function, int x) {
  // CHECK: :[[#@LINE+1]]:27: warning: lambda captures 'x' by reference
  function.BlockingCall([&x](Napi::Env, Napi::Function) { ++x; });
  // CHECK: :[[#@LINE+1]]:30: warning: lambda captures 'x' by reference
  function.NonBlockingCall([&x](Napi::Env, Napi::Function) { ++x; });
}
void withData(Napi::ThreadSafeFunction function, int *data, int x) {
  // CHECK: :[[#@LINE+1]]:33: warning: lambda captures 'x' by reference
  function.BlockingCall(data, [&x](Napi::Env, Napi::Function, int *y) { *y = x; });
}
Napi::ThreadSafeFunction created(Napi::Env env, const Napi::Function &callback) {
  std::thread worker;
  // CHECK: :[[#@LINE+1]]:71: warning: lambda captures 'worker' by reference
  return Napi::ThreadSafeFunction::New(env, callback, "work", 0, 1, [&worker](Napi::Env) { worker.join(); });
}
void finalizer(const Napi::Object &object, int *data) {
  int count = 0;
  // CHECK: :[[#@LINE+1]]:25: warning: lambda captures 'count' by reference
  object.AddFinalizer([&count](Napi::Env, int *) { ++count; }, data);
}
Napi::Value external(const Napi::CallbackInfo &info, int *data) {
  int count = 0;
  // CHECK: :[[#@LINE+1]]:55: warning: lambda captures 'count' by reference
  return Napi::External<int>::New(info.Env(), data, [&count](Napi::Env, int *) { ++count; });
}
Napi::Function function(Napi::Env env, int x) {
  // CHECK: :[[#@LINE+1]]:37: warning: lambda captures 'x' by reference
  return Napi::Function::New(env, [&x](const Napi::CallbackInfo &) { ++x; });
}
void cleanup(Napi::Env env, int x) {
  // CHECK: :[[#@LINE+1]]:24: warning: lambda captures 'x' by reference
  env.AddCleanupHook([&x] { ++x; });
}

// The closure's own, or the heap's.
void byValue(Napi::ThreadSafeFunction function, int x) {
  function.BlockingCall([x](Napi::Env, Napi::Function) { (void)x; });
  int *heap = new int(x);
  function.NonBlockingCall(heap, [](Napi::Env, Napi::Function, int *value) { delete value; });
}
Napi::Function stateless(Napi::Env env) {
  return Napi::Function::New(env, [](const Napi::CallbackInfo &) {});
}
int local(const Napi::Function &function, const Napi::Value *values, int x) {
  auto call = [&] { function.Call(x, values); };
  call();
  return x;
}
