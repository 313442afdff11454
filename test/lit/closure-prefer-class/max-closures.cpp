// How many are too many is the user's to say: more than MaxClosures over the same state.
// RUN: %tidy-load %s --quiet --config='{Checks: "-*,closure-*", CheckOptions: {closure-prefer-class.MaxClosures: 2}}' -- -std=c++17 2>&1 | FileCheck %s --check-prefix=TWO
// RUN: %tidy-load %s --quiet --config='{Checks: "-*,closure-*", CheckOptions: {MaxClosures: 1}}' -- -std=c++17 2>&1 | FileCheck %s --check-prefix=ONE
// RUN: %tidy-load %s --quiet --config='{Checks: "-*,closure-*"}' -- -std=c++17 2>&1 | FileCheck %s --check-prefix=THREE --allow-empty
// RUN: %closure-clang -fsyntax-only -std=c++17 -fplugin-arg-closure-max-closures=2 %s 2>&1 | FileCheck %s --check-prefix=TWO
// RUN: not %closure-clang -fsyntax-only -fplugin-arg-closure-max-closures=few %s 2>&1 | FileCheck %s --check-prefix=WORD
// RUN: %tidy-load --dump-config --checks='-*,closure-prefer-class,closure-lost-update' %s -- | FileCheck %s --check-prefix=DUMP
#include <memory>
#include <tuple>

auto three() {
  auto on = std::make_shared<bool>(false);
  return std::make_tuple([on] { *on = !*on; }, [on] { return *on; }, [on] { *on = false; });
}

// Three of four share 'on', three 'off', and none more.
auto four() {
  auto on = std::make_shared<bool>(false);
  auto off = std::make_shared<bool>(false);
  return std::make_tuple([on] { *on = !*on; }, [on, off] { return *on && *off; }, [on, off] { *off = *on; },
                         [off] { *off = false; });
}

auto two() {
  auto on = std::make_shared<bool>(false);
  return std::make_pair([on] { *on = !*on; }, [on] { return *on; });
}
// THREE-NOT: warning
// TWO: warning: lambda is one of 3 that share 'on'
// TWO: warning: lambda is one of 4 that share 'on' and 'off'
// TWO-NOT: warning:
// ONE: warning: lambda is one of 3 that share 'on'
// ONE: warning: lambda is one of 4 that share 'on' and 'off'
// ONE: warning: lambda is one of 2 that share 'on'
// WORD: error: closure-lint: cannot use '-fplugin-arg-closure-max-closures=few'; expected a number
// DUMP-NOT: lost-update.MaxClosures
// DUMP: closure-prefer-class.MaxClosures: '3'
// DUMP-NOT: lost-update.MaxClosures
