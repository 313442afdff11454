//===-- abseil.cpp - Abseil, as it runs -----------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// model: abseil
// packages: libabsl-dev
// flags: -std=c++20 -pthread
// pkg-config: absl_cleanup absl_synchronization absl_bind_front absl_any_invocable absl_function_ref absl_status absl_cord absl_flat_hash_map absl_inlined_vector absl_algorithm_container absl_flags_usage
#include "Shapes.h"
#include <absl/algorithm/container.h>
#include <absl/base/call_once.h>
#include <absl/cleanup/cleanup.h>
#include <absl/container/flat_hash_map.h>
#include <absl/container/inlined_vector.h>
#include <absl/container/node_hash_map.h>
#include <absl/flags/usage_config.h>
#include <absl/functional/any_invocable.h>
#include <absl/functional/bind_front.h>
#include <absl/functional/function_ref.h>
#include <absl/status/status.h>
#include <absl/strings/cord.h>
#include <absl/synchronization/barrier.h>
#include <absl/synchronization/blocking_counter.h>
#include <absl/synchronization/mutex.h>
#include <absl/synchronization/notification.h>

static void wrappers() {
  {
    Row R("absl::internal_any_invocable::Impl::operator()");
    absl::AnyInvocable<void()> F = R.closure();
    R.calls([&] { F(); });
  }
  {
    Row R("absl::FunctionRef::operator()");
    Closure C = R.closure();
    absl::FunctionRef<void()> F = C;
    R.calls([&] { F(); });
  }
  binds("absl::bind_front", [](auto C, int *P) { return absl::bind_front(std::move(C), P); });
  Row R("absl::functional_internal::FrontBinder::operator()");
  auto F = absl::bind_front(R.closure());
  R.calls([&] { F(); });
}

static void guards() {
  {
    Row R("absl::MakeCleanup");
    auto Result = std::make_unique<absl::Cleanup<absl::cleanup_internal::Tag, Closure>>(
        R.call([&] { return absl::MakeCleanup(R.closure()); }));
    R.dies("return", [&] { Result.reset(); });
  }
  {
    Row R("~absl::Cleanup");
    auto Guard = std::make_unique<absl::Cleanup<absl::cleanup_internal::Tag, Closure>>(R.closure());
    R.destructor([&] { Guard.reset(); });
  }
  auto Guarded = [](Closure C) { return absl::Cleanup(std::move(C)); };
  drops("absl::Cleanup::Cancel", Guarded, [](auto &G) { std::move(G).Cancel(); });
  Row R("absl::Cleanup::Invoke");
  absl::Cleanup Guard(R.closure());
  R.calls([&] { std::move(Guard).Invoke(); });
  R.sees("dropped: this", R.fate()->isOver());
}

// Waits, with and without an end in time.

static void notifications() {
  {
    absl::Notification N;
    Row("absl::Notification::WaitForNotification").waits([&] { N.WaitForNotification(); }, [&] { N.Notify(); });
  }
  {
    absl::Notification N;
    Row("absl::Notification::Notify").signals([&] { N.WaitForNotification(); }, [&] { N.Notify(); });
  }
  {
    absl::Notification N;
    Row("absl::Notification::WaitForNotificationWithTimeout")
        .waits([&] { N.WaitForNotificationWithTimeout(absl::Milliseconds(1)); }, [&] { N.Notify(); });
  }
  {
    absl::BlockingCounter C(1);
    Row("absl::BlockingCounter::Wait").waits([&] { C.Wait(); }, [&] { C.DecrementCount(); });
  }
  {
    absl::BlockingCounter C(1);
    Row("absl::BlockingCounter::DecrementCount").signals([&] { C.Wait(); }, [&] { C.DecrementCount(); });
  }
  auto *B = new absl::Barrier(2);
  auto Block = [B] {
    if (B->Block())
      delete B;
  };
  Row("absl::Barrier::Block").waits(Block, Block);
}

static void mutexes() {
  absl::Mutex M;
  bool Ready = false;
  auto Tell = [&] {
    absl::MutexLock Hold(&M);
    Ready = true;
  };
  auto Waits = [&](const char *Name, auto Wait) {
    Ready = false;
    Row R(Name);
    // It calls the condition before it returns, and does not keep it.
    R.waits([&] { Wait([&, C = R.closure()] { return C(), Ready; }); }, Tell);
    R.sees("called", R.fate()->Calls && R.fate()->isOver());
  };
  auto On = [](auto &F) { return absl::Condition(&F); };
  Waits("absl::Mutex::Await", [&](auto F) {
    absl::MutexLock Hold(&M);
    M.Await(On(F));
  });
  Waits("absl::Mutex::LockWhen", [&](auto F) { M.LockWhen(On(F)), M.Unlock(); });
  Waits("absl::Mutex::ReaderLockWhen", [&](auto F) { M.ReaderLockWhen(On(F)), M.ReaderUnlock(); });
  Waits("absl::Mutex::WriterLockWhen", [&](auto F) { M.WriterLockWhen(On(F)), M.WriterUnlock(); });
  Waits("absl::Mutex::LockWhenWithTimeout",
        [&](auto F) { M.LockWhenWithTimeout(On(F), absl::Milliseconds(1)), M.Unlock(); });
  absl::CondVar V;
  for (const char *Name : {"absl::CondVar::Wait", "absl::CondVar::Signal", "absl::CondVar::SignalAll"}) {
    Row R(Name);
    Ready = false;
    auto Wait = [&] {
      absl::MutexLock Hold(&M);
      while (!Ready)
        V.Wait(&M);
    };
    std::string Of = Name;
    if (Of.ends_with("Wait"))
      R.waits(Wait, [&] { Tell(), V.Signal(); });
    else
      R.signals(Wait, [&] { Tell(), Of.ends_with("All") ? V.SignalAll() : V.Signal(); });
  }
}

