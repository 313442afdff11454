// REQUIRES: header-gtkmm
// packages: libgtkmm-3.0-dev
// RUN: %closure-tidy %s -- -std=c++17 -isystem /usr/include/gtkmm-3.0 -isystem /usr/lib/x86_64-linux-gnu/gtkmm-3.0/include -isystem /usr/include/giomm-2.4 -isystem /usr/lib/x86_64-linux-gnu/giomm-2.4/include -isystem /usr/include/glib-2.0 -isystem /usr/lib/x86_64-linux-gnu/glib-2.0/include -isystem /usr/include/libmount -isystem /usr/include/blkid -isystem /usr/include/glibmm-2.4 -isystem /usr/lib/x86_64-linux-gnu/glibmm-2.4/include -isystem /usr/include/sigc++-2.0 -isystem /usr/lib/x86_64-linux-gnu/sigc++-2.0/include -isystem /usr/include/gtk-3.0 -isystem /usr/include/pango-1.0 -isystem /usr/include/harfbuzz -isystem /usr/include/freetype2 -isystem /usr/include/libpng16 -isystem /usr/include/fribidi -isystem /usr/include/cairo -isystem /usr/include/pixman-1 -isystem /usr/include/gdk-pixbuf-2.0 -isystem /usr/include/x86_64-linux-gnu -isystem /usr/include/gio-unix-2.0 -isystem /usr/include/atk-1.0 -isystem /usr/include/at-spi2-atk/2.0 -isystem /usr/include/at-spi-2.0 -isystem /usr/include/dbus-1.0 -isystem /usr/lib/x86_64-linux-gnu/dbus-1.0/include -isystem /usr/include/cairomm-1.0 -isystem /usr/lib/x86_64-linux-gnu/cairomm-1.0/include -isystem /usr/include/pangomm-1.4 -isystem /usr/lib/x86_64-linux-gnu/pangomm-1.4/include -isystem /usr/include/atkmm-1.6 -isystem /usr/lib/x86_64-linux-gnu/atkmm-1.6/include -isystem /usr/include/gtk-3.0/unix-print -isystem /usr/include/gdkmm-3.0 -isystem /usr/lib/x86_64-linux-gnu/gdkmm-3.0/include 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// Many builds name the folders of libraries with -I.
// RUN: %closure-tidy %s -- -std=c++17 -I/usr/include/gtkmm-3.0 -I/usr/lib/x86_64-linux-gnu/gtkmm-3.0/include -I/usr/include/giomm-2.4 -I/usr/lib/x86_64-linux-gnu/giomm-2.4/include -I/usr/include/glib-2.0 -I/usr/lib/x86_64-linux-gnu/glib-2.0/include -I/usr/include/libmount -I/usr/include/blkid -I/usr/include/glibmm-2.4 -I/usr/lib/x86_64-linux-gnu/glibmm-2.4/include -I/usr/include/sigc++-2.0 -I/usr/lib/x86_64-linux-gnu/sigc++-2.0/include -I/usr/include/gtk-3.0 -I/usr/include/pango-1.0 -I/usr/include/harfbuzz -I/usr/include/freetype2 -I/usr/include/libpng16 -I/usr/include/fribidi -I/usr/include/cairo -I/usr/include/pixman-1 -I/usr/include/gdk-pixbuf-2.0 -I/usr/include/x86_64-linux-gnu -I/usr/include/gio-unix-2.0 -I/usr/include/atk-1.0 -I/usr/include/at-spi2-atk/2.0 -I/usr/include/at-spi-2.0 -I/usr/include/dbus-1.0 -I/usr/lib/x86_64-linux-gnu/dbus-1.0/include -I/usr/include/cairomm-1.0 -I/usr/lib/x86_64-linux-gnu/cairomm-1.0/include -I/usr/include/pangomm-1.4 -I/usr/lib/x86_64-linux-gnu/pangomm-1.4/include -I/usr/include/atkmm-1.6 -I/usr/lib/x86_64-linux-gnu/atkmm-1.6/include -I/usr/include/gtk-3.0/unix-print -I/usr/include/gdkmm-3.0 -I/usr/lib/x86_64-linux-gnu/gdkmm-3.0/include 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// libsigc++, glibmm and gtkmm.
#include <giomm.h>
#include <glibmm.h>
#include <gtkmm.h>
#include <sigc++/sigc++.h>

