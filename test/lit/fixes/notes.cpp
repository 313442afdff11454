// RUN: sed "s,// [A-Z-]*:.*,," %s > %t.cpp && cp %t.cpp %t.plain.cpp
// RUN: %closure-tidy --fix %t.plain.cpp -- -std=c++20 > %t.log 2>&1
// RUN: FileCheck %s --check-prefix=PLAIN --input-file=%t.plain.cpp
// RUN: %closure-tidy --fix-notes %t.cpp -- -std=c++20 > %t.log 2>&1
// RUN: FileCheck %s --input-file=%t.cpp
// RUN: %clangxx -std=c++20 -Wall -Wextra -Werror -fsyntax-only %t.cpp
// RUN: %closure-tidy %t.cpp -- -std=c++20 2>&1 | FileCheck %s --check-prefix=LEFT
// What is a matter of judgement is applied by --fix-notes where there is no repair, and not by --fix.
// LEFT-NOT: warning:
// LEFT: notes.cpp.tmp.cpp:{{[0-9]+}}:{{[0-9]+}}: warning: {{.*}} member 'thread' can run it after 'lines' dies
// LEFT: Told() : thread()
// LEFT-NOT: warning:
#include <functional>
#include <string>
#include <thread>
#include <vector>

class LogWorker {
public:
  LogWorker() {
    thread = std::jthread([this] { lines.clear(); });
  }

private:
  // PLAIN: std::jthread thread; {{.*}} joined
  // PLAIN-NEXT: std::vector<std::string> lines{"first"};
  // CHECK: std::vector<std::string> lines{"first"}; {{.*}} joined
  // CHECK-NEXT: std::jthread thread;
  std::jthread thread; // joined
  std::vector<std::string> lines{"first"};
};

// Where the two are told apart by a constructor, or declared together, nobody swaps them.
class Told {
public:
  Told() : thread(), lines{"first"} { thread = std::jthread([this] { lines.clear(); }); }

private:
  // CHECK: std::jthread thread;
  // CHECK-NEXT: std::vector<std::string> lines;
  std::jthread thread;
  std::vector<std::string> lines;
};
