//===-- Shapes.h - What many functions do alike ------------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Rows of the functions of which every library has some: what makes an object of a closure, puts
// one into an object, takes it out.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_TEST_LIBRARIES_SHAPES_H
#define CLOSURE_TEST_LIBRARIES_SHAPES_H

#include "Row.h"

using Function = std::function<void()>;

/// The result is the argument.
template <class Pass> void passes(const char *Name, Pass P) {
  Row R(Name);
  Function F;
  auto &&Result = P(F);
  R.sees("same: parameter 0", static_cast<const void *>(&Result) == &F);
}

/// The result lies in the argument.
template <class Whole> void part(const char *Name, Whole &W, const void *Part) {
  const char *Begin = reinterpret_cast<const char *>(&W), *At = static_cast<const char *>(Part);
  Row(Name).sees("part of: parameter 0", At >= Begin && At < Begin + sizeof(W));
}

/// The result holds the closure, and nobody else does.
template <class Make> void makes(const char *Name, Make M) {
  Row R(Name);
  auto Result = std::make_unique<decltype(M(R.closure()))>(R.call([&] { return M(R.closure()); }));
  R.dies("return", [&] { Result.reset(); });
}

/// The closure is called, by whatever thread, and nothing is left of it when the call returns.
template <class Call> void onlyCalls(const char *Name, Call C) {
  Row R(Name);
  R.call([&] { C(R.closure()); });
  R.sees("called", R.fate()->Calls && R.fate()->isOver());
}

/// The same as `makes`, and the address beside the closure is looked at only when the result is
/// called.
template <class Make> void binds(const char *Name, Make M) {
  Row R(Name);
  {
    auto Result = std::make_unique<decltype(M(R.closure(), nullptr))>(
        R.call([&] { return M(R.closure(), nullptr); }));
    R.dies("return", [&] { Result.reset(); });
  }
  int N = 0;
  auto Bound = M([](int *P) { *P += 1; }, &N);
  N = 1;
  Bound();
  R.sees("binds", N == 2);
}

/// The object holds what it gets, beside what it held or instead of it.
template <class Object, class Give>
void gives(const char *Name, Give G, std::unique_ptr<Object> O = std::make_unique<Object>()) {
  Row R(Name);
  R.call([&] { G(*O, R.closure()); });
  std::shared_ptr<Fate> First = R.fate();
  R.again();
  R.call([&] { G(*O, R.closure()); });
  bool Replaced = First->isOver();
  R.dies("this", [&] { O.reset(); });
  R.replaces(Replaced);
}

/// The object holds what it gets, beside what other functions gave it.
template <class Object, class Give>
void holds(const char *Name, Give G, std::unique_ptr<Object> O = std::make_unique<Object>()) {
  Row R(Name);
  R.call([&] { G(*O, R.closure()); });
  R.dies("this", [&] { O.reset(); });
}

/// The same, and what the call returns is a part of the object.
template <class Object, class Give>
void belongs(const char *Name, Give G, std::unique_ptr<Object> O = std::make_unique<Object>()) {
  Row R(Name);
  const void *Part = R.call([&] { return static_cast<const void *>(G(*O, R.closure())); });
  R.dies("this", [&] { O.reset(); });
  R.sees("part of: this", Part && R.fate()->isOver());
}

/// The closure is given to what the call returns, and the object of the call has it.
template <class Object, class Give>
void leads(const char *Name, Give G, std::unique_ptr<Object> O = std::make_unique<Object>()) {
  Row R(Name);
  G(*O, R.closure());
  bool Before = !R.fate()->isOver();
  O.reset();
  R.sees("part of: this", Before && R.fate()->isOver());
}

/// The object lets go of it, uncalled.
template <class Make, class Drop> void drops(const char *Name, Make M, Drop D) {
  Row R(Name);
  auto O = M(R.closure());
  R.drops("this", [&] { D(O); });
}

/// The handle of work that runs: what it does with it.
template <class Start, class End> void endsWork(const char *Name, Start S, End E) {
  Row R(Name);
  auto Handle = S(R.slow());
  R.started();
  R.ends("this", [&] { E(Handle); });
}

/// A condition variable, or what is used like one.
template <class Condition, class Mutex, class Lock = std::unique_lock<Mutex>>
void conditions(const std::string &Class,
                std::set<std::string> Which = {"notify_one", "notify_all", "wait"}) {
  Mutex M;
  Condition C;
  bool Ready = false;
  auto Wait = [&] {
    Lock Held(M);
    while (!Ready)
      C.wait(Held);
  };
  auto Tell = [&](bool All) {
    Lock Held(M);
    Ready = true;
    All ? C.notify_all() : C.notify_one();
  };
  for (const std::string &Name : Which) {
    Row R(Class + "::" + Name);
    Ready = false;
    if (Name == "wait")
      R.waits(Wait, [&] { Tell(false); });
    else
      R.signals(Wait, [&] { Tell(Name == "notify_all"); });
  }
}

/// Whether a call throws.
template <class Call> bool throws(Call C) {
  try {
    C();
  } catch (...) {
    return true;
  }
  return false;
}

#endif // CLOSURE_TEST_LIBRARIES_SHAPES_H
