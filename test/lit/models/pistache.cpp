// REQUIRES: header-pistache
// packages: libpistache-dev
// RUN: %closure-tidy %s -- -std=c++17 -fdelayed-template-parsing 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// Pistache.
#include <pistache/client.h>
#include <pistache/endpoint.h>
#include <pistache/router.h>

using namespace Pistache;
using Rest::Routes::Get;

void routes(Rest::Router &router) {
  int hits = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'hits' by reference
  Get(router, "/", [&hits](const Rest::Request &, Http::ResponseWriter) {
    ++hits;
    return Rest::Route::Result::Ok;
  });
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'hits' by reference
  router.addNotFoundHandler([&hits](const Rest::Request &, Http::ResponseWriter) {
    ++hits;
    return Rest::Route::Result::Ok;
  });
}
void serve(Http::Endpoint &server) {
  int hits = 0;
  Rest::Router router;
  Get(router, "/", [&hits](const Rest::Request &, Http::ResponseWriter) {
    ++hits;
    return Rest::Route::Result::Ok;
  });
  server.setHandler(router.handler());
  server.serve();
}
void asked(Http::Experimental::Client &client) {
  int answers = 0;
  auto response = client.get("http://localhost/").send();
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'answers' by reference
  response.then([&answers](Http::Response) { ++answers; }, Async::IgnoreException);
}
void waited(Http::Experimental::Client &client) {
  int answers = 0;
  auto response = client.get("http://localhost/").send();
  response.then([&answers](Http::Response) { ++answers; }, Async::IgnoreException);
  Async::Barrier<Http::Response> barrier(response);
  barrier.wait();
}
void shutDown() {
  int answers = 0;
  Http::Experimental::Client client;
  client.init();
  client.get("http://localhost/").send().then([&answers](Http::Response) { ++answers; }, Async::Throw);
  client.shutdown();
}
struct Service {
  Rest::Router router;
  int hits = 0;
  Service() { Get(router, "/", Rest::Routes::bind(&Service::answer, this)); }
  void answer(const Rest::Request &, Http::ResponseWriter) { ++hits; }
};
struct Handler {
  int hits = 0;
  void answer(const Rest::Request &, Http::ResponseWriter) { ++hits; }
};
void bound(Rest::Router &router) {
  Handler handler;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: {{.*}}'handler'
  Get(router, "/", Rest::Routes::bind(&Handler::answer, &handler));
}
