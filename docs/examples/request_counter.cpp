// Three closures that are to share one count. The count is a local variable, so all three refer
// to a dead one as soon as the counter is handed out.
#include <cstdio>
#include <functional>
#include <memory>

struct Counter {
  std::function<void()> record;
  std::function<int()> get;
  std::function<void()> reset;
};

Counter makeCounter() {
  int count = 0;
  return {
      // closure-lint: lambda captures 'count' by reference, but the return value keeps it after 'count' dies [closure-dangling-capture]
      [&count] { ++count; },
      // closure-lint: lambda captures 'count' by reference, but the return value keeps it after 'count' dies [closure-dangling-capture]
      [&count] { return count; },
      // closure-lint: lambda captures 'count' by reference, but the return value keeps it after 'count' dies [closure-dangling-capture]
      [&count] { count = 0; },
  };
}

// Copies would count apart. One cell that the three closures own together is right.
Counter makeSharedCounter() {
  auto count = std::make_shared<int>(0);
  return {
      [count] { ++*count; },
      [count] { return *count; },
      [count] { *count = 0; },
  };
}

int main() {
  Counter wrong = makeCounter();
  wrong.record();
  std::printf("%d\n", wrong.get());

  Counter right = makeSharedCounter();
  right.record();
  right.record();
  std::printf("%d\n", right.get());
  right.reset();
}
