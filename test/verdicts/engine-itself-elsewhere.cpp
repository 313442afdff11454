// flags: -std=c++20
// More ways in which closures destroy themselves.
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>
void use(const std::string &); bool cond();
template <class S> struct MyFn; template <class R, class... A> struct MyFn<R(A...)> { std::function<R(A...)> f; MyFn() = default; MyFn(std::nullptr_t) {} template <class C> MyFn(C c) : f(std::move(c)) {} R operator()(A... a) const { return f(a...); } explicit operator bool() const { return bool(f); } };
struct Button { MyFn<void()> onClick; std::function<void(int)> onMove; void click() { if (onClick) onClick(); } void move() { onMove(1); } };
void a1(Button &b, std::string s) { b.onClick = [&b, s] { b.onClick = nullptr; use(s); }; } // WRONG
void a2(Button &b, std::string s) { b.onClick = [&b, s] { use(s); b.onClick = nullptr; }; } // right
void a3(Button *b, std::string s) { b->onMove = [b, s](int) { b->onMove = {}; use(s); }; } // WRONG
void a4(Button &b, Button &c, std::string s) { b.onClick = [&c, s] { c.onClick = nullptr; use(s); }; } // right
struct Bus { std::map<int, std::function<void()>> handlers; int next = 0;
  int on(std::function<void()> f) { handlers[next] = std::move(f); return next++; } void off(int id) { handlers.erase(id); } void clear() { handlers.clear(); }
  void emit() { for (auto &[k, h] : handlers) h(); } };
void b1(Bus &b, std::string s) { b.on([&b, s] { b.clear(); use(s); }); } // WRONG
void b2(Bus &b, std::string s) { b.on([&b, s] { use(s); b.clear(); }); } // right
struct SafeBus { std::map<int, std::function<void()>> handlers; void on(std::function<void()> f) { handlers[1] = std::move(f); } void clear() { handlers.clear(); }
  void emit() { auto copy = handlers; for (auto &[k, h] : copy) h(); } };
void b3(SafeBus &b, std::string s) { b.on([&b, s] { b.clear(); use(s); }); } // right
struct Session : std::enable_shared_from_this<Session> { std::function<void()> done; std::string name; void finish() { if (done) done(); } void log();
  void c1() { done = [self = shared_from_this()] { self->done = nullptr; self->log(); }; } // WRONG
  void c2() { done = [self = shared_from_this()] { auto keep = self; keep->done = nullptr; keep->log(); }; } // right
  void c3() { done = [this] { reset(); log(); }; } // WRONG
  void c4() { done = [this] { reset(); }; } // right
  void reset() { done = {}; } };
struct Machine { std::function<void()> state; void step() { state(); } void tick();
  void d1(std::string s) { state = [this, s] { use(s); state = [this] { tick(); }; }; } // right
  void d2(std::string s) { state = [this, s] { state = [this] { tick(); }; use(s); }; } // WRONG
  void d3(std::string s) { state = [this, s] { if (cond()) { state = [this] { tick(); }; return; } use(s); }; } // right
  void d4(std::string s) { state = [this, s] { while (cond()) { use(s); if (cond()) state = nullptr; } }; } // WRONG
};
struct Lst { std::list<std::function<void()>> l; void all() { for (auto &f : l) f(); } void n();
  void e1(std::string s) { auto it = l.insert(l.end(), nullptr); *it = [this, it, s] { l.erase(it); use(s); }; } // WRONG
  void e2(std::string s) { auto it = l.insert(l.end(), nullptr); *it = [this, it, s] { use(s); l.erase(it); }; } // right
};
struct Opt { std::optional<std::function<void()>> o; std::unique_ptr<std::function<void()>> u; std::variant<int, std::function<void()>> v; void go() { if (o) (*o)(); (*u)(); std::get<1>(v)(); } 
  void f1(std::string s) { o.emplace([this, s] { o = std::nullopt; use(s); }); } // WRONG
  void f2(std::string s) { u.reset(new std::function<void()>([this, s] { u = nullptr; use(s); })); } // WRONG
  void f3(std::string s) { v = [this, s] { v = 1; use(s); }; } // either
};
struct Obj { std::function<void()> f; void go() { f(); } ~Obj(); void h1(std::string s) { f = [this, s] { delete this; use(s); }; } // WRONG
  void h2(std::string s) { f = [this, s] { auto t = s; delete this; use(t); }; } // right
};
void i1(std::string s) { std::function<void()> f; f = [&f, s] { f = nullptr; use(s); }; f(); } // WRONG
void i2(std::string s) { std::function<void()> f; f = [&f, s] { auto t = s; f = nullptr; use(t); }; f(); } // right
void i3(std::string s) { static std::function<void()> f; f = [s] { f = nullptr; use(s); }; f(); } // WRONG
void i4(std::string s) { auto f = std::make_shared<std::function<void()>>(); *f = [f, s] { *f = nullptr; use(s); }; (*f)(); } // WRONG
void i5(std::string s) { auto f = std::make_shared<std::function<void()>>(); *f = [f, s] { auto g = std::move(*f); use(s); }; (*f)(); } // right
void i6(std::vector<std::function<void()>> &v, std::string s) { v.push_back([&v, s] { v.clear(); use(s); }); v[0](); } // WRONG
void i7(std::vector<std::function<void()>> &v, std::string s) { v.push_back([&v, s] { v.clear(); use(s); }); auto f = v[0]; f(); } // either
void i8(std::vector<std::function<void()>> &v, std::string s) { v.push_back([&v, s] { std::vector<std::function<void()>> w; w.swap(v); use(s); }); v[0](); } // right
