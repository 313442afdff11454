//===-- AsioRows.h - Asio, alone or as a part of Boost -------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The program that includes this has included the library, spawn.hpp as well, has made `asio` the
// name of its namespace, and says by ASIO_NAME how models write it.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_TEST_LIBRARIES_ASIOROWS_H
#define CLOSURE_TEST_LIBRARIES_ASIOROWS_H

#include "Shapes.h"
#include <future>
#include <optional>
#include <unistd.h>

static std::string named(const std::string &Name) {
  return Name[0] == '~' ? "~" ASIO_NAME "::" + Name.substr(1) : ASIO_NAME "::" + Name;
}

/// A descriptor from which one byte can be read.
struct Pipe {
  int Ends[2];
  Pipe() {
    if (::pipe(Ends) || ::write(Ends[1], "x", 1) != 1)
      std::abort();
  }
  void refill() { (void)!::write(Ends[1], "x", 1); }
  ~Pipe() { ::close(Ends[1]); }
};

// What an io_context gets it calls in `run`, and drops uncalled with itself.

static void inContext(const std::string &Name, const std::string &Arguments, const char *Holder, auto Give) {
  Row R(named(Name), Arguments);
  auto Io = std::make_unique<asio::io_context>();
  R.call([&] { Give(*Io, R.closure()); });
  R.run("run", [&] { Io->run(); });
  R.again();
  R.call([&] { Give(*Io, R.closure()); });
  if (Holder)
    R.dies(Holder, [&] { Io.reset(); });
}

static void contexts() {
  inContext("post", "io_context, closure", "parameter 0", [](auto &Io, Closure C) { asio::post(Io, std::move(C)); });
  inContext("dispatch", "io_context, closure", "parameter 0",
            [](auto &Io, Closure C) { asio::dispatch(Io, std::move(C)); });
  inContext("defer", "io_context, closure", "parameter 0", [](auto &Io, Closure C) { asio::defer(Io, std::move(C)); });
  inContext("io_context::post", "closure", "this", [](auto &Io, Closure C) { Io.post(std::move(C)); });
  inContext("io_context::dispatch", "closure", "this", [](auto &Io, Closure C) { Io.dispatch(std::move(C)); });
  // An executor is a handle: what it holds is out of sight.
  inContext("io_context::basic_executor_type::post", "closure", nullptr,
            [](auto &Io, Closure C) { Io.get_executor().post(std::move(C), std::allocator<void>()); });
  inContext("io_context::strand::post", "closure", nullptr,
            [](auto &Io, Closure C) { asio::io_context::strand(Io).post(std::move(C)); });
  inContext("strand::execute", "closure", nullptr,
            [](auto &Io, Closure C) { asio::make_strand(Io).execute(std::move(C)); });
}

/// What runs the context.
static void runs(const std::string &Name, auto Run) {
  Row R(named(Name));
  asio::io_context Io;
  asio::post(Io, R.closure());
  R.calls([&] { Run(Io); });
  asio::io_context Other;
  auto Work = asio::make_work_guard(Other);
  R.waits([&] { Run(Other); }, [&] { asio::post(Other, [&Other] { Other.stop(); }); });
}

static void contextEnd() {
  Row R(named("~io_context"));
  auto Io = std::make_unique<asio::io_context>();
  asio::post(*Io, R.closure());
  R.destructor([&] { Io.reset(); });
}

static void loops() {
  runs("io_context::run", [](auto &Io) { Io.run(); });
  runs("io_context::run_one", [](auto &Io) { Io.run_one(); });
  runs("io_context::run_for", [](auto &Io) { Io.run_for(10s); });
  runs("io_context::run_one_for", [](auto &Io) { Io.run_one_for(10s); });
  runs("io_context::run_until", [](auto &Io) { Io.run_until(std::chrono::steady_clock::now() + 10s); });
  runs("io_context::run_one_until", [](auto &Io) { Io.run_one_until(std::chrono::steady_clock::now() + 10s); });
  runs("io_context::poll", [](auto &Io) { Io.poll(); });
  runs("io_context::poll_one", [](auto &Io) { Io.poll_one(); });
}

// What a pool gets runs in its threads.

static void inPool(const std::string &Name, const std::string &Arguments, const char *Holder, auto Give) {
  Row R(named(Name), Arguments);
  auto Pool = std::make_unique<asio::thread_pool>(2);
  R.call([&] { Give(*Pool, R.slow()); });
  R.started();
  R.over(Holder, "join", [&] { Pool->join(); });
}

