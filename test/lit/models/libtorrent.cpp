// REQUIRES: header-libtorrent
// packages: libtorrent-rasterbar-dev
// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// libtorrent.
#include <condition_variable>
#include <libtorrent/session.hpp>
#include <libtorrent/torrent_status.hpp>
#include <mutex>
#include <vector>
void notified(lt::session &s) {
  std::mutex m;
  std::condition_variable changed;
  bool ready = false;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'm', 'ready' and 'changed' by reference
  s.set_alert_notify([&] {
    std::lock_guard<std::mutex> l(m);
    ready = true;
    changed.notify_one();
  });
  std::unique_lock<std::mutex> l(m);
  changed.wait_for(l, std::chrono::seconds(5), [&] { return ready; });
}
void local() {
  int n = 0;
  lt::session s;
  s.set_alert_notify([&n] { ++n; });
}
void lateLocal() {
  lt::session s;
  int n = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  s.set_alert_notify([&n] { ++n; });
}
std::vector<lt::torrent_status> asked(lt::session &s) {
  int n = 0;
  return s.get_torrent_status([&n](const lt::torrent_status &) { return ++n < 3; });
}
void taken(lt::session &s) {
  int n = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  s.set_alert_notify([&n] { ++n; });
  s.set_alert_notify({});
}
