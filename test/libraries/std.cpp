//===-- std.cpp - The standard library, as it runs ------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// model: std
// packages: libstdc++-12-dev
// flags: -std=c++23 -pthread
#include "Shapes.h"
#include <algorithm>
#include <any>
#include <barrier>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <forward_list>
#include <future>
#include <latch>
#include <list>
#include <map>
#include <optional>
#include <queue>
#include <ranges>
#include <semaphore>
#include <stack>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

// Work with a handle of its own.

static void threads() {
  {
    Row R("std::thread::thread");
    std::thread T;
    R.call([&] { T = std::thread(R.slow()); });
    R.started();
    R.over("this", "join", [&] { T.join(); });
    int N = 0;
    std::thread([](int *P) { *P = 1; }, &N).join();
    R.sees("binds", N == 1);
  }
  {
    Row R("std::jthread::jthread");
    std::optional<std::jthread> T;
    R.call([&] { T.emplace(R.slow()); });
    R.started();
    R.dies("this", [&] { T.reset(); });
    R.call([&] { T.emplace(R.slow()); });
    R.over("this", "join", [&] { T->join(); });
    int N = 0;
    std::jthread([](int *P) { *P = 1; }, &N).join();
    R.sees("binds", N == 1);
  }
}

template <class Thread> static void threadEnds(const std::string &Class) {
  {
    Row R(Class + "::join");
    Thread T(R.slow());
    R.started();
    R.ends("this", [&] { T.join(); });
  }
  Row R(Class + "::detach");
  {
    Thread T(R.slow());
    R.started();
    T.detach();
  }
  R.sees("detached: this", R.fate()->isRunning());
  R.fate()->Hold.open();
  R.fate()->Called.pass();
}

static void async() {
  Row R("std::async", "launch, closure");
  std::optional<std::future<void>> Result;
  R.call([&] { Result = std::async(std::launch::async, R.slow()); });
  R.started();
  R.dies("return", [&] { Result.reset(); });
  R.call([&] { Result = std::async(std::launch::async, R.slow()); });
  R.over("return", "get", [&] { Result->get(); });
  int N = 0;
  std::async(std::launch::async, [](int *P) { *P = 1; }, &N).get();
  R.sees("binds", N == 1);
}

static void deferredAsync() {
  // Nobody calls it unless the future is asked.
  Row R("std::async", "deferred, closure");
  std::optional<std::future<void>> Result;
  auto Start = [&] { Result = std::async(std::launch::deferred, R.closure()); };
  R.call(Start);
  R.dies("return", [&] { Result.reset(); });
  R.again();
  R.call(Start);
  R.over("return", "get", [&] { Result->get(); });
  int N = 0;
  std::async(std::launch::deferred, [](int *P) { *P = 1; }, &N).get();
  R.sees("binds", N == 1);
}

static void stopCallback() {
  Row R("std::stop_callback::stop_callback");
  std::stop_source S;
  std::optional<std::stop_callback<Closure>> C;
  R.call([&] { C.emplace(S.get_token(), R.closure()); });
  R.dies("this", [&] { C.reset(); });
  S.request_stop();
  R.again();
  R.call([&] { C.emplace(S.get_token(), R.closure()); });
}

static void futures() {
  auto Throw = [] { throw 1; };
  {
    Row R("std::future::get");
    std::future<void> Result = std::async(std::launch::async, R.slow());
    R.started();
    R.ends("this", [&] { Result.get(); });
    R.sees("rethrows", throws([&] { std::async(std::launch::async, Throw).get(); }));
  }
  {
    Row R("std::shared_future::get");
    std::shared_future<void> Result = std::async(std::launch::async, R.slow());
    R.started();
    R.ends("this", [&] { Result.get(); });
    R.sees("rethrows", throws([&] { std::async(std::launch::async, Throw).share().get(); }));
  }
  {
    Row R("std::future::wait");
    std::future<void> Result = std::async(std::launch::async, R.slow());
    R.started();
    R.ends("this", [&] { Result.wait(); });
  }
}

// What tells that work is done, and what waits for it.

