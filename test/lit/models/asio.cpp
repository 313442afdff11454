// REQUIRES: header-asio
// packages: libasio-dev
// RUN: %closure-tidy %s -- -std=c++20 -DASIO_HAS_CO_AWAIT=1 -DASIO_HAS_STD_COROUTINE=1 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// Asio without Boost.
#include <asio.hpp>
#include <asio/experimental/as_tuple.hpp>
#include <asio/experimental/deferred.hpp>

#include <chrono>
#include <functional>
#include <future>
#include <string>
#include <thread>
#include <utility>
#include <vector>

using namespace std::chrono_literals;

// What an io_context gets runs in `run`.
void posted(asio::io_context &io, int x) {
  // CHECK: :[[#@LINE+1]]:20: warning: lambda captures 'x' by reference
  asio::post(io, [&x] { ++x; });
  // CHECK: :[[#@LINE+1]]:24: warning: lambda captures 'x' by reference
  asio::dispatch(io, [&x] { ++x; });
  // CHECK: :[[#@LINE+1]]:21: warning: lambda captures 'x' by reference
  asio::defer(io, [&x] { ++x; });
}
void postedToExecutor(asio::any_io_executor executor, int x) {
  // CHECK: :[[#@LINE+1]]:26: warning: lambda captures 'x' by reference
  asio::post(executor, [&x] { ++x; });
}
void bound(asio::io_context &io, int x) {
  // CHECK: :[[#@LINE+1]]:55: warning: lambda captures 'x' by reference
  asio::post(asio::bind_executor(io.get_executor(), [&x] { ++x; }));
}
void executed(asio::io_context &io, asio::any_io_executor executor, int x) {
  // CHECK: :[[#@LINE+1]]:22: warning: lambda captures 'x' by reference
  executor.execute([&x] { ++x; });
  // CHECK: :[[#@LINE+1]]:28: warning: lambda captures 'x' by reference
  io.get_executor().post([&x] { ++x; }, std::allocator<void>());
}
class Client {
public:
  Client() : timer(io), socket(io), strand(asio::make_strand(io)) {}
  void strands() {
    int x = 0;
    // CHECK: :[[#@LINE+1]]:26: warning: lambda captures 'x' by reference
    asio::post(strand, [&x] { ++x; });
  }
  void later() {
    int ticks = 0;
    timer.expires_after(1s);
    // CHECK: :[[#@LINE+1]]:24: warning: lambda captures 'ticks' by reference
    timer.async_wait([&ticks](const asio::error_code &) { ++ticks; });
    // A handler is called when it is cancelled, too.
    timer.cancel();
  }
  void read() {
    std::size_t total = 0;
    std::string text(80, ' ');
    // CHECK: :[[#@LINE+2]]:24: warning: lambda captures 'total' by reference
    asio::async_read(socket, asio::buffer(text),
                     [&total](const asio::error_code &, std::size_t size) { total += size; });
    // CHECK: :[[#@LINE+1]]:50: warning: lambda captures 'total' by reference
    socket.async_read_some(asio::buffer(text), [&total](auto, std::size_t size) { total += size; });
  }
  void byValue() {
    int x = 0;
    asio::post(io, [x] { (void)x; });
    timer.async_wait([this, x](const asio::error_code &error) { count += error ? 0 : x; });
  }

private:
  asio::io_context io;
  asio::steady_timer timer;
  asio::ip::tcp::socket socket;
  asio::strand<asio::io_context::executor_type> strand;
  int count = 0;
};
void signalled(asio::signal_set &signals) {
  bool stop = false;
  // CHECK: :[[#@LINE+1]]:24: warning: lambda captures 'stop' by reference
  signals.async_wait([&stop](const asio::error_code &, int) { stop = true; });
}
void resolved(asio::ip::tcp::resolver &resolver) {
  std::size_t found = 0;
  // CHECK: :[[#@LINE+2]]:28: warning: lambda captures 'found' by reference
  resolver.async_resolve("localhost", "http",
                         [&found](const asio::error_code &, auto results) { found = results.size(); });
}

