// flags: -std=c++20
// Callables in storage that shows no type, and views, which only refer to one.
#include <functional>
#include <memory>
#include <new>
#include <utility>
#include <vector>
#include <map>
#include <string>
#include <type_traits>
#include <cstring>
#include <cstdint>
// void* + fn pointer, setter, ctor
struct E1 { void *p = nullptr; void (*run)(void *) = nullptr;
  template <class C> void set(C c) { p = new C(std::move(c)); run = [](void *q) { (*static_cast<C *>(q))(); }; } };
static E1 e1;
void a1() { int x = 0; e1.set([&x] { x++; }); } // WRONG
void b1() { int x = 0; E1 l; l.set([&x] { x++; }); l.run(l.p); } // right
struct E2 { void *p = nullptr; void (*run)(void *) = nullptr;
  template <class C> E2(C c) : p(new C(std::move(c))), run([](void *q) { (*static_cast<C *>(q))(); }) {} E2() = default; };
static E2 e2;
void a2() { int x = 0; e2 = E2([&x] { x++; }); } // WRONG
E2 a2b() { int x = 0; return E2([&x] { x++; }); } // WRONG
void b2() { int x = 0; E2 l([&x] { x++; }); l.run(l.p); } // right
// inline bytes, aligned storage, memcpy
struct E3 { std::aligned_storage_t<32> s; void (*run)(void *) = nullptr;
  template <class C> void set(C c) { new (&s) C(std::move(c)); run = [](void *q) { (*static_cast<C *>(q))(); }; } };
static E3 e3;
void a3() { int x = 0; e3.set([&x] { x++; }); } // WRONG
void b3() { int x = 0; E3 l; l.set([&x] { x++; }); } // right
struct E4 { unsigned char buf[32]; void (*run)(void *) = nullptr;
  template <class C> void set(const C &c) { std::memcpy(buf, &c, sizeof c); run = [](void *q) { (*static_cast<C *>(q))(); }; } };
static E4 e4;
void a4() { int x = 0; e4.set([&x] { x++; }); } // WRONG
void b4() { int x = 0; E4 l; l.set([&x] { x++; }); } // right
// shared_ptr<void>
struct E5 { std::shared_ptr<void> p; void (*run)(void *) = nullptr;
  template <class C> void set(C c) { p = std::make_shared<C>(std::move(c)); run = [](void *q) { (*static_cast<C *>(q))(); }; } };
static E5 e5;
void a5() { int x = 0; e5.set([&x] { x++; }); } // WRONG
// view: stores the address
template <class S> struct Ref6; template <class R, class... A> struct Ref6<R(A...)> { void *p; R (*run)(void *, A...);
  template <class C> Ref6(C &&c) : p((void *)&c), run([](void *q, A... a) -> R { return (*static_cast<std::remove_reference_t<C> *>(q))(a...); }) {}
  R operator()(A... a) const { return run(p, a...); } };
void useRef(Ref6<void(int)> f); // keeps? a view only lends
void each6(Ref6<void(int)> f) { for (int i = 0; i < 3; ++i) f(i); }
void b6() { int x = 0; each6([&x](int i) { x += i; }); } // right
void b6b() { int x = 0; useRef([&x](int i) { x += i; }); } // right
struct Reg6 { void onEvent(Ref6<void(int)> callback); }; 
void b6c(Reg6 &r) { int x = 0; r.onEvent([&x](int i) { x += i; }); } // right
// move-only function, setter keeps
template <class S> class UniqueFunction; template <class R, class... A> class UniqueFunction<R(A...)> {
  struct Base { virtual ~Base() = default; virtual R call(A...) = 0; };
  template <class C> struct Of final : Base { C c; Of(C &&x) : c(std::move(x)) {} R call(A... a) override { return c(std::forward<A>(a)...); } };
  Base *b = nullptr;
public:
  UniqueFunction() = default; template <class C, class = std::enable_if_t<!std::is_same_v<std::decay_t<C>, UniqueFunction>>> UniqueFunction(C &&c) : b(new Of<std::decay_t<C>>(std::forward<C>(c))) {}
  UniqueFunction(UniqueFunction &&o) : b(o.b) { o.b = nullptr; } UniqueFunction &operator=(UniqueFunction &&o) { std::swap(b, o.b); return *this; }
  ~UniqueFunction() { delete b; } R operator()(A... a) { return b->call(std::forward<A>(a)...); } };
