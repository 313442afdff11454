// RUN: sed "s,// [A-Z0-9-]*:.*,," %s > %t.cpp
// RUN: %closure-tidy --fix %t.cpp -- -std=c++17 -Wall -Wextra > %t.out 2>&1
// RUN: FileCheck %s --input-file=%t.cpp
// RUN: FileCheck %s --check-prefix=WHY --input-file=%t.out
// RUN: %clangxx -std=c++17 -Wall -Wextra -Werror -fsyntax-only %t.cpp
// What was given a reference to the variable and may have kept it is meant to see what the closure
// sees: neither a copy nor a move would do.
#include <algorithm>
#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

std::vector<std::function<int()>> kept;

struct Options {
  void add(const char *name, std::string &value); // defined elsewhere
  void addBound(std::string *value) { Bound.push_back(value); }
  void read(std::string &value) const { value = Name; }
  std::string Name;
  std::vector<std::string *> Bound;
  std::function<int()> Then;
};

// Nobody sees what it keeps; that the object dies first makes the cell right.
void unseen() {
  // CHECK: auto file = std::make_shared<std::string>();
  std::string file;
  Options options;
  // CHECK: options.add("--file", *file);
  options.add("--file", file);
  // CHECK: kept.push_back([file] { return int(file->size()); });
  // WHY: note: the repair shares 'file' on the heap, because 'file' is shared with 'add' in line {{[0-9]+}}, which may keep a reference to it
  kept.push_back([&file] { return int(file.size()); });
}
// After the lambda as well.
void afterwards() {
  Options options;
  // CHECK: auto file = std::make_shared<std::string>();
  std::string file;
  // CHECK: kept.push_back([file] { return int(file->size()); });
  kept.push_back([&file] { return int(file.size()); });
  options.addBound(&file);
}
// A closure that is returned would not see what a method fills in later.
std::function<int()> returned(Options &options) {
  // CHECK: auto file = std::make_shared<std::string>();
  std::string file;
  options.add("--file", file);
  // CHECK: return [file] { return int(file->size()); };
  return [&file] { return int(file.size()); };
}
// What visibly keeps it for longer than the function runs would have to own the cell, too.
void keptForLonger(Options &options) {
  std::string file;
  options.addBound(&file);
  // CHECK: kept.push_back([&file] { return int(file.size()); });
  // WHY: note: no repair is offered: 'file' is shared with 'addBound' in line {{[0-9]+}}, which keeps a reference to it for longer than it lives
  kept.push_back([&file] { return int(file.size()); });
}
// Where it keeps the closure as well, both last as long.
void keptTogether(Options &options) {
  // CHECK: auto file = std::make_shared<std::string>();
  std::string file;
  options.addBound(&file);
  // CHECK: options.Then = [file] { return int(file->size()); };
  // WHY: note: the repair shares 'file' on the heap, because 'file' is shared with 'addBound' in line {{[0-9]+}}, which keeps a reference to it
  options.Then = [&file] { return int(file.size()); };
}
// A parameter cannot be shared: nothing is offered.
void ofCaller(Options &options, std::string file) {
  options.add("--file", file);
  // CHECK: kept.push_back([&file] { return int(file.size()); });
  // WHY: on the heap: it is a parameter
  kept.push_back([&file] { return int(file.size()); });
}

// Functions that visibly keep nothing.
void fill(std::string &out) { out += "text"; }
void fillTwice(std::string &out) {
  std::string &same = out;
  fill(same);
  std::string *pointer = &out;
  fill(*pointer);
}
bool isEmpty(const std::string *text) { return text->empty(); }
template <class T> void fillAny(T &&out) { fill(out); }
void keptNowhere(const Options &options) {
  std::string a, b, c, d, e;
  options.read(a);
  fillTwice(b);
  isEmpty(&c);
  fillAny(d);
  [](std::string &out) { out = "x"; }(e);
  // CHECK: kept.push_back([a = std::move(a), b = std::move(b), c = std::move(c), d = std::move(d), e = std::move(e)] {
  kept.push_back([&] {
    return int(a.size() + b.size() + c.size() + d.size() + e.size());
  });
}
// What can only be shown a variable keeps none; and functions of the library only call and read.
void show(const std::string &text);
void shown() {
  std::string line;
  int number = 0;
  std::vector<int> numbers{2, 1};
  std::getline(std::cin, line);
  std::cin >> number;
  show(line);
  std::sort(numbers.begin(), numbers.end());
  std::vector<int> copy(numbers.begin(), numbers.end());
  std::swap(numbers, copy);
  // CHECK: kept.push_back([line = std::move(line), number, numbers = std::move(numbers)] {
  kept.push_back([&] {
    return int(line.size()) + number + numbers[0];
  });
}