// A pool runs it at once, in its threads.
void pooled(asio::thread_pool &pool, int x) {
  // CHECK: :[[#@LINE+1]]:22: warning: lambda captures 'x' by reference
  asio::post(pool, [&x] { ++x; });
  // CHECK: :[[#@LINE+1]]:37: warning: lambda captures 'x' by reference
  asio::post(pool.get_executor(), [&x] { ++x; });
}
void loop(const std::vector<std::string> &names) {
  asio::thread_pool pool(2);
  for (std::size_t i = 0; i != names.size(); ++i)
    // CHECK: :[[#@LINE+1]]:24: warning: lambda captures 'i' by reference
    asio::post(pool, [&i] { (void)i; });
  pool.join();
}
void systemExecutor(int x) {
  // CHECK: :[[#@LINE+1]]:16: warning: lambda captures 'x' by reference
  asio::post([&x] { ++x; });
}

// Coroutines.
void spawned(asio::io_context &io, int x) {
  asio::co_spawn(
      io,
      // CHECK: :[[#@LINE+1]]:9: warning: lambda captures 'x' by reference
      [&x]() -> asio::awaitable<void> {
        ++x;
        co_return;
      },
      asio::detached);
}
asio::awaitable<void> work(int &x) {
  ++x;
  co_return;
}
asio::awaitable<void> notAwaited(asio::io_context &io) {
  int x = 0;
  return asio::co_spawn(
      // CHECK: :[[#@LINE+1]]:13: warning: lambda captures 'x' by reference
      io, [&x] { return work(x); }, asio::use_awaitable);
}
asio::awaitable<void> awaited(asio::io_context &io) {
  int x = 0;
  co_await asio::co_spawn(io, [&x] { return work(x); }, asio::use_awaitable);
}
asio::awaitable<std::size_t> awaitedOperation(asio::ip::tcp::socket &socket) {
  std::size_t seen = 0;
  std::string text(80, ' ');
  co_return co_await asio::async_read(
      socket, asio::buffer(text),
      [&seen](const asio::error_code &, std::size_t size) { return std::size_t(seen == size ? 0 : 80); },
      asio::use_awaitable);
}

// An initiation is called at once, unless the token starts nothing.
template <class Token> auto asyncAdd(asio::io_context &io, int a, Token &&token) {
  int sum = a;
  return asio::async_initiate<Token, void(int)>(
      // CHECK: :[[#@LINE+1]]:14: warning: lambda captures 'sum' by reference
      [&io, &sum](auto &&handler) {
        asio::post(io, [handler = std::move(handler), sum]() mutable { handler(sum); });
      },
      token);
}
asio::awaitable<void> lazily(asio::io_context &io) {
  auto sum = asyncAdd(io, 1, asio::use_awaitable);
  co_await std::move(sum);
}
template <class Token> auto asyncSub(asio::io_context &io, int a, Token &&token) {
  int sum = a;
  return asio::async_initiate<Token, void(int)>(
      [&io, &sum](auto &&handler) {
        asio::post(io, [handler = std::move(handler), sum]() mutable { handler(sum); });
      },
      token);
}
void atOnce(asio::io_context &io) {
  asyncSub(io, 1, [](int) {});
}
void handlerOfInitiation(asio::io_context &io) {
  int sum = 0;
  // CHECK: :[[#@LINE+1]]:21: warning: lambda captures 'sum' by reference
  asyncSub(io, 1, [&sum](int value) { sum += value; });
}
auto deferredTimer(asio::steady_timer &timer) {
  return timer.async_wait(asio::experimental::deferred);
}

