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

// Copies count apart: what one closure counts, the others never see.
Counter makeSplitCounter() {
  int count = 0;
  return {
      // closure-lint: lambda captures 'count' by copy and changes only its copy, but another closure is meant to see that [closure-lost-update]
      [count]() mutable { ++count; },
      // closure-lint: lambda captures 'count' by copy and never sees what another closure changes in its own copy [closure-lost-update]
      [count] { return count; },
      // closure-lint: lambda captures 'count' by copy and changes only its copy, but another closure is meant to see that [closure-lost-update]
      [count]() mutable { count = 0; },
  };
}

// Right: one cell that the three closures own together.
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

  Counter split = makeSplitCounter();
  split.record();
  std::printf("%d\n", split.get());

  // Two counters have two cells.
  Counter right = makeSharedCounter(), other = makeSharedCounter();
  right.record();
  right.record();
  other.record();
  right.reset();
  right.record();
  std::printf("%d %d\n", right.get(), other.get());
}
