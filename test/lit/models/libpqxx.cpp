// REQUIRES: header-libpqxx
// packages: libpqxx-dev
// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// libpqxx: what is performed has run when that returns.
#include <functional>
#include <pqxx/pqxx>
#include <pqxx/transactor>

int count(pqxx::connection &connection, const std::string &query) {
  int n = 0;
  pqxx::perform([&] {
    pqxx::work work(connection);
    n = work.exec(query).size();
    work.commit();
  });
  return n + pqxx::perform([&] { return n; }, 2);
}
std::function<void()> later(pqxx::connection &connection) {
  int n = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  return [&n, &connection] { pqxx::perform([&] { n = connection.is_open(); }); };
}