// The function runs the context itself.
int ran(int x) {
  asio::io_context io;
  asio::steady_timer timer(io, 1s);
  timer.async_wait([&x](const asio::error_code &) { ++x; });
  asio::post(io, [&x] { ++x; });
  io.run();
  return x;
}
int ranFor(int x) {
  asio::io_context io;
  asio::steady_timer timer(io, 1s);
  timer.async_wait([&x](const asio::error_code &) { ++x; });
  io.run_for(2s);
  return x;
}
// What is posted to a context that dies is not called.
void neverRun(int x) {
  asio::io_context io;
  asio::post(io, [&x] { ++x; });
}
int ranByThread(int x) {
  asio::io_context io;
  asio::post(io, [&x] { ++x; });
  std::thread runner([&io] { io.run(); });
  runner.join();
  return x;
}
// The end of a pool is waited for.
int joined(int x) {
  asio::thread_pool pool(2);
  asio::post(pool, [&x] { ++x; });
  pool.join();
  return x;
}
int joinedByDestructor(int x) {
  int y = x;
  asio::thread_pool pool(2);
  asio::post(pool, [&y] { ++y; });
  return y;
}
int future(asio::thread_pool &pool, int x) {
  std::future<int> result = asio::post(pool, asio::use_future([&x] { return x; }));
  return result.get();
}
int waited(asio::io_context &io) {
  std::promise<int> result;
  asio::post(io, [&result] { result.set_value(1); });
  return result.get_future().get();
}

// A timer that dies, or is cancelled, calls its handler afterwards, with an error.
struct OwnTimer {
  explicit OwnTimer(asio::io_context &io) : timer(io) {}
  void start() {
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'this'
    timer.async_wait([this](const asio::error_code &) { ++count; });
  }
  asio::steady_timer timer;
  int count = 0;
};
struct Cancels {
  explicit Cancels(asio::io_context &io) : timer(io) {}
  ~Cancels() { timer.cancel(); }
  void start() {
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'this'
    timer.async_wait([this](const asio::error_code &error) {
      waiting = false;
      if (error)
        return;
      ++count;
    });
  }
  asio::steady_timer timer;
  bool waiting = true;
  int count = 0;
};
// It leaves on the error before it touches the object.
struct Leaves {
  explicit Leaves(asio::io_context &io) : timer(io) {}
  void start() {
    timer.async_wait([this](const asio::error_code &error) {
      if (error)
        return;
      ++count;
    });
    timer.async_wait([this](const asio::error_code &error) {
      if (!error)
        ++count;
    });
    timer.async_wait([this](asio::error_code error) {
      if (error == asio::error::operation_aborted)
        return;
      ++count;
    });
    timer.async_wait([this](auto error) {
      bool failed = false;
      if (error != asio::error::operation_aborted && count < 3)
        ++count;
      (void)failed;
    });
    timer.async_wait([this](const asio::error_code &error) {
      if (error || count)
        return;
      ++count;
    });
  }
  asio::steady_timer timer;
  int count = 0;
};
// What looks at the object first, or goes on after the check, does not.
struct TooLate {
  explicit TooLate(asio::io_context &io) : timer(io) {}
  void start() {
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'this'
    timer.async_wait([this](const asio::error_code &error) {
      if (count && error)
        return;
      ++count;
    });
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'this'
    timer.async_wait([this](const asio::error_code &error) {
      if (!error)
        ++count;
      ++done;
    });
  }
  asio::steady_timer timer;
  int count = 0, done = 0;
};
// The queue dies with the object.
struct OwnQueue {
  void start() {
    timer.async_wait([this](const asio::error_code &) { ++count; });
  }
  asio::io_context io;
  asio::steady_timer timer{io};
  int count = 0;
};
void timers(asio::io_context &io) {
  OwnTimer own(io);
  own.start();
  Cancels cancels(io);
  cancels.start();
  Leaves leaves(io);
  leaves.start();
  TooLate late(io);
  late.start();
  OwnQueue queue;
  queue.start();
}