static void pools() {
  inPool("post", "thread_pool, closure", "parameter 0", [](auto &Pool, Closure C) { asio::post(Pool, std::move(C)); });
  inPool("defer", "thread_pool, closure", "parameter 0",
         [](auto &Pool, Closure C) { asio::defer(Pool, std::move(C)); });
  inPool("thread_pool::basic_executor_type::post", "closure", "global",
         [](auto &Pool, Closure C) { Pool.get_executor().post(std::move(C), std::allocator<void>()); });
  for (const char *Name : {"thread_pool::join", "thread_pool::wait"}) {
    Row R(named(Name));
    asio::thread_pool Pool(1);
    asio::post(Pool, R.slow());
    R.started();
    bool Joins = std::string(Name).ends_with("join");
    R.ends("this", [&] { Joins ? Pool.join() : Pool.wait(); });
  }
  {
    Row R(named("thread_pool::attach"));
    asio::thread_pool Pool(1), Other(1);
    Gate Busy;
    asio::post(Pool, [&] { Busy.pass(); });
    asio::post(Pool, R.closure());
    std::thread End([&] { R.fate()->Called.pass(), Busy.open(), Pool.join(); });
    R.calls([&] { Pool.attach(); });
    End.join();
    R.waits([&] { Other.attach(); }, [&] { Other.join(); });
  }
  Row R(named("~thread_pool"));
  auto Pool = std::make_unique<asio::thread_pool>(1);
  asio::post(*Pool, R.slow());
  R.started();
  std::shared_ptr<Fate> Busy = R.fate();
  R.again();
  asio::post(*Pool, R.closure());
  R.destructor([&] { Pool.reset(); }, Busy);
}

static void withoutExecutor() {
  {
    Row R(named("post"), "closure");
    R.call([&] { asio::post(R.slow()); });
    R.started();
    auto &System = asio::query(asio::system_executor(), asio::execution::context);
    System.stop();
    R.over("global", "join", [&] { System.join(); });
  }
  // The threads of the system's context have ended: what it is given now waits for others, of which there are none.
}

// Timers, and operations in general.

static void timers() {
  using Timer = asio::steady_timer;
  {
    Row R(named("basic_waitable_timer::async_wait"), "closure");
    asio::io_context Io;
    auto T = std::make_unique<Timer>(Io, 1h);
    auto Wait = [&] { T->async_wait([C = R.closure()](auto) { C(); }); };
    R.call(Wait);
    // The handler outlives its timer, and is called with an error.
    R.dies("this", [&] { T.reset(); });
    R.run("run", [&] { Io.run(); });
  }
  auto Later = [](const std::string &Name, auto Do) {
    Row R(named(Name));
    asio::io_context Io;
    Timer T(Io, 1h);
    T.async_wait([C = R.closure()](auto) { C(); });
    R.ends("this", [&] { Do(T, Io); }, [&] { Io.restart(), Io.run_for(100ms); });
  };
  Later("basic_waitable_timer::cancel", [](Timer &T, auto &) { T.cancel(); });
  Later("basic_waitable_timer::cancel_one", [](Timer &T, auto &) { T.cancel_one(); });
  {
    Row R(named("io_context::stop"));
    asio::io_context Io;
    asio::post(Io, R.closure());
    R.ends("this", [&] { Io.stop(); }, [&] { Io.restart(), Io.run(); });
  }
  {
    Row R(named("posix::basic_stream_descriptor::close"));
    asio::io_context Io;
    Pipe P;
    asio::posix::stream_descriptor Input(Io, P.Ends[0]);
    Input.async_wait(asio::posix::stream_descriptor::wait_error, [C = R.closure()](auto) { C(); });
    R.ends("this", [&] { Input.close(); }, [&] { Io.run(); });
  }
  {
    Row R(named("~basic_waitable_timer"));
    asio::io_context Io;
    auto T = std::make_unique<Timer>(Io, 1h);
    T->async_wait([C = R.closure()](auto) { C(); });
    R.destructor([&] { T.reset(); });
    Io.run();
  }
  {
    Row R(named("~posix::basic_stream_descriptor"));
    asio::io_context Io;
    Pipe P;
    auto Input = std::make_unique<asio::posix::stream_descriptor>(Io, P.Ends[0]);
    Input->async_wait(asio::posix::stream_descriptor::wait_error, [C = R.closure()](auto) { C(); });
    R.destructor([&] { Input.reset(); });
    Io.run();
  }
}