#include <memory>

// Signals.
using Signal = sigc::signal<void, int>;
void connected(Signal &signal, int x) {
  // CHECK: :[[#@LINE+1]]:20: warning: lambda captures 'x' by reference
  signal.connect([&x](int y) { x += y; });
  // CHECK: :[[#@LINE+1]]:31: warning: lambda captures 'x' by reference
  signal.connect(sigc::bind([&x](int y, int z) { x += y + z; }, 1));
  // CHECK: :[[#@LINE+1]]:31: warning: lambda captures 'x' by reference
  signal.connect(sigc::hide([&x] { ++x; }));
  signal.connect([x](int y) { (void)(x + y); });
}
sigc::connection connectionReturned(Signal &signal, int x) {
  // CHECK: :[[#@LINE+1]]:27: warning: lambda captures 'x' by reference
  return signal.connect([&x](int y) { x += y; });
}
sigc::slot<void, int> slotReturned(int x) {
  // CHECK: :[[#@LINE+1]]:12: warning: lambda captures 'x' by reference
  return [&x](int y) { x += y; };
}
class Model {
public:
  Signal &changed() { return signal; }
  void set(int x) {
    // CHECK: :[[#@LINE+1]]:25: warning: lambda captures 'x' by reference
    changed().connect([&x](int y) { x += y; });
    // CHECK: :[[#@LINE+1]]:14: warning: lambda captures 'x' by reference
    slot = [&x](int y) { x += y; };
    signal.connect(sigc::mem_fun(*this, &Model::add));
    signal.connect([this](int y) { total += y; });
  }
  void add(int x) { total += x; }

private:
  Signal signal;
  sigc::slot<void, int> slot;
  int total = 0;
};
int localSignal(int x) {
  Signal signal;
  signal.connect([&x](int y) { x += y; });
  signal.emit(1);
  return x;
}
int emittedTooLate() {
  Signal signal;
  {
    int x = 0;
    // CHECK: :[[#@LINE+1]]:22: warning: lambda captures 'x' by reference
    signal.connect([&x](int y) { x += y; });
  }
  signal.emit(1);
  return 0;
}
int disconnected(Signal &signal, int x) {
  sigc::connection connection = signal.connect([&x](int y) { x += y; });
  signal(1);
  connection.disconnect();
  return x;
}
int cleared(Signal &signal, int x) {
  signal.connect([&x](int y) { x += y; });
  signal(1);
  signal.clear();
  return x;
}
int slotCalled(int x) {
  sigc::slot<void, int> slot = [&x](int y) { x += y; };
  slot(1);
  return x;
}

// The main loop.
void idle(int x) {
  // CHECK: :[[#@LINE+1]]:33: warning: lambda captures 'x' by reference
  Glib::signal_idle().connect([&x] { return ++x < 3; });
  // CHECK: :[[#@LINE+1]]:38: warning: lambda captures 'x' by reference
  Glib::signal_idle().connect_once([&x] { ++x; });
  Glib::signal_idle().connect_once([x] { (void)x; });
}
void timeout(int x) {
  // CHECK: :[[#@LINE+1]]:36: warning: lambda captures 'x' by reference
  Glib::signal_timeout().connect([&x] { return ++x < 3; }, 100);
  // CHECK: :[[#@LINE+1]]:49: warning: lambda captures 'x' by reference
  Glib::signal_timeout().connect_seconds_once([&x] { ++x; }, 1);
  // CHECK: :[[#@LINE+1]]:46: warning: lambda captures 'x' by reference
  Glib::MainContext::get_default()->invoke([&x] { return ++x < 3; });
}
class Worker {
public:
  Worker() {
    int x = 0;
    // CHECK: :[[#@LINE+1]]:26: warning: lambda captures 'x' by reference
    dispatcher.connect([&x] { ++x; });
    dispatcher.connect([this] { ++total; });
  }

private:
  Glib::Dispatcher dispatcher;
  int total = 0;
};
int looped(int x) {
  auto loop = Glib::MainLoop::create();
  Glib::signal_timeout().connect([&x, loop] {
    ++x;
    loop->quit();
    return false;
  }, 100);
  loop->run();
  return x;
}
int iterated(int x) {
  auto connection = Glib::signal_idle().connect([&x] { return ++x < 3; });
  Glib::MainContext::get_default()->iteration(false);
  connection.disconnect();
  return x;
}
int localDispatcher(int x) {
  int y = x;
  Glib::Dispatcher dispatcher;
  dispatcher.connect([&y] { ++y; });
  return x;
}

