// A factory of multipliers. Each product should remember its own factor; here each keeps a
// reference to a parameter that is gone when the factory returns.
#include <cstdio>

auto makeMultiplier(int factor) {
  // closure-lint: lambda captures 'factor' by reference, but the return value keeps it after 'factor' dies [closure-dangling-capture]
  return [&](int number) { return number * factor; };
}

// The same factory, right: each closure has a factor of its own.
auto makeOwningMultiplier(int factor) {
  return [factor](int number) { return number * factor; };
}

int main() {
  auto twice = makeMultiplier(2);
  auto thrice = makeMultiplier(3);
  std::printf("%d %d\n", twice(10), thrice(10));

  auto four = makeOwningMultiplier(4);
  std::printf("%d\n", four(10));
}
