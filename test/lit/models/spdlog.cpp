// REQUIRES: header-spdlog
// packages: libspdlog-dev
// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// spdlog.
#include <spdlog/async.h>
#include <spdlog/spdlog.h>
int work(int);
void handler(spdlog::logger &l) {
  int n = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  l.set_error_handler([&n](const std::string &) { ++n; });
}
void shared() {
  int n = 0;
  auto l = spdlog::get("x");
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  l->set_error_handler([&n](const std::string &) { ++n; });
}
void pool() {
  int n = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  spdlog::init_thread_pool(8, 1, [&n] { ++n; });
}
void all() {
  int n = 0;
  spdlog::apply_all([&n](std::shared_ptr<spdlog::logger>) { ++n; });
  work(n);
}
void local() {
  int n = 0;
  spdlog::logger l("x");
  l.set_error_handler([&n](const std::string &) { ++n; });
  l.info("x");
}
void lateLocal() {
  spdlog::logger l("x");
  int n = 0;
  l.set_error_handler([&n](const std::string &) { ++n; });
  l.info("x");
}
void owns(spdlog::logger &l) {
  auto n = std::make_shared<int>(0);
  l.set_error_handler([n](const std::string &) { ++*n; });
}
