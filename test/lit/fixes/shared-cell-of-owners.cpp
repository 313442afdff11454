// RUN: sed "s,// [A-Z0-9-]*:.*,," %s > %t.cpp
// RUN: %closure-tidy --fix %t.cpp -- -std=c++17 -Wall -Wextra > %t.out 2>&1
// RUN: FileCheck %s --input-file=%t.cpp
// RUN: %clangxx -std=c++17 -Wall -Wextra -Werror -fsyntax-only %t.cpp
// RUN: %closure-tidy %t.cpp -- -std=c++17 2>&1 | FileCheck %s --check-prefix=QUIET --allow-empty
// QUIET-NOT: {{^/.*}}warning:
#include <functional>
#include <memory>
#include <vector>

// A container of what cannot be copied declares a copy, and has none: the
// return moves it out of the cell.
std::vector<std::unique_ptr<int>> owners(std::vector<std::function<void()>> &out) {
  // CHECK: auto found = std::make_shared<std::vector<std::unique_ptr<int>>>();
  std::vector<std::unique_ptr<int>> found;
  out.push_back([&found] { found.push_back(nullptr); });
  // CHECK: return std::move(*found);
  return found;
}