static std::vector<UniqueFunction<void()>> queue7; static UniqueFunction<void()> one7;
struct Loop7 { void post(UniqueFunction<void()> f); void invoke(UniqueFunction<void()> f); std::vector<UniqueFunction<void()>> q; void add(UniqueFunction<void()> f) { q.push_back(std::move(f)); } };
void a7() { int x = 0; queue7.push_back([&x] { x++; }); } // WRONG
void a7b() { int x = 0; one7 = [&x] { x++; }; } // WRONG
void a7c(Loop7 &l) { int x = 0; l.post([&x] { x++; }); } // WRONG
void a7d(Loop7 &l) { int x = 0; l.add([&x] { x++; }); } // WRONG
UniqueFunction<void()> a7e() { int x = 0; return [&x] { x++; }; } // WRONG
void b7(Loop7 &l) { int x = 0; l.invoke([&x] { x++; }); } // right
void b7b() { int x = 0; UniqueFunction<void()> f = [&x] { x++; }; f(); } // right
void b7c() { int x = 0; std::vector<UniqueFunction<void()>> q; q.push_back([&x] { x++; }); for (auto &f : q) f(); } // right
// vtable pointer by hand
struct VT { void (*call)(void *); void (*destroy)(void *); };
struct E8 { const VT *vt = nullptr; void *obj = nullptr;
  template <class C> static const VT *tableOf() { static const VT t{[](void *q) { (*static_cast<C *>(q))(); }, [](void *q) { delete static_cast<C *>(q); }}; return &t; }
  template <class C> E8(C c) : vt(tableOf<C>()), obj(new C(std::move(c))) {} E8() = default; void operator()() { vt->call(obj); } };
static E8 e8;
void a8() { int x = 0; e8 = [&x] { x++; }; } // WRONG
E8 a8b() { int x = 0; return E8([&x] { x++; }); } // WRONG
void b8() { int x = 0; E8 f = [&x] { x++; }; f(); } // right
// Timer(int, F&&) declared elsewhere and template in header
struct Timer9 { Timer9(int ms, std::function<void()> &&f); ~Timer9(); void *impl; };
struct Timer9b { std::function<void()> f; template <class F> Timer9b(int ms, F &&g) : f(std::forward<F>(g)) {} };
Timer9 *a9() { int x = 0; return new Timer9(1, [&x] { x++; }); } // WRONG
std::unique_ptr<Timer9b> a9b() { int x = 0; return std::make_unique<Timer9b>(1, [&x] { x++; }); } // WRONG
void a9c(std::map<int, std::unique_ptr<Timer9b>> &m) { int x = 0; m[1] = std::make_unique<Timer9b>(1, [&x] { x++; }); } // WRONG
void a9d(std::vector<Timer9b> &m) { int x = 0; m.emplace_back(1, [&x] { x++; }); } // WRONG
void b9() { int x = 0; Timer9 t(1, [&x] { x++; }); } // right
void b9b() { int x = 0; auto t = std::make_unique<Timer9b>(1, [&x] { x++; }); t->f(); } // right
// base class that stores
struct Base10 { std::function<void()> f; template <class C> Base10(C c) : f(std::move(c)) {} };
struct Derived10 : Base10 { template <class C> Derived10(C c) : Base10(std::move(c)) {} };
static std::unique_ptr<Base10> g10;
void a10() { int x = 0; g10 = std::make_unique<Derived10>([&x] { x++; }); } // WRONG
void a10b() { int x = 0; g10.reset(new Derived10([&x] { x++; })); } // WRONG
void b10() { int x = 0; Derived10 d([&x] { x++; }); d.f(); } // right
// reference to const: only calls
struct Runner11 { explicit Runner11(const std::function<void()> &f); void go(); };
void b11() { int x = 0; auto r = std::make_unique<Runner11>([&x] { x++; }); r->go(); } // right
// uintptr_t
struct E12 { std::uintptr_t p = 0; void (*run)(std::uintptr_t) = nullptr;
  template <class C> void set(C c) { p = reinterpret_cast<std::uintptr_t>(new C(std::move(c))); run = [](std::uintptr_t q) { (*reinterpret_cast<C *>(q))(); }; } };
