//===-- sigc.cpp - libsigc++, as it runs ----------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// model: sigc
// packages: libsigc++-2.0-dev
// flags: -std=c++17 -pthread
// pkg-config: sigc++-2.0
#include "Shapes.h"
#include <sigc++/sigc++.h>

using Signal = sigc::signal<void>;

/// sigc++ asks for the type of an operator that is no template; `Closure` has one.
static sigc::slot<void> slot(Closure C) { return sigc::slot<void>(std::move(C)); }

static void connects() {
  Row R("sigc::signal0::connect");
  auto S = std::make_unique<Signal>();
  R.call([&] { S->connect(R.closure()); });
  R.dies("this", [&] { S.reset(); });
  Signal Other;
  sigc::connection C = R.call([&] { return Other.connect(R.closure()); });
  R.over("return", "disconnect", [&] { C.disconnect(); }, [&] { Other(); });
}

static void signals() {
  {
    Row R("sigc::connection::disconnect");
    Signal S;
    sigc::connection C = S.connect(R.closure());
    R.ends("this", [&] { C.disconnect(); }, [&] { S(); });
  }
  {
    Row R("sigc::slot_base::disconnect");
    Signal S;
    auto Place = S.slots().insert(S.slots().end(), slot(R.closure()));
    R.ends("this", [&] { Place->disconnect(); }, [&] { S(); });
  }
  {
    Row R("sigc::signal_base::clear");
    Signal S;
    S.connect(R.closure());
    R.drops("this", [&] { S.clear(); }, [&] { S(); });
  }
  auto Emits = [](const char *Name, auto Emit) {
    Row R(Name);
    Signal S;
    S.connect(R.closure());
    R.calls([&] { Emit(S); });
  };
  Emits("sigc::signal0::emit", [](auto &S) { S.emit(); });
  Emits("sigc::signal0::operator()", [](auto &S) { S(); });
  Emits("sigc::signal0::emit_reverse", [](auto &S) { S.emit_reverse(); });
  {
    Row R("sigc::slot0::operator()");
    auto S = slot(R.closure());
    R.calls([&] { S(); });
  }
  // The slot refers to the signal, and holds what that holds: once the signal is cleared, it calls nothing.
  Row R("sigc::signal0::make_slot");
  Signal S;
  S.connect(R.closure());
  auto Result = S.make_slot();
  Result();
  R.sees("returned", R.fate()->Calls == 1);
}

static void adaptors() {
  makes("sigc::bind", [](Closure C) { return sigc::bind([C](int) { C(); }, 1); });
  makes("sigc::bind_return", [](Closure C) { return sigc::bind_return(slot(std::move(C)), 1); });
  makes("sigc::hide", [](Closure C) { return sigc::hide(slot(std::move(C))); });
  makes("sigc::hide_return", [](Closure C) { return sigc::hide_return(slot(std::move(C))); });
  makes("sigc::compose", [](Closure C) { return sigc::compose(slot(std::move(C)), slot(Closure(std::make_shared<Fate>()))); });
  makes("sigc::retype", [](Closure C) { return sigc::retype(slot(std::move(C))); });
  makes("sigc::exception_catch", [](Closure C) { return sigc::exception_catch(slot(std::move(C)), [] {}); });
  {
    // With an object that is tracked, its end ends the slot.
    struct Tracked : sigc::trackable {};
    Row R("sigc::track_obj");
    auto Object = std::make_unique<Tracked>();
    Signal S;
    auto Result = std::make_unique<sigc::slot<void>>(
        R.call([&] { return sigc::slot<void>(sigc::track_obj(R.closure(), *Object)); }));
    R.dies("return", [&] { Result.reset(); });
    S.connect(sigc::track_obj(R.closure(), *Object));
    Object.reset();
    S();
    R.sees("guarded", !R.fate()->Calls);
  }
  struct Member {
    Closure C;
    void call() { C(); }
  };
  for (const char *Name : {"sigc::mem_fun", "sigc::ref"}) {
    Row R(Name);
    Member M{R.closure()};
    if (std::string(Name) == "sigc::mem_fun") {
      sigc::slot<void> Result = sigc::mem_fun(M, &Member::call);
      Result();
      R.sees("returned", R.fate()->Calls == 1);
    } else {
      R.sees("same: parameter 0", &static_cast<Member &>(sigc::ref(M)) == &M);
    }
  }
}

int main() {
  connects();
  signals();
  adaptors();
  Row R("~sigc::connection");
  Signal S;
  auto C = std::make_unique<sigc::connection>(S.connect(R.closure()));
  R.destructor([&] { C.reset(); });
  S();
}
