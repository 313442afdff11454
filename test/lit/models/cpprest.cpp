// REQUIRES: header-cpprest
// packages: libcpprest-dev libssl-dev
// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// The C++ REST SDK and its task library.
#include <cpprest/http_client.h>
#include <cpprest/http_listener.h>
#include <cpprest/ws_client.h>
#include <pplx/pplxtasks.h>
#include <string>
#include <vector>

using web::http::http_request;
using web::http::http_response;

pplx::task<int> returned(int x) {
  // CHECK: :[[#@LINE+1]]:30: warning: lambda captures 'x' by reference
  return pplx::create_task([&x] { return x; });
}
pplx::task<int> continued(pplx::task<int> task, int x) {
  // CHECK: :[[#@LINE+1]]:22: warning: lambda captures 'x' by reference
  return task.then([&x](int y) { return x + y; });
}
// Nobody waits: the task goes on.
void dropped(pplx::task<int> task) {
  int sum = 0;
  // CHECK: :[[#@LINE+1]]:15: warning: lambda captures 'sum' by reference
  task.then([&sum](int y) { sum += y; });
}
void constructed() {
  int x = 0;
  // CHECK: :[[#@LINE+1]]:26: warning: lambda captures 'x' by reference
  pplx::task<int> task([&x] { return ++x; });
}
void request(web::http::client::http_client &client) {
  std::string body;
  client.request(web::http::methods::GET)
      // CHECK: :[[#@LINE+1]]:15: warning: lambda captures 'body' by reference
      .then([&body](http_response response) { body = response.to_string(); });
}
class Server {
public:
  Server() {
    int count = 0;
    // CHECK: :[[#@LINE+1]]:49: warning: lambda captures 'count' by reference
    listener.support(web::http::methods::GET, [&count](http_request) { ++count; });
    listener.support([this](http_request) { ++requests; });
  }
  void close() { listener.close().wait(); }

private:
  web::http::experimental::listener::http_listener listener{U("http://localhost:8080")};
  int requests = 0;
};
void onMessage(web::websockets::client::websocket_callback_client &client) {
  int count = 0;
  // CHECK: :[[#@LINE+1]]:32: warning: lambda captures 'count' by reference
  client.set_message_handler([&count](web::websockets::client::websocket_incoming_message) { ++count; });
}
void handler(web::http::client::http_client &client, std::string name) {
  client.add_handler(
      // CHECK: :[[#@LINE+1]]:9: warning: lambda captures 'name' by reference
      [&name](http_request request, std::shared_ptr<web::http::http_pipeline_stage> next) {
        request.headers().add(U("X-Name"), name);
        return next->propagate(request);
      });
}
void registered(pplx::cancellation_token token) {
  bool stopped = false;
  // CHECK: :[[#@LINE+1]]:82: warning: lambda captures 'stopped' by reference
  pplx::cancellation_token_registration registration = token.register_callback([&stopped] { stopped = true; });
  (void)registration;
}

// Waited for, all of it.
int waited(int x) {
  auto task = pplx::create_task([&x] { return x; });
  return task.get();
}
int waitedAtOnce(pplx::task<int> task, int x) {
  return task.then([&x](int y) { return x + y; }).get();
}
int waitedChain(pplx::task<int> task, int x) {
  int sum = 0;
  task.then([&x](int y) { return x + y; }).then([&sum](int y) { sum += y; }).wait();
  return sum;
}
int waitedForAll(int x) {
  std::vector<pplx::task<int>> all;
  for (int i = 0; i < 2; ++i)
    all.push_back(pplx::create_task([&x] { return x; }));
  pplx::when_all(all.begin(), all.end()).wait();
  return x;
}
std::string fetched(web::http::client::http_client &client) {
  std::string body;
  client.request(web::http::methods::GET)
      .then([&body](http_response response) { body = response.to_string(); })
      .wait();
  return body;
}
// The callback is taken back.
bool deregistered(pplx::cancellation_token token, pplx::task<void> task) {
  bool stopped = false;
  auto registration = token.register_callback([&stopped] { stopped = true; });
  bool done = task.is_done();
  token.deregister_callback(registration);
  return stopped || done;
}
pplx::task<int> byValue(pplx::task<int> task, int x) {
  return task.then([x](int y) { return x + y; });
}
