// flags: -std=c++20
// Objects carry what is in them, whoever owns them on the way.
#include <functional>
#include <memory>
#include <utility>
#include <vector>
#include <queue>
struct Event { virtual ~Event(); virtual void run(); };
struct Fn : Event { std::function<void()> f; explicit Fn(std::function<void()> g) : f(std::move(g)) {} };
struct Bus { void post(std::unique_ptr<Event> e); void postShared(std::shared_ptr<Event> e); void postRaw(Event *e); void enqueue(Fn f); void dispatch(const Fn &f); void invokeNow(Event &e); void process(Event *e); void scheduleTask(Event &&e); };
void a1(Bus &b) { int x = 0; b.post(std::make_unique<Fn>([&] { x++; })); } // WRONG
void a2(Bus &b) { int x = 0; auto e = std::make_unique<Fn>([&] { x++; }); b.post(std::move(e)); } // WRONG
void a3(Bus &b) { int x = 0; b.postShared(std::make_shared<Fn>([&] { x++; })); } // WRONG
void a4(Bus &b) { int x = 0; b.postRaw(new Fn([&] { x++; })); } // WRONG
void a5(Bus &b) { int x = 0; auto *e = new Fn([&] { x++; }); b.postRaw(e); } // WRONG
void a6(Bus &b) { int x = 0; b.enqueue(Fn([&] { x++; })); } // WRONG
void a7(Bus &b) { int x = 0; Fn f([&] { x++; }); b.enqueue(f); } // WRONG
void a8(Bus &b) { int x = 0; Fn f([&] { x++; }); b.enqueue(std::move(f)); } // WRONG
void r1(Bus &b) { int x = 0; Fn f([&] { x++; }); b.dispatch(f); } // right
void r2(Bus &b) { int x = 0; Fn f([&] { x++; }); b.invokeNow(f); } // right
void r3(Bus &b) { int x = 0; auto *e = new Fn([&] { x++; }); b.process(e); delete e; } // right
void a9(Bus &b) { int x = 0; auto e = std::make_shared<Fn>(nullptr); e->f = [&] { x++; }; b.postShared(e); } // WRONG
void a10(Bus &b) { int x = 0; auto *e = new Fn(nullptr); e->f = [&] { x++; }; b.postRaw(e); } // WRONG
void a11(Bus &b) { int x = 0; Fn e(nullptr); e.f = [&] { x++; }; b.scheduleTask(std::move(e)); } // WRONG
// aggregate with a closure
struct Job { int id; std::function<void()> done; };
struct Request { int id = 0; std::function<void(int)> onDone; };
struct Client { void submit(Job j); void submit(std::unique_ptr<Job> j); void send(Request r); void sendLater(Request r); std::vector<Job> jobs; void add(Job j) { jobs.push_back(std::move(j)); } };
void c1(Client &c) { int x = 0; c.submit({1, [&] { x++; }}); } // WRONG
void c2(Client &c) { int x = 0; c.submit(Job{1, [&] { x++; }}); } // WRONG
void c3(Client &c) { int x = 0; Job j; j.done = [&] { x++; }; c.submit(j); } // WRONG
void c4(Client &c) { int x = 0; c.submit(std::make_unique<Job>(Job{1, [&] { x++; }})); } // WRONG
void c5(Client &c) { int x = 0; c.add({1, [&] { x++; }}); } // WRONG
void c6(Client &c) { int x = 0; c.sendLater({.id = 1, .onDone = [&](int) { x++; }}); } // WRONG
void cr1(Client &c) { int x = 0; Job j{1, [&] { x++; }}; j.done(); } // right
// vector of closures handed over
struct Sched { void schedule(std::vector<std::function<void()>> v); void runAll(const std::vector<std::function<void()>> &v); };
void d1(Sched &s) { int x = 0; std::vector<std::function<void()>> v; v.push_back([&] { x++; }); s.schedule(std::move(v)); } // WRONG
void d2(Sched &s) { int x = 0; std::vector<std::function<void()>> v; v.push_back([&] { x++; }); s.runAll(v); } // right
// own intrusive pointers, made by a factory
template <class T> struct Ptr { T *p = nullptr; Ptr() = default; explicit Ptr(T *q) : p(q) {} Ptr(const Ptr &o) : p(o.p) {} template <class U> Ptr(const Ptr<U> &o) : p(o.get()) {} T *get() const { return p; } T *operator->() const { return p; } T &operator*() const { return *p; } ~Ptr(); };
template <class T, class... A> Ptr<T> makeRef(A &&...a) { return Ptr<T>(new T(std::forward<A>(a)...)); }
struct RBus { void post(Ptr<Event> e); void postConst(const Ptr<Event> &e); std::vector<Ptr<Event>> q; void keep(Ptr<Event> e) { q.push_back(std::move(e)); } };
void f1(RBus &b) { int x = 0; b.post(makeRef<Fn>([&] { x++; })); } // WRONG
void f2(RBus &b) { int x = 0; Ptr<Fn> e(new Fn([&] { x++; })); b.post(e); } // WRONG
void f3(RBus &b) { int x = 0; b.keep(makeRef<Fn>([&] { x++; })); } // WRONG
void f4() { int x = 0; auto e = makeRef<Fn>([&] { x++; }); e->run(); } // right
// template task
template <class F> struct TaskOf : Event { F f; explicit TaskOf(F g) : f(std::move(g)) {} void run() override { f(); } };
template <class F> std::unique_ptr<Event> makeTask(F f) { return std::make_unique<TaskOf<F>>(std::move(f)); }
template <class F> Event *newTask(F &&f) { return new TaskOf<std::decay_t<F>>(std::forward<F>(f)); }
void g1(Bus &b) { int x = 0; b.post(makeTask([&] { x++; })); } // WRONG
void g2(Bus &b) { int x = 0; b.postRaw(newTask([&] { x++; })); } // WRONG
void g3() { int x = 0; auto t = makeTask([&] { x++; }); t->run(); } // right
std::unique_ptr<Event> g4() { int x = 0; return makeTask([&] { x++; }); } // WRONG
Event *g5() { int x = 0; return newTask([&] { x++; }); } // WRONG
// members
struct Owner { std::unique_ptr<Event> e; std::queue<std::unique_ptr<Event>> q; std::vector<Event *> raw;
  void m1() { int x = 0; e = makeTask([&] { x++; }); } // WRONG
  void m2() { int x = 0; q.push(makeTask([&] { x++; })); } // WRONG
  void m3() { int x = 0; raw.push_back(newTask([&] { x++; })); } // WRONG
  void m4() { int x = 0; auto t = makeTask([&] { x++; }); q.push(std::move(t)); } // WRONG
};
// reference-to-T constructor of own owning pointer, as in libraries with makeOwn
template <class T> struct Own { T *p; explicit Own(T &t) : p(&t) {} template <class U> Own(Own<U> &&o) : p(o.leak()) {} T *leak() { T *q = p; p = nullptr; return q; } ~Own() { delete p; } T *operator->() { return p; } };
template <class T, class... A> Own<T> make(A &&...a) { return Own<T>(*new T(std::forward<A>(a)...)); }
template <class T> Own<T> adopt(T &t) { return Own<T>(t); }
struct OBus { void post_event(Own<Event> &&e); void post_value(Own<Event> e); };
void o1(OBus &l) { int x = 0; l.post_event(make<Fn>([&] { x++; })); } // WRONG
void o2(OBus &l) { int x = 0; l.post_value(make<Fn>([&] { x++; })); } // WRONG
void o3(OBus &l) { int x = 0; l.post_value(adopt(*new Fn([&] { x++; }))); } // WRONG
void o4() { int x = 0; auto o = make<Fn>([&] { x++; }); o->run(); } // right
void o5() { int x = 0; auto o = adopt(*new Fn([&] { x++; })); o->run(); } // right
Own<Event> o6() { int x = 0; return make<Fn>([&] { x++; }); } // WRONG
// released, taken out, exchanged
void p1(Bus &b) { int x = 0; auto e = std::make_unique<Fn>([&] { x++; }); b.postRaw(e.release()); } // WRONG
void p2(Bus &b) { int x = 0; auto e = std::make_unique<Fn>([&] { x++; }); b.process(e.get()); } // right
void p3(RBus &b) { int x = 0; Ptr<Fn> e = makeRef<Fn>([&] { x++; }); b.keep(e); } // WRONG
template <class T> struct Exch { T *p = nullptr; explicit Exch(T *q) : p(q) {} T *take() { return std::exchange(p, nullptr); } Exch(Exch &&o) : p(o.take()) {} ~Exch() { delete p; } };
void p4(Bus &b) { int x = 0; Exch<Fn> e(new Fn([&] { x++; })); b.postRaw(e.take()); } // WRONG
void p5() { int x = 0; Exch<Fn> e(new Fn([&] { x++; })); e.p->run(); } // right
std::unique_ptr<Event> held; Event *raw; std::vector<std::unique_ptr<Event>> all;
void p6() { int x = 0; auto e = std::make_unique<Fn>([&] { x++; }); held.reset(e.release()); } // WRONG
void p7() { int x = 0; auto e = std::make_unique<Fn>([&] { x++; }); raw = e.release(); } // WRONG
void p8() { int x = 0; all.emplace_back(new Fn([&] { x++; })); } // WRONG
void p9() { int x = 0; std::vector<std::unique_ptr<Event>> own; own.emplace_back(new Fn([&] { x++; })); own.front()->run(); } // right
