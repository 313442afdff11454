// REQUIRES: header-boost
// packages: libboost-dev
// RUN: %closure-tidy %s -- -std=c++17 -Wno-deprecated-declarations 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// Boost.Process.
#include <boost/asio/io_context.hpp>
#include <boost/process.hpp>
#include <memory>
#include <string>
namespace bp = boost::process;
bp::child started(boost::asio::io_context &io, const std::string &name) {
  std::string label = "child " + name;
  return bp::child(
      // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'label' by reference
      "/bin/true", io, bp::on_exit = [&](int, const std::error_code &) { label.clear(); });
}
void finished(boost::asio::io_context &io) {
  int code = 0;
  bp::child child(
      "/bin/true", io,
      bp::on_exit = [&code](int status, const std::error_code &) { code = status; });
  io.run();
  child.wait();
}
void dies(boost::asio::io_context &io) {
  int code = 0;
  bp::child child(
      "/bin/true", io,
      // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'code' by reference
      bp::on_exit = [&code](int status, const std::error_code &) { code = status; });
}
void owned(boost::asio::io_context &io) {
  auto code = std::make_shared<int>(0);
  bp::child child(
      "/bin/true", io,
      bp::on_exit = [code](int status, const std::error_code &) { *code = status; });
  child.detach();
}
void system(boost::asio::io_context &io) {
  int code = 0;
  bp::async_system(
      // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'code' by reference
      io, [&code](boost::system::error_code, int status) { code = status; }, "/bin/true");
}
