// REQUIRES: header-boost
// packages: libboost-dev libboost-thread-dev
// RUN: %closure-tidy %s -- -std=c++20 -DBOOST_ASIO_HAS_CO_AWAIT=1 -DBOOST_ASIO_HAS_STD_COROUTINE=1 -DBOOST_THREAD_VERSION=4 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// Boost: Asio, Signals2, Thread, Function, Bind, ScopeExit, Container.
#include <utility>

#include <boost/asio.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/bind/bind.hpp>
#include <boost/container/vector.hpp>
#include <boost/function.hpp>
#include <boost/make_shared.hpp>
#include <boost/scope_exit.hpp>
#include <boost/signals2.hpp>
#include <boost/thread.hpp>
#include <boost/thread/scoped_thread.hpp>
// Defined earlier, older versions of the futures do not compile.
#define BOOST_THREAD_PROVIDES_EXECUTORS
#include <boost/thread/executors/basic_thread_pool.hpp>
#include <boost/thread/executors/loop_executor.hpp>

#include <chrono>
#include <functional>
#include <future>
#include <string>
#include <thread>
#include <vector>

namespace asio = boost::asio;
using boost::system::error_code;
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
    timer.async_wait([&ticks](const error_code &) { ++ticks; });
    // A handler is called when it is cancelled, too.
    timer.cancel();
  }
  void read() {
    std::size_t total = 0;
    std::string text(80, ' ');
    // CHECK: :[[#@LINE+2]]:24: warning: lambda captures 'total' by reference
    asio::async_read(socket, asio::buffer(text),
                     [&total](const error_code &, std::size_t size) { total += size; });
    // CHECK: :[[#@LINE+1]]:50: warning: lambda captures 'total' by reference
    socket.async_read_some(asio::buffer(text), [&total](auto, std::size_t size) { total += size; });
  }
  void byValue() {
    int x = 0;
    asio::post(io, [x] { (void)x; });
    timer.async_wait([this, x](const error_code &error) { count += error ? 0 : x; });
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
  signals.async_wait([&stop](const error_code &, int) { stop = true; });
}
void resolved(asio::ip::tcp::resolver &resolver) {
  std::size_t found = 0;
  // CHECK: :[[#@LINE+2]]:28: warning: lambda captures 'found' by reference
  resolver.async_resolve("localhost", "http",
                         [&found](const error_code &, auto results) { found = results.size(); });
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
      [&seen](const error_code &, std::size_t size) { return std::size_t(seen == size ? 0 : 80); },
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

// The function runs the context itself.
int ran(int x) {
  asio::io_context io;
  asio::steady_timer timer(io, 1s);
  timer.async_wait([&x](const error_code &) { ++x; });
  asio::post(io, [&x] { ++x; });
  io.run();
  return x;
}
int ranFor(int x) {
  asio::io_context io;
  asio::steady_timer timer(io, 1s);
  timer.async_wait([&x](const error_code &) { ++x; });
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

// Boost.Signals2.
using Signal = boost::signals2::signal<void(int)>;
void connected(Signal &signal, int x) {
  // CHECK: :[[#@LINE+1]]:20: warning: lambda captures 'x' by reference
  signal.connect([&x](int y) { x += y; });
  // CHECK: :[[#@LINE+1]]:23: warning: lambda captures 'x' by reference
  signal.connect(1, [&x](int y) { x += y; }, boost::signals2::at_front);
}
void connectedSlot(Signal &signal, int x) {
  // CHECK: :[[#@LINE+1]]:38: warning: lambda captures 'x' by reference
  signal.connect(Signal::slot_type([&x](int y) { x += y; }));
}
boost::signals2::connection connectionReturned(Signal &signal, int x) {
  // CHECK: :[[#@LINE+1]]:27: warning: lambda captures 'x' by reference
  return signal.connect([&x](int y) { x += y; });
}
class Listener {
public:
  void listen(Signal &signal) {
    int x = 0;
    // CHECK: :[[#@LINE+1]]:35: warning: lambda captures 'x' by reference
    connection = signal.connect([&x](int y) { x += y; });
    other = signal.connect([this](int y) { total += y; });
  }

private:
  boost::signals2::scoped_connection connection, other;
  int total = 0;
};
int scoped(Signal &signal, int x) {
  boost::signals2::scoped_connection connection = signal.connect([&x](int y) { x += y; });
  signal(1);
  return x;
}
int scopedLater(Signal &signal, int x) {
  boost::signals2::scoped_connection connection(signal.connect([&x](int y) { x += y; }));
  signal(1);
  return x;
}
int scopedDeclaredFirst(Signal &signal, int x) {
  boost::signals2::scoped_connection connection;
  {
    int y = x;
    // CHECK: :[[#@LINE+1]]:35: warning: lambda captures 'y' by reference
    connection = signal.connect([&y](int z) { y += z; });
  }
  signal(1);
  return x;
}
int disconnected(Signal &signal, int x) {
  auto connection = signal.connect([&x](int y) { x += y; });
  signal(1);
  connection.disconnect();
  return x;
}
int disconnectedAll(Signal &signal, int x) {
  signal.connect([&x](int y) { x += y; });
  signal(1);
  signal.disconnect_all_slots();
  return x;
}
int localSignal(int x) {
  Signal signal;
  signal.connect([&x](int y) { x += y; });
  signal(1);
  return x;
}
int emittedTooLate() {
  Signal signal;
  {
    int x = 0;
    // CHECK: :[[#@LINE+1]]:22: warning: lambda captures 'x' by reference
    signal.connect([&x](int y) { x += y; });
  }
  signal(1);
  return 0;
}
void tracked(Signal &signal) {
  auto total = boost::make_shared<int>(0);
  signal.connect(Signal::slot_type([&total](int y) { *total += y; }).track(total));
}
void connectedByValue(Signal &signal, int x) {
  signal.connect([x](int y) { (void)(x + y); });
}

// Boost.Function and Boost.Bind.
boost::function<int()> functionReturned(int x) {
  // CHECK: :[[#@LINE+1]]:12: warning: lambda captures 'x' by reference
  return [&x] { return x; };
}
boost::function<int()> boundReturned(int x) {
  // CHECK: :[[#@LINE+1]]:29: warning: lambda captures 'x' by reference
  return boost::bind<int>([&x](int y) { return x + y; }, 1);
}
class Button {
public:
  void reset() {
    int x = 0;
    // CHECK: :[[#@LINE+1]]:17: warning: lambda captures 'x' by reference
    onClick = [&x] { return x; };
    int y = 0;
    later = [&y] { return y; };
    later();
    later.clear();
  }

private:
  boost::function<int()> onClick, later;
};
int functionCalled(int x) {
  boost::function<int()> get = [&x] { return x; };
  return get() + boost::bind<int>([&x](int y) { return x + y; }, 1)();
}
boost::container::vector<std::function<int()>> elements(int x) {
  boost::container::vector<std::function<int()>> all;
  // CHECK: :[[#@LINE+1]]:19: warning: lambda captures 'x' by reference
  all.push_back([&x] { return x; });
  return all;
}
boost::shared_ptr<std::function<int()>> made(int x) {
  // CHECK: :[[#@LINE+1]]:53: warning: lambda captures 'x' by reference
  return boost::make_shared<std::function<int()>>([&x] { return x; });
}

// Boost.ScopeExit.
int scopeExit(int x) {
  BOOST_SCOPE_EXIT_ALL(&x) { ++x; };
  BOOST_SCOPE_EXIT(&x) { ++x; }
  BOOST_SCOPE_EXIT_END
  return x;
}

// Boost.Thread.
void threadDetached(int x) {
  // CHECK: :[[#@LINE+1]]:26: warning: lambda captures 'x' by reference
  boost::thread thread([&x] { ++x; });
  thread.detach();
}
class Runner {
public:
  void start() {
    int x = 0;
    // CHECK: :[[#@LINE+1]]:30: warning: lambda captures 'x' by reference
    thread = boost::thread([&x] { ++x; });
    // CHECK: :[[#@LINE+1]]:27: warning: lambda captures 'x' by reference
    group.create_thread([&x] { ++x; });
  }

private:
  boost::thread thread;
  boost::thread_group group;
};
boost::future<int> asynchronous(int x) {
  // CHECK: :[[#@LINE+1]]:25: warning: lambda captures 'x' by reference
  return boost::async([&x] { return x; });
}
boost::future<int> continued(boost::future<int> first, int x) {
  // CHECK: :[[#@LINE+1]]:23: warning: lambda captures 'x' by reference
  return first.then([&x](boost::future<int> result) { return result.get() + x; });
}
void submitted(boost::executors::basic_thread_pool &pool, int x) {
  // CHECK: :[[#@LINE+1]]:17: warning: lambda captures 'x' by reference
  pool.submit([&x] { ++x; });
}
void looped(boost::executors::loop_executor &loop, int x) {
  // CHECK: :[[#@LINE+1]]:17: warning: lambda captures 'x' by reference
  loop.submit([&x] { ++x; });
}
int threadJoined(int x) {
  boost::thread thread([&x] { ++x; });
  thread.join();
  return x;
}
int groupJoined(int x) {
  boost::thread_group group;
  for (int i = 0; i != 4; ++i)
    group.create_thread([&x] { ++x; });
  group.join_all();
  return x;
}
int scopedThread(int x) {
  int y = x;
  boost::scoped_thread<> thread([&y] { ++y; });
  return x;
}
int gotten(int x) {
  boost::future<int> result = boost::async(boost::launch::async, [&x] { return x; });
  return result.get();
}
int continuedAndGotten(boost::future<int> first, int x) {
  auto last = first.then([&x](boost::future<int> result) { return result.get() + x; });
  return last.get();
}
int poolJoined(int x) {
  int y = x;
  boost::executors::basic_thread_pool pool(2);
  pool.submit([&y] { ++y; });
  pool.close();
  pool.join();
  return y;
}
int queuedClosures(int x) {
  boost::executors::loop_executor loop;
  loop.submit([&x] { ++x; });
  loop.run_queued_closures();
  return x;
}
int promised(boost::executors::basic_thread_pool &pool) {
  boost::promise<int> result;
  pool.submit([&result] { result.set_value(1); });
  return result.get_future().get();
}
