// REQUIRES: header-cppzmq
// packages: cppzmq-dev
// RUN: %closure-tidy %s -- -std=c++17 -DZMQ_BUILD_DRAFT_API 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// cppzmq.
#include <zmq.hpp>
#include <zmq_addon.hpp>

void polled(zmq::active_poller_t &poller, zmq::socket_t &socket) {
  int messages = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'messages' by reference
  poller.add(socket, zmq::event_flags::pollin, [&messages](zmq::event_flags) { ++messages; });
  poller.wait(std::chrono::milliseconds(-1));
}
void removed(zmq::active_poller_t &poller, zmq::socket_t &socket) {
  int messages = 0;
  poller.add(socket, zmq::event_flags::pollin, [&messages](zmq::event_flags) { ++messages; });
  poller.wait(std::chrono::milliseconds(-1));
  poller.remove(socket);
}
int local(zmq::socket_t &socket) {
  int messages = 0;
  zmq::active_poller_t poller;
  poller.add(socket, zmq::event_flags::pollin, [&messages](zmq::event_flags) { ++messages; });
  while (messages < 3)
    poller.wait(std::chrono::milliseconds(-1));
  return messages;
}
void inner(zmq::socket_t &socket) {
  zmq::active_poller_t poller;
  {
    int messages = 0;
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'messages' by reference
    poller.add(socket, zmq::event_flags::pollin, [&messages](zmq::event_flags) { ++messages; });
  }
  poller.wait(std::chrono::milliseconds(-1));
}
