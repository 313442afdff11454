// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// Guards that set a hook, which a function gives out, and take it back at their end.
#include <functional>
#include <string>
#include <utility>

struct Fiber {
  std::function<std::string()> printer;
  void setPrinter(std::function<std::string()> f) { printer = std::move(f); }
};
inline thread_local Fiber *current;
inline Fiber *active() { return current; }
Fiber *unseen();

class Printer {
public:
  template <class F> explicit Printer(F &&f) { active()->setPrinter(std::forward<F>(f)); }
  ~Printer() { active()->setPrinter(nullptr); }
};
class OfUnseen {
public:
  explicit OfUnseen(std::function<std::string()> f) { unseen()->setPrinter(std::move(f)); }
  ~OfUnseen() { unseen()->setPrinter(nullptr); }
};
class OfOther {
public:
  explicit OfOther(std::function<std::string()> f) { active()->setPrinter(std::move(f)); }
  ~OfOther() { unseen()->setPrinter(nullptr); }
};
void step();

void right() {
  int i = 42;
  Printer printer([&] { return std::to_string(i); });
  OfUnseen other([&] { return std::to_string(i); });
  step();
}
void wrong() {
  int i = 42;
  // CHECK: :[[#@LINE+1]]:18: warning: lambda captures 'i' by reference, but global 'active' keeps it after 'i' dies [closure-dangling-capture]
  OfOther other([&] { return std::to_string(i); });
  step();
}
