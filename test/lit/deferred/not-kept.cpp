// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// Names that sound as if a closure were kept.
#include <atomic>
#include <functional>

struct Device {
  void if_started_then(const std::function<void(int)> &f);
  void started_then(const std::function<void(int)> &f);
};
void condition(Device &device) {
  int sum = 0;
  device.if_started_then([&](int n) { sum += n; });
}
void continuation(Device &device) {
  int sum = 0;
  // CHECK: :[[#@LINE+1]]:24: warning: lambda captures 'sum' by reference, but 'started_then' may keep it after 'sum' dies [closure-dangling-capture]
  device.started_then([&](int n) { sum += n; });
}

struct Pool {
  virtual ~Pool() = default;
  virtual void spawn(std::function<void()> work) = 0;
  static void quiesce();
};
extern Pool &pool;
int quiesced() {
  std::atomic<int> calls{0};
  for (int i = 0; i < 20; ++i)
    pool.spawn([&] { ++calls; });
  Pool::quiesce();
  return calls;
}

// It works on what the function has; a handler, which such a function keeps, gets the same.
struct Store {
  int value = 0;
};
struct Settings {
  void bulk_set(std::function<void(Store &)> change);
  void set_change(std::function<void(Store &)> change);
};
void change(Settings &settings) {
  int value = 3;
  settings.bulk_set([&](Store &store) { store.value = value; });
  // CHECK: :[[#@LINE+1]]:24: warning: lambda captures 'value' by reference, but 'set_change' may keep it after 'value' dies [closure-dangling-capture]
  settings.set_change([&](Store &store) { store.value = value; });
}
