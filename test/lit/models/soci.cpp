// REQUIRES: header-soci
// packages: libsoci-dev libsoci-core4.0
// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// SOCI.
#include <soci/soci.h>
#include <string>

void logged(soci::session &sql) {
  int queries = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'queries' by reference
  sql.set_query_transformation([&queries](const std::string &query) {
    ++queries;
    return query;
  });
}
void replaced(soci::session &sql) {
  int queries = 0;
  sql.set_query_transformation([&queries](const std::string &query) {
    ++queries;
    return query;
  });
  sql << "select 1";
  sql.set_query_transformation([](const std::string &query) { return query; });
}
int local() {
  int queries = 0;
  soci::session sql;
  sql.set_query_transformation([&queries](const std::string &query) {
    ++queries;
    return query;
  });
  sql << "select 1";
  return queries;
}
