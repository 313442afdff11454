// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s
// What is a matter of judgement stands on notes of its own, with its edits.
#include <functional>
#include <future>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

using Fn = std::function<int()>;

// CHECK: note: copy 'text' into the closure instead
// CHECK: {{^ +\| +}}text{{$}}
std::function<std::size_t()> moved(std::string text) {
  return [&text] { return text.size(); };
}
// CHECK: note: share 'count' on the heap instead
// CHECK: auto count = std::make_shared<int>(0)
Fn ownState() {
  int count = 0;
  return [&count] { return ++count; };
}
// CHECK: warning: lambda captures 'view'
// CHECK: {{^ +\| +}}view = std::string(view){{$}}
// CHECK: note: copy only the view 'view' instead
std::function<std::size_t()> owning(std::string_view view) {
  return [&view] { return view.size(); };
}
// CHECK: note: make the closure with a new function 'makeReader{{[0-9]*}}' instead
// CHECK: {{^ +\| +}}makeReader{{[0-9]*}}(index)
std::vector<Fn> loop() {
  std::vector<Fn> readers;
  for (int index = 0; index < 3; ++index)
    readers.push_back([&] { return index; });
  return readers;
}
// A local class has no name above the function.
// CHECK: note: make the closure with a lambda that is called at once instead
// CHECK: {{\[\]\(auto point\) \{ return \[point\] \{ return point.x; \}; \}\(point\)}}
std::vector<Fn> nameless() {
  struct Point { int x; };
  std::vector<Fn> all;
  for (Point point : {Point{1}, Point{2}})
    all.push_back([&point] { return point.x; });
  return all;
}
// CHECK: note: declare 'x' before 'worker' instead, so that it dies after it
void order() {
  std::jthread worker;
  int x = 0;
  worker = std::jthread([&x] { ++x; });
}
// CHECK: note: the repair makes the closure anew for each call
int anew(int x) {
  static auto once = [&x] { return x; };
  return once();
}
