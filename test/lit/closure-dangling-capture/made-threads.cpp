// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// A thread on the heap gets what it is to call, and what with.
#include <functional>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

void count(int *n);
struct Crawler {
  void crawl(int depth);
  int pages = 0;
};

class Farm {
public:
  void grow() {
    int n = 0;
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: 'n' is bound by address here
    workers.push_back(std::make_unique<std::jthread>(&count, &n));
  }
  void crawl() {
    Crawler crawler;
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: 'crawler' is bound by address here
    workers.push_back(std::make_unique<std::jthread>(&Crawler::crawl, &crawler, 3));
  }
  void member() { workers.push_back(std::make_unique<std::jthread>(&count, &total)); }

private:
  int total = 0;
  std::vector<std::unique_ptr<std::jthread>> workers;
};
int here() {
  int n = 0;
  auto worker = std::make_unique<std::jthread>(&count, &n);
  worker->join();
  return n;
}
int inScope() {
  int n = 0;
  {
    std::jthread worker(&count, &n);
    auto other = std::make_unique<std::jthread>(&count, &n);
  }
  return n;
}
