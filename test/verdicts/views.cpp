// flags: -std=c++20
// What a copy of a pointer, an iterator or a view refers to, the ends of that, and its changes.
#include <array>
#include <deque>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <queue>
#include <ranges>
#include <regex>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>
#include <algorithm>
using F = std::function<int()>;
struct Queue { std::vector<F> jobs; void post(F f) { jobs.push_back(std::move(f)); } void run() { for (auto &j : jobs) j(); jobs.clear(); } };
struct Config { std::string name; std::vector<int> values; int level = 0; };
struct Node { int id = 0; std::string name; };
// deaths
void a1(Queue &q) { std::vector<int> v{1}; auto it = v.begin(); q.post([it] { return *it; }); } // WRONG
void a2(Queue &q) { std::vector<int> v{1}; int *p = v.data(); q.post([p] { return *p; }); } // WRONG
void a3(Queue &q) { std::vector<int> v{1}; int *p = &v[0]; q.post([p] { return *p; }); } // WRONG
void a4(Queue &q) { std::vector<int> v{1}; auto &x = v.front(); q.post([p = &x] { return *p; }); } // WRONG
void a5(Queue &q) { std::string s = "a"; const char *p = s.c_str(); q.post([p] { return *p; }); } // WRONG
void a6(Queue &q, std::string s) { q.post([v = std::string_view(s)] { return (int)v.size(); }); } // WRONG
void a7(Queue &q) { Config c; const int *p = &c.level; q.post([p] { return *p; }); } // WRONG
void a8(Queue &q) { Config c; std::string_view n = c.name; q.post([n] { return (int)n.size(); }); } // WRONG
void a9(Queue &q) { std::array<int, 3> a{}; auto it = a.begin(); q.post([it] { return *it; }); } // WRONG
void a10(Queue &q) { int x = 1; auto r = std::ref(x); q.post([r] { return r.get(); }); } // WRONG
void a11(Queue &q) { std::map<int, Node> m; auto &n = m[1]; Node *p = &n; q.post([p] { return p->id; }); } // WRONG
void a12(Queue &q) { std::optional<Node> o = Node{}; const Node *p = &*o; q.post([p] { return p->id; }); } // WRONG
void a13(Queue &q) { auto u = std::make_unique<Node>(); Node *p = u.get(); q.post([p] { return p->id; }); } // WRONG
void a14(Queue &q) { auto u = std::make_unique<Node>(); auto &n = *u; q.post([p = &n] { return p->id; }); } // WRONG
void a15(Queue &q) { auto s = std::make_shared<Node>(); Node *p = s.get(); q.post([p] { return p->id; }); } // WRONG
F a16() { char buf[8] = "a"; std::string_view v(buf, 3); return [v] { return (int)v.size(); }; } // WRONG
F a17() { int arr[3] = {1, 2, 3}; int *end = arr + 3; return [end] { return end[-1]; }; } // WRONG
F a18() { std::vector<int> v{1, 2}; auto sub = std::span(v).subspan(1); return [sub] { return sub[0]; }; } // WRONG
F a19() { std::string s = "a b"; std::smatch m; std::regex_search(s, m, std::regex("a")); std::string_view v = std::string_view(s).substr(1); return [v] { return (int)v.size(); }; } // WRONG
F a20(bool b) { std::string s = "x"; std::string t = "y"; std::string_view v = b ? s : t; return [v] { return (int)v.size(); }; } // WRONG
F a21(bool b) { std::string s = "x"; std::string_view v = "lit"; if (b) v = s; return [v] { return (int)v.size(); }; } // WRONG
F a22() { std::list<Node> l(2); return [&first = l.front()] { return first.id; }; } // WRONG
F a23() { std::vector<int> v{1, 2}; auto r = v | std::views::filter([](int x) { return x > 1; }); return [r]() mutable { return *r.begin(); }; } // WRONG
F a24() { std::set<int> s{1}; auto [it, ok] = s.insert(3); return [it = it] { return *it; }; } // WRONG
struct Slice { const int *data; int n; };
F a25() { std::vector<int> v{1}; Slice s{v.data(), 1}; return [s] { return s.data[0]; }; } // WRONG
struct Ctx { std::string_view name; int k; };
F a26(int k) { std::string text = std::to_string(k); Ctx c{text, k}; return [c] { return (int)c.name.size(); }; } // WRONG
class Reader { const std::vector<int> &v_; public: explicit Reader(const std::vector<int> &v) : v_(v) {} int get() const { return v_[0]; } };
F a27() { std::vector<int> v{1}; Reader r(v); return [r] { return r.get(); }; } // WRONG
std::string_view trim(std::string_view v) { return v.substr(1); }
F a28() { std::string s = "abc"; return [v = trim(s)] { return (int)v.size(); }; } // WRONG
const Node &pick(const std::vector<Node> &v) { return v[0]; }
F a29() { std::vector<Node> v(2); const Node *p = &pick(v); return [p] { return p->id; }; } // WRONG
struct Store { std::vector<Node> nodes; Node *find(int i) { return &nodes[i]; } const std::string &first() const { return nodes[0].name; } };
F a30() { Store s; s.nodes.resize(3); Node *n = s.find(1); return [n] { return n->id; }; } // WRONG
F a31() { Store s; std::string_view v = s.first(); return [v] { return (int)v.size(); }; } // WRONG
F a32() { std::vector<std::string> names{"a"}; for (auto &n : names) { const std::string *p = &n; return [p] { return (int)p->size(); }; } return {}; } // WRONG
void a33(Queue &q) { std::vector<Node> v(3); for (Node &n : v) { Node *p = &n; q.post([p] { return p->id; }); } } // WRONG
void a34(Queue &q) { for (int i = 0; i < 3; ++i) { Node n; n.id = i; Node *p = &n; q.post([p] { return p->id; }); } } // WRONG
void a35(Queue &q) { std::unordered_map<int, int> m{{1, 2}}; if (auto it = m.find(1); it != m.end()) q.post([it] { return it->second; }); } // WRONG
std::thread a36() { std::string s = "x"; const std::string *p = &s; return std::thread([p] { (void)p->size(); }); } // WRONG
void a37() { int x = 1; int *p = &x; std::thread([p] { (void)*p; }).detach(); } // WRONG
F a38(std::vector<int> v) { auto m = std::max_element(v.begin(), v.end()); return [m] { return *m; }; } // WRONG
F a39() { std::variant<int, Node> v = Node{}; Node *n = std::get_if<Node>(&v); return [n] { return n->id; }; } // WRONG
F a40() { std::tuple<int, Node> t; auto *n = &std::get<1>(t); return [n] { return n->id; }; } // WRONG
std::string make();
F a41() { std::string_view v = make(); return [v] { return (int)v.size(); }; } // WRONG
F a42() { return [p = make().c_str()] { return *p; }; } // WRONG
F a43() { const std::string &s = make(); return [v = std::string_view(s)] { return (int)v.size(); }; } // WRONG
F a44() { std::vector<std::unique_ptr<Node>> v; v.push_back(std::make_unique<Node>()); Node *n = v.back().get(); return [n] { return n->id; }; } // WRONG
// invalidation
int b1() { std::vector<int> v{1}; auto it = v.begin(); F f = [it] { return *it; }; v.push_back(2); return f(); } // WRONG
int b2() { std::vector<int> v{1}; int *p = &v[0]; F f = [p] { return *p; }; v.clear(); return f(); } // WRONG
int b3() { std::string s = "a"; std::string_view w = s; F f = [w] { return (int)w[0]; }; s += "longer"; return f(); } // WRONG
int b4() { std::string s = "a"; std::string_view w = s; F f = [w] { return (int)w[0]; }; s = "longer than before, by far"; return f(); } // WRONG
int b5() { auto u = std::make_unique<Node>(); Node *p = u.get(); F f = [p] { return p->id; }; u.reset(); return f(); } // WRONG
int b6() { auto u = std::make_unique<Node>(); Node *p = u.get(); F f = [p] { return p->id; }; u = std::make_unique<Node>(); return f(); } // WRONG
int b7() { Node *p = new Node; F f = [p] { return p->id; }; delete p; return f(); } // WRONG
int b8() { std::unordered_map<int, int> m{{1, 2}}; auto it = m.find(1); F f = [it] { return it->second; }; for (int i = 0; i < 99; ++i) m[i] = i; return f(); } // WRONG
int b9() { std::deque<int> d{1}; auto it = d.begin(); F f = [it] { return *it; }; d.push_back(3); return f(); } // WRONG
void b10(Queue &q) { std::vector<Node> v; for (int i = 0; i < 3; ++i) { v.push_back({i, ""}); Node *n = &v.back(); q.post([n] { return n->id; }); } q.run(); } // WRONG
int b11() { std::optional<Node> o = Node{}; F f = [&n = *o] { return n.id; }; o.reset(); return f(); } // WRONG
int b12() { std::vector<int> v{1}; v.reserve(1); int *p = &v[0]; F f = [p] { return *p; }; v.push_back(2); v.push_back(3); return f(); } // WRONG
struct Panel { std::vector<Node> nodes; Queue q; void add(int i) { nodes.push_back({i, ""}); } void watch(int i) { Node *n = &nodes[i]; q.post([n] { return n->id; }); } void run() { q.run(); } }; // WRONG
void b13() { Panel p; p.add(1); p.watch(0); p.add(2); p.run(); }
int b14() { std::vector<Node> v(1); auto &n = v[0]; F f = [&n] { return n.id; }; v.emplace_back(); return f(); } // WRONG
// right
void c1(Queue &q, std::vector<int> &v) { auto it = v.begin(); q.post([it] { return *it; }); } // right
void c2(Queue &q, const Node *n) { q.post([n] { return n->id; }); } // right
void c3(Queue &q, const std::string &s) { q.post([v = std::string_view(s)] { return (int)v.size(); }); } // right
int c4() { std::map<int, int> m{{1, 2}}; auto it = m.find(1); F f = [it] { return it->second; }; m[4] = 4; return f(); } // right
int c5() { std::unordered_map<int, int> m{{1, 2}}; int *p = &m[1]; F f = [p] { return *p; }; m[4] = 4; return f(); } // right
int c6() { std::deque<int> d{1}; int *p = &d.front(); F f = [p] { return *p; }; d.push_back(3); return f(); } // right
int c7() { std::list<int> d{1}; auto it = d.begin(); F f = [it] { return *it; }; d.push_back(3); return f(); } // right
int c8() { std::vector<int> v{1}; F f = [&v] { return v[0]; }; v.push_back(3); return f(); } // right
int c9() { std::vector<int> v; v.reserve(4); v.push_back(1); int *p = &v[0]; F f = [p] { return *p; }; v.push_back(2); return f(); } // right
int c10() { std::vector<int> v{1}; auto it = v.begin(); F f = [it] { return *it; }; int r = f(); v.push_back(2); return r; } // right
void c11(Queue &q) { std::vector<int> v{1}; auto it = v.begin(); q.post([it] { return *it; }); q.run(); } // right
std::pair<std::unique_ptr<Node>, F> c12() { auto u = std::make_unique<Node>(); Node *p = u.get(); return {std::move(u), [p] { return p->id; }}; } // right
struct Owner { std::vector<std::unique_ptr<Node>> all; Queue q; void add() { auto u = std::make_unique<Node>(); Node *p = u.get(); all.push_back(std::move(u)); q.post([p] { return p->id; }); } }; // right
void c13(Queue &q) { auto s = std::make_shared<Node>(); Node *p = s.get(); q.post([p, s] { return p->id; }); } // right
void c14(Queue &q) { auto s = std::make_shared<Node>(); Node *p = s.get(); q.post([p, keep = std::move(s)] { return p->id; }); } // right
void c15(Queue &q) { static std::vector<int> v{1}; auto it = v.begin(); q.post([it] { return *it; }); } // right
std::vector<std::string> table{"a"};
void c16(Queue &q) { std::string_view v = table[0]; q.post([v] { return (int)v.size(); }); } // right
void c17(Queue &q, std::vector<Node *> &nodes) { for (Node *n : nodes) q.post([n] { return n->id; }); } // right
void c18(Queue &q) { std::vector<Node *> nodes; for (Node *n : nodes) q.post([n] { return n->id; }); } // right
void c19(Queue &q) { std::vector<std::string_view> names{"a", "b"}; for (std::string_view n : names) q.post([n] { return (int)n.size(); }); } // right
void c20() { int x = 1; int *p = &x; std::thread t([p] { (void)*p; }); t.join(); } // right
void c21(Queue &q) { auto *n = new Node; q.post([n] { int i = n->id; delete n; return i; }); } // right
void c22(Queue &q) { std::vector<int> v{1}; auto it = v.begin(); q.post([it, v = std::move(v)] { return *it; }); } // right
void c23(Queue &q) { auto u = std::make_unique<Node>(); q.post([p = u.get(), s = std::shared_ptr<Node>(std::move(u))] { return p->id; }); } // right
int c24() { std::vector<int> v{3, 1}; auto first = v.begin(); std::sort(v.begin(), v.end(), [first](int a, int b) { return a < b && first != decltype(first){}; }); return v[0]; } // right
void c25(Queue &q) { std::string_view v = "literal"; std::string_view w = v.substr(1); q.post([w] { return (int)w.size(); }); } // right
void c26(Queue &q) { const char *names[] = {"a", "b"}; for (const char *n : names) q.post([n] { return (int)*n; }); } // right
void c27(Queue &q) { const char *names[] = {"a", "b"}; const char *n = names[1]; q.post([n] { return (int)*n; }); } // right
F c28() { std::string s = "abc"; std::string_view v = s; std::string copy(v); return [copy] { return (int)copy.size(); }; } // right
F c29() { auto s = std::make_shared<std::string>("x"); return [s, v = std::string_view(*s)] { return (int)v.size(); }; } // right
F c30(std::shared_ptr<Node> n) { Node *p = n.get(); return [p] { return p->id; }; } // right
F c31(int *p) { if (!p) { static int d; p = &d; } return [p] { return *p; }; } // right
void c32(Queue &q, std::vector<Node> &v) { for (Node &n : v) q.post([p = &n] { return p->id; }); } // right
struct W { int v = 0; Queue *q; std::string name; void start() { q->post([p = &v] { return *p; }); q->post([s = std::string_view(name)] { return (int)s.size(); }); } }; // right
std::vector<int> c33(std::function<void(std::function<void()>)> reg) { std::vector<int> v{1}; int *p = &v[0]; reg([p] { ++*p; }); return v; } // right
int c34() { std::vector<Node> v(3); auto it = std::find_if(v.begin(), v.end(), [w = &v[1]](const Node &n) { return n.id == w->id; }); return it->id; } // right
void c35(Queue &q) { std::vector<std::unique_ptr<Node>> v; v.push_back(std::make_unique<Node>()); Node *n = v[0].get(); F f = [n] { return n->id; }; v.push_back(nullptr); f(); } // right