// Objects that refer.
struct Watcher {
  explicit Watcher(int &level) : Level(level) {}
  int &Level;
};
struct Pointing {
  explicit Pointing(int *level) : Level(level) {}
  int *Level;
};
struct Derived : Pointing {
  using Pointing::Pointing;
};
struct Named {
  explicit Named(int &level) : Last(level) {}
  int Last; // a copy
};
std::vector<std::unique_ptr<Watcher>> watchers;
void onTheHeap() {
  int level = 0;
  watchers.push_back(std::make_unique<Watcher>(level));
  // CHECK: kept.push_back([&level] { return level; });
  // WHY: no repair is offered: 'level' is shared with 'push_back' in line {{[0-9]+}}, which keeps a reference to it for longer than it lives
  kept.push_back([&level] { return level; });
}
void byConstructor() {
  // CHECK: auto level = std::make_shared<int>(0);
  int level = 0;
  // CHECK: auto derived = std::make_unique<Derived>(&*level);
  auto derived = std::make_unique<Derived>(&level);
  // CHECK: kept.push_back([level] { return *level; });
  kept.push_back([&level] { return level; });
  ++*derived->Level;
}
void byConstructorThatCopies() {
  int level = 0;
  Named named(level);
  auto other = std::make_unique<Named>(level);
  // CHECK: kept.push_back([level] { return level; });
  kept.push_back([&level] { return level; });
}

// By another name, a part, an element.
struct Settings {
  std::string File;
  int Level = 0;
};
void byPart() {
  // CHECK: auto settings = std::make_shared<Settings>();
  Settings settings;
  Options options;
  // CHECK: options.add("--file", settings->File);
  options.add("--file", settings.File);
  // CHECK: kept.push_back([settings] { return settings->Level; });
  kept.push_back([&settings] { return settings.Level; });
}
void byElement() {
  // CHECK: auto files = std::make_shared<std::vector<std::string>>(2);
  std::vector<std::string> files(2);
  Options options;
  // CHECK: for (auto &file : *files)
  for (auto &file : files)
    options.add("--file", file);
  // CHECK: kept.push_back([files] { return int(files->size()); });
  kept.push_back([&files] { return int(files.size()); });
}
void byReference() {
  std::string file;
  std::string &same = file;
  Options options;
  options.add("--file", file);
  // CHECK: kept.push_back([&same] { return int(same.size()); });
  // WHY: no repair is offered: 'same' refers to 'file', which may change after the closure is made
  kept.push_back([&same] { return int(same.size()); });
}
// A part of what was perhaps kept is copied all the same: most of these calls only fill it in.
void load(std::vector<std::string> &names);
void elementsOfFilled() {
  std::vector<std::string> names;
  load(names);
  for (const std::string &name : names)
    // CHECK: kept.push_back([name] { return int(name.size()); });
    kept.push_back([&name] { return int(name.size()); });
}
// What a pointer of some class points at is no part of the pointer.
void poke(int &value);
void byPointer() {
  auto value = std::make_shared<int>(1);
  poke(*value);
  // CHECK: kept.push_back([value = std::move(value)] { return *value; });
  kept.push_back([&value] { return *value; });
}

// The caller changes what it passed.
void subscribe(std::vector<std::function<int()>> &to, int &level) {
  // CHECK: to.push_back([&level] { return level; });
  // WHY: no repair is offered: 'level' refers to 'own', which may change after the closure is made
  to.push_back([&level] { return level; });
}
void changes() {
  int own = 1;
  subscribe(kept, own);
  own = 2;
}
void subscribeOnce(std::vector<std::function<int()>> &to, int &level) {
  // CHECK: to.push_back([level] { return level; });
  to.push_back([&level] { return level; });
}
void leaves() {
  int own = 1;
  own = 2;
  subscribeOnce(kept, own);
}