static void signals() {
  {
    std::promise<void> P;
    Row("std::promise::set_value").signals([F = P.get_future()]() mutable { F.wait(); }, [&] { P.set_value(); });
  }
  {
    std::promise<void> P;
    Row("std::promise::set_exception")
        .signals([F = P.get_future()]() mutable { F.wait(); }, [&] { P.set_exception({}); });
  }
  {
    std::latch L(1);
    Row("std::latch::count_down").signals([&] { L.wait(); }, [&] { L.count_down(); });
  }
  {
    std::latch L(1);
    Row("std::latch::wait").waits([&] { L.wait(); }, [&] { L.count_down(); });
  }
  {
    std::latch L(2);
    Row("std::latch::arrive_and_wait").waits([&] { L.arrive_and_wait(); }, [&] { L.count_down(); });
  }
  {
    std::barrier B(2);
    Row("std::barrier::arrive").signals([&] { B.arrive_and_wait(); }, [&] { (void)B.arrive(); });
  }
  {
    std::barrier B(2);
    Row("std::barrier::arrive_and_wait").waits([&] { B.arrive_and_wait(); }, [&] { (void)B.arrive(); });
  }
  {
    std::barrier B(2);
    Row("std::barrier::wait").waits([&] { B.wait(B.arrive()); }, [&] { (void)B.arrive(); });
  }
  {
    std::counting_semaphore<> S(0);
    Row("std::counting_semaphore::release").signals([&] { S.acquire(); }, [&] { S.release(); });
  }
  {
    std::counting_semaphore<> S(0);
    Row("std::counting_semaphore::acquire").waits([&] { S.acquire(); }, [&] { S.release(); });
  }
}

static void atomics() {
  {
    std::atomic<int> A = 0;
    Row("std::atomic::store").signals([&] { while (!A) std::this_thread::yield(); }, [&] { A.store(1); });
  }
  for (const char *Name : {"std::__atomic_base::notify_one", "std::__atomic_base::wait"}) {
    std::atomic<int> A = 0;
    auto Wait = [&] { A.wait(0); };
    auto Tell = [&] {
      A = 1;
      A.notify_one();
    };
    if (std::strstr(Name, "notify"))
      Row(Name).signals(Wait, Tell);
    else
      Row(Name).waits(Wait, Tell);
  }
  {
    std::atomic_flag A;
    Row("std::atomic_flag::test_and_set")
        .signals([&] { while (!A.test()) std::this_thread::yield(); }, [&] { A.test_and_set(); });
  }
}

// What passes on.

static void references() {
  passes("std::move", [](Function &F) -> decltype(auto) { return std::move(F); });
  passes("std::forward", [](Function &F) -> decltype(auto) { return std::forward<Function &>(F); });
  passes("std::as_const", [](Function &F) -> decltype(auto) { return std::as_const(F); });
  passes("std::move_if_noexcept", [](Function &F) -> decltype(auto) { return std::move_if_noexcept(F); });
  passes("std::ref", [](Function &F) -> decltype(auto) { return std::ref(F).get(); });
  passes("std::cref", [](Function &F) -> decltype(auto) { return std::cref(F).get(); });
  passes("std::addressof", [](Function &F) -> decltype(auto) { return *std::addressof(F); });
}

static void parts() {
  std::tuple<int, Function> Tuple;
  std::variant<int, Function> Variant{Function()};
  std::any Any{1};
  std::array<Function, 3> Array;
  part("std::get", Tuple, &std::get<1>(Tuple));
  part("std::get_if", Variant, std::get_if<1>(&Variant));
  part("std::any_cast", Any, std::any_cast<int>(&Any));
  part("std::begin", Array, &*std::begin(Array));
  part("std::end", Array, &*std::prev(std::end(Array)));
  part("std::cbegin", Array, &*std::cbegin(Array));
  part("std::cend", Array, &*std::prev(std::cend(Array)));
  part("std::rbegin", Array, &*std::rbegin(Array));
  part("std::rend", Array, &*std::prev(std::rend(Array)));
  part("std::next", Array, &*std::next(Array.begin()));
  part("std::prev", Array, &*std::prev(Array.end()));
  part("std::data", Array, std::data(Array));
}

