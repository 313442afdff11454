// RUN: %closure-tidy %s -- -std=c++11 2>&1 | FileCheck %s --check-prefixes=CHECK,CXX11 --implicit-check-not="{{^/.*}}warning:"
// RUN: %closure-tidy %s -- -std=c++14 2>&1 | FileCheck %s --check-prefixes=CHECK,CXX14 --implicit-check-not="{{^/.*}}warning:"
// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --check-prefixes=CHECK,CXX14 --implicit-check-not="{{^/.*}}warning:"
// RUN: cp %s %t.cpp
// RUN: %closure-tidy --fix %t.cpp -- -std=c++11 > %t.log 2>&1
// RUN: %clangxx -std=c++11 -Wall -Wextra -Werror -fsyntax-only %t.cpp
// RUN: %clangxx -std=c++17 -Wall -Wextra -Werror -fsyntax-only %t.cpp
// RUN: %closure-tidy %t.cpp -- -std=c++11 2>&1 | FileCheck %s --check-prefix=AGAIN
// Some libraries take a closure back with an object that they are given. Where it was not given, a
// destructor of theirs takes nothing back, and the repair gives it.
#include <functional>
#include <memory>
#include <vector>

struct QObject {
  QObject() = default;
  QObject(const QObject &) = delete;
  virtual ~QObject() { forget(); }
  static void connect(QObject *, int, std::function<void()>);
  static void connect(QObject *, int, const QObject *, std::function<void()>);
  void changed();
  void forget();
};
struct QTimer : QObject {
  QTimer(QObject *parent = nullptr);
  enum TimerType { CoarseTimer };
  static void singleShot(int, std::function<void()>);
  static void singleShot(int, const QObject *, std::function<void()>);
  template <class F> static void singleShot(int, TimerType, F);
  template <class F> static void singleShot(int, TimerType, const QObject *, F);
};
struct Settings : QObject {
  static Settings *instance();
  static Settings *create();
  static Settings &shared();
};

// The object's life is in sight.
struct Panel : QObject {
  Panel(Settings *settings, int columns) : settings(settings), columns(columns) {
    // CHECK: :[[@LINE+6]]:27: warning: lambda captures 'this', but 'settings' keeps it after 'panel' dies [closure-dangling-this]
    // CHECK: {{^ +\| +}}this, {{$}}
    // CHECK: :[[@LINE+4]]:5: note: 'connect' keeps the closure and calls it later, until 'disconnect'
    // CHECK: note: 'Panel' is called on the object here
    // CHECK: note: 'panel' dies here, at the end of the scope
    // CHECK: note: 'settings' is used here, afterwards
    connect(settings, 1, [this] { draw(); });
    // CHECK: :[[@LINE+2]]:27: warning: lambda captures 'this', but 'settings' keeps it after 'panel' dies [closure-dangling-this]
    // CHECK: {{^ +\| +}}this, {{$}}
    connect(settings, 2, [&] { draw(); });
    connect(&own, 3, [this] { draw(); });
    connect(child, 4, [this] { draw(); });
    auto *other = new QTimer(this);
    connect(other, 5, [this] { draw(); });
    connect(this, 6, [this] { draw(); });
    connect(settings, 7, this, [this] { draw(); });
  }
  void draw() { ++columns; }
  Settings *settings;
  QTimer own;
  QTimer *child = new QTimer(this);
  int columns;
};
void panels() {
  Settings settings;
  {
    Panel panel(&settings, 2);
  }
  settings.changed();
}

// Nobody knows how long it lives, but what keeps the closure lives as long as the program.
struct Page : QObject {
  explicit Page(Settings &given) : given(given) {
    // CHECK: :[[@LINE+2]]:39: warning: lambda captures 'this', but what '{{[A-Za-z]+}}::instance()' returns keeps it when the object may be dead [closure-dangling-this]
    // CHECK: {{^ +\| +}}this, {{$}}
    connect(Settings::instance(), 1, [this] { draw(); });
    Settings *settings = Settings::instance();
    // CHECK: :[[@LINE+2]]:{{[0-9]+}}: warning: lambda captures 'this', but what '{{[A-Za-z]+}}::instance()' returns keeps it when the object may be dead [closure-dangling-this]
    // CHECK: {{^ +\| +}}this, {{$}}
    connect(settings, 2, [=] { draw(); });
    // CHECK: :[[@LINE+2]]:38: warning: lambda captures 'this', but what '{{[A-Za-z]+}}::shared()' returns keeps it when the object may be dead [closure-dangling-this]
    // CHECK: {{^ +\| +}}this, {{$}}
    connect(&Settings::shared(), 3, [this] { draw(); });
    // CHECK: :[[@LINE+2]]:29: warning: lambda captures 'this', but 'QTimer::singleShot' keeps it when the object may be dead [closure-dangling-this]
    // CHECK: {{^ +\| +}}this, {{$}}
    QTimer::singleShot(10, [this] { draw(); });
    // CHECK: :[[@LINE+2]]:50: warning: lambda captures 'this', but 'QTimer::singleShot' keeps it when the object may be dead [closure-dangling-this]
    // CHECK: {{^ +\| +}}this, {{$}}
    QTimer::singleShot(10, QTimer::CoarseTimer, [this] { draw(); });
    QTimer::singleShot(10, this, [this] { draw(); });
    QTimer::singleShot(10, QTimer::CoarseTimer, this, [this] { draw(); });
    // A caller's, or made for the object: these may die before it.
    connect(&given, 4, [this] { draw(); });
    Settings *made = Settings::create();
    connect(made, 5, [this] { draw(); });
    // CHECK: :[[@LINE+2]]:18: warning: lambda captures 'this', but 'QTimer::singleShot' keeps it when the object may be dead [closure-dangling-this]
    // CHECK: note: no repair is offered: give the object to 'singleShot' as well, so that it takes the closure back
    auto name = [this] { draw(); };
    QTimer::singleShot(10, name);
  }
  void draw() { ++columns; }
  Settings &given;
  int columns = 0;
};

