// Each closure of a loop gets a copy of what the first would take away.
// RUN: sed "s,// [A-Z0-9-]*:.*,," %s > %t.cpp
// RUN: %closure-tidy --fix %t.cpp -- -std=c++17 -Wall -Wextra > %t.out 2>&1
// RUN: FileCheck %s --input-file=%t.cpp --match-full-lines --strict-whitespace
// RUN: %clangxx -std=c++17 -Wall -Wextra -Werror -fsyntax-only %t.cpp
// RUN: %closure-tidy %t.cpp -- -std=c++17 2>&1 | FileCheck %s --check-prefix=QUIET
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

using Task = std::function<void()>;
void push(Task);
bool again();

void named(std::string text) {
  while (again())
    // CHECK:    push([text] { (void)text.size(); });
    push([text = std::move(text)] { (void)text.size(); });
}

void renamed(std::vector<int> values, int other) {
  while (again())
    // CHECK:    push([other, mine = values] { (void)(mine.size() + other); });
    push([other, mine = std::move(values)] { (void)(mine.size() + other); });
}
void braces(std::vector<int> values) {
  while (again())
    // CHECK:    push([values{values}] { (void)values.size(); });
    push([values{std::move(values)}] { (void)values.size(); });
}

template <class F> void each(int count, F &&task) {
  for (int i = 0; i < count; ++i)
    // CHECK:    push([task, i] { task(i); });
    push([task = std::forward<F>(task), i] { task(i); });
}
void calls(const std::string &text) { each(3, [text](int) { (void)text.size(); }); }

// One instance cannot be copied: the template stays.
template <class T> void keep(int count, T value) {
  for (int i = 0; i < count; ++i) {
    // CHECK:    auto task = [value = std::move(value)] { (void)value; };
    // QUIET: warning: lambda captures 'value' by moving it
    // QUIET-NOT: warning:
    auto task = [value = std::move(value)] { (void)value; };
    task();
  }
}
void keeps() {
  keep(2, std::string("text"));
  keep(2, std::make_unique<int>(1));
}