static void makers() {
  makes("std::make_pair", [](Closure C) { return std::make_pair(1, std::move(C)); });
  makes("std::make_tuple", [](Closure C) { return std::make_tuple(std::move(C)); });
  makes("std::tuple_cat", [](Closure C) { return std::tuple_cat(std::tuple(std::move(C)), std::tuple(1)); });
  makes("std::make_optional", [](Closure C) { return std::make_optional(std::move(C)); });
  makes("std::make_any", [](Closure C) { return std::make_any<Closure>(std::move(C)); });
  makes("std::make_unique", [](Closure C) { return std::make_unique<Closure>(std::move(C)); });
  makes("std::make_shared", [](Closure C) { return std::make_shared<Closure>(std::move(C)); });
  makes("std::allocate_shared", [](Closure C) {
    return std::allocate_shared<Closure>(std::allocator<Closure>(), std::move(C));
  });
  makes("std::not_fn", [](Closure C) { return std::not_fn(std::move(C)); });
  makes("std::to_array", [](Closure C) { return std::to_array({Function(std::move(C))}); });
  makes("std::make_from_tuple", [](Closure C) { return std::make_from_tuple<Function>(std::tuple(std::move(C))); });
  makes("std::static_pointer_cast",
        [](Closure C) { return std::static_pointer_cast<void>(std::make_shared<Closure>(std::move(C))); });
  makes("std::const_pointer_cast",
        [](Closure C) { return std::const_pointer_cast<const Closure>(std::make_shared<Closure>(std::move(C))); });
  makes("std::make_exception_ptr", [](Closure C) { return std::make_exception_ptr(std::move(C)); });
}

static void binders() {
  binds("std::bind", [](auto C, int *P) { return std::bind(std::move(C), P); });
  binds("std::bind_front", [](auto C, int *P) { return std::bind_front(std::move(C), P); });
}

/// A view holds what it gets, and calls it while it is walked.
template <class Make> static void view(const char *Name, Make M) {
  static std::vector<int> Three{1, 2, 3};
  Row R(Name);
  using View = decltype(M(Three, R.closure()));
  std::optional<View> Result;
  R.call([&] { Result.emplace(M(Three, R.closure())); });
  R.run("", [&] {
    for (auto &&Each : *Result)
      (void)Each;
  });
  R.dies("return", [&] { Result.reset(); });
}

static void views() {
  auto Predicate = [](Closure C) { return [C](int) { return C(), true; }; };
  view("std::ranges::views::_Filter::operator()",
       [=](auto &On, Closure C) { return std::views::filter(On, Predicate(std::move(C))); });
  view("std::ranges::views::_Transform::operator()",
       [=](auto &On, Closure C) { return std::views::transform(On, Predicate(std::move(C))); });
  view("std::ranges::views::__adaptor::operator|",
       [=](auto &On, Closure C) { return On | std::views::transform(Predicate(std::move(C))); });
}

// What objects hold.

static void setters() {
  gives<std::optional<Function>>("std::optional::emplace", [](auto &O, Closure C) { O.emplace(std::move(C)); });
  gives<std::variant<int, Function>>("std::variant::emplace",
                                     [](auto &O, Closure C) { O.template emplace<Function>(std::move(C)); });
  gives<std::any>("std::any::emplace", [](auto &O, Closure C) { O.template emplace<Closure>(std::move(C)); });
  gives<std::vector<Function>>("std::vector::assign", [](auto &O, Closure C) { O.assign(1, std::move(C)); });
  gives<std::unique_ptr<Closure>>("std::unique_ptr::reset",
                                  [](auto &O, Closure C) { O.reset(new Closure(std::move(C))); });
  gives<std::shared_ptr<Closure>>("std::shared_ptr::reset",
                                  [](auto &O, Closure C) { O.reset(new Closure(std::move(C))); });
}