// A destructor of one's own may take it back, but for one that only frees what the object owns.
struct Guarded : QObject {
  ~Guarded() { QObject::forget(); }
  void start() {
    QTimer::singleShot(10, [this] { ++count; });
  }
  int count = 0;
};
struct Designed : QObject {
  ~Designed() { delete settings; }
  void start() {
    // CHECK: :[[@LINE+1]]:29: warning: lambda captures 'this', but 'QTimer::singleShot' keeps it when the object may be dead
    QTimer::singleShot(10, [this] { ++count; });
  }
  Settings *settings = nullptr;
  int count = 0;
};

// A macro is left as it is written, but its arguments are not.
#define SOON(F) QTimer::singleShot(1, F)
#define APP Settings::instance()
struct Macros : QObject {
  void start() {
    // CHECK: :[[@LINE+2]]:11: warning: lambda captures 'this'
    // CHECK: note: no repair is offered inside a macro
    SOON([this] { ++count; });
    // CHECK: :[[@LINE+2]]:22: warning: lambda captures 'this'
    // CHECK: {{^ +\| +}}this, {{$}}
    connect(APP, 1, [this] { ++count; });
  }
  int count = 0;
};

// Another function takes the object. The class decides which.
struct UObject {
  virtual ~UObject() { die(); }
  void die();
};
template <class T> struct TSharedFromThis {};
template <class... Args> struct TMulticastDelegate {
  template <class F> void AddLambda(F &&f) { all.push_back(f); }
  template <class F> void AddWeakLambda(const UObject *, F &&f) { all.push_back(f); }
  template <class T, class F> void AddSPLambda(T *, F &&f) { all.push_back(f); }
  template <class T, class F> void AddSPLambda(const T *, F &&f) { all.push_back(f); }
  void Broadcast(Args...);
  std::vector<std::function<void(Args...)>> all;
};
struct World {
  static World &get();
  TMulticastDelegate<int> moved;
};
struct Actor : UObject {
  void start() {
    // CHECK: :[[@LINE+2]]:35: warning: lambda captures 'this', but what '{{[A-Za-z]+}}::get()' returns keeps it when the object may be dead
    // CHECK: {{^ +\| +}}AddWeakLambda this, {{$}}
    World::get().moved.AddLambda([this](int by) { at += by; });
  }
  int at = 0;
};
struct Tool : TSharedFromThis<Tool> {
  void start() {
    // CHECK: :[[@LINE+2]]:35: warning: lambda captures 'this', but what '{{[A-Za-z]+}}::get()' returns keeps it when the object may be dead
    // CHECK: {{^ +\| +}}AddSPLambda this, {{$}}
    World::get().moved.AddLambda([this](int by) { at += by; });
  }
  int at = 0;
};
struct Plain {
  void start() {
    World::get().moved.AddLambda([this](int by) { at += by; });
  }
  int at = 0;
};

// The closure is wrapped together with the object.
namespace sigc {
struct trackable {
  ~trackable() { notify(); }
  void notify();
};
template <class F, class... T> F track_obj(const F &f, const T &...) { return f; }
struct connection {};
template <class Signature> struct signal;
template <class R, class... Args> struct signal<R(Args...)> {
  connection connect(std::function<R(Args...)>);
};
} // namespace sigc
struct Clock {
  static Clock &get();
  sigc::signal<void()> tick;
};
struct Label : sigc::trackable {
  void start() {
    // CHECK: :[[@LINE+2]]:32: warning: lambda captures 'this', but what '{{[A-Za-z]+}}::get()' returns keeps it when the object may be dead
    // CHECK: {{^ +\| +}}sigc::track_obj({{ +}}, *this){{$}}
    Clock::get().tick.connect([this] { ++text; });
  }
  int text = 0;
};

