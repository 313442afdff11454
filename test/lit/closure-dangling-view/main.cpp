// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// RUN: %closure-tidy %s -- -std=c++20 -DTHREAD 2>&1 | FileCheck %s --check-prefix=LATER
// RUN: %closure-tidy %s -- -std=c++20 -DATEXIT 2>&1 | FileCheck %s --check-prefix=LATER
// RUN: %closure-tidy %s -- -std=c++20 -DDESTRUCTOR 2>&1 | FileCheck %s --check-prefix=LATER
// What lives as long as main lives as long as the program, unless something is called after it.
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

class Bus {
public:
#ifdef DESTRUCTOR
  ~Bus() { fire(); }
#endif
  void on(std::function<void()> job) { jobs.push_back(std::move(job)); }
  void fire() {
    for (auto &job : jobs)
      job();
  }

private:
  std::vector<std::function<void()>> jobs;
};
Bus bus;
std::function<void()> hook;
Bus &theBus() {
  static Bus only;
  return only;
}
struct Last {
  std::function<void()> call;
  ~Last() { call(); }
};
Last last;
int seen = 0;

#ifdef THREAD
void startAside() {
  std::thread([] { bus.fire(); }).detach();
}
#endif

void notMain() {
  std::string text = "text";
  // CHECK: :[[@LINE+1]]:12: warning: lambda captures 'text' by reference, but global 'bus' keeps it after 'text' dies [closure-dangling-capture]
  bus.on([&text] { seen += int(text.size()); });
}

int main(int count, char **) {
#ifdef ATEXIT
  std::atexit([] { bus.fire(); });
#endif
  std::string text = "text";
  std::string_view view = text;
  auto owner = std::make_unique<int>(1);
  int *raw = owner.get();
  // LATER: :[[@LINE+1]]:11: warning: lambda captures 'view', a view of 'text', but global 'bus' keeps it after 'text' dies [closure-dangling-view]
  bus.on([view] { seen += int(view.size()); });
  // LATER: :[[@LINE+1]]:12: warning: lambda captures 'text' by reference, but global 'bus' keeps it after 'text' dies [closure-dangling-capture]
  bus.on([&text] { seen += int(text.size()); });
  bus.on([raw] { seen += *raw; });
  theBus().on([&text] { seen += int(text.size()); });
  hook = [&count, view] { seen += count + int(view.size()); };
  static std::vector<std::function<void()>> own;
  own.push_back([&] { seen += int(text.size()); });
  if (count > 7)
    return 1;
  // CHECK: :[[@LINE+1]]:16: warning: lambda captures 'view', a view of 'text', but global 'last' keeps it after 'text' dies [closure-dangling-view]
  last.call = [view] { seen += int(view.size()); };
  {
    int inner = 1;
    // CHECK: :[[@LINE+1]]:14: warning: lambda captures 'inner' by reference, but global 'bus' keeps it after 'inner' dies [closure-dangling-capture]
    bus.on([&inner] { seen += inner; });
  }
  std::vector<int> numbers{1};
  int *first = &numbers.front();
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'first', a view of 'numbers', but global 'hook' keeps it after 'numbers' changes [closure-dangling-view]
  hook = [first] { seen += *first; };
  numbers.push_back(2);
  bus.fire();
}
