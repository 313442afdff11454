// A library, of which nothing but the declarations is seen.
#include <functional>
#include <string>
#ifdef WIDGETS_OLD
#define WIDGETS_VERSION 2
#else
#define WIDGETS_MAJOR 3
#define WIDGETS_VERSION WIDGETS_MAJOR
#endif

namespace ui {
using Fn = std::function<void()>;
class Connection {
public:
  Connection();
  ~Connection();
  void disconnect();
};
class SignalProxy {
public:
  Connection connect(const Fn &f);
  void *impl;
};
class Widget {
public:
  Widget();
  ~Widget();
  SignalProxy signal_clicked();
  void *impl;
};
SignalProxy signal_idle();
class Button : public Widget {
public:
  Button();
};
Connection connect(Widget &sender, Widget &receiver, const Fn &f);
class Loop {
public:
  void dispatch(const Fn &f);
  void *impl;
};
class PoolBase {
public:
  void cancel();
  void *impl;
};
class Pool : public PoolBase {
public:
  Pool();
  ~Pool();
  void post(const Fn &f);
  void queue(const Fn &f);
};
class Other : public PoolBase {
public:
  Other();
  ~Other();
  void post(const Fn &f);
};
struct Detach {};
struct Join {};
template <class How> class Thread {
public:
  explicit Thread(const Fn &f);
  ~Thread();
  void *impl;
};
class Group {
public:
  Group();
  ~Group();
  void run(const Fn &f);
  void *impl;
};
class Queue {
public:
  Queue();
  ~Queue();
  void post(const Fn &f);
  void *impl;
};
struct Reply {
  int status;
};
class Server {
public:
  void get(const std::string &path, const std::function<void(Reply &)> &f);
  void all(const std::function<void(Reply &)> &f);
  void *impl;
};
template <class T> class Pointer {
public:
  Pointer();
  template <class D> Pointer(T *p, D deleter);
  Pointer(const Pointer &);
  ~Pointer();
  T *p;
};
} // namespace ui