// Threads.
void threaded(int x) {
  // CHECK: :[[#@LINE+1]]:35: warning: lambda captures 'x' by reference
  Glib::Threads::Thread::create([&x] { ++x; });
}
int threadJoined(int x) {
  Glib::Threads::Thread *thread = Glib::Threads::Thread::create([&x] { ++x; });
  thread->join();
  return x;
}

// Widgets.
class Window : public Gtk::Window {
public:
  Window() {
    int clicks = 0;
    // CHECK: :[[#@LINE+1]]:39: warning: lambda captures 'clicks' by reference
    button.signal_clicked().connect([&clicks] { ++clicks; });
    button.signal_clicked().connect([this] { ++total; });
    // CHECK: :[[#@LINE+1]]:37: warning: lambda captures 'clicks' by reference
    signal_delete_event().connect([&clicks](GdkEventAny *) { return clicks != 0; });
  }
  void sort(Gtk::ListBox &list) {
    int calls = 0;
    // CHECK: :[[#@LINE+1]]:26: warning: lambda captures 'calls' by reference
    list.set_sort_func([&calls](Gtk::ListBoxRow *, Gtk::ListBoxRow *) { return ++calls; });
  }
  void add(Gio::SimpleActionGroup &actions) {
    int calls = 0;
    // CHECK: :[[#@LINE+1]]:35: warning: lambda captures 'calls' by reference
    actions.add_action("count", [&calls] { ++calls; });
  }

private:
  Gtk::Button button;
  int total = 0;
};
void read(const Glib::RefPtr<Gio::File> &file) {
  bool done = false;
  // CHECK: :[[#@LINE+1]]:22: warning: lambda captures 'done' by reference
  file->read_async([&done](Glib::RefPtr<Gio::AsyncResult> &) { done = true; });
}
int modal(Gtk::Window &parent) {
  int clicks = 0;
  Gtk::Dialog dialog("Count", parent);
  Gtk::Button *button = dialog.add_button("More", 1);
  button->signal_clicked().connect([&clicks] { ++clicks; });
  dialog.run();
  return clicks;
}

// A lambda is not tracked, unless one says so.
class Label : public sigc::trackable {
public:
  Label() {
    // CHECK: :[[#@LINE+2]]:42: warning: lambda captures 'this', but 'SignalTimeout::connect_once' keeps it after 'label' dies
    // CHECK: {{^ +\| +}}sigc::track_object({{ *}}, *this){{$}}
    Glib::signal_timeout().connect_once([this] { ++ticks; }, 100);
    Glib::signal_timeout().connect_once(sigc::track_object([this] { ++ticks; }, *this), 100);
    Glib::signal_timeout().connect_once(sigc::mem_fun(*this, &Label::tick), 100);
  }
  // Whoever keeps the connection can end it.
  sigc::connection start() {
    return Glib::signal_idle().connect([this] { return ++ticks < 3; });
  }
  void tick() { ++ticks; }
  void follow(Signal &signal) {
    // CHECK: :[[#@LINE+2]]:21: warning: lambda captures 'this', but 'signal' keeps it after 'label' dies
    // CHECK: {{^ +\| +}}sigc::track_object({{ *}}, *this){{$}}
    signal.connect([this](int by) { ticks += by; });
  }

private:
  int ticks = 0;
};
void labelled() {
  Signal signal;
  {
    Label label;
    label.follow(signal);
  }
  signal.emit(1);
}
int main(int count, char **arguments) {
  auto app = Gtk::Application::create(count, arguments);
  Gtk::Window window;
  int presses = 0;
  window.signal_key_press_event().connect([&presses](GdkEventKey *) { return ++presses > 3; });
  return app->run(window);
}
