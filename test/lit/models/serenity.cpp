// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// The annotations of SerenityOS.
#define ESCAPING [[clang::annotate("serenity::escaping")]]
#define IGNORE_USE_IN_ESCAPING_LAMBDA [[clang::annotate("serenity::ignore_use_in_escaping_lambda")]]

#include <functional>
#include <utility>

namespace AK {
template <class> class Function;
template <class Out, class... In> class Function<Out(In...)> {
public:
  template <class F> Function(F f) : held(std::move(f)) {}
  Out operator()(In... in) const { return held(in...); }

private:
  std::function<Out(In...)> held;
};
} // namespace AK
void use(int);

void take(ESCAPING AK::Function<void()>) {}
void look(AK::Function<void()>) {}

void escapes() {
  int a = 0;
  IGNORE_USE_IN_ESCAPING_LAMBDA int b = 0;
  // CHECK: :[[#@LINE+1]]:10: warning: lambda captures 'a' by reference, but 'take' keeps it after 'a' dies
  take([&a, &b] { use(a + b); });
  look([&a] { use(a); });
}
