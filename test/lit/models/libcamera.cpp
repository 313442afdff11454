// REQUIRES: header-libcamera
// packages: libcamera-dev
// RUN: %closure-tidy %s -- -std=c++17 -isystem /usr/include/libcamera 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// libcamera: a receiver that derives from its Object ends its connections, and no other does.
#include <libcamera/base/object.h>
#include <libcamera/base/signal.h>

struct Plain {
  int sum = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'this'
  void wire(libcamera::Signal<int> &signal) { signal.connect(this, [this](int n) { sum += n; }); }
};
struct Receiver : libcamera::Object {
  int sum = 0;
  void wire(libcamera::Signal<int> &signal) { signal.connect(this, [this](int n) { sum += n; }); }
};
struct Disconnects {
  libcamera::Signal<int> &signal;
  int sum = 0;
  explicit Disconnects(libcamera::Signal<int> &s) : signal(s) {
    signal.connect(this, [this](int n) { sum += n; });
  }
  ~Disconnects() { signal.disconnect(this); }
};
void methods() {
  libcamera::Signal<int> signal;
  {
    Plain plain;
    plain.wire(signal);
  }
  signal.emit(1);
  {
    Receiver receiver;
    receiver.wire(signal);
    Disconnects disconnects(signal);
  }
  signal.emit(1);
}
void locals() {
  libcamera::Signal<int> signal;
  {
    Plain plain;
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'plain' by reference
    signal.connect(&plain, [&plain](int n) { plain.sum += n; });
    Receiver receiver;
    signal.connect(&receiver, [&receiver](int n) { receiver.sum += n; });
    int inner = 0;
    signal.connect(&receiver, [&inner](int n) { inner += n; });
  }
  signal.emit(1);
}
void others(libcamera::Signal<int> &signal, Receiver *receiver) {
  int sum = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'sum' by reference
  signal.connect(receiver, [&sum](int n) { sum += n; });
}
void ended(libcamera::Signal<int> &signal, Receiver *receiver) {
  int sum = 0;
  signal.connect(receiver, [&sum](int n) { sum += n; });
  signal.emit(1);
  signal.disconnect(receiver);
}
