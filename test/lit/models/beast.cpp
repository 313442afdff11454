// REQUIRES: header-boost
// packages: libboost-dev
// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// Boost.Beast.
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/websocket.hpp>
#include <memory>

namespace beast = boost::beast;
namespace http = beast::http;
namespace websocket = beast::websocket;
using Socket = boost::asio::ip::tcp::socket;
using Stream = websocket::stream<Socket>;
using beast::error_code;

void watched(Stream &stream) {
  int pings = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'pings' by reference
  stream.control_callback([&pings](websocket::frame_type, beast::string_view) { ++pings; });
}
void decorated(Stream &stream) {
  std::string agent = "agent";
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'agent' by reference
  stream.set_option(websocket::stream_base::decorator([&agent](websocket::request_type &request) { request.set(http::field::user_agent, agent); }));
  stream.set_option(websocket::stream_base::decorator([agent](websocket::request_type &request) { request.set(http::field::user_agent, agent); }));
}
int local() {
  boost::asio::io_context loop;
  int pings = 0;
  Stream stream(loop);
  stream.control_callback([&pings](websocket::frame_type, beast::string_view) { ++pings; });
  stream.control_callback();
  loop.run();
  return pings;
}
void taken(Stream &stream) {
  int pings = 0;
  stream.control_callback([&pings](websocket::frame_type, beast::string_view) { ++pings; });
  stream.ping({});
  stream.control_callback({});
}
void read(Socket &socket) {
  beast::flat_buffer buffer;
  http::request<http::string_body> request;
  int bytes = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'bytes' by reference
  http::async_read(socket, buffer, request, [&bytes](error_code, std::size_t n) { bytes += n; });
}
int readHere() {
  boost::asio::io_context loop;
  Socket socket(loop);
  beast::flat_buffer buffer;
  http::request<http::string_body> request;
  int bytes = 0;
  http::async_read(socket, buffer, request, [&bytes](error_code, std::size_t n) { bytes += n; });
  loop.run();
  return bytes;
}
// The session owns itself as long as something is under way.
struct Session : std::enable_shared_from_this<Session> {
  Stream stream;
  beast::flat_buffer buffer;
  explicit Session(boost::asio::io_context &loop) : stream(loop) {}
  void read() { stream.async_read(buffer, beast::bind_front_handler(&Session::onRead, shared_from_this())); }
  void onRead(error_code, std::size_t) { read(); }
};
struct Unowned {
  Stream stream;
  beast::flat_buffer buffer;
  explicit Unowned(boost::asio::io_context &loop) : stream(loop) {}
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: 'this'
  void read() { stream.async_read(buffer, beast::bind_front_handler(&Unowned::onRead, this)); }
  void onRead(error_code, std::size_t) {}
};
void unowned(boost::asio::io_context &loop) {
  Unowned session(loop);
  session.read();
}
