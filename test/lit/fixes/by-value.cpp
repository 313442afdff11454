// RUN: sed "s,// [A-Z0-9-]*:.*,," %s > %t.cpp
// RUN: %closure-tidy --fix %t.cpp -- -std=c++17 -Wall -Wextra > %t.out 2>&1
// RUN: FileCheck %s --input-file=%t.cpp --match-full-lines --strict-whitespace
// RUN: %clangxx -std=c++17 -Wall -Wextra -Werror -fsyntax-only %t.cpp
// RUN: %closure-tidy %t.cpp -- -std=c++17 2>&1 | FileCheck %s --check-prefix=QUIET --allow-empty
// QUIET-NOT: warning:
#include <functional>
#include <string>
#include <vector>
// CHECK:#include <utility>

using Fn = std::function<int()>;

Fn oneOfAList(int a, int b) {
  return [a, &b] { return a + b; };
// CHECK:  return [a, b] { return a + b; };
}
Fn captureDefault(int a) {
  return [&] { return a; };
// CHECK:  return [a] { return a; };
}
struct Widget {
  int width = 0;
  Fn keepsTheRest(int &caller, int a) {
    return [&] { return width + caller + a; };
// CHECK:    return [this, &caller, a] { return width + caller + a; };
  }
};
Fn besideDefaultCopy(int a, int b) {
  return [=, &b] { return a + b; };
// CHECK:  return [=] { return a + b; };
}
Fn besideDefaultReference(int a, int b) {
  return [&, a] { return a + b; };
// CHECK:  return [b, a] { return a + b; };
}
Fn keepsComments(int a, int b) {
  return [/*first*/ &a, // the base
          &b /*second*/] { return a + b; };
// CHECK:  return [/*first*/ a, // the base
// CHECK:          b /*second*/] { return a + b; };
}
Fn changesItsCopy(int count) {
  return [&count] { return ++count; };
// CHECK:  return [count]() mutable { return ++count; };
}
std::function<int(int)> changesWithParameters(int sum) {
  return [&sum](int add) { return sum += add; };
// CHECK:  return [sum](int add) mutable { return sum += add; };
}
struct Options { int level = 0; };
Fn initCapture(Options options) {
  return [&level = options.level] { return level; };
// CHECK:  return [level = options.level] { return level; };
}
Fn moved(std::string name) {
  return [&name] { return static_cast<int>(name.size()); };
// CHECK:  return [name = std::move(name)] { return static_cast<int>(name.size()); };
}
// A second closure needs the string as well: copies.
std::vector<Fn> notMovedTwice(std::string name) {
  std::vector<Fn> all;
  all.push_back([&name] { return static_cast<int>(name.size()); });
  all.push_back([&name] { return static_cast<int>(name.capacity()); });
  return all;
// CHECK:  all.push_back([name] { return static_cast<int>(name.size()); });
// CHECK:  all.push_back([name] { return static_cast<int>(name.capacity()); });
}
std::vector<Fn> loop() {
  std::vector<Fn> all;
  for (int i = 0; i < 3; ++i)
    all.push_back([&i] { return i; });
  return all;
// CHECK:    all.push_back([i] { return i; });
}
template <class... T> Fn pack(T... values) {
  return [&values...] { return (0 + ... + values); };
// CHECK:  return [values...] { return (0 + ... + values); };
}
template Fn pack(int, int);
template <class T> Fn inTemplate(T value, const int &other) {
  return [&] { return static_cast<int>(value) + other; };
// CHECK:  return [&, value] { return static_cast<int>(value) + other; };
}
template Fn inTemplate(int, const int &);
Fn binding() {
  auto [low, high] = std::pair(1, 2);
  return [&low, &high] { return low + high; };
// CHECK:  return [low = low, high = high] { return low + high; };
}
