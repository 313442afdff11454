// flags: -std=c++20
// Which exceptions are paths, and what ends on their way.
#include <exception>
#include <functional>
#include <memory>
#include <future>
#include <mutex>
#include <new>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>
#include <cstdio>
struct Pool { struct Waiter { explicit Waiter(Pool &); ~Waiter(); bool wait(); }; void submit(Waiter *, std::function<void()>); void submit(std::function<void()>); void wait(); };
bool ok(int); bool check(); void unseen();
struct MyError : std::runtime_error { using runtime_error::runtime_error; }; struct Odd { int code; };
void t1(Pool &p) { int n = 0; try { p.submit([&] { n = 1; }); unseen(); p.wait(); } catch (const std::exception &) { p.wait(); } } // right
void t2(Pool &p) { int n = 0; try { p.submit([&] { n = 1; }); unseen(); p.wait(); } catch (const std::exception &) { } } // WRONG
void t3(Pool &p) { int n = 0; try { p.submit([&] { n = 1; }); unseen(); p.wait(); } catch (const std::bad_alloc &) { } } // right
void t4(Pool &p) { int n = 0; try { p.submit([&] { n = 1; }); unseen(); p.wait(); } catch (const std::runtime_error &) { p.wait(); } } // right
void t5(Pool &p) { int n = 0; try { p.submit([&] { n = 1; }); unseen(); p.wait(); } catch (const std::runtime_error &) { } } // WRONG
void t6(Pool &p) { int n = 0; try { p.submit([&] { n = 1; }); unseen(); p.wait(); } catch (int) { } } // right
void t7(Pool &p) { int n = 0; try { p.submit([&] { n = 1; }); unseen(); p.wait(); } catch (...) { } } // WRONG
void t8(Pool &p) { int n = 0; try { p.submit([&] { n = 1; }); if (check()) throw 42; p.wait(); } catch (int) { } } // WRONG
void t9(Pool &p) { int n = 0; try { p.submit([&] { n = 1; }); if (check()) throw 42; p.wait(); } catch (const std::exception &) { p.wait(); } } // WRONG
void t10(Pool &p) { int n = 0; try { p.submit([&] { n = 1; }); if (check()) throw MyError("x"); p.wait(); } catch (const MyError &) { p.wait(); } } // right
void t11(Pool &p) { int n = 0; try { p.submit([&] { n = 1; }); if (check()) throw MyError("x"); p.wait(); } catch (const std::logic_error &) { p.wait(); } } // WRONG
void t12(Pool &p) { int n = 0; p.submit([&] { n = 1; }); unseen(); p.wait(); } // right
void t13(Pool &p) { int n = 0; p.submit([&] { n = 1; }); if (check()) throw MyError("x"); p.wait(); } // WRONG
void t14(Pool &p) { int n = 0; p.submit([&] { n = 1; }); if (!check()) return; p.wait(); } // WRONG
void t15(Pool &p) { int n = 0; try { p.submit([&] { n = 1; }); p.wait(); } catch (const std::exception &) { } } // right
void t16(Pool &p) { int n = 0; try { std::vector<int> v; p.submit([&] { n = 1; }); v.push_back(3); p.wait(); } catch (const std::exception &) { } } // right
void t17(Pool &p) { int n = 0; try { p.submit([&] { n = 1; }); std::printf("x"); p.wait(); } catch (const std::exception &) { } } // right
void t18() { int n = 0; std::thread t([&] { n = 1; }); try { unseen(); } catch (...) { t.join(); throw; } t.join(); } // right
void t19() { int n = 0; std::thread t([&] { n = 1; }); try { unseen(); } catch (const Odd &) { } t.join(); } // right
void t20(Pool &p) { try { int n = 0; p.submit([&] { n = 1; }); unseen(); p.wait(); } catch (const std::exception &) { p.wait(); } } // WRONG
void t21(Pool &p) { int n = 0; try { try { p.submit([&] { n = 1; }); if (check()) throw Odd{1}; p.wait(); } catch (const std::exception &) { p.wait(); } } catch (const Odd &) { p.wait(); } } // right
void t22(Pool &p) { int n = 0; try { try { p.submit([&] { n = 1; }); if (check()) throw Odd{1}; p.wait(); } catch (const std::exception &) { } } catch (const Odd &) { } } // WRONG
void t23(Pool &p) { int n = 0; try { p.submit([&] { n = 1; }); unseen(); } catch (const std::exception &) { std::puts("x"); } p.wait(); } // right
void rethrow(Pool &p) { int n = 0; try { p.submit([&] { n = 1; }); unseen(); p.wait(); } catch (...) { throw; } } // WRONG
void odd() { throw Odd{2}; }
void t24(Pool &p) { int n = 0; try { p.submit([&] { n = 1; }); odd(); p.wait(); } catch (const Odd &) { } } // WRONG
void silent() noexcept;
void t25(Pool &p) { int n = 0; try { p.submit([&] { n = 1; }); silent(); p.wait(); } catch (const std::exception &) { } } // right
bool e1(Pool &p, int n) { Pool::Waiter w(p); std::vector<int> r(n); p.submit(&w, [&] { r[0] = 1; }); return w.wait(); } // right
bool e2(Pool &p, int n) { Pool::Waiter w(p); std::vector<int> r(n); p.submit(&w, [&] { r[0] = 1; }); if (!check()) return false; return w.wait(); } // WRONG
bool e3(Pool &p, int n) { std::vector<int> r(n); Pool::Waiter w(p); p.submit(&w, [&] { r[0] = 1; }); if (!check()) return false; return w.wait(); } // right
bool e4(Pool &p, int n) { Pool::Waiter w(p); std::vector<int> r(n); p.submit(&w, [&] { r[0] = 1; }); if (!check()) throw MyError("x"); return w.wait(); } // WRONG
struct Join { Pool &p; ~Join() { p.wait(); } };
bool e5(Pool &p) { Join j{p}; int r = 0; p.submit([&] { r = 1; }); return check(); } // WRONG
bool e6(Pool &p) { int r = 0; Join j{p}; p.submit([&] { r = 1; }); return check(); } // right
struct ThreadJoin { std::thread &t; ~ThreadJoin() { if (t.joinable()) t.join(); } };
bool e7() { std::thread t; ThreadJoin j{t}; int r = 0; t = std::thread([&] { r = 1; }); return check(); } // WRONG
bool e8() { int r = 0; std::thread t; ThreadJoin j{t}; t = std::thread([&] { r = 1; }); return check(); } // right
struct Group { ~Group(); void run(std::function<void()>); void spawn(std::function<void()>); void wait(); };
bool e9() { Group g; int r = 0; g.spawn([&] { r = 1; }); if (!check()) return false; g.wait(); return true; } // either
bool e10() { int r = 0; Group g; g.spawn([&] { r = 1; }); if (!check()) return false; g.wait(); return true; } // right
struct Subscription { ~Subscription(); }; struct Bus { Subscription subscribe(std::function<void()>); void on(std::function<void()>); void clear(); };
struct Clear { Bus &b; ~Clear() { b.clear(); } };
void e11(Bus &b) { Clear c{b}; int r = 0; b.on([&] { r = 1; }); unseen(); } // right
void e12(Bus &b) { int r = 0; Subscription s = b.subscribe([&] { r = 1; }); if (!check()) return; unseen(); } // right
void e13(Bus &b) { int r = 0; auto s = b.subscribe([&] { r = 1; }); unseen(); } // right
// RAII on the way out of a throw
bool u1(Pool &p) { int r = 0; Pool::Waiter w(p); p.submit(&w, [&] { r = 1; }); if (!check()) throw MyError("x"); return w.wait(); } // right
bool u2(Pool &p) { Pool::Waiter w(p); int r = 0; p.submit(&w, [&] { r = 1; }); if (!check()) throw MyError("x"); return w.wait(); } // WRONG
void u3(Pool &p) { try { int r = 0; Pool::Waiter w(p); p.submit(&w, [&] { r = 1; }); unseen(); w.wait(); } catch (const std::exception &) { } } // right
void u4(Pool &p) { try { int r = 0; Pool::Waiter w(p); p.submit(&w, [&] { r = 1; }); if (check()) throw MyError("x"); w.wait(); } catch (const MyError &) { } } // right
void u5(Pool &p) { try { Pool::Waiter w(p); int r = 0; p.submit(&w, [&] { r = 1; }); if (check()) throw MyError("x"); w.wait(); } catch (const MyError &) { } } // WRONG
void u6(Pool &p) { int r = 0; try { Pool::Waiter w(p); p.submit(&w, [&] { r = 1; }); unseen(); } catch (const std::exception &) { } } // right
void u7(Pool &p) { int r = 0; p.submit([&] { r = 1; }); if (check()) throw MyError("x"); Pool::Waiter w(p); w.wait(); } // WRONG
void u8(Pool &p) { for (int i = 0; i < 3; ++i) { int r = 0; Join j{p}; p.submit([&] { r = i; }); if (check()) throw 1; } } // right
void u9() { int r = 0; std::jthread t([&] { r = 1; }); if (check()) throw 1; unseen(); } // right
void u10() { std::jthread t; int r = 0; t = std::jthread([&] { r = 1; }); if (check()) throw 1; } // WRONG
