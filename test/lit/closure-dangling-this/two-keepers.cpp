// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// A destructor that takes back from one of two objects leaves the other one's closures.
#include <functional>
#include <map>
#include <utility>

class Source {
public:
  int add(std::function<void(int)> f) {
    all[++last] = std::move(f);
    return last;
  }
  void remove(int id) { all.erase(id); }
  void push(int v) {
    for (auto &[id, f] : all)
      f(v);
  }

private:
  std::map<int, std::function<void(int)>> all;
  int last = 0;
};

class Gauge {
public:
  Gauge(Source &temperature, Source &wind) : temperature(temperature), wind(wind) {
    first = temperature.add([this](int v) { t = v; });
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'this', but 'wind' keeps it after 'gauge' dies
    second = wind.add([this](int v) { w = v; });
  }
  ~Gauge() { temperature.remove(first); }
  int sum() const { return t + w; }

private:
  Source &temperature;
  Source &wind;
  int first = 0, second = 0, t = 0, w = 0;
};
class Both {
public:
  Both(Source &temperature, Source &wind) : temperature(temperature), wind(wind) {
    first = temperature.add([this](int v) { t = v; });
    second = wind.add([this](int v) { w = v; });
  }
  ~Both() {
    temperature.remove(first);
    wind.remove(second);
  }
  int sum() const { return t + w; }

private:
  Source &temperature;
  Source &wind;
  int first = 0, second = 0, t = 0, w = 0;
};
// Two names of one source.
class Same {
public:
  explicit Same(Source &source) : source(source), alias(source) {
    id = source.add([this](int v) { t = v; });
  }
  ~Same() { alias.remove(id); }

private:
  Source &source;
  Source &alias;
  int id = 0, t = 0;
};
void measure() {
  Source temperature, wind;
  {
    Gauge gauge(temperature, wind);
    Both both(temperature, wind);
    Same same(wind);
    temperature.push(gauge.sum() + both.sum());
  }
  wind.push(2);
}
