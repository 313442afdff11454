// flags: -std=c++20
// The same through methods, helpers, callers and members, and what must stay quiet.
#include <array>
#include <atomic>
#include <deque>
#include <functional>
#include <future>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>
#include <algorithm>
#include <numeric>
#include <cstring>
#include <sstream>
#include <mutex>
using F = std::function<int()>;
struct Bus { std::map<int, F> on; int next = 0; int subscribe(F f) { on[++next] = std::move(f); return next; } void unsubscribe(int i) { on.erase(i); } void fire() { for (auto &[k, f] : on) f(); } };
struct Pool { std::vector<std::thread> t; void submit(F f) { t.emplace_back(std::move(f)); } ~Pool() { for (auto &x : t) x.join(); } void wait() { for (auto &x : t) x.join(); t.clear(); } };
struct Item { int id = 0; std::string name; std::string_view label() const { return name; } const std::string &title() const { return name; } int *slot() { return &id; } };
Bus &bus();
// bad: fields, methods, helpers
void d1() { Item i; bus().subscribe([l = i.label()] { return (int)l.size(); }); } // WRONG
void d2() { Item i; bus().subscribe([p = i.slot()] { return *p; }); } // WRONG
void d3() { Item i; auto &t = i.title(); bus().subscribe([v = std::string_view(t)] { return (int)v.size(); }); } // WRONG
void d5() { std::string path = "x"; auto base = path.data() + 1; bus().subscribe([base] { return (int)*base; }); } // WRONG
void d6() { std::string p = "a/b"; auto pos = std::find(p.begin(), p.end(), '/'); bus().subscribe([pos] { return (int)*pos; }); } // WRONG
void d7(std::string line) { std::vector<std::string_view> parts; std::string_view rest = line; bus().subscribe([rest] { return (int)rest.size(); }); } // WRONG
void d8() { int counts[4] = {}; for (int i = 0; i < 4; ++i) bus().subscribe([c = &counts[i]] { return ++*c; }); } // WRONG
void d9() { std::vector<Item> items(3); auto first = items.data(); bus().subscribe([first] { return first->id; }); } // WRONG
F d10(std::unique_ptr<Item> u) { Item &r = *u; Item *p = &r; return [p] { return p->id; }; } // WRONG
F d11(std::unique_ptr<Item> u) { return [p = u.get()] { return p->id; }; } // WRONG
F d12() { std::vector<int> v{3}; auto back = v.rbegin(); return [back] { return *back; }; } // WRONG
F d13() { std::vector<int> v{3}; std::span<const int> s = v; return [s] { return std::accumulate(s.begin(), s.end(), 0); }; } // WRONG
F d14() { Item item; return [r = std::cref(item)] { return r.get().id; }; } // WRONG
std::future<int> d15() { std::string s = "long"; std::string_view v = s; return std::async(std::launch::async, [v] { return (int)v.size(); }); } // WRONG
void d16() { char name[32]; std::strcpy(name, "x"); std::thread([p = name] { (void)*p; }).detach(); } // WRONG
struct Timer { F f; void start(F g) { f = std::move(g); } };
struct Widget { Timer timer; void show(const char *text) { timer.start([text] { return (int)*text; }); } }; // WRONG
void d17(Widget &w) { std::string s = "x"; w.show(s.c_str()); }
struct Widget2 { Timer timer; void show(const char *text) { timer.start([text] { return (int)*text; }); } }; // WRONG
void d18(Widget2 &w, int n) { w.show(std::to_string(n).c_str()); }
struct Widget3 { Timer timer; void show(const char *text) { timer.start([text] { return (int)*text; }); } }; // right
void d19(Widget3 &w) { w.show("literal"); }
F counted(std::span<const int> s) { return [s] { return s[0]; }; } // WRONG
int d20() { F f; { std::vector<int> v{1}; f = counted(v); } return f(); }
F counted2(std::span<const int> s) { return [s] { return s[0]; }; } // right
int d21() { std::vector<int> v{1}; F f = counted2(v); return f(); }
F sizeOf(const std::vector<int> &v) { auto b = v.begin(), e = v.end(); return [b, e] { return int(e - b); }; } // WRONG
int d22() { F f = sizeOf(std::vector<int>{1, 2}); return f(); }
template <class T> F firstOf(const std::vector<T> &v) { const T *p = &v.front(); return [p] { return (int)*p; }; } // WRONG
int d23() { F f = firstOf(std::vector<int>{1, 2}); return f(); }
template <class T> F lastOf() { std::vector<T> v(2); T *p = &v.back(); return [p] { return (int)*p; }; } // WRONG
template F lastOf<int>();
struct Base { std::vector<int> data; };
struct Derived : Base { F f() { std::vector<int> copy = data; return [p = copy.data()] { return *p; }; } }; // WRONG
class Model { std::vector<Item> items_; std::vector<F> later_; public: void load(int n) { for (int i = 0; i < n; ++i) { items_.push_back({i, ""}); later_.push_back([p = &items_.back()] { return p->id; }); } } void run() { for (auto &f : later_) f(); } }; // WRONG
class Model2 { std::vector<Item> items_; std::vector<F> later_; public: void load(int n) { items_.reserve(n); for (int i = 0; i < n; ++i) { items_.push_back({i, ""}); later_.push_back([p = &items_.back()] { return p->id; }); } } }; // right
class Model3 { std::list<Item> items_; std::vector<F> later_; public: void load(int n) { for (int i = 0; i < n; ++i) { items_.push_back({i, ""}); later_.push_back([p = &items_.back()] { return p->id; }); } } }; // right
class Model4 { std::vector<std::unique_ptr<Item>> items_; std::vector<F> later_; public: void load(int n) { for (int i = 0; i < n; ++i) { items_.push_back(std::make_unique<Item>()); later_.push_back([p = items_.back().get()] { return p->id; }); } } }; // right
// quiet
void e1() { std::string s = "x"; const char *p = s.c_str(); int id = bus().subscribe([p] { return (int)*p; }); bus().fire(); bus().unsubscribe(id); } // right
void e2() { int x = 0; int *p = &x; Pool pool; pool.submit([p] { return *p; }); pool.wait(); } // right
void e3() { int x = 0; Pool pool; int *p = &x; pool.submit([p] { return *p; }); } // right
void e4(std::vector<int> &out) { std::vector<int> v{1, 2}; auto it = v.begin(); std::for_each(v.begin(), v.end(), [it, &out](int) { out.push_back(*it); }); } // right
void e5() { std::vector<int> order{1, 2}; std::vector<std::string> names{"b", "a"}; const std::string *n = names.data(); std::sort(order.begin(), order.end(), [n](int a, int b) { return n[a] < n[b]; }); } // right
void e6(Item *item) { bus().subscribe([item] { return item->id; }); } // right
struct Tree { Item *root = nullptr; void watch() { Item *r = root; bus().subscribe([r] { return r->id; }); } }; // right
void e7() { Item *i = new Item; bus().subscribe([i] { return i->id; }); } // right
void e8() { auto i = std::make_shared<Item>(); std::weak_ptr<Item> w = i; Item *p = i.get(); bus().subscribe([w, p] { auto s = w.lock(); return s ? p->id : 0; }); } // right
std::vector<std::shared_ptr<Item>> registry;
void e9() { auto i = std::make_shared<Item>(); registry.push_back(i); Item *p = i.get(); bus().subscribe([p] { return p->id; }); } // right
void e10() { auto u = std::make_unique<Item>(); Item *p = u.get(); static std::unique_ptr<Item> keep; keep = std::move(u); bus().subscribe([p] { return p->id; }); } // right
Item *adopt(std::unique_ptr<Item>);
void e11() { auto u = std::make_unique<Item>(); Item *p = adopt(std::move(u)); bus().subscribe([p] { return p->id; }); } // right
void e12(const std::map<std::string, Item> &m) { auto it = m.find("a"); if (it != m.end()) bus().subscribe([it] { return it->second.id; }); } // right
std::string_view nameOf(int); const char *kindOf(int);
void e13(int k) { auto n = nameOf(k); auto c = kindOf(k); bus().subscribe([n, c] { return (int)n.size() + *c; }); } // right
void e14() { static const char *const names[] = {"a"}; const char *n = names[0]; std::string_view v = n; bus().subscribe([v] { return (int)v.size(); }); } // right
void e15() { constexpr std::string_view v = "abc"; bus().subscribe([v] { return (int)v.size(); }); } // right
void e16() { std::string s = "x"; std::string t(std::string_view(s).substr(0)); bus().subscribe([t] { return (int)t.size(); }); } // right
int e17() { std::vector<int> v{1}; auto size = v.end() - v.begin(); F f = [size] { return (int)size; }; v.clear(); return f(); } // right
int e18() { std::vector<int> v{1}; int x = v[0]; F f = [x] { return x; }; v.clear(); return f(); } // right
int e19() { std::vector<int> v{1}; F f; { auto it = v.begin(); f = [it] { return *it; }; f(); } v.push_back(1); f = nullptr; return 0; } // right
int e20() { std::vector<int> v{1}; auto it = v.begin(); F f = [it] { return *it; }; v.push_back(2); it = v.begin(); f = [it] { return *it; }; return f(); } // right
int e21() { std::map<int, int> m; int *p = &m[0]; F f = [p] { return *p; }; m.erase(3); m.insert({4, 5}); return f(); } // right
int e22() { std::string s = "abc"; F f = [&s] { return (int)s.size(); }; s += "d"; return f(); } // right
int e23() { std::vector<int> v{1, 2}; std::vector<int> w = std::move(v); return [p = &w[0]] { return *p; }(); } // right
F e24() { auto v = std::make_shared<std::vector<int>>(3); auto it = v->begin(); return [v, it] { return *it; }; } // right
F e25() { auto v = std::make_unique<std::vector<int>>(3); int *p = v->data(); auto s = std::shared_ptr<std::vector<int>>(std::move(v)); return [s, p] { return *p; }; } // right
std::pair<std::string, int> e26() { std::string s = "abc"; std::string_view v = s; auto len = [v] { return (int)v.size(); }(); return {s, len}; } // right
struct Job { std::vector<int> data; F run; };
Job e27() { Job j; j.data = {1, 2}; int *p = j.data.data(); j.run = [p] { return *p; }; return j; } // right
void e28() { std::vector<Job> jobs(2); for (Job &j : jobs) { Job *p = &j; j.run = [p] { return p->data[0]; }; } for (auto &j : jobs) j.run(); } // right
struct Conn { int fd; F cb; };
void e29(std::vector<std::unique_ptr<Conn>> &all) { auto c = std::make_unique<Conn>(); auto *raw = c.get(); c->cb = [raw] { return raw->fd; }; all.push_back(std::move(c)); } // right
void e30(std::map<int, std::unique_ptr<Conn>> &all) { auto &slot = all[1]; slot = std::make_unique<Conn>(); auto *raw = slot.get(); bus().subscribe([raw] { return raw->fd; }); } // right
struct Svc { std::unique_ptr<Conn> conn; void open() { conn = std::make_unique<Conn>(); Conn *c = conn.get(); bus().subscribe([c] { return c->fd; }); } void close() { conn.reset(); } }; // right
void e31(std::string_view text, Bus &b) { auto pos = text.find(','); auto head = text.substr(0, pos); b.subscribe([head] { return (int)head.size(); }); } // right
void e32() { std::atomic<int> n{0}; auto *p = &n; std::vector<std::thread> ts; for (int i = 0; i < 3; ++i) ts.emplace_back([p] { ++*p; }); for (auto &t : ts) t.join(); } // right
int e33() { std::vector<int> v{1, 2, 3}; int *p = v.data(); auto f = [p] { return p[0]; }; int s = 0; for (int x : v) s += f() + x; v.push_back(s); return s; } // right
void e34() { std::string s; auto add = [p = &s](const char *t) { *p += t; }; add("a"); add("b"); } // right
void e35(std::vector<std::string> &lines) { std::string *longest = &lines[0]; std::for_each(lines.begin(), lines.end(), [&longest](std::string &l) { if (l.size() > longest->size()) longest = &l; }); lines.push_back(*longest); } // right
