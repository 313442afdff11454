// REQUIRES: header-sfml
// packages: libsfml-dev
// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// SFML: the destructor of a thread waits.
#include <SFML/System.hpp>
#include <memory>

int work(int);
void add(int *n) { ++*n; }

void waited() {
  int n = 0;
  sf::Thread thread([&n] { ++n; });
  thread.launch();
  thread.wait();
}
void destroyed() {
  int n = 0;
  sf::Thread thread([&n] { ++n; });
  thread.launch();
  work(1);
}
void tooLate() {
  std::unique_ptr<sf::Thread> thread;
  int n = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  thread = std::make_unique<sf::Thread>([&n] { ++n; });
  thread->launch();
}
void inTime() {
  std::unique_ptr<sf::Thread> thread;
  int n = 0;
  thread = std::make_unique<sf::Thread>([&n] { ++n; });
  thread->launch();
  thread->wait();
}
std::unique_ptr<sf::Thread> made() {
  int n = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  auto thread = std::make_unique<sf::Thread>([&n] { ++n; });
  thread->launch();
  return thread;
}
std::unique_ptr<sf::Thread> bound() {
  int n = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: {{.*}}'n'
  std::unique_ptr<sf::Thread> thread(new sf::Thread(&add, &n));
  thread->launch();
  return thread;
}
void boundHere() {
  int n = 0;
  sf::Thread thread(&add, &n);
  thread.launch();
}
struct Loader {
  int loaded = 0;
  sf::Thread thread{[this] { ++loaded; }};
  void load() { thread.launch(); }
};
void member() {
  Loader loader;
  loader.load();
}
