// RUN: sed "s,// [A-Z0-9-]*:.*,," %s > %t.cpp
// RUN: %closure-tidy --fix %t.cpp -- -std=c++17 -Wall -Wextra > %t.out 2>&1
// RUN: FileCheck %s --input-file=%t.cpp
// RUN: %clangxx -std=c++17 -Wall -Wextra -Werror -fsyntax-only %t.cpp
// A cell names the type that `auto` stands for. What a library calls it among its own is no name
// for others, and neither is an alias template without its namespace, or a type of a class without
// that.
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

std::vector<std::function<int()>> kept;

namespace own {
template <class T> using Ptr = std::shared_ptr<T>;
template <class T> using Table = std::map<int, T>;
struct Item {
  int n = 0;
};
Ptr<Item> make() { return std::make_shared<Item>(); }
Table<Item> table() { return {}; }
std::string text() { return "a"; }
} // namespace own

void resetLater() {
  // CHECK: auto p = std::make_shared<std::shared_ptr<int>>(std::make_shared<int>(3));
  auto p = std::make_shared<int>(3);
  // CHECK: kept.push_back([p] { return *p ? **p : 0; });
  kept.push_back([&p] { return p ? *p : 0; });
  // CHECK: p->reset();
  p.reset();
}
void givenNull() {
  for (int i = 0; i < 3; ++i) {
    // CHECK: auto p = std::make_shared<std::shared_ptr<int>>(std::make_shared<int>(i));
    auto p = std::make_shared<int>(i);
    kept.push_back([&] { return p ? *p : -1; });
    if (i == 1)
      p = nullptr;
  }
}
void others() {
  // CHECK: auto unique = std::make_shared<std::unique_ptr<int>>(std::make_unique<int>(1));
  auto unique = std::make_unique<int>(1);
  // CHECK: auto maybe = std::make_shared<std::optional<int>>(std::make_optional(1));
  auto maybe = std::make_optional(1);
  // CHECK: auto both = std::make_shared<std::pair<int, char>>(std::make_pair(1, 'a'));
  auto both = std::make_pair(1, 'a');
  // CHECK: auto three = std::make_shared<std::tuple<int, int, int>>(std::make_tuple(1, 2, 3));
  auto three = std::make_tuple(1, 2, 3);
  kept.push_back([&] { return *unique + *maybe + both.first + std::get<0>(three); });
  unique.reset();
  maybe.reset();
  both.first = 2;
  std::get<0>(three) = 2;
}
void ofOurs() {
  // CHECK: auto item = std::make_shared<std::shared_ptr<own::Item>>(own::make());
  auto item = own::make();
  // CHECK: auto table = std::make_shared<std::map<int, own::Item>>(own::table());
  auto table = own::table();
  // CHECK: auto text = std::make_shared<std::string>(own::text());
  auto text = own::text();
  // CHECK: auto at = std::make_shared<unsigned {{long|int}}>(own::text().find('a'));
  auto at = own::text().find('a');
  kept.push_back([&] { return (item ? item->n : 0) + int(table.size() + text.size() + at); });
  item.reset();
  table.clear();
  text.clear();
  at = 0;
}
