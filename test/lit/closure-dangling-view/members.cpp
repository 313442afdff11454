// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// A method leaves a closure over what a member owns with another member, and another method lets go
// of that.
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

struct Config {
  int port = 0;
};

// A shared object that nobody else shares.
class Server {
public:
  void start() {
    Config *current = config.get();
    // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'current', a view of 'config', but member 'answer' keeps it after what 'config' owns dies [closure-dangling-view]
    answer = [current] { return current->port; };
  }
  void reload() { config = std::make_shared<Config>(); }
  int ask() { return answer(); }

private:
  std::shared_ptr<Config> config = std::make_shared<Config>();
  std::function<int()> answer;
};
class StartsAgain {
public:
  void start() {
    Config *current = config.get();
    answer = [current] { return current->port; };
  }
  void reload() {
    config = std::make_shared<Config>();
    start();
  }

private:
  std::shared_ptr<Config> config = std::make_shared<Config>();
  std::function<int()> answer;
};
class Shares {
public:
  void start() {
    Config *current = config.get();
    answer = [current] { return current->port; };
  }
  std::shared_ptr<Config> current() const { return config; }
  void reload() { config = std::make_shared<Config>(); }

private:
  std::shared_ptr<Config> config = std::make_shared<Config>();
  std::function<int()> answer;
};
class IsGiven {
public:
  explicit IsGiven(std::shared_ptr<Config> config) : config(std::move(config)) {}
  void start() {
    Config *current = config.get();
    answer = [current] { return current->port; };
  }
  void stop() { config.reset(); }

private:
  std::shared_ptr<Config> config;
  std::function<int()> answer;
};
class LetsGo {
public:
  void start() {
    Config *current = config.get();
    answer = [current] { return current->port; };
  }
  void stop() {
    answer = nullptr;
    config.reset();
  }

private:
  std::unique_ptr<Config> config = std::make_unique<Config>();
  std::function<int()> answer;
};
class Resets {
public:
  void start() {
    // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'current', a view of 'config', but member 'answer' keeps it after what 'config' owns dies
    answer = [current = config.get()] { return current->port; };
  }
  void stop() { config.reset(); }

private:
  std::unique_ptr<Config> config = std::make_unique<Config>();
  std::function<int()> answer;
};

// An entry of a map.
class Cache {
public:
  void touch(const std::string &key) {
    int *hits = &entries[key];
    // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'hits', a view of 'entries', but member 'waiting' keeps it after 'entries' changes
    waiting.push_back([hits] { ++*hits; });
  }
  void forget(const std::string &key) { entries.erase(key); }
  void flush() {
    for (auto &f : waiting)
      f();
  }

private:
  std::unordered_map<std::string, int> entries;
  std::vector<std::function<void()>> waiting;
};
class Flushes {
public:
  void touch(const std::string &key) {
    int *hits = &entries[key];
    waiting.push_back([hits] { ++*hits; });
  }
  void forget(const std::string &key) { entries.erase(key); }
  void flush() {
    for (auto &f : waiting)
      f();
    waiting.clear();
  }

private:
  std::unordered_map<std::string, int> entries;
  std::vector<std::function<void()>> waiting;
};

// The text is another one; what is called by the owner before it starts is not.
class Label {
public:
  void show() {
    std::string_view text = title;
    // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'text', a view of 'title', but member 'paint' keeps it after 'title' changes
    paint = [text] { return text.size(); };
  }
  void rename(std::string to) { title = std::move(to); }

private:
  std::string title;
  std::function<std::size_t()> paint;
};
class LoadsFirst {
public:
  void show() {
    load();
    std::string_view text = title;
    paint = [text] { return text.size(); };
  }

private:
  void load() { title = "loaded"; }
  std::string title;
  std::function<std::size_t()> paint;
};
class Asks {
public:
  void show() {
    std::string_view text = title;
    paint = [this] { return title.size(); };
  }
  void rename(std::string to) { title = std::move(to); }

private:
  std::string title;
  std::function<std::size_t()> paint;
};
class Works {
public:
  void start() {
    const char *text = title.c_str();
    worker = std::thread([text] { return text[0]; });
  }
  void stop() {
    worker.join();
    title.clear();
  }

private:
  std::string title;
  std::thread worker;
};

// Each call makes the elements move that earlier closures refer to.
class Menu {
public:
  void add(std::string name) {
    names.push_back(std::move(name));
    std::string *last = &names.back();
    // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'last', a view of 'names', but member 'actions' keeps it after 'names' changes
    actions.push_back([last] { return last->size(); });
  }

private:
  std::vector<std::string> names;
  std::vector<std::function<std::size_t()>> actions;
};
class Stays {
public:
  void add(std::string name) {
    names.push_back(std::move(name));
    std::string *last = &names.back();
    actions.push_back([last] { return last->size(); });
  }

private:
  std::deque<std::string> names;
  std::vector<std::function<std::size_t()>> actions;
};
class LastOnly {
public:
  void add(std::string name) {
    names.push_back(std::move(name));
    std::string *last = &names.back();
    action = [last] { return last->size(); };
  }

private:
  std::vector<std::string> names;
  std::function<std::size_t()> action;
};
