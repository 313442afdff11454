// The option turns the move into a copy.
// RUN: sed "s,// [A-Z0-9-]*:.*,," %s > %t.cpp
// RUN: %tidy-load --quiet --fix --config='{Checks: "-*,closure-*", CheckOptions: {closure-dangling-capture.PreferMove: false}}' %t.cpp -- -std=c++17 > %t.out 2>&1
// RUN: FileCheck %s --input-file=%t.cpp
#include <functional>
#include <string>
std::function<std::size_t()> size(std::string name) {
  return [&name] { return name.size(); };
  // CHECK: return [name] {
}
