#pragma once
#include <functional>
#include <memory>
#include <vector>

class Bus {
public:
  Bus();
  ~Bus();
  void onMessage(std::function<void(int)> handler);
  void each(std::function<void(int)> visit);
  void onNow(std::function<void(int)> handler);
  void clear();

private:
  std::vector<std::function<void(int)>> handlers;
};

struct Impl;
class Hub {
public:
  Hub();
  ~Hub();
  void onMessage(std::function<void(int)> handler);
  void wipe();

private:
  std::unique_ptr<Impl> impl;
};

void atExit(std::function<void()> f);
void forgetAll();

namespace net {
extern std::vector<std::function<void()>> pending;
void submit(std::function<void()> task);
} // namespace net

std::function<void()> twice(std::function<void()> f);
void useHidden(std::function<void()> f);

struct Base {
  virtual ~Base() = default;
  virtual void onEvent(std::function<void()> handler);
};
