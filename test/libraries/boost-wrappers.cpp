//===-- boost-wrappers.cpp - wrappers and containers of Boost, as they run ===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// model: boost
// packages: libboost-dev
// flags: -std=c++20 -pthread -DBOOST_THREAD_VERSION=5
// libs: -pthread -lboost_thread -lboost_chrono
#include "Shapes.h"
#include <boost/any.hpp>
#include <boost/bind/bind.hpp>
#include <boost/bind/protect.hpp>
#include <boost/circular_buffer.hpp>
#include <boost/container/deque.hpp>
#include <boost/container/map.hpp>
#include <boost/container/vector.hpp>
#include <boost/function.hpp>
#include <boost/interprocess/sync/interprocess_semaphore.hpp>
#include <boost/iterator/function_output_iterator.hpp>
#include <boost/iterator/transform_iterator.hpp>
#include <boost/lockfree/spsc_queue.hpp>
#include <boost/make_shared.hpp>
#include <boost/make_unique.hpp>
#include <boost/move/unique_ptr.hpp>
#include <boost/optional.hpp>
#include <boost/range/adaptor/transformed.hpp>
#include <boost/range/algorithm/for_each.hpp>
#include <boost/ref.hpp>
#include <boost/scope_exit.hpp>
#include <boost/thread/sync_queue.hpp>
#include <boost/tuple/tuple.hpp>
#include <boost/unordered_map.hpp>
#include <boost/variant.hpp>

static void functions() {
  {
    Row R("boost::function_n::operator()");
    boost::function<void()> F = R.closure();
    R.calls([&] { F(); });
  }
  drops("boost::function_n::clear", [](Closure C) { return boost::function<void()>(std::move(C)); },
        [](auto &F) { F.clear(); });
  auto Swaps = [](const char *Name, auto Swap) {
    Row R(Name);
    boost::function<void()> A = R.closure(), B;
    Swap(A, B);
    R.sees("swap", A.empty() && !B.empty());
  };
  Swaps("boost::function_n::swap", [](auto &A, auto &B) { A.swap(B); });
  Swaps("boost::swap", [](auto &A, auto &B) { boost::swap(A, B); });
  binds("boost::bind", [](auto C, int *P) { return boost::bind<void>(std::move(C), P); });
}

static void makers() {
  makes("boost::protect", [](Closure C) { return boost::protect(boost::bind<void>(std::move(C))); });
  makes("boost::make_shared", [](Closure C) { return boost::make_shared<Closure>(std::move(C)); });
  makes("boost::allocate_shared",
        [](Closure C) { return boost::allocate_shared<Closure>(std::allocator<Closure>(), std::move(C)); });
  makes("boost::make_unique", [](Closure C) { return boost::make_unique<Closure>(std::move(C)); });
  makes("boost::make_optional", [](Closure C) { return boost::make_optional(std::move(C)); });
  makes("boost::make_tuple", [](Closure C) { return boost::make_tuple(std::move(C)); });
  makes("boost::iterators::make_function_output_iterator",
        [](Closure C) { return boost::make_function_output_iterator([C](int) { C(); }); });
  makes("boost::iterators::make_transform_iterator", [](Closure C) {
    static int One[1];
    return boost::make_transform_iterator(One, [C](int N) { return C(), N; });
  });
  static std::vector<int> Three{1, 2, 3};
  makes("boost::range_detail::operator|", [](Closure C) {
    return Three | boost::adaptors::transformed(std::function<int(int)>([C](int N) { return C(), N; }));
  });
  passes("boost::ref", [](Function &F) -> decltype(auto) { return boost::ref(F).get(); });
  passes("boost::cref", [](Function &F) -> decltype(auto) { return boost::cref(F).get(); });
  boost::variant<int, Function> Variant{Function()};
  part("boost::get", Variant, boost::get<Function>(&Variant));
  Row R("boost::any_cast");
  boost::any Any = R.closure();
  auto *Part = boost::any_cast<Closure>(&Any);
  (*Part)();
  Any.clear();
  R.sees("part of: parameter 0", R.fate()->Calls == 1 && R.fate()->isOver());
}