/// The future of `use_future(closure)` may be dropped: the closure runs all the same.
static void packaged(const std::string &Name, const std::string &Arguments, auto Start) {
  Row R(named(Name), Arguments);
  asio::io_context Io;
  Pipe P;
  asio::posix::stream_descriptor Input(Io, P.Ends[0]);
  char Byte[1];
  auto Begin = [&](Closure C) {
    return Start(Input, asio::buffer(Byte), asio::use_future([C](auto...) { C(); }));
  };
  auto Result = std::make_optional(R.call([&] { return Begin(R.closure()); }));
  R.dies("return", [&] { Result.reset(); });
  R.run("run", [&] { Io.run(); });
  Result = R.call([&] { return Begin(R.slow()); });
  P.refill();
  std::thread Runner([&] { Io.restart(), Io.run(); });
  R.over("return", "get", [&] { Result->get(); });
  Runner.join();
}

static void tokens() {
  packaged("posix::basic_descriptor::async_wait", "wait_read, packaged_token", [](auto &In, auto, auto Token) {
    return In.async_wait(asio::posix::stream_descriptor::wait_read, std::move(Token));
  });
  packaged("async_read", "stream, buffer, packaged_token",
           [](auto &In, auto Buffer, auto Token) { return asio::async_read(In, Buffer, std::move(Token)); });
  packaged("async_read", "stream, buffer, condition, packaged_token", [](auto &In, auto Buffer, auto Token) {
    return asio::async_read(In, Buffer, asio::transfer_all(), std::move(Token));
  });
  {
    Row R(named("basic_waitable_timer::async_wait"), "packaged_token");
    asio::io_context Io;
    asio::steady_timer T(Io, 1ms);
    auto Wait = [&](Closure C) { return T.async_wait(asio::use_future([C](auto...) { C(); })); };
    auto Result = std::make_optional(R.call([&] { return Wait(R.closure()); }));
    R.dies("return", [&] { Result.reset(); });
    R.run("run", [&] { Io.run(); });
    Result = R.call([&] { return Wait(R.slow()); });
    std::thread Runner([&] { Io.restart(), Io.run(); });
    R.over("return", "get", [&] { Result->get(); });
    Runner.join();
  }
  for (bool Defer : {false, true}) {
    Row R(named(Defer ? "defer" : "post"), "thread_pool, packaged_token");
    asio::thread_pool Pool(1);
    std::future<void> Result;
    R.call([&] {
      auto Token = asio::use_future([C = R.slow()] { C(); });
      Result = Defer ? asio::defer(Pool, Token) : asio::post(Pool, Token);
    });
    R.started();
    R.over("return", "get", [&] { Result.get(); });
    R.call([&] { asio::post(Pool, asio::use_future([C = R.slow()] { C(); })); });
    R.over("parameter 0", "join", [&] { Pool.join(); });
  }
}

// Operations of one's own.

static void operations() {
  {
    Row R(named("async_initiate"), "initiation, closure");
    asio::io_context Io;
    auto Initiate = [&](auto Handler) { asio::post(Io, std::move(Handler)); };
    auto Token = R.closure();
    R.call([&] { asio::async_initiate<Closure, void()>(Initiate, Token); });
    { Closure Gone = std::move(Token); }
    R.run("run", [&] { Io.run(); });
    R.again();
    // The initiation itself is called at once.
    Closure Other = R.closure();
    auto None = [](auto...) {};
    asio::async_initiate<decltype(None), void()>([&](auto) { Other(); }, None);
    R.sees("called", R.fate()->Calls == 1);
  }
  {
    Row R(named("async_compose"), "implementation, closure, io_context");
    asio::io_context Io;
    auto Compose = [&](Closure Token) {
      bool Posted = false;
      asio::async_compose<Closure, void()>(
          [Posted, &Io](auto &Self) mutable {
            if (std::exchange(Posted, true))
              Self.complete();
            else
              asio::post(Io, std::move(Self));
          },
          Token, Io);
    };
    R.call([&] { Compose(R.closure()); });
    R.run("run", [&] { Io.run(); });
  }
  {
    Row R(named("async_compose"), "implementation, packaged_token, io_context");
    asio::thread_pool Pool(1);
    std::future<void> Result;
    auto Compose = [&] {
      bool Posted = false;
      auto Token = asio::use_future([C = R.slow()] { C(); });
      Result = asio::async_compose<decltype(Token), void()>(
          [Posted, &Pool](auto &Self) mutable {
            if (std::exchange(Posted, true))
              Self.complete();
            else
              asio::post(Pool, std::move(Self));
          },
          Token, Pool);
    };
    R.call(Compose);
    R.dies("return", [&] { Result = {}; });
    R.call(Compose);
    R.over("return", "get", [&] { Result.get(); });
  }
}

