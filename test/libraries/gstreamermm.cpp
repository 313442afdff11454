//===-- gstreamermm.cpp - gstreamermm, as it runs -------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// model: gstreamermm
// flags: -std=c++17 -pthread
// libs: -pthread
// pkg-config: gstreamermm-1.0
// by hand: libgstreamermm-1.0-dev
#include "Shapes.h"
#include <glibmm.h>
#include <gstreamermm.h>

namespace sigc {
SIGC_FUNCTORS_DEDUCE_RESULT_TYPE_WITH_DECLTYPE
}
using Bus = Glib::RefPtr<Gst::Bus>;
using Message = Glib::RefPtr<Gst::Message>;

static auto probes(const Closure &C) {
  return [C](const Glib::RefPtr<Gst::Pad> &, const Gst::PadProbeInfo &) {
    return C(), Gst::PAD_PROBE_OK;
  };
}

int main(int Count, char **Arguments) {
  Gst::init(Count, Arguments);
  {
    Row R("Gst::Bus::add_watch", "closure");
    Bus Of = Gst::Bus::create();
    R.call([&] {
      Of->add_watch([C = R.closure()](const Bus &, const Message &) { return C(), false; });
    });
    Of->post(Gst::MessageEos::create(Glib::RefPtr<Gst::Object>()));
    R.dies("this", [&] { Of.reset(); });
    R.run("run", [] {
      while (Glib::MainContext::get_default()->iteration(false))
        ;
    });
  }
  {
    Row R("Gst::Bus::set_sync_handler");
    Bus Of = Gst::Bus::create();
    R.call([&] {
      Of->set_sync_handler(
          [C = R.closure()](const Bus &, const Message &) { return C(), Gst::BUS_PASS; });
    });
    R.dies("this", [&] { Of.reset(); });
  }
  {
    Row R("Gst::Pad::add_probe", "mask, closure");
    auto Pad = Gst::Pad::create("a", Gst::PAD_SRC);
    auto Add = [&] { return Pad->add_probe(Gst::PAD_PROBE_TYPE_BUFFER, probes(R.closure())); };
    gulong Probe = R.call(Add);
    R.over("this", "remove_probe", [&] { Pad->remove_probe(Probe); });
    R.again();
    R.call(Add);
    R.dies("this", [&] { Pad.reset(); });
  }
  {
    Row R("Gst::Pad::remove_probe");
    auto Pad = Gst::Pad::create("a", Gst::PAD_SRC);
    gulong Probe = Pad->add_probe(Gst::PAD_PROBE_TYPE_BUFFER, probes(R.closure()));
    R.drops("this", [&] { Pad->remove_probe(Probe); });
  }
  Row R("Gst::Bus::signal_message");
  Bus Of = Gst::Bus::create();
  Of->signal_message().connect([C = R.closure()](const Message &) { C(); });
  bool Before = !R.fate()->isOver();
  Of.reset();
  R.sees("part of: this", Before && R.fate()->isOver());
}
