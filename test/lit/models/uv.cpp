// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// uvw, uv-cpp and uWebSockets, by stand-ins of their declarations.
// Templates have bodies only because lambdas have no linkage; the model is asked before them.
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace uvw {
template <class Elem, class... Event> class emitter {
public:
  template <class Type> void on(std::function<void(Type &, Elem &)> f) {}
  template <class Type> void reset() noexcept {}
  void reset() noexcept;
};
struct timer_event {};
struct work_event {};
class timer_handle : public emitter<timer_handle, timer_event> {
public:
  int start(int timeout, int repeat);
  void close() noexcept;
};
class work_req : public emitter<work_req, work_event> {
public:
  int queue();
};
class loop : public emitter<loop> {
public:
  static std::shared_ptr<loop> get_default();
  template <class R, class... Args> std::shared_ptr<R> resource(Args &&...args) { throw 0; }
  int run() noexcept;
  template <class F> void walk(F callback) {}
};
} // namespace uvw
namespace uv {
class EventLoop {
public:
  int run();
  void runInThisLoop(const std::function<void()> func);
};
class TcpServer {
public:
  explicit TcpServer(EventLoop *loop);
  void setMessageCallback(std::function<void(int)> callback);
};
} // namespace uv
namespace uWS {
template <class Signature> class MoveOnlyFunction;
template <class R, class... Args> class MoveOnlyFunction<R(Args...)> {
public:
  template <class F> MoveOnlyFunction(F fn) : held(std::move(fn)) {}
  R operator()(Args... args);

private:
  std::function<R(Args...)> held;
};
struct Loop {
  static Loop *get(void *existing = nullptr);
  void defer(MoveOnlyFunction<void()> &&cb);
  void run();
};
struct HttpRequest;
template <bool SSL> struct HttpResponse {
  HttpResponse *onAborted(MoveOnlyFunction<void()> &&handler);
  HttpResponse *cork(MoveOnlyFunction<void()> &&handler);
  void onData(MoveOnlyFunction<void(std::string_view, bool)> &&handler);
  void end(std::string_view data = {});
};
template <bool SSL> struct TemplatedApp {
  TemplatedApp &&get(std::string pattern, MoveOnlyFunction<void(HttpResponse<SSL> *, HttpRequest *)> &&handler);
  TemplatedApp &&post(std::string pattern, MoveOnlyFunction<void(HttpResponse<SSL> *, HttpRequest *)> &&handler);
  TemplatedApp &&listen(int port, MoveOnlyFunction<void(void *)> &&handler);
  TemplatedApp &&run();
};
using App = TemplatedApp<false>;
} // namespace uWS

void on(uvw::timer_handle &timer) {
  int ticks = 0;
  // CHECK: :[[#@LINE+1]]:32: warning: lambda captures 'ticks' by reference
  timer.on<uvw::timer_event>([&ticks](uvw::timer_event &, uvw::timer_handle &) { ++ticks; });
  timer.start(1, 1);
}
void onShared(std::shared_ptr<uvw::timer_handle> timer) {
  int ticks = 0;
  // CHECK: :[[#@LINE+1]]:33: warning: lambda captures 'ticks' by reference
  timer->on<uvw::timer_event>([&ticks](uvw::timer_event &, uvw::timer_handle &) { ++ticks; });
}
void work(uvw::loop &loop, int x) {
  // CHECK: :[[#@LINE+1]]:49: warning: lambda captures 'x' by reference
  auto request = loop.resource<uvw::work_req>([&x] { ++x; });
  request->queue();
}
void inLoop(uv::EventLoop *loop, int x) {
  // CHECK: :[[#@LINE+1]]:25: warning: lambda captures 'x' by reference
  loop->runInThisLoop([&x] { ++x; });
}
void message(uv::TcpServer &server) {
  int count = 0;
  // CHECK: :[[#@LINE+1]]:31: warning: lambda captures 'count' by reference
  server.setMessageCallback([&count](int size) { count += size; });
}
void deferred(uWS::Loop *loop, int x) {
  // CHECK: :[[#@LINE+1]]:17: warning: lambda captures 'x' by reference
  loop->defer([&x] { ++x; });
}
void routes(uWS::App &app) {
  int hits = 0;
  // CHECK: :[[#@LINE+1]]:18: warning: lambda captures 'hits' by reference
  app.get("/", [&hits](auto *response, auto *) {
    ++hits;
    response->end();
  });
}
void body(uWS::HttpResponse<false> *response) {
  std::string all;
  // CHECK: :[[#@LINE+1]]:22: warning: lambda captures 'all' by reference
  response->onData([&all](std::string_view part, bool) { all += part; });
  bool aborted = false;
  // CHECK: :[[#@LINE+1]]:25: warning: lambda captures 'aborted' by reference
  response->onAborted([&aborted] { aborted = true; });
}

// The loop runs while the variables live.
int ran() {
  int ticks = 0;
  auto loop = uvw::loop::get_default();
  auto timer = loop->resource<uvw::timer_handle>();
  timer->on<uvw::timer_event>([&ticks](uvw::timer_event &, uvw::timer_handle &handle) {
    ++ticks;
    handle.close();
  });
  timer->start(1, 1);
  loop->run();
  return ticks;
}
int ranInLoop(int x) {
  uv::EventLoop loop;
  loop.runInThisLoop([&x] { ++x; });
  loop.run();
  return x;
}
int serve() {
  int hits = 0;
  uWS::App()
      .get("/", [&hits](auto *response, auto *) {
        ++hits;
        response->end();
      })
      .listen(8080, [&hits](auto *socket) { hits += socket == nullptr; })
      .run();
  return hits;
}
int serveNamed() {
  int hits = 0;
  uWS::App app;
  app.post("/", [&hits](auto *, auto *) { ++hits; });
  app.run();
  return hits;
}
void walked(uvw::loop &loop) {
  int handles = 0;
  loop.walk([&handles](auto &) { ++handles; });
}
void corked(uWS::HttpResponse<false> *response, std::string text) {
  response->cork([&] { response->end(text); });
}
void reset(uvw::timer_handle &timer) {
  int ticks = 0;
  timer.on<uvw::timer_event>([&ticks](uvw::timer_event &, uvw::timer_handle &) { ++ticks; });
  timer.reset();
}
void byValue(uWS::Loop *loop, std::string text) {
  loop->defer([text] { (void)text.size(); });
}