static void cords() {
  // What is short is copied, and the closure called at once.
  static const std::string Long(4096, 'x');
  auto Text = [](Closure C) { return absl::MakeCordFromExternal(Long, [C](absl::string_view) { C(); }); };
  makes("absl::MakeCordFromExternal", Text);
  gives<absl::Cord>("absl::Cord::Append", [&](auto &O, Closure C) { O.Append(Text(std::move(C))); });
  gives<absl::Cord>("absl::Cord::Prepend", [&](auto &O, Closure C) { O.Prepend(Text(std::move(C))); });
}

static void callers() {
  auto Calls = [](const char *Name, auto Call) {
    Row R(Name);
    R.call([&] { Call(R.closure()); });
  };
  Calls("absl::call_once", [](Closure C) {
    absl::once_flag Once;
    absl::call_once(Once, C);
  });
  Calls("absl::Status::ForEachPayload", [](Closure C) {
    absl::Status S = absl::InternalError("");
    S.SetPayload("url", absl::Cord("text"));
    S.ForEachPayload([C](auto, auto &) { C(); });
  });
  std::vector<int> Items{2, 1};
  Calls("absl::c_for_each", [&](Closure C) { absl::c_for_each(Items, [C](int) { C(); }); });
  Calls("absl::c_sort", [&](Closure C) { absl::c_sort(Items, [C](int A, int B) { return C(), A < B; }); });
  auto Copies = [](const char *Name, auto Copy) {
    Row R(Name);
    auto To = std::make_unique<std::vector<Function>>(1);
    R.call([&] {
      std::vector<Function> From{R.closure()};
      Copy(From, To->begin());
    });
    R.dies("parameter 1", [&] { To.reset(); });
  };
  Copies("absl::c_copy", [](auto &From, auto To) { absl::c_copy(From, To); });
  Copies("absl::c_move", [](auto &From, auto To) { absl::c_move(From, To); });
}

static void containers() {
  using Vector = absl::InlinedVector<Function, 2>;
  using Map = absl::flat_hash_map<int, Function>;
  static int Key = 0;
  gives<Vector>("absl::InlinedVector::push_back", [](auto &O, Closure C) { O.push_back(std::move(C)); });
  gives<Vector>("absl::InlinedVector::emplace_back", [](auto &O, Closure C) { O.emplace_back(std::move(C)); });
  gives<Vector>("absl::InlinedVector::insert", [](auto &O, Closure C) { O.insert(O.begin(), std::move(C)); });
  gives<Map>("absl::container_internal::raw_hash_set::emplace", [](auto &O, Closure C) { O.emplace(++Key, std::move(C)); });
  gives<Map>("absl::container_internal::raw_hash_map::insert_or_assign",
             [](auto &O, Closure C) { O.insert_or_assign(++Key, std::move(C)); });
  gives<Map>("absl::container_internal::raw_hash_map::try_emplace",
             [](auto &O, Closure C) { O.try_emplace(++Key, std::move(C)); });
  gives<Vector>("absl::InlinedVector::assign", [](auto &O, Closure C) { O.assign(1, std::move(C)); });
  auto One = [](Closure C) { return Vector(1, std::move(C)); };
  auto Mapped = [](Closure C) { return Map{{1, std::move(C)}}; };
  drops("absl::InlinedVector::clear", One, [](auto &O) { O.clear(); });
  drops("absl::InlinedVector::pop_back", One, [](auto &O) { O.pop_back(); });
  drops("absl::InlinedVector::resize", One, [](auto &O) { O.resize(0); });
  drops("absl::container_internal::raw_hash_set::erase", Mapped, [](auto &O) { O.erase(1); });
  drops("absl::container_internal::raw_hash_set::extract", Mapped, [](auto &O) { O.extract(1); });
  Row R("absl::InlinedVector::swap");
  Vector A(1, R.closure()), B;
  A.swap(B);
  R.sees("swap", A.empty() && B.size() == 1);
}

int main() {
  wrappers();
  guards();
  notifications();
  mutexes();
  cords();
  callers();
  containers();
  Row R("absl::SetFlagsUsageConfig");
  R.call([&] {
    absl::FlagsUsageConfig Config;
    Config.version_string = [C = R.closure()] { return C(), std::string(); };
    absl::SetFlagsUsageConfig(Config);
  });
}
