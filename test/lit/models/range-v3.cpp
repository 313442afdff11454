// REQUIRES: header-range-v3
// packages: librange-v3-dev
// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// range-v3.
#include <functional>
#include <range/v3/all.hpp>
#include <string>
#include <vector>
int work(int);
auto rangeReturned(std::vector<int> &v) {
  int k = 2;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'k' by reference
  return v | ranges::views::transform([&k](int i) { return i * k; });
}
auto rangeReturned2(std::vector<int> &v) {
  int k = 2;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'k' by reference
  return ranges::views::filter(v, [&k](int i) { return i > k; });
}
auto rangeReturned3(std::vector<int> &v) {
  int k = 2;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'k' by reference
  return v | ranges::views::filter([&k](int i) { return i > k; }) | ranges::views::take(3);
}
auto rangeReturned4(std::vector<int> &v) {
  int k = 2;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'k' by reference
  auto r = v | ranges::views::take_while([&k](int i) { return i > k; });
  return r | ranges::views::reverse;
}
auto adaptor() {
  int k = 2;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'k' by reference
  return ranges::views::filter([&k](int i) { return i > k; });
}
auto adaptors() {
  int k = 2;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'k' by reference
  return ranges::views::filter([&k](int i) { return i > k; }) |
         ranges::views::transform([](int i) { return i; });
}
auto gen() {
  int k = 2;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'k' by reference
  return ranges::views::generate([&k] { return k++; });
}
auto gen2() {
  int k = 2;
  return ranges::views::generate_n([&k] { return k++; }, 3) | ranges::to<std::vector>();
}
auto rangeTo(std::vector<int> &v) {
  int k = 2;
  return v | ranges::views::transform([&k](int i) { return i * k; }) | ranges::to<std::vector>();
}
auto rangeToS(std::vector<int> &v) {
  int k = 2;
  return ranges::to<std::vector>(v | ranges::views::transform([&k](int i) { return i * k; }));
}
std::vector<int> rangeToS2(std::vector<int> &v) {
  int k = 2;
  return v | ranges::views::transform([&k](int i) { return i * k; }) | ranges::to<std::vector<int>>;
}
auto rangeToVector(std::vector<int> &v) {
  int k = 2;
  return v | ranges::views::transform([&k](int i) { return i * k; }) | ranges::to_vector;
}
void rangeAction(std::vector<int> &v) {
  int k = 2;
  v |= ranges::actions::remove_if([&k](int i) { return i > k; });
}
std::vector<int> rangeAction2(std::vector<int> v) {
  int k = 2;
  return std::move(v) | ranges::actions::remove_if([&k](int i) { return i > k; });
}
auto rangeAction3(std::vector<int> v) {
  int k = 2;
  return std::move(v) | ranges::actions::remove_if([&k](int i) { return i > k; }) |
         ranges::actions::sort([&k](int a, int b) { return a < b; });
}
auto rangeActionReturned() {
  int k = 2;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'k' by reference
  return ranges::actions::remove_if([&k](int i) { return i > k; });
}
int rangeFind(std::vector<int> &v) {
  int k = 2;
  return *ranges::find_if(v, [&k](int i) { return i > k; }) +
         ranges::accumulate(v, 0, [&k](int a, int b) { return a + b + k; });
}
auto rangeFindIt(std::vector<int> &v) {
  int k = 2;
  return ranges::find_if(v, [&k](int i) { return i > k; });
}
auto rangeMaxAuto(std::vector<int> &v) {
  int k = 2;
  return ranges::max(v, std::less<int>(), [&k](int i) { return i * k; });
}
auto rangeAccAuto(std::vector<std::string> &v) {
  int k = 2;
  return ranges::accumulate(
      v | ranges::views::transform([&k](const std::string &s) { return s.substr(k); }),
      std::string());
}
auto rangeDist(std::vector<int> &v) {
  int k = 2;
  return ranges::distance(v | ranges::views::filter([&k](int i) { return i > k; }));
}
auto rangeFront(std::vector<std::string> &v) {
  int k = 2;
  auto r = v | ranges::views::filter([&k](const std::string &i) { return i.size() > k; });
  return r.front();
}
void rangeLoop(std::vector<int> &v) {
  int k = 2;
  for (int i : v | ranges::views::filter([&](int i) { return i > k; }))
    work(i);
  ranges::for_each(v, [&](int i) { k += i; });
  ranges::sort(v, [&](int a, int b) { return a + k < b; });
}
ranges::any_view<int> any(std::vector<int> &v) {
  int k = 2;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'k' by reference
  return v | ranges::views::transform([&k](int i) { return i * k; });
}
struct HasV {
  std::vector<int> v;
  int k;
  auto view() {
    return v | ranges::views::filter([this](int i) { return i > k; });
  }
};
auto viaLocal() {
  HasV h;
  return h.view() | ranges::to<std::vector>();
}
