// A decorator takes a function and returns one that does the same, and something besides: this
// one tells how often it was called. It keeps a reference to a parameter, not the function.
#include <cstdio>
#include <functional>
#include <memory>
#include <utility>

template <typename Function> std::function<int(int)> counted(Function call) {
  // closure-lint: lambda captures 'call' by reference, but the return value keeps it after 'call' dies [closure-dangling-capture]
  return [&call, calls = 0](int number) mutable {
    std::printf("call %d\n", ++calls);
    return call(number);
  };
}

// Right: the closure owns the function that it wraps, and everything that it keeps.
template <typename Function> std::function<int(int)> countedAndOwned(Function call) {
  return [call = std::move(call), calls = 0](int number) mutable {
    std::printf("call %d\n", ++calls);
    return call(number);
  };
}

// The same for what is passed by a forwarding reference: what the caller gives away is moved into
// the closure, what the caller keeps is copied.
template <typename Function> auto countedAndForwarded(Function &&call) {
  return [call = std::forward<Function>(call), calls = 0](int number) mutable {
    std::printf("call %d\n", ++calls);
    return call(number);
  };
}

int main() {
  auto shift = counted([by = 3](int number) { return number + by; });
  std::printf("%d\n", shift(1));
  auto scale = countedAndOwned([by = 3](int number) { return number * by; });
  std::printf("%d\n", scale(2));

  auto add = [by = std::make_unique<int>(5)](int number) { return number + *by; };
  auto moved = countedAndForwarded(std::move(add));
  std::printf("%d\n", moved(1));
  auto square = [](int number) { return number * number; };
  auto copied = countedAndForwarded(square);
  std::printf("%d %d\n", copied(3), square(3));
}
