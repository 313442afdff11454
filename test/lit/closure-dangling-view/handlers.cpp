// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// What a handler catches is gone after the handler, and so is what it tells.
#include <exception>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

std::vector<std::function<void()>> queue;
void show(std::string_view);
void work();
struct Problem : std::exception {
  explicit Problem(std::string what) : text(std::move(what)) {}
  const char *what() const noexcept override { return text.c_str(); }
  const std::string &reason() const { return text; }
  std::string text;
};

void byReference() {
  try {
    work();
  } catch (const std::exception &e) {
    // CHECK: :[[@LINE+1]]:23: warning: lambda captures 'e' by reference, but global 'queue' keeps it after 'e' dies [closure-dangling-capture]
    queue.push_back([&e] { show(e.what()); });
  }
}
void itsText() {
  try {
    work();
  } catch (const std::exception &e) {
    const char *what = e.what();
    // CHECK: :[[@LINE+1]]:22: warning: lambda captures 'what', a view of 'e', but global 'queue' keeps it after 'e' dies [closure-dangling-view]
    queue.push_back([what] { show(what); });
  }
}
void textOfDerived() {
  try {
    work();
  } catch (const Problem &e) {
    // CHECK: :[[@LINE+1]]:22: warning: lambda captures 'what', a view of 'e'
    queue.push_back([what = e.what()] { show(what); });
  }
}
void later(std::string_view message) {
  // CHECK: :[[@LINE+1]]:20: warning: lambda captures 'message', a view of 'e', but global 'queue' keeps it after 'e' dies
  queue.push_back([message] { show(message); });
}
void handedOn() {
  try {
    work();
  } catch (const std::runtime_error &e) {
    later(e.what());
  }
}
void copiedText() {
  try {
    work();
  } catch (const std::exception &e) {
    queue.push_back([what = std::string(e.what())] { show(what); });
  }
}
void calledInTheHandler() {
  try {
    work();
  } catch (const std::exception &e) {
    auto tell = [&e] { show(e.what()); };
    tell();
  }
}
void copied() {
  try {
    work();
  } catch (const std::runtime_error &e) {
    queue.push_back([e] { show(e.what()); });
  }
}
void kept() {
  try {
    work();
  } catch (const std::exception &e) {
    queue.push_back([&e, alive = std::current_exception()] { show(e.what()); });
  }
}
