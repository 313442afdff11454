// Each standard has its own captures.
// RUN: sed "s,// [A-Z0-9-]*:.*,," %s > %t.11.cpp && %closure-tidy --fix %t.11.cpp -- -std=c++11 > %t.11.out 2>&1
// RUN: FileCheck %s --check-prefix=CXX11 --input-file=%t.11.cpp && %clangxx -std=c++11 -fsyntax-only %t.11.cpp
// RUN: sed "s,// [A-Z0-9-]*:.*,," %s > %t.14.cpp && %closure-tidy --fix %t.14.cpp -- -std=c++14 > %t.14.out 2>&1
// RUN: FileCheck %s --check-prefix=CXX14 --input-file=%t.14.cpp && %clangxx -std=c++14 -fsyntax-only %t.14.cpp
// RUN: sed "s,// [A-Z0-9-]*:.*,," %s > %t.20.cpp && %closure-tidy --fix %t.20.cpp -- -std=c++20 > %t.20.out 2>&1
// RUN: FileCheck %s --check-prefix=CXX14 --input-file=%t.20.cpp && %clangxx -std=c++20 -fsyntax-only %t.20.cpp
// RUN: sed "s,// [A-Z0-9-]*:.*,," %s > %t.23.cpp && %closure-tidy --fix %t.23.cpp -- -std=c++23 > %t.23.out 2>&1
// RUN: FileCheck %s --check-prefix=CXX14 --input-file=%t.23.cpp && %clangxx -std=c++23 -fsyntax-only %t.23.cpp
#include <functional>
#include <string>
#include <utility>
// There is no init-capture to move into before C++14.
std::function<int()> moved(std::string name) {
  return [&name] { return static_cast<int>(name.size()); };
  // CXX11: return [name] {
  // CXX14: return [name = std::move(name)] {
}
// A cell needs no init-capture.
std::pair<std::function<int()>, std::function<int()>> counter() {
  // CXX11: auto count = std::make_shared<int>(0);
  // CXX14: auto count = std::make_shared<int>(0);
  int count = 0;
  // CXX11: return {[count] { return ++*count; }, [count] { return *count; }};
  // CXX14: return {[count] { return ++*count; }, [count] { return *count; }};
  return {[&count] { return ++count; }, [&count] { return count; }};
}
