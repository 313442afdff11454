// flags: -std=c++20
// A loop moves what is there only once into the closure of each turn.
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>
struct Pool { std::deque<std::function<void()>> q; void push(std::function<void()> f) { q.push_back(std::move(f)); } };
void use(const std::string &); bool more(); bool next(std::string &); std::string fetch();
void a(Pool &p, std::string s, int n) { for (int i = 0; i < n; ++i) p.push([s = std::move(s)] { use(s); }); } // WRONG
void b(Pool &p, std::string s) { while (more()) { p.push([t = std::move(s)] { use(t); }); } } // WRONG
template <class F> void c(Pool &p, int n, F &&f) { for (int i = 0; i < n; ++i) p.push([f = std::forward<F>(f), i] { f(i); }); } // WRONG
void callC(Pool &p, std::string s) { c(p, 3, [s](int) { use(s); }); }
void d(Pool &p, std::vector<int> v) { for (int i : {1, 2}) p.push([v = std::move(v), i] { (void)v; (void)i; }); } // WRONG
void e(Pool &p, std::shared_ptr<int> v) { do { p.push([v = std::move(v)] { (void)v; }); } while (more()); } // WRONG
void f(Pool &p, std::string s) { for (auto &x : p.q) { auto g = [s = std::move(s)] { use(s); }; g(); (void)x; } } // WRONG
void w(Pool &p, std::string s, int n) { struct Both { std::string a; int b; }; for (int i = 0; i < n; ++i) p.push([both = Both{std::move(s), i}] { use(both.a); }); } // WRONG
bool tries(std::function<void()> f);
bool w2(std::string s) { for (int i = 0; i < 3; ++i) { if (tries([s = std::move(s)] { use(s); })) return true; } return false; } // WRONG
// A copy; a move of the turn's own; a new value in each turn; the last turn only; a single turn.
void k(Pool &p, std::string s, int n) { for (int i = 0; i < n; ++i) p.push([s] { use(s); }); } // right
void l(Pool &p, const std::string s, int n) { for (int i = 0; i < n; ++i) p.push([s = std::move(s)] { use(s); }); } // right
void m(Pool &p, std::vector<std::string> v) { for (auto &s : v) p.push([s = std::move(s)] { use(s); }); } // right
void o(Pool &p) { std::string s; while (next(s)) p.push([s = std::move(s)] { use(s); }); } // right
void q(Pool &p, int n) { std::string s; for (int i = 0; i < n; ++i) { s = fetch(); p.push([s = std::move(s)] { use(s); }); } } // right
void r(Pool &p, std::string s, int n) { for (int i = 0; i < n; ++i) if (i + 1 < n) p.push([s] { use(s); }); else p.push([s = std::move(s)] { use(s); }); } // right
void t(Pool &p, std::string s, int n) { for (int i = 0; i < n; ++i) { if (i + 1 < n) { p.push([s] { use(s); }); continue; } p.push([s = std::move(s)] { use(s); }); } } // right
void u(Pool &p, std::string s) { do { p.push([s = std::move(s)] { use(s); }); } while (false); } // right
void v(Pool &p, std::string s) { for (;;) { if (!more()) continue; p.push([s = std::move(s)] { use(s); }); break; } } // right
void x(Pool &p, int n) { int k = 0; for (int i = 0; i < n; ++i) p.push([k = std::move(k)] { (void)k; }); } // right
template <class F> void y(Pool &p, int n, F &&f) { for (int i = 0; i < n; ++i) p.push([f = std::forward<F>(f), i] { f(i); }); } // right
void callY(Pool &p, std::string s) { auto lambda = [s](int) { use(s); }; y(p, 3, lambda); }
void z(Pool &p, std::string s, int n) { for (int i = 0; i < n; ++i) { std::string own = s; p.push([own = std::move(own)] { use(own); }); } } // right
void z2(Pool &p, std::string s, int n) { for (int i = 0; i < n; ++i) p.push([s = std::exchange(s, fetch())] { use(s); }); } // right
