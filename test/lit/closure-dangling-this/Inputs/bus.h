#pragma once
#include <functional>
#include <vector>

using Fn = std::function<void()>;

/// Lives as long as the program, and keeps what it gets.
struct Bus {
  static Bus &instance() {
    static Bus bus;
    return bus;
  }
  int subscribe(Fn f) {
    handlers.push_back(f);
    return int(handlers.size());
  }
  void unsubscribe(int);
  std::vector<Fn> handlers;
};
