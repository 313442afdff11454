// The interview question in the form that C++ programs have: the index belongs to the loop, and is
// dead when the closures are called. The right halves print 0 1 2.
#include <cstdio>
#include <functional>
#include <vector>

using Reader = std::function<int()>;

std::vector<Reader> makeReaders() {
  std::vector<Reader> readers;
  for (int i = 0; i < 3; ++i) {
    // closure-lint: lambda captures 'i' by reference, but 'readers' keeps it after 'i' dies [closure-loop-capture]
    readers.push_back([&i] { return i; });
  }
  return readers;
}

// First repair: bind the value.
std::vector<Reader> readersByValue() {
  std::vector<Reader> readers;
  for (int i = 0; i < 3; ++i)
    readers.push_back([i] { return i; });
  return readers;
}

// Second repair: a factory, called in the loop.
Reader makeReader(int value) {
  return [value] { return value; };
}

std::vector<Reader> readersByFactory() {
  std::vector<Reader> readers;
  for (int i = 0; i < 3; ++i)
    readers.push_back(makeReader(i));
  return readers;
}

int main() {
  for (const auto &make : {makeReaders, readersByValue, readersByFactory})
    for (const Reader &read : make())
      std::printf("%d ", read());
}
