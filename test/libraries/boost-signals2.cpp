//===-- boost-signals2.cpp - Boost.Signals2, as it runs -----------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// model: boost
// packages: libboost-dev
// flags: -std=c++20
#include "Shapes.h"
#include <boost/make_shared.hpp>
#include <boost/signals2.hpp>

namespace signals2 = boost::signals2;
using Signal = signals2::signal<void()>;

static void connects(const char *Name, auto Connect) {
  Row R(Name);
  auto S = std::make_unique<Signal>();
  R.call([&] { Connect(*S, R.closure()); });
  R.dies("this", [&] { S.reset(); });
  Signal Other;
  R.again();
  signals2::connection C = R.call([&] { return Connect(Other, R.closure()); });
  R.over("return", "disconnect", [&] { C.disconnect(); }, [&] { Other(); });
}

static void connections() {
  connects("boost::signals2::signal::connect", [](Signal &S, Closure C) { return S.connect(std::move(C)); });
  connects("boost::signals2::signal::connect_extended", [](Signal &S, Closure C) {
    return S.connect_extended([C = std::move(C)](const signals2::connection &) { C(); });
  });
  for (const char *Name : {"boost::signals2::connection::disconnect", "boost::signals2::signal::disconnect_all_slots",
                           "boost::signals2::signal::disconnect", "boost::signals2::signal::operator()"}) {
    Row R(Name);
    Signal S;
    std::string Of = Name;
    if (Of.ends_with("disconnect_all_slots")) {
      S.connect(R.closure());
      R.drops("this", [&] { S.disconnect_all_slots(); }, [&] { S(); });
    } else if (Of.ends_with("signal::disconnect")) {
      S.connect(1, R.closure());
      R.drops("this", [&] { S.disconnect(1); }, [&] { S(); });
    } else if (Of.ends_with("::disconnect")) {
      signals2::connection C = S.connect(R.closure());
      R.ends("this", [&] { C.disconnect(); }, [&] { S(); });
    } else {
      S.connect(R.closure());
      R.calls([&] { S(); });
    }
  }
}

/// A combiner calls what the signal holds; here it also calls the closure.
struct Combiner {
  using result_type = void;
  Function F;
  template <class Slots> void operator()(Slots, Slots) const {
    if (F)
      F();
  }
};

static void combiner() {
  using Combining = signals2::signal<void(), Combiner>;
  Row R("boost::signals2::signal::set_combiner");
  auto S = std::make_unique<Combining>();
  R.call([&] { S->set_combiner({R.closure()}); });
  R.run("", [&] { (*S)(); });
  R.dies("this", [&] { S.reset(); });
}

static void tracked() {
  // What is tracked ends the connection.
  auto Of = [](const char *Name, auto Owner, auto Track) {
    Row R(Name);
    Signal S;
    Signal::slot_type Slot(R.closure());
    Track(Slot, Owner);
    S.connect(Slot);
    R.drops("this", [&] { Owner.reset(); }, [&] { S(); });
  };
  Of("boost::signals2::slot::track", boost::make_shared<int>(), [](auto &S, auto &O) { S.track(O); });
  Of("boost::signals2::slot::track_foreign", std::make_shared<int>(), [](auto &S, auto &O) { S.track_foreign(O); });
}

int main() {
  connections();
  combiner();
  tracked();
  {
    Row R("~boost::signals2::scoped_connection");
    Signal S;
    auto C = std::make_unique<signals2::scoped_connection>(S.connect(R.closure()));
    R.destructor([&] { C.reset(); });
    S();
  }
  {
    Row R("~boost::signals2::connection");
    Signal S;
    auto C = std::make_unique<signals2::connection>(S.connect(R.closure()));
    R.destructor([&] { C.reset(); });
    S();
  }
  // What it releases stays connected, until the result is disconnected.
  Row R("boost::signals2::scoped_connection::release");
  Signal S;
  auto C = std::make_unique<signals2::scoped_connection>(S.connect(R.closure()));
  signals2::connection Result = C->release();
  C.reset();
  S();
  R.sees("dropped: this", R.fate()->Calls == 1);
  Result.disconnect();
  S();
  R.sees("returned", R.fate()->Calls == 1);
}