static E12 e12;
void a12() { int x = 0; e12.set([&x] { x++; }); } // WRONG
// visibly only calls
template <class F> struct Now13 { explicit Now13(F &&f) { f(); } };
void b13() { int x = 0; auto p = new Now13([&x] { x++; }); delete p; } // right
struct Now13b { template <class F> explicit Now13b(F &&f) { f(); } void *p = nullptr; };
static Now13b n13([] {});
void b13b() { int x = 0; n13 = Now13b([&x] { x++; }); } // right
// bytes by a cast of their address
template <class S> struct F14; template <class R, class... A> struct F14<R(A...)> {
  struct Base { virtual ~Base() = default; virtual R call(A...) = 0; };
  template <class C> struct Of final : Base { C c; explicit Of(C x) : c(std::move(x)) {} R call(A... a) override { return c(a...); } };
  alignas(8) unsigned char storage[32]; int kind = 0;
  F14() = default; template <class C> F14(C &&c) { init(std::forward<C>(c)); }
  template <class C> void init(C &&c) { using W = Of<std::decay_t<C>>; if constexpr (sizeof(W) > 32) { *reinterpret_cast<Base **>(&storage) = new W(std::forward<C>(c)); kind = 2; } else { new (storage) W(std::forward<C>(c)); kind = 1; } }
  Base *base() { return kind == 2 ? *reinterpret_cast<Base **>(&storage) : reinterpret_cast<Base *>(storage); }
  R operator()(A... a) { return base()->call(a...); } ~F14() { clear(); } void clear() { if (kind == 2) delete base(); else if (kind == 1) base()->~Base(); kind = 0; } };
static F14<void()> f14;
void a14() { int x = 0; f14 = [&x] { x++; }; } // WRONG
void a14b() { long a[8] = {}; int x = 0; f14 = [&x, a] { x += a[0]; }; } // WRONG
F14<void()> a14c() { int x = 0; return [&x] { x++; }; } // WRONG
void b14() { int x = 0; F14<void()> f = [&x] { x++; }; f(); } // right
// a local pointer to its own bytes
struct F15 { void (*run)(void *) = nullptr; alignas(8) std::byte bytes[32]; void *heap = nullptr;
  void *own() { return bytes; } F15() = default;
  template <class C> explicit F15(C c) { void *at = own(); if (sizeof(C) > 32) { at = ::operator new(sizeof(C)); heap = at; } new (at) C(std::move(c)); run = [](void *q) { (*static_cast<C *>(q))(); }; }
  void operator()() { run(heap ? heap : own()); } };
static F15 f15;
void a15() { int x = 0; f15 = F15([&x] { x++; }); } // WRONG
F15 a15b() { int x = 0; return F15([&x] { x++; }); } // WRONG
void b15() { int x = 0; F15 f([&x] { x++; }); f(); } // right
// made by a static function
struct F16 { void *p = nullptr; void (*run)(void *) = nullptr; template <class C> static F16 of(C c) { F16 f; f.p = new C(std::move(c)); f.run = [](void *q) { (*static_cast<C *>(q))(); }; return f; } };
F16 a16() { int x = 0; return F16::of([&x] { x++; }); } // WRONG
void b16() { int x = 0; F16 f = F16::of([&x] { x++; }); f.run(f.p); } // right
// std::any, shared_ptr<void> with deleter
struct F17 { std::shared_ptr<void> p; void (*run)(void *) = nullptr; template <class C> F17(C c) : p(std::make_shared<C>(std::move(c))), run([](void *q) { (*static_cast<C *>(q))(); }) {} };
F17 a17() { int x = 0; return F17([&x] { x++; }); } // WRONG
void b17() { int x = 0; F17 f([&x] { x++; }); f.run(f.p.get()); } // right
// raw void pointer to a local: lends
struct F18 { void *p = nullptr; void (*run)(void *) = nullptr; template <class C> void view(C &c) { p = &c; run = [](void *q) { (*static_cast<C *>(q))(); }; } void operator()() { run(p); } };
void b18() { int x = 0; auto l = [&x] { x++; }; F18 f; f.view(l); f(); } // right
// a C interface with a context pointer
struct Ctx19 { std::function<void(int)> each; }; void c_walk(int n, void (*f)(void *, int), void *ctx); void walk19(int n, void (*f)(void *, int), void *ctx) { for (int i = 0; i < n; ++i) f(ctx, i); }
void b19() { int x = 0; Ctx19 c{[&x](int i) { x += i; }}; c_walk(3, [](void *p, int i) { static_cast<Ctx19 *>(p)->each(i); }, &c); walk19(3, [](void *p, int i) { static_cast<Ctx19 *>(p)->each(i); }, &c); } // right
