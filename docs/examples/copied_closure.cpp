// A closure with a state of its own is copied, and each copy goes on with another state.
#include <algorithm>
#include <cstdio>
#include <functional>
#include <vector>

using Numbers = std::vector<int>;

int sumOf(const Numbers &numbers) {
  // closure-lint: lambda changes its own 'sum', but 'std::for_each' gets a copy, and 'add' is asked afterwards as if it had changed [closure-lost-update]
  auto add = [sum = 0](int number) mutable { return sum += number; };
  std::for_each(numbers.begin(), numbers.end(), add);
  return add(0);
}

// Right: the algorithm calls the closure itself, not a copy.
int sumByReference(const Numbers &numbers) {
  auto add = [sum = 0](int number) mutable { return sum += number; };
  std::for_each(numbers.begin(), numbers.end(), std::ref(add));
  return add(0);
}

// Right: the copy that has counted is what the algorithm returns.
int sumReturned(const Numbers &numbers) {
  auto add = std::for_each(numbers.begin(), numbers.end(),
                           [sum = 0](int number) mutable { return sum += number; });
  return add(0);
}

// The first number that is not 0 is to go, and no other. The algorithm looks for it with one copy
// and goes on with another, which has seen nothing yet.
void dropFirst(Numbers &numbers) {
  // closure-lint: lambda changes its own 'seen', but 'std::remove_if' copies it before its first call and goes on with both [closure-lost-update]
  auto isFirst = [seen = 0](int number) mutable { return number && ++seen == 1; };
  numbers.erase(std::remove_if(numbers.begin(), numbers.end(), isFirst), numbers.end());
}

// Right: all copies of the reference count in one closure.
void dropFirstOnce(Numbers &numbers) {
  auto isFirst = [seen = 0](int number) mutable { return number && ++seen == 1; };
  numbers.erase(std::remove_if(numbers.begin(), numbers.end(), std::ref(isFirst)), numbers.end());
}

int main() {
  const Numbers numbers{7, 0, 8, 9};
  std::printf("%d %d %d\n", sumOf(numbers), sumByReference(numbers), sumReturned(numbers));
  Numbers wrong = numbers, right = numbers;
  dropFirst(wrong);
  dropFirstOnce(right);
  std::printf("%zu %zu\n", wrong.size(), right.size());
}