// A member keeps the connection: that is not for an edit to add.
namespace boost {
namespace signals2 {
struct connection {};
struct scoped_connection {};
template <class Signature> struct signal {
  connection connect(std::function<Signature>);
  void operator()();
};
} // namespace signals2
} // namespace boost
struct View {
  void follow(boost::signals2::signal<void()> &model) {
    // CHECK: :[[@LINE+2]]:20: warning: lambda captures 'this', but 'model' keeps it after 'view' dies
    // CHECK: note: no repair is offered: keep what 'connect' returns in a member of type 'boost::signals2::scoped_connection'
    model.connect([this] { ++drawn; });
  }
  int drawn = 0;
};
void views() {
  boost::signals2::signal<void()> model;
  {
    View view;
    view.follow(model);
  }
  model();
}

// What shares itself owns itself first; the guard is the other way.
struct Session : QObject, std::enable_shared_from_this<Session> {
  void start() {
    // CHECK: :[[@LINE+5]]:29: warning: lambda captures 'this', but 'QTimer::singleShot' keeps it when the object may be dead
    // CXX11-NOT: self
    // CXX14: {{^ +\| +}}, self = shared_from_this(){{$}}
    // CXX14: note: let 'singleShot' take the closure back when the object dies instead
    // CHECK: {{^ +\| +}}this, {{$}}
    QTimer::singleShot(10, [this] { ++count; });
  }
  int count = 0;
};

// Not where an object of the class lives as long as the program, as far as one sees.
struct Only : QObject {
  static Only &instance();
  void start() {
    QTimer::singleShot(10, [this] { ++count; });
  }
  int count = 0;
};
struct Window : QObject {
  Window() {
    QTimer::singleShot(10, [this] { ++count; });
  }
  int count = 0;
};
int main() {
  Window window;
  (void)window;
}

// Senders that are given to the object, or made for it.
struct Reply : QObject {
  static Reply *get();
  void setParent(QObject *);
};
struct Manager : QObject {
  static Manager &instance();
  Reply *reply(QObject *parent);
};
struct Reader : QObject {
  explicit Reader(Reply *reply) : given(reply) {
    given->setParent(this);
    connect(given, 1, [this] { ++count; });
    Reply *other = Reply::get();
    other->setParent(this);
    connect(other, 2, [this] { ++count; });
    connect(Manager::instance().reply(this), 3, [this] { ++count; });
  }
  Reply *given;
  int count = 0;
};
void reads(Reply *reply) { Reader reader(reply); }

// Through a function of one's own: the object goes to the library's, not to that one.
void later(std::function<void()> f) { QTimer::singleShot(10, f); }
struct Poller : QObject {
  void start() {
    // CHECK: :[[@LINE+2]]:12: warning: lambda captures 'this', but 'QTimer::singleShot' keeps it when the object may be dead
    // CHECK: note: no repair is offered: give the object to 'singleShot' as well, so that it takes the closure back
    later([this] { ++count; });
  }
  void post(int id, std::function<void()> f) { QTimer::singleShot(id, f); }
  void post(int id, QObject *sender, std::function<void()> f);
  void overloaded() {
    // CHECK: :[[@LINE+2]]:14: warning: lambda captures 'this', but 'QTimer::singleShot' keeps it when the object may be dead
    // CHECK: note: no repair is offered: give the object to 'singleShot' as well, so that it takes the closure back
    post(1, [this] { ++count; });
  }
  int count = 0;
};

// One source of several instantiations; a base that the library cannot see; an object in the making.
template <class T> struct Mixin : T {
  void start() {
    // CHECK: :[[@LINE+2]]:29: warning: lambda captures 'this', but 'QTimer::singleShot' keeps it when the object may be dead
    // CHECK: note: no repair is offered: give the object to 'singleShot' as well, so that it takes the closure back
    QTimer::singleShot(10, [this] { ++count; });
  }
  int count = 0;
};
struct Nothing {};
template struct Mixin<QObject>;
template struct Mixin<Nothing>;
struct Hidden : private sigc::trackable {
  void start() {
    // CHECK: :[[@LINE+2]]:32: warning: lambda captures 'this', but what '{{[A-Za-z]+}}::get()' returns keeps it when the object may be dead
    // CHECK: note: no repair is offered: let the destructor of 'Hidden' take the closure back, or keep the object longer
    Clock::get().tick.connect([this] { ++text; });
  }
  int text = 0;
};
struct Born : TSharedFromThis<Born> {
  Born() {
    // CHECK: :[[@LINE+2]]:35: warning: lambda captures 'this', but what '{{[A-Za-z]+}}::get()' returns keeps it when the object may be dead
    // CHECK: note: no repair is offered: let the destructor of 'Born' take the closure back, or keep the object longer
    World::get().moved.AddLambda([this](int by) { at += by; });
  }
  int at = 0;
};

// AGAIN-COUNT-8: warning: lambda captures 'this'
// AGAIN-NOT: warning: lambda captures 'this'