static void spawns() {
  inContext("spawn", "io_context, closure", "parameter 0", [](auto &Io, Closure C) {
    asio::spawn(Io, [C](asio::yield_context) { C(); });
  });
  inPool("spawn", "thread_pool, closure", "parameter 0", [](auto &Pool, Closure C) {
    asio::spawn(Pool, [C](asio::yield_context) { C(); });
  });
}

static auto coroutine(Closure C) {
  return [C = std::move(C)]() -> asio::awaitable<void> {
    C();
    co_return;
  };
}

static void coroutines() {
  inContext("co_spawn", "io_context, closure, detached", "parameter 0",
            [](auto &Io, Closure C) { asio::co_spawn(Io, coroutine(std::move(C)), asio::detached); });
  inPool("co_spawn", "thread_pool, closure, detached", "parameter 0",
         [](auto &Pool, Closure C) { asio::co_spawn(Pool, coroutine(std::move(C)), asio::detached); });
  {
    Row R(named("co_spawn"), "thread_pool, closure, use_future_t");
    auto Pool = std::make_unique<asio::thread_pool>(1);
    std::future<void> Result;
    auto Spawn = [&] { Result = asio::co_spawn(*Pool, coroutine(R.slow()), asio::use_future); };
    R.call(Spawn);
    R.started();
    R.over("return", "get", [&] { Result.get(); });
    R.call(Spawn);
    R.over("parameter 0", "join", [&] { Pool->join(); });
  }
  {
    Row R(named("co_spawn"), "io_context, closure, use_awaitable_t");
    asio::io_context Io;
    auto Spawn = [&] { return asio::co_spawn(Io, coroutine(R.closure()), asio::use_awaitable); };
    auto Result = std::make_optional(R.call(Spawn));
    R.dies("return", [&] { Result.reset(); });
  }
}

// Handlers with something added.

static void adapters() {
  asio::io_context Io;
  auto Makes = [](const std::string &Name, auto Make) { makes(named(Name).c_str(), Make); };
  Makes("bind_executor", [&](Closure C) { return asio::bind_executor(Io, std::move(C)); });
  Makes("use_future_t::operator()", [](Closure C) { return asio::use_future(std::move(C)); });
  Makes("io_context::wrap", [&](Closure C) { return Io.wrap(std::move(C)); });
  Makes("io_context::strand::wrap", [&](Closure C) { return asio::io_context::strand(Io).wrap(std::move(C)); });
  Makes("redirect_error", [](Closure C) {
    static error_code Error;
    return asio::redirect_error(std::move(C), Error);
  });
  {
    Row R(named("executor_binder::operator()"));
    auto Bound = asio::bind_executor(Io, R.closure());
    R.calls([&] { Bound(); });
  }
  {
    // The wrapped handler is dispatched to its context, which has to run for that.
    Row R(named("detail::wrapped_handler::operator()"));
    auto Wrapped = Io.wrap(R.closure());
    asio::post(Io, [&] { R.calls([&] { Wrapped(); }); });
    Io.run();
  }
#ifdef ASIO_ROWS_CANCELLATION
  auto Handler = [](Row &R) { return [C = R.closure()](asio::cancellation_type) { C(); }; };
  {
    Row R(named("cancellation_slot::assign"), "closure", "cancellation_signal");
    auto Signal = std::make_unique<asio::cancellation_signal>();
    R.call([&] { Signal->slot().assign(Handler(R)); });
    std::shared_ptr<Fate> First = R.fate();
    R.again();
    R.call([&] { Signal->slot().assign(Handler(R)); });
    R.replaces(First->isOver());
    R.dies("this", [&] { Signal.reset(); });
  }
  {
    // What a slot that somebody passed on belongs to is out of sight.
    Row R(named("cancellation_slot::assign"), "closure");
    asio::cancellation_signal Signal;
    asio::cancellation_slot Slot = Signal.slot();
    R.call([&] { Slot.assign(Handler(R)); });
  }
  {
    Row R(named("cancellation_signal::slot"));
    auto Signal = std::make_unique<asio::cancellation_signal>();
    Signal->slot().assign(Handler(R));
    Signal.reset();
    R.sees("part of: this", R.fate()->isOver());
  }
  Row R(named("cancellation_signal::emit"));
  asio::cancellation_signal Signal;
  Signal.slot().assign(Handler(R));
  R.calls([&] { Signal.emit(asio::cancellation_type::all); });
#endif
}

int main() {
  contexts();
  contextEnd();
  loops();
  pools();
  timers();
  tokens();
  operations();
  coroutines();
  adapters();
  spawns();
  withoutExecutor();
}

#endif // CLOSURE_TEST_LIBRARIES_ASIOROWS_H
