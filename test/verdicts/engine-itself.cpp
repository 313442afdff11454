// flags: -std=c++20
// Closures that destroy what holds them while they run.
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>
void use(const std::string &); void use(int); bool cond(); std::function<void()> g; std::function<void(int)> gi;
void a1(std::string s) { g = [s] { g = nullptr; use(s); }; g(); } // WRONG
void a2(std::string s) { g = [s] { g = [] {}; use(s); }; g(); } // WRONG
void a3(std::string s) { g = [s] { use(s); g = nullptr; }; g(); } // right
void a4(std::string s) { g = [s] { auto t = s; g = nullptr; use(t); }; g(); } // right
void a5(std::string s) { g = [s] { auto keep = std::move(g); g = nullptr; use(s); }; g(); } // right
void a6(std::string s) { g = [s] { g = {}; use(s); }; g(); } // WRONG
void a7(std::string s) { g = [s] { g = std::function<void()>(); use(s); }; g(); } // WRONG
void a8(std::string s) { g = [s] { std::function<void()>().swap(g); use(s); }; g(); } // WRONG
void a9(std::string s) { g = [s] { std::exchange(g, nullptr); use(s); }; g(); } // either
void a10(std::string s) { g = [s] { auto me = std::exchange(g, nullptr); use(s); }; g(); } // right
void a11(std::string s) { g = [s] { if (cond()) { g = nullptr; return; } use(s); }; g(); } // right
void a12(std::string s) { g = [s] { if (cond()) g = nullptr; use(s); }; g(); } // WRONG
void b1(std::string s) { g = [s] { g = nullptr; use(s); }; auto f = g; f(); } // right
void b2(std::string s) { g = [s] { g = nullptr; use(s); }; std::exchange(g, nullptr)(); } // right
struct W { std::function<void()> cb; std::map<int, std::function<void()>> m; std::vector<std::function<void()>> v; std::optional<std::function<void()>> o; std::unique_ptr<std::function<void()>> u; std::string name; int n = 0;
  void fire() { cb(); }
  void fireCopy() { auto f = cb; f(); }
  void c1(std::string s) { cb = [this, s] { cb = nullptr; use(s); }; } // WRONG
  void c2() { cb = [this] { cb = nullptr; use(name); }; } // WRONG
  void c3() { cb = [this] { use(name); cb = nullptr; }; } // right
  void c4() { cb = [this] { auto self = this; cb = nullptr; self->use2(); }; } // right
  void c5() { cb = [this] { cb = nullptr; use2(); }; } // WRONG
  void c6(int k) { m[k] = [this, k] { m.erase(k); n++; }; } // WRONG
  void c7(int k) { m[k] = [this, k] { auto id = k; auto *t = this; t->m.erase(id); t->n++; }; } // right
  void c8(std::string s) { m.emplace(1, [this, s] { m.clear(); use(s); }); } // WRONG
  void c9(std::string s) { v.push_back([this, s] { v.clear(); use(s); }); } // WRONG
  void c10(std::string s) { o = [this, s] { o.reset(); use(s); }; } // WRONG
  void c11(std::string s) { u = std::make_unique<std::function<void()>>([this, s] { u.reset(); use(s); }); } // WRONG
  void callAll() { for (auto &f : v) f(); for (auto &[k, f] : m) f(); (*o)(); (*u)(); }
  void use2();
};
struct C { std::function<void()> cb; // is called as a copy
  void fire() { auto f = cb; f(); }
  void fire2() { std::exchange(cb, nullptr)(); }
  void c1(std::string s) { cb = [this, s] { cb = nullptr; use(s); }; } // right
};
struct D { std::function<void()> cb; // moved out before
  void fire() { auto f = std::move(cb); f(); }
  void c1(std::string s) { cb = [this, s] { cb = nullptr; use(s); }; } // right
};
struct E { std::function<void()> cb; void fire(); // unseen: not known
  void c1(std::string s) { cb = [this, s] { cb = nullptr; use(s); }; } // either
};
void d1(int &x) { g = [&x] { g = nullptr; x++; }; g(); } // WRONG
void d2() { static int x; g = [] { g = nullptr; x++; }; g(); } // right
struct H { std::function<void()> f; }; 
void h1(std::string s) { auto *h = new H; h->f = [h, s] { delete h; use(s); }; h->f(); } // WRONG
void h2(std::string s) { auto *h = new H; h->f = [h, s] { use(s); delete h; }; h->f(); } // right
void h3(std::string s) { auto h = std::make_shared<H>(); h->f = [h, s] { h->f = nullptr; use(s); }; h->f(); } // WRONG
void h4(std::string s) { auto h = std::make_shared<H>(); h->f = [h, s] { auto k = h; auto t = s; k->f = nullptr; use(t); }; h->f(); } // right
