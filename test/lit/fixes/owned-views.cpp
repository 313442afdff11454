// RUN: sed "s,// [A-Z-]*:.*,," %s > %t.cpp
// RUN: %closure-tidy --fix %t.cpp -- -std=c++20 > %t.log 2>&1
// RUN: FileCheck %s --input-file=%t.cpp
// RUN: %clangxx -std=c++20 -Wall -Wextra -Werror -fsyntax-only %t.cpp
// In place of a copy of a view the closure gets an owner.
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <exception>
#include <functional>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

using F = std::function<int()>;
struct Options {
  int level = 0;
  std::string name;
};

F text(std::string own) {
  std::string_view view = own;
  // CHECK: return [view = std::string(view)] { return int(view.size()); };
  return [view] { return int(view.size()); };
}
F textInTheList(std::string own) {
  // CHECK: return [view = std::string(std::string_view(own))] { return int(view.size()); };
  return [view = std::string_view(own)] { return int(view.size()); };
}
F elements(std::vector<int> own) {
  std::span<const int> all(own);
  // CHECK: return [all = std::vector<int>(all.begin(), all.end())] { return all[0]; };
  return [all] { return all[0]; };
}
F list(std::initializer_list<int> all) {
  // CHECK: return [all = std::vector<int>(all)] { return int(all.size()); };
  return [all] { return int(all.size()); };
}
F address() {
  Options options;
  // CHECK: return [p = std::make_shared<const Options>(options)] { return p->level; };
  return [p = &options] { return p->level; };
}
F byDefault() {
  const Options options;
  const int *level = &options.level;
  // CHECK: return [=, level = std::make_shared<const int>(*level)] { return *level; };
  return [=] { return *level; };
}
F sole() {
  auto own = std::make_unique<Options>();
  Options *p = own.get();
  // CHECK: return [p, own = std::shared_ptr(std::move(own))] { return ++p->level; };
  return [p] { return ++p->level; };
}
F shared() {
  auto own = std::make_shared<Options>();
  Options *p = own.get();
  // CHECK: return [p, own] { return ++p->level; };
  return [p] { return ++p->level; };
}
F found() {
  std::map<int, Options> all;
  auto it = all.find(1);
  if (it == all.end())
    return nullptr;
  // CHECK: return [it = std::make_shared<const std::pair<const int, Options>>(*it)] { return it->second.level; };
  return [it] { return it->second.level; };
}
F element() {
  std::optional<Options> own = Options();
  // CHECK: return [value = *own] { return value.level; };
  return [&value = *own] { return value.level; };
}
void slots(std::vector<F> &queue) {
  std::vector<std::unique_ptr<Options>> all;
  all.push_back(std::make_unique<Options>());
  F later;
  auto &first = all.front();
  // CHECK: later = [first = first.get()] { return first->level; };
  later = [&first] { return first->level; };
  all.push_back(nullptr);
  queue.push_back([n = later()] { return n; });
}

F characters(std::string own) {
  const char *p = own.c_str();
  // CHECK: return [p = std::string(p)] { return std::puts(p.c_str()); };
  return [p] { return std::puts(p); };
}
F charactersInTheList(std::string own) {
  // CHECK: return [p = std::string(own.c_str())] { return std::puts(p.c_str()); };
  return [p = own.c_str()] { return std::puts(p); };
}

// The closure writes, walks, or would see something else: nothing is offered.
F writes() {
  Options options;
  // CHECK: return [p = &options] { return ++p->level; };
  return [p = &options] { return ++p->level; };
}
F walks() {
  std::vector<int> all{1, 2};
  auto it = all.begin();
  // CHECK: return [it]() mutable { return *it++; };
  return [it]() mutable { return *it++; };
}
int changes() {
  std::vector<int> all{1};
  int *p = all.data();
  // CHECK: auto f = [p] { return *p; };
  auto f = [p] { return *p; };
  all.push_back(2);
  return f();
}

std::vector<F> exceptional;

// What an exception says is a text.
void says();
void told() {
  try {
    says();
  } catch (const std::exception &e) {
    const char *what = e.what();
    // CHECK: exceptional.push_back([what = std::string(what)] { return int(std::strlen(what.c_str())); });
    exceptional.push_back([what] { return int(std::strlen(what)); });
  }
}
// Parts of a pair have no owner of their own.
void paired(int n) {
  std::string name = std::to_string(n);
  auto entry = std::make_pair(std::string_view(name), n);
  // CHECK: exceptional.push_back([entry] { return int(entry.first.size()) + entry.second; });
  exceptional.push_back([entry] { return int(entry.first.size()) + entry.second; });
}
void optional(int n) {
  std::string name = std::to_string(n);
  std::optional<std::string_view> found = name;
  // CHECK: exceptional.push_back([found] { return int(found->size()); });
  exceptional.push_back([found] { return int(found->size()); });
}
// What a function handed through is gone before there is a closure.
int handedThrough(const std::string &given, int n) {
  const std::string &longer = std::max(given, "number " + std::to_string(n));
  // CHECK: auto call = [&longer] { return int(longer.size()); };
  auto call = [&longer] { return int(longer.size()); };
  return call();
}
// A copy would not see what comes later.
void countedLater(const std::vector<int> &numbers) {
  int total = 0;
  const int *sum = &total;
  // CHECK: exceptional.push_back([sum] { return *sum; });
  exceptional.push_back([sum] { return *sum; });
  for (int number : numbers)
    total += number;
}
