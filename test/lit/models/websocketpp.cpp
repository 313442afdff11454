// REQUIRES: header-websocketpp
// packages: libwebsocketpp-dev libboost-dev
// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// WebSocket++.
#define BOOST_BIND_GLOBAL_PLACEHOLDERS
#include <websocketpp/config/asio_no_tls.hpp>
#include <websocketpp/server.hpp>
using S = websocketpp::server<websocketpp::config::asio>;
using websocketpp::connection_hdl;
void handlers(S &s) {
  int n = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  s.set_message_handler([&n](connection_hdl, S::message_ptr) { ++n; });
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  s.set_open_handler([&n](connection_hdl) { ++n; });
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  s.set_http_handler([&n](connection_hdl) { ++n; });
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  s.set_validate_handler([&n](connection_hdl) { return ++n > 0; });
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  s.set_timer(100, [&n](const websocketpp::lib::error_code &) { ++n; });
  s.set_close_handler([n](connection_hdl) mutable { ++n; });
}
void runs(S &s) {
  int n = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  s.set_message_handler([&n](connection_hdl, S::message_ptr) { ++n; });
  s.poll();
}
void local() {
  int n = 0;
  S s;
  int late = 0;
  s.set_message_handler([&](connection_hdl, S::message_ptr) {
    ++n;
    ++late;
  });
  s.set_timer(100, [&](const websocketpp::lib::error_code &) { ++n; });
  s.run();
}
void connection(S::connection_ptr c) {
  int n = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  c->set_close_handler([&n](connection_hdl) { ++n; });
}
void perConnection(S &s) {
  s.set_open_handler([&s](connection_hdl h) {
    int count = 0;
    s.get_con_from_hdl(h)->set_message_handler(
        // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'count' by reference
        [&count](connection_hdl, S::message_ptr) { ++count; });
  });
}
struct Server {
  S s;
  int n = 0;
  Server() {
    s.set_open_handler([this](connection_hdl) { ++n; });
  }
  void run() { s.run(); }
};
