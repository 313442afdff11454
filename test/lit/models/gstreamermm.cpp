// REQUIRES: header-gstreamermm
// by hand: libgstreamermm-1.0-dev
// RUN: %closure-tidy %s -- -std=c++17 -isystem /usr/include/gstreamermm-1.0 -isystem /usr/lib/x86_64-linux-gnu/gstreamermm-1.0/include -isystem /usr/include/giomm-2.4 -isystem /usr/lib/x86_64-linux-gnu/giomm-2.4/include -isystem /usr/include/glib-2.0 -isystem /usr/lib/x86_64-linux-gnu/glib-2.0/include -isystem /usr/include/glibmm-2.4 -isystem /usr/lib/x86_64-linux-gnu/glibmm-2.4/include -isystem /usr/include/sigc++-2.0 -isystem /usr/lib/x86_64-linux-gnu/sigc++-2.0/include -isystem /usr/include/gstreamer-1.0 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// gstreamermm.
#include <glibmm.h>
#include <gstreamermm.h>

namespace sigc {
SIGC_FUNCTORS_DEDUCE_RESULT_TYPE_WITH_DECLTYPE
}
using Bus = Glib::RefPtr<Gst::Bus>;
using Message = Glib::RefPtr<Gst::Message>;

void watched(const Glib::RefPtr<Gst::Pipeline> &pipeline) {
  int errors = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'errors' by reference
  pipeline->get_bus()->add_watch([&errors](const Bus &, const Message &) { return ++errors < 3; });
}
int played(const Glib::RefPtr<Gst::Pipeline> &pipeline) {
  int errors = 0;
  auto loop = Glib::MainLoop::create();
  pipeline->get_bus()->add_watch([&](const Bus &, const Message &) {
    loop->quit();
    return ++errors < 3;
  });
  pipeline->set_state(Gst::STATE_PLAYING);
  loop->run();
  return errors;
}
void probed(const Glib::RefPtr<Gst::Pad> &pad) {
  int buffers = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'buffers' by reference
  pad->add_probe(Gst::PAD_PROBE_TYPE_BUFFER, [&buffers](const Glib::RefPtr<Gst::Pad> &, const Gst::PadProbeInfo &) {
    ++buffers;
    return Gst::PAD_PROBE_OK;
  });
}
int probedForAWhile(const Glib::RefPtr<Gst::Pad> &pad) {
  int buffers = 0;
  auto probe = pad->add_probe(Gst::PAD_PROBE_TYPE_BUFFER, [&](const Glib::RefPtr<Gst::Pad> &, const Gst::PadProbeInfo &) {
    ++buffers;
    return Gst::PAD_PROBE_OK;
  });
  pad->remove_probe(probe);
  return buffers;
}
void signalled(const Glib::RefPtr<Gst::Bus> &bus) {
  int messages = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'messages' by reference
  bus->signal_message().connect([&messages](const Message &) { ++messages; });
}
