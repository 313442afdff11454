//===-- libtorrent.cpp - libtorrent, as it runs ---------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// model: libtorrent
// packages: libtorrent-rasterbar-dev
// flags: -std=c++17 -pthread
// pkg-config: libtorrent-rasterbar
#include "Shapes.h"
#include <libtorrent/magnet_uri.hpp>
#include <libtorrent/session.hpp>
#include <libtorrent/session_params.hpp>
#include <libtorrent/torrent_status.hpp>

/// A session that talks to nobody.
static std::unique_ptr<lt::session> quiet() {
  lt::settings_pack Pack;
  Pack.set_int(lt::settings_pack::alert_mask, 0);
  Pack.set_str(lt::settings_pack::listen_interfaces, "");
  for (int Option : {lt::settings_pack::enable_dht, lt::settings_pack::enable_lsd,
                     lt::settings_pack::enable_upnp, lt::settings_pack::enable_natpmp})
    Pack.set_bool(Option, false);
  return std::make_unique<lt::session>(lt::session_params(Pack));
}

int main() {
  {
    Row R("libtorrent::session_handle::set_alert_notify");
    auto S = quiet();
    R.call([&] { S->set_alert_notify(R.closure()); });
    S->post_session_stats();
    R.started();
    // With an alert in its queue it would call at once.
    S = quiet();
    R.again();
    R.call([&] { S->set_alert_notify(R.closure()); });
    R.dies("this", [&] { S.reset(); });
  }
  onlyCalls("libtorrent::session_handle::get_torrent_status", [](Closure C) {
    auto S = quiet();
    lt::add_torrent_params Magnet =
        lt::parse_magnet_uri("magnet:?xt=urn:btih:cdf5173d0a215dd7d3d7e1f2e3b2f5d0a1b2c3d4");
    Magnet.save_path = ".";
    S->add_torrent(Magnet);
    S->get_torrent_status([C](const lt::torrent_status &) { return C(), true; });
  });
  Row R("~libtorrent::session");
  auto S = quiet();
  S->set_alert_notify(R.slow());
  S->post_session_stats();
  R.started();
  R.destructor([&] { S.reset(); });
}