static void adders() {
  using Vector = std::vector<Function>;
  using Deque = std::deque<Function>;
  using Forward = std::forward_list<Function>;
  using Map = std::map<int, Function>;
  static int Key = 0;
  gives<Vector>("std::vector::push_back", [](auto &O, Closure C) { O.push_back(std::move(C)); });
  gives<Deque>("std::deque::push_front", [](auto &O, Closure C) { O.push_front(std::move(C)); });
  gives<std::queue<Function>>("std::queue::push", [](auto &O, Closure C) { O.push(std::move(C)); });
  gives<Map>("std::map::emplace", [](auto &O, Closure C) { O.emplace(++Key, std::move(C)); });
  gives<Vector>("std::vector::emplace_back", [](auto &O, Closure C) { O.emplace_back(std::move(C)); });
  gives<Deque>("std::deque::emplace_front", [](auto &O, Closure C) { O.emplace_front(std::move(C)); });
  gives<Map>("std::map::emplace_hint",
             [](auto &O, Closure C) { O.emplace_hint(O.end(), ++Key, std::move(C)); });
  gives<Forward>("std::forward_list::emplace_after",
                 [](auto &O, Closure C) { O.emplace_after(O.before_begin(), std::move(C)); });
  gives<Forward>("std::forward_list::insert_after",
                 [](auto &O, Closure C) { O.insert_after(O.before_begin(), std::move(C)); });
  gives<Vector>("std::vector::insert", [](auto &O, Closure C) { O.insert(O.begin(), std::move(C)); });
  gives<Map>("std::map::insert_or_assign", [](auto &O, Closure C) { O.insert_or_assign(++Key, std::move(C)); });
  gives<Map>("std::map::try_emplace", [](auto &O, Closure C) { O.try_emplace(++Key, std::move(C)); });
  gives<Map>("std::map::merge", [](auto &O, Closure C) {
    Map Other{{++Key, std::move(C)}};
    O.merge(Other);
  });
  gives<std::list<Function>>("std::list::splice", [](auto &O, Closure C) {
    std::list<Function> Other{std::move(C)};
    O.splice(O.begin(), Other);
  });
}

static void droppers() {
  auto Vector = [](Closure C) { return std::vector<Function>{std::move(C)}; };
  auto Deque = [](Closure C) { return std::deque<Function>{std::move(C)}; };
  auto Map = [](Closure C) { return std::map<int, Function>{{1, std::move(C)}}; };
  drops("std::vector::clear", Vector, [](auto &O) { O.clear(); });
  drops("std::optional::reset", [](Closure C) { return std::optional(std::move(C)); }, [](auto &O) { O.reset(); });
  drops("std::vector::pop_back", Vector, [](auto &O) { O.pop_back(); });
  drops("std::deque::pop_front", Deque, [](auto &O) { O.pop_front(); });
  auto List = [](Closure C) { return std::list<Function>{std::move(C)}; };
  drops("std::list::pop_front", List, [](auto &O) { O.pop_front(); });
  drops("std::list::pop_back", List, [](auto &O) { O.pop_back(); });
  drops("std::forward_list::pop_front", [](Closure C) { return std::forward_list<Function>{std::move(C)}; },
       [](auto &O) { O.pop_front(); });
  drops("std::stack::pop", [](Closure C) { return std::stack<Function>({Function(std::move(C))}); },
       [](auto &O) { O.pop(); });
  drops("std::map::erase", Map, [](auto &O) { O.erase(1); });
  drops("std::map::extract", Map, [](auto &O) { O.extract(1); });
  drops("std::vector::resize", Vector, [](auto &O) { O.resize(0); });
  Row R("std::unique_ptr::release");
  auto O = std::make_unique<Closure>(R.closure());
  Closure *Result = R.call([&] { return O.release(); });
  O.reset();
  R.sees("dropped: this", R.fate()->Alive == 1);
  R.dies("return", [&] { delete Result; });
}

static void callers() {
  Row R("std::function::operator()");
  Function F = R.closure();
  R.calls([&] { F(); });
}

