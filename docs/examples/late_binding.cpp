// The index outlives the loop, so nothing dangles; but all closures look at the one index, and
// when they are called it has its last value. This prints 3 3 3.
#include <cstdio>
#include <functional>
#include <vector>

int main() {
  std::vector<std::function<int()>> readers;
  int index;
  for (index = 0; index < 3; ++index) {
    // closure-lint: lambda captures 'index' by reference, but 'readers' keeps it while the loop changes 'index', so that it sees the last value [closure-loop-capture]
    readers.push_back([&index] { return index; });
  }
  for (const auto &read : readers)
    std::printf("%d ", read());

  // Right: each closure has the value that the index had when it was made. 0 1 2.
  std::vector<std::function<int()>> values;
  for (index = 0; index < 3; ++index)
    values.push_back([index] { return index; });
  for (const auto &read : values)
    std::printf("%d ", read());
}
