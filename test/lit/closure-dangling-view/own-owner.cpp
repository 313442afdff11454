// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// A closure that lies in what its pointer looks at, or in another part of the same owner, dies with it.
#include <functional>
#include <memory>
#include <string>
#include <vector>

struct Option {
  std::vector<std::function<void()>> checks;
  int seen = 0;
  Option *check(std::function<void()> f) {
    checks.push_back(std::move(f));
    return this;
  }
};
struct App {
  std::vector<std::unique_ptr<Option>> options;
  Option *add(const std::string &) {
    options.push_back(std::make_unique<Option>());
    return options.back().get();
  }
  void parse() {
    for (auto &o : options)
      for (auto &c : o->checks)
        c();
  }
};

void deprecate(Option *opt) {
  opt->check([opt] { ++opt->seen; });
}
void retire(App &app, Option *opt) {
  auto *again = app.add("again");
  again->check([again, opt] { again->seen += opt->seen; });
}
void use() {
  App app;
  auto *one = app.add("one");
  auto *two = app.add("two");
  deprecate(one);
  retire(app, two);
  app.parse();
}

// Another owner, which lives longer.
std::vector<std::function<void()>> all;
void watch(Option *opt) {
  // CHECK: :[[@LINE+1]]:18: warning: lambda captures 'opt', a view of 'app.options', but global 'all' keeps it after 'app.options' dies
  all.push_back([opt] { ++opt->seen; });
}
void watched() {
  App app;
  watch(app.add("one"));
}
void between() {
  App first;
  auto *keeper = first.add("keeper");
  {
    App second;
    auto *seen = second.add("seen");
    // CHECK: :[[@LINE+1]]:20: warning: lambda captures 'seen', a view of 'second.options', but {{.*}}'first' keeps it after 'second.options' dies
    keeper->check([seen] { ++seen->seen; });
  }
  first.parse();
}
