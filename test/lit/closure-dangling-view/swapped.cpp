// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// What two owners exchange goes along with its views: what referred to the one that dies is right
// afterwards, and what referred to the other one is not.
#include <array>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

using F = std::function<int()>;
using Numbers = std::vector<int>;

// To a local that dies first; from it to one that is there as long as the closure.
int toInner() {
  Numbers numbers(10, 1);
  const int *first = numbers.data();
  // CHECK: :[[@LINE+1]]:13: warning: lambda captures 'first', a view of 'others', but 'f' keeps it after 'others' dies [closure-dangling-view]
  auto f = [first] { return *first; };
  {
    Numbers others(3, 1);
    // CHECK: note: what the view refers to goes to 'others' here
    std::swap(numbers, others);
  }
  return f();
}
int fromInner() {
  Numbers numbers(10, 1);
  F f;
  {
    Numbers others(3, 1);
    const int *first = others.data();
    f = [first] { return *first; };
    numbers.swap(others);
  }
  return f();
}
// Both have views: each goes with what it refers to.
int both() {
  Numbers numbers(10, 1);
  const int *first = numbers.data();
  // CHECK: :[[@LINE+1]]:13: warning: lambda captures 'first', a view of 'others', but 'f' keeps it after 'others' dies
  auto f = [first] { return *first; };
  F g;
  {
    Numbers others(3, 1);
    const int *second = others.data();
    g = [second] { return *second; };
    std::swap(numbers, others);
  }
  return f() + g();
}
// To and fro.
int twice() {
  Numbers numbers(10, 1);
  const int *first = numbers.data();
  auto f = [first] { return *first; };
  {
    Numbers others(3, 1);
    const int *second = others.data();
    auto g = [second] { return *second; };
    std::swap(numbers, others);
    std::swap(others, numbers);
    g();
  }
  return f();
}

// A member gets what the local had, and the local what the closure refers to.
class Mesh {
public:
  void rebuild(int size) {
    const float *start = points.data();
    // CHECK: :[[@LINE+1]]:14: warning: lambda captures 'start', a view of 'fresh', but member 'first' keeps it after 'fresh' dies
    first = [start] { return *start; };
    std::vector<float> fresh(size);
    points.swap(fresh);
  }
  void rebuildFirst(int size) {
    std::vector<float> fresh(size);
    const float *start = fresh.data();
    first = [start] { return *start; };
    points.swap(fresh);
  }
  void rebuildThen(int size) {
    std::vector<float> fresh(size);
    points.swap(fresh);
    const float *start = points.data();
    first = [start] { return *start; };
  }

private:
  std::vector<float> points;
  std::function<float()> first;
};

// What one owner alone owns.
F handedOut(std::unique_ptr<int> given) {
  auto other = std::make_unique<int>(1);
  int *number = other.get();
  // CHECK: :[[@LINE+1]]:10: warning: lambda captures 'number', a view of 'given', but the return value keeps it after 'given' dies
  F f = [number] { return *number; };
  given.swap(other);
  return f;
}
void handedBack(std::unique_ptr<int> &given, F &f) {
  auto other = std::make_unique<int>(1);
  int *number = other.get();
  f = [number] { return *number; };
  std::swap(given, other);
}

// Elements that lie in the object stay where they are.
F inside() {
  std::array<int, 2> numbers{1, 2}, others{3, 4};
  int *first = numbers.data();
  // CHECK: :[[@LINE+1]]:10: warning: lambda captures 'first', a view of 'numbers', but the return value keeps it after 'numbers' dies
  F f = [first] { return *first; };
  std::swap(numbers, others);
  return f;
}