static void exchanges() {
  {
    Row R("std::exchange");
    Function Old, Held = R.closure();
    std::shared_ptr<Fate> First = R.fate();
    R.again();
    Old = std::exchange(Held, R.closure());
    Old();
    Held();
    R.sees("exchange", First->Calls == 1 && R.fate()->Calls == 1);
  }
  for (const char *Name : {"std::swap", "std::ranges::swap", "std::iter_swap", "std::vector::swap"}) {
    Row R(Name);
    std::vector<Function> A{R.closure()}, B;
    std::string Of = Name;
    if (Of == "std::swap")
      std::swap(A, B);
    else if (Of == "std::ranges::swap")
      std::ranges::swap(A, B);
    else if (Of == "std::iter_swap")
      std::iter_swap(&A, &B);
    else
      A.swap(B);
    R.sees("swap", A.empty() && B.size() == 1 && R.fate()->Alive == 1);
  }
}

// Algorithms.

static void algorithms() {
  {
    Row R("std::for_each");
    int Items[2] = {};
    auto Each = [&] { return std::for_each(Items, Items + 2, [C = R.closure()](int) { C(); }); };
    auto Result = std::make_optional(R.call(Each));
    R.dies("return", [&] { Result.reset(); });
  }
  auto Removed = [](const char *Name, auto Erase) {
    Row R(Name);
    std::vector<Function> V{R.closure()};
    R.drops("parameter 0", [&] { Erase(V); });
  };
  Removed("std::erase_if", [](auto &V) { std::erase_if(V, [](auto &F) { return bool(F); }); });
  {
    std::array<Function, 2> A;
    part("std::remove_if", A, &*std::remove_if(A.begin(), A.end(), [](auto &F) { return !F; }));
  }
  auto Copied = [](const char *Name, auto Copy, const char *Arguments = "", const char *Target = "parameter 2") {
    Row R(Name, Arguments);
    auto To = std::make_unique<std::vector<Function>>(1);
    R.call([&] {
      std::vector<Function> From{R.closure()};
      Copy(From, To->begin());
    });
    R.dies(Target, [&] { To.reset(); });
  };
  Copied("std::copy", [](auto &V, auto To) { std::copy(V.begin(), V.end(), To); });
  Copied("std::copy_n", [](auto &V, auto To) { std::copy_n(V.begin(), 1, To); });
  Copied("std::reverse_copy", [](auto &V, auto To) { std::reverse_copy(V.begin(), V.end(), To); });
  Copied("std::ranges::__copy_fn::operator()", [](auto &V, auto To) { std::ranges::copy(V.begin(), V.end(), To); },
         "first, last, result");
  Copied("std::ranges::__copy_fn::operator()", [](auto &V, auto To) { std::ranges::copy(V, To); }, "range, result",
         "parameter 1");
}

static void atTheEnd() {
  // What is registered later is called before this dies.
  static struct Registered {
    Row R{"std::atexit"};
    Closure C = R.closure();
    ~Registered() { R.sees("kept: global", R.fate()->Calls == 1); }
  } Last;
  std::atexit([] { Last.C(); });
}

// Destructors.

static void destructors() {
  {
    Row R("~std::jthread");
    std::optional<std::jthread> T(std::in_place, R.slow());
    R.started();
    R.destructor([&] { T.reset(); });
  }
  {
    Row R("~std::unique_ptr");
    auto Deleter = [C = R.closure()](int *P) { C(), delete P; };
    auto P = std::make_unique<std::unique_ptr<int, decltype(Deleter)>>(new int, Deleter);
    R.destructor([&] { P.reset(); });
  }
  {
    Row R("~std::stop_callback");
    std::stop_source S;
    auto C = std::make_unique<std::stop_callback<Function>>(S.get_token(), R.closure());
    R.destructor([&] { C.reset(); });
    S.request_stop();
  }
}

int main() {
  threads();
  threadEnds<std::thread>("std::thread");
  threadEnds<std::jthread>("std::jthread");
  async();
  deferredAsync();
  stopCallback();
  futures();
  signals();
  conditions<std::condition_variable, std::mutex>("std::condition_variable");
  conditions<std::condition_variable_any, std::mutex>("std::condition_variable_any");
  atomics();
  references();
  parts();
  makers();
  binders();
  views();
  setters();
  adders();
  droppers();
  callers();
  exchanges();
  algorithms();
  atTheEnd();
  destructors();
}
