// RUN: %tidy-load %s --quiet --config='{Checks: "-*,closure-*", CheckOptions: {PreferMove: false}}' -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not='into the closure instead'
// With `PreferMove: false` a move is offered only for what cannot be copied, not even beside the copy.
#include <functional>
#include <memory>
#include <string>

// CHECK: warning: lambda captures 'text'
// CHECK: {{^ +\| +}}text{{$}}
std::function<std::size_t()> copied(std::string text) {
  return [&text] { return text.size(); };
}
// CHECK: warning: lambda captures 'number'
// CHECK: {{^ +\| +}}number = std::move(number){{$}}
auto moved(std::unique_ptr<int> number) {
  return [&number] { return *number; };
}
