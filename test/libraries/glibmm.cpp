//===-- glibmm.cpp - glibmm and giomm, as they run ------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// model: sigc
// packages: libglibmm-2.4-dev
// flags: -std=c++20 -pthread -Wno-deprecated-declarations
// pkg-config: giomm-2.4
#include "Shapes.h"
#include <giomm.h>
#include <optional>

static Glib::RefPtr<Glib::MainContext> context() { return Glib::MainContext::get_default(); }
static void iterate() {
  while (context()->iteration(false))
    ;
}

/// The main loop keeps it, and calls it when it runs.
static void kept(const char *Name, auto Connect) {
  Row R(Name);
  R.call([&] { Connect([C = R.closure()] { return C(), false; }); });
  R.run("run", iterate);
  R.again();
  auto Result = std::make_optional(R.call([&] { return Connect([C = R.closure()] { return C(), false; }); }));
  R.dies("return", [&] { Result.reset(); });
  R.again();
  Result = R.call([&] { return Connect([C = R.closure()] { return C(), false; }); });
  R.over("return", "disconnect", [&] { Result->disconnect(); }, iterate);
}

static void loop() {
  kept("Glib::SignalTimeout::connect", [](auto F) { return Glib::signal_timeout().connect(F, 0); });
  kept("Glib::SignalIdle::connect", [](auto F) { return Glib::signal_idle().connect(F); });
  {
    Row R("Glib::SignalIdle::connect_once");
    R.call([&] { Glib::signal_idle().connect_once(R.closure()); });
    R.run("run", iterate);
  }
  {
    // In the thread that has the context it is called at once, from another when the context runs.
    Row R("Glib::MainContext::invoke");
    auto Own = Glib::MainContext::create();
    Own->acquire();
    auto Invoke = [&] { Own->invoke([C = R.closure()] { return C(), false; }); };
    std::thread([&] { R.call(Invoke); }).join();
    R.run("run", [&] { Own->iteration(false); });
    R.again();
    R.call(Invoke);
    Own->release();
  }
  for (const char *Name : {"Glib::MainContext::iteration", "Glib::MainLoop::run"}) {
    Row R(Name);
    auto Loop = Glib::MainLoop::create();
    Glib::signal_idle().connect_once(R.closure());
    bool Iterates = std::string(Name).find("iteration") != std::string::npos;
    auto Run = [&] { Iterates ? void(context()->iteration(true)) : Loop->run(); };
    Glib::signal_idle().connect_once([&] { Loop->quit(); });
    R.calls(Run);
    iterate();
    R.waits(Run, [&] { Glib::signal_idle().connect_once([&] { Loop->quit(); }); });
  }
  auto Loop = Glib::MainLoop::create();
  Row("Glib::MainLoop::quit").signals([&] { Loop->run(); }, [&] { Glib::signal_idle().connect_once([&] { Loop->quit(); }); });
}

static void dispatcher() {
  Row R("Glib::Dispatcher::connect");
  auto D = std::make_unique<Glib::Dispatcher>();
  R.call([&] { D->connect(R.closure()); });
  R.dies("this", [&] { D.reset(); });
  Glib::Dispatcher Other;
  R.again();
  sigc::connection C = R.call([&] { return Other.connect(R.closure()); });
  R.over("return", "disconnect", [&] { C.disconnect(); }, [&] { Other.emit(), iterate(); });
}

static void threads() {
  {
    Row R("Glib::Threads::Thread::create");
    auto Create = [&] { return Glib::Threads::Thread::create(R.slow()); };
    Glib::Threads::Thread *T = R.call(Create);
    R.started();
    R.dies("return", [&] { T = nullptr; });
    T = R.call(Create);
    R.over("return", "join", [&] { T->join(); });
  }
  {
    Row R("Glib::Threads::Thread::join");
    auto *T = Glib::Threads::Thread::create(R.slow());
    R.started();
    R.ends("this", [&] { T->join(); });
  }
  {
    Row R("Glib::ThreadPool::push");
    Glib::ThreadPool Pool(2);
    R.call([&] { Pool.push(R.slow()); });
    R.started();
    R.over("this", "shutdown", [&] { Pool.shutdown(); });
  }
  {
    Row R("Glib::ThreadPool::shutdown");
    Glib::ThreadPool Pool(2);
    Pool.push(R.slow());
    R.started();
    R.ends("this", [&] { Pool.shutdown(); });
  }
  Row R("~Glib::ThreadPool");
  auto Pool = std::make_unique<Glib::ThreadPool>(1);
  Pool->push(R.slow());
  R.started();
  std::shared_ptr<Fate> Busy = R.fate();
  R.again();
  Pool->push(R.closure());
  R.destructor([&] { Pool.reset(); }, Busy);
}

static void objects() {
  {
    Row R("Glib::SignalProxy1::connect");
    auto Action = Gio::SimpleAction::create("name");
    auto Connect = [&] { return Action->signal_activate().connect([C = R.closure()](auto &) { C(); }); };
    R.call(Connect);
    R.run("", [&] { Action->activate(); });
    R.again();
    auto Result = std::make_optional(R.call(Connect));
    R.over("return", "disconnect", [&] { Result->disconnect(); }, [&] { Action->activate(); });
    R.again();
    R.call(Connect);
    // The proxy is a part of the action.
    R.dies("this", [&] { Action.reset(); });
  }
  {
    Row R("Gio::SimpleAction::signal_activate");
    auto Action = Gio::SimpleAction::create("name");
    Action->signal_activate().connect([C = R.closure()](auto &) { C(); });
    Action.reset();
    R.sees("part of: this", R.fate()->isOver());
  }
  {
    Row R("Gio::ActionMap::add_action");
    auto Group = Gio::SimpleActionGroup::create();
    R.call([&] { Group->add_action("name", R.closure()); });
    R.dies("this", [&] { Group.reset(); });
  }
  {
    Row R("Gio::File::query_info_async");
    auto File = Gio::File::create_for_path("/");
    R.call([&] { File->query_info_async([C = R.closure()](auto &) { C(); }); });
    File.reset();
    R.run("run", [&] {
      while (!R.fate()->Calls)
        context()->iteration(true);
    });
  }
  {
    Row R("Gio::Application::run");
    auto App = Gio::Application::create("org.example.closures", Gio::APPLICATION_NON_UNIQUE);
    App->signal_activate().connect([C = R.closure()] { C(); });
    R.calls([&] { App->run(0, nullptr); });
    auto Waits = Gio::Application::create("org.example.waits", Gio::APPLICATION_NON_UNIQUE);
    Waits->signal_activate().connect([&] { Waits->hold(); });
    R.waits([&] { Waits->run(0, nullptr); }, [&] { Glib::signal_idle().connect_once([&] { Waits->quit(); }); });
  }
}

int main() {
  Gio::init();
  loop();
  dispatcher();
  threads();
  objects();
}
