// RUN: sed "s,// [A-Z0-9-]*:.*,," %s > %t.cpp
// RUN: %closure-tidy --fix %t.cpp -- -std=c++17 -Wall -Wextra > %t.out 2>&1
// RUN: FileCheck %s --input-file=%t.cpp
// RUN: FileCheck %s --check-prefix=WHY --input-file=%t.out
// RUN: %clangxx -std=c++17 -Wall -Wextra -Werror -fsyntax-only %t.cpp
// RUN: %closure-tidy %t.cpp -- -std=c++17 2>&1 | FileCheck %s --check-prefix=QUIET --allow-empty
// QUIET-NOT: {{^/.*}}warning:
// What a closure changes and others see is moved to the heap, and all of them own it.
// CHECK: #include <memory>
#include <atomic>
#include <functional>
#include <string>
#include <utility>
#include <vector>

using Fn = std::function<int()>;

// WHY: note: the repair shares 'count' on the heap, because 'count' is shared with another lambda that captures it, and one of them changes it
// WHY: note: the repair of the lambda in line [[#@LINE+5]] repairs this one as well
std::pair<Fn, Fn> counter() {
  // CHECK: auto count = std::make_shared<int>(0);
  int count = 0;
  // CHECK: return {[count] { return ++*count; }, [count] { return *count; }};
  return {[&count] { return ++count; }, [&count] { return count; }};
}
int uses(Fn &out, std::vector<int> &sizes) {
  // CHECK: auto total = std::make_shared<std::vector<int>>(std::vector<int>{1, 2});
  std::vector<int> total{1, 2};
  // CHECK: auto half = std::make_shared<int>(4);
  int half = 4;
  // CHECK: out = [total, half] { total->push_back(*half); (*half)++; return (*total)[0]; };
  out = [&] { total.push_back(half); half++; return total[0]; };
  // CHECK: for (int size : *total)
  for (int size : total)
    // CHECK: sizes.push_back(size/(*half) - *half * *half);
    sizes.push_back(size/half - half * half);
  // CHECK: int *raw = &*half;
  int *raw = &half;
  // CHECK: return *raw + int(total->size());
  return *raw + int(total.size());
}
// Each way to declare a variable.
void declarations(std::vector<Fn> &out) {
  struct Point { int x, y; };
  const char *text = "text";
  // CHECK: auto a = std::make_shared<int>();
  int a;
  a = 1;
  // CHECK: auto b = std::make_shared<int>(2);
  // CHECK: {{^  }}int c(3);
  // CHECK: {{^  }}auto d = std::make_shared<int>(4);
  int b = 2, c(3), d{4};
  // CHECK: auto e = std::make_shared<std::string>(text);
  std::string e = text;
  // CHECK: auto f = std::make_shared<std::string>(3, 'f');
  std::string f(3, 'f');
  // CHECK: auto g = std::make_shared<Point>(Point{1, 2});
  Point g{1, 2};
  // CHECK: auto h = std::make_shared<Point>(Point{1, 2});
  Point h = {1, 2};
  // CHECK: auto i = std::make_shared<std::atomic<int>>(0);
  std::atomic<int> i{0};
  // CHECK: {{\[\[maybe_unused\]\]}} auto j = std::make_shared<const char *>(nullptr);
  [[maybe_unused]] const char *j = nullptr;
  // CHECK: auto k = std::make_shared<std::pair<int, long>>(std::make_pair(1, 2L));
  auto k = std::make_pair(1, 2L);
  // CHECK: auto l = std::make_shared<unsigned long>(5);
  unsigned long l(5);
  // CHECK: auto m = std::make_shared<const char *>(static_cast<const char *>(0));
  const char *m = 0;
  out.push_back([&] {
    ++a, ++b, ++d, e += 'x', f += 'x', ++g.x, ++h.x, ++i, j = "j", ++k.first, ++l, m = "m";
    return 0;
  });
  a = b + c + d + int(e.size() + f.size()) + g.x + h.x + i + (j != nullptr) + k.first + int(l) + (m != nullptr);
  e.clear(), f.clear(), g.y = h.y = a, i = 1, j = m = nullptr, k.second = 1, l = 0, b = d = 1;
}
// What the lambda may not change is shared as well.
std::vector<std::function<int()>> constant() {
  // CHECK: auto n = std::make_shared<int>(0);
  int n = 0;
  // CHECK: const auto next = [n] { return ++*n; };
  const auto next = [&n] { return ++n; };
  return {next};
}
// The other closure dies in time, and goes on referring to the variable.
int bystander(Fn &out) {
  // CHECK: auto n = std::make_shared<int>(0);
  int n = 0;
  // CHECK: auto now = [&n] { ++*n; };
  auto now = [&n] { ++n; };
  now();
  // CHECK: out = [n] { return *n; };
  out = [&n] { return n; };
  now();
  return n;
}
// A name in the argument of a macro stands in the file.
#define TWICE(X) ((X) + (X))
int argument(Fn &out) {
  // CHECK: auto n = std::make_shared<int>(0);
  int n = 0;
  out = [&n] { return ++n; };
  // CHECK: return TWICE((*n));
  return TWICE(n);
}
