// REQUIRES: header-restinio
// by hand: librestinio-dev libasio-dev
// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// RESTinio.
#include <memory>
#include <restinio/all.hpp>

using Router = restinio::router::express_router_t<>;
using restinio::request_handle_t;
using restinio::router::route_params_t;

std::unique_ptr<Router> routes() {
  int hits = 0;
  auto router = std::make_unique<Router>();
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'hits' by reference
  router->http_get("/", [&hits](const request_handle_t &request, route_params_t) {
    ++hits;
    return request->create_response().done();
  });
  auto total = std::make_shared<int>(0);
  router->http_post("/", [total](const request_handle_t &request, route_params_t) {
    ++*total;
    return request->create_response().done();
  });
  return router;
}
int served() {
  int hits = 0;
  restinio::run(restinio::on_this_thread().port(8080).request_handler([&hits](const request_handle_t &request) {
    ++hits;
    return request->create_response().done();
  }));
  return hits;
}
void configured(restinio::server_settings_t<> &settings) {
  int hits = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'hits' by reference
  settings.port(8080).request_handler([&hits](const request_handle_t &request) {
    ++hits;
    return request->create_response().done();
  });
}
