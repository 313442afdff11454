#ifndef FACTORY_H
#define FACTORY_H
#include <functional>
inline std::function<int()> inHeader(int x) {
  return [&x] { return x; };
}
struct Config { int level; };
inline std::function<int()> overCaller(const Config &config) {
  return [&config] { return config.level; };
}
#endif
