// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// A move by another name than the standard library's: its signature tells, where its body is not read.
#include <functional>
#include <utility>
#include <vector>

# 100 "promise.h" 3
namespace lib {
template <typename T> constexpr T &&mv(T &t) noexcept { return static_cast<T &&>(t); }
template <typename T> T &use(T &t) { return t; }
template <typename T> T copied(T &t) { return t; }
template <typename T> struct Promise {
  void *node;
  template <typename F> Promise<int> then(F &&f);
};
template <typename T> template <typename F> Promise<int> Promise<T>::then(F &&f) { return {node}; }
} // namespace lib
# 19 "other-moves.cpp"

namespace mine {
template <typename T> std::remove_reference_t<T> &&take(T &&t) {
  return static_cast<std::remove_reference_t<T> &&>(t);
}
} // namespace mine

lib::Promise<void> whenReadable();
lib::Promise<int> fill(int *buffer, int n) {
  return whenReadable().then([buffer, n] {
    for (int i = 0; i < n; ++i)
      buffer[i] = i;
    return n;
  });
}
lib::Promise<int> byTheLibrary(int n) {
  std::vector<int> buffer(n);
  auto filled = fill(buffer.data(), n);
  return filled.then([buffer = lib::mv(buffer)](int) mutable { return buffer[0]; });
}
lib::Promise<int> byTheStandard(int n) {
  std::vector<int> buffer(n);
  auto filled = fill(buffer.data(), n);
  return filled.then([buffer = std::move(buffer)](int) mutable { return buffer[0]; });
}
lib::Promise<int> byOurOwn(int n) {
  std::vector<int> buffer(n);
  auto filled = fill(buffer.data(), n);
  return filled.then([buffer = mine::take(buffer)](int) mutable { return buffer[0]; });
}

std::function<int()> kept;
void beside(int n) {
  std::vector<int> buffer(n);
  int *first = buffer.data();
  kept = [first, buffer = lib::mv(buffer)] { return *first + int(buffer.size()); };
}

// These leave what they get where it is.
void copies(int n) {
  std::vector<int> buffer(n);
  int *first = buffer.data();
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'first', a view of 'buffer', but global 'kept' keeps it after 'buffer' dies
  kept = [first, buffer = lib::copied(buffer)] { return *first + int(buffer.size()); };
}
void refers(int n) {
  std::vector<int> buffer(n);
  int *first = buffer.data();
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'first', a view of 'buffer', but global 'kept' keeps it after 'buffer' dies
  kept = [first, buffer = lib::use(buffer)] { return *first + int(buffer.size()); };
}