static void setters() {
  gives<boost::shared_ptr<Closure>>("boost::shared_ptr::reset",
                                    [](auto &O, Closure C) { O.reset(new Closure(std::move(C))); });
  gives<boost::movelib::unique_ptr<Closure>>("boost::movelib::unique_ptr::reset",
                                             [](auto &O, Closure C) { O.reset(new Closure(std::move(C))); });
  gives<boost::optional<Closure>>("boost::optional::emplace", [](auto &O, Closure C) { O.emplace(std::move(C)); });
  gives<boost::scope_exit::aux::guard<>>("boost::scope_exit::aux::guard::operator=",
                                         [](auto &O, Closure C) { O = std::move(C); });
  Row R("~boost::scope_exit::aux::guard");
  auto Guard = std::make_unique<boost::scope_exit::aux::guard<>>();
  *Guard = R.closure();
  R.destructor([&] { Guard.reset(); });
}

static void adders() {
  using Vector = boost::container::vector<Function>;
  using Deque = boost::container::deque<Function>;
  using Map = boost::container::map<int, Function>;
  static int Key = 0;
  gives<Vector>("boost::container::vector::push_back", [](auto &O, Closure C) { O.push_back(std::move(C)); });
  gives<Vector>("boost::container::vector::emplace_back", [](auto &O, Closure C) { O.emplace_back(std::move(C)); });
  gives<Vector>("boost::container::vector::insert", [](auto &O, Closure C) { O.insert(O.begin(), std::move(C)); });
  gives<Deque>("boost::container::deque::push_front", [](auto &O, Closure C) { O.push_front(std::move(C)); });
  gives<Map>("boost::container::map::emplace", [](auto &O, Closure C) { O.emplace(++Key, std::move(C)); });
  gives<boost::circular_buffer<Function>>(
      "boost::circular_buffer::push_back", [](auto &O, Closure C) { O.push_back(std::move(C)); },
      std::make_unique<boost::circular_buffer<Function>>(3));
  {
    Row R("boost::lockfree::spsc_queue::push");
    auto Queue = std::make_unique<boost::lockfree::spsc_queue<Function>>(4);
    R.call([&] { Queue->push(R.closure()); });
    R.dies("this", [&] { Queue.reset(); });
  }
  {
    Row R("boost::concurrent::sync_queue::push");
    auto Queue = std::make_unique<boost::sync_queue<Function>>();
    R.call([&] { Queue->push(R.closure()); });
    R.dies("this", [&] { Queue.reset(); });
  }
}

static void unordered() {
  using Map = boost::unordered_map<int, Function>;
  static int Key = 0;
  gives<Map>("boost::unordered::unordered_map::emplace", [](auto &O, Closure C) { O.emplace(++Key, std::move(C)); });
  drops("boost::unordered::unordered_map::clear", [](Closure C) { return Map{{1, std::move(C)}}; },
        [](auto &O) { O.clear(); });
  Row R("boost::range::for_each");
  std::vector<int> Items{1, 2};
  auto Result = std::make_optional(
      R.call([&] { return boost::range::for_each(Items, [C = R.closure()](int) { C(); }); }));
  R.dies("return", [&] { Result.reset(); });
}

static void droppers() {
  auto Vector = [](Closure C) { return boost::container::vector<Function>(1, std::move(C)); };
  auto Ring = [](Closure C) { return boost::circular_buffer<Function>(1, std::move(C)); };
  drops("boost::container::vector::clear", Vector, [](auto &O) { O.clear(); });
  drops("boost::container::vector::erase", Vector, [](auto &O) { O.erase(O.begin()); });
  drops("boost::container::vector::pop_back", Vector, [](auto &O) { O.pop_back(); });
  drops("boost::circular_buffer::clear", Ring, [](auto &O) { O.clear(); });
  drops("boost::circular_buffer::pop_front", Ring, [](auto &O) { O.pop_front(); });
  drops("boost::optional::reset", [](Closure C) { return boost::optional<Closure>(std::move(C)); },
        [](auto &O) { O.reset(); });
  Row R("boost::lockfree::spsc_queue::pop");
  boost::lockfree::spsc_queue<Function> Queue(4);
  Queue.push(R.closure());
  R.drops("this", [&] { Queue.pop(); });
}

int main() {
  functions();
  makers();
  setters();
  adders();
  unordered();
  droppers();
  boost::interprocess::interprocess_semaphore S(0);
  Row("boost::interprocess::interprocess_semaphore::wait").waits([&] { S.wait(); }, [&] { S.post(); });
}
