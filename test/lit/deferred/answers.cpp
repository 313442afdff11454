// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// The name of a parameter says that a callback is kept, unless what it answers is in what the function hands back.
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

struct Entry {
  int rank = 0;
};
using Entries = std::map<std::string, Entry>;
struct Completion {
  std::vector<Entry> best;
  bool complete = true;
};
struct Ticket {
  int number = 0;
};
struct Tree {
  struct Node {
    std::vector<std::unique_ptr<Node>> below;
  };
  std::unique_ptr<Node> root;
};

Completion complete(int position, std::function<std::optional<Entry>(std::string)> callback);
Tree build(int levels, std::function<std::unique_ptr<Tree::Node>(int)> callback);
struct Listing {
  Entries all;
};
Listing list(std::function<std::optional<Entries>(std::string)> callback);
Entry only(int position, std::function<Entry(int)> handler);
Ticket watch(int position, std::function<std::optional<Entry>(std::string)> callback);
std::function<Entry(int)> bound(int position, std::function<Entry(int)> callback);
int load(int position, std::function<void(Entry)> callback);

bool asks() {
  bool asked = false;
  int nodes = 0;
  Completion found = complete(1, [&asked](std::string) -> std::optional<Entry> {
    asked = true;
    return std::nullopt;
  });
  Tree tree = build(2, [&](int) { return ++nodes, std::make_unique<Tree::Node>(); });
  list([&asked](std::string) -> std::optional<Entries> {
    asked = true;
    return std::nullopt;
  });
  only(3, [&](int n) { return Entry{nodes += n}; });
  return asked && found.complete && tree.root;
}

// What comes back is something else: a number by which to forget the callback.
Ticket keeps() {
  bool asked = false;
  // CHECK: :[[@LINE+1]]:21: warning: lambda captures 'asked' by reference, but 'watch' may keep it after 'asked' dies
  return watch(1, [&asked](std::string) -> std::optional<Entry> {
    asked = true;
    return std::nullopt;
  });
}

// The answer comes later.
int waits() {
  int sum = 0;
  // CHECK: :[[@LINE+1]]:20: warning: lambda captures 'sum' by reference, but 'load' may keep it after 'sum' dies
  return load(1, [&sum](Entry e) { sum += e.rank; });
}

// What is handed back answers, and has not been asked.
std::function<Entry(int)> binds() {
  int sum = 0;
  // CHECK: :[[@LINE+1]]:21: warning: lambda captures 'sum' by reference, but 'bound' may keep it after 'sum' dies
  return bound(1, [&sum](int n) { return Entry{sum += n}; });
}
