// flags: -std=c++23
// What classes and functions of the standard library hold, call and let go of.
#include <algorithm>
#include <any>
#include <barrier>
#include <condition_variable>
#include <functional>
#include <future>
#include <latch>
#include <memory>
#include <mutex>
#include <optional>
#include <ranges>
#include <set>
#include <stop_token>
#include <string>
#include <thread>
#include <variant>
#include <vector>
void use(int);
void once() { int n = 0; static std::once_flag f; std::call_once(f, [&n] { ++n; }); } // right
void detached() { int n = 0; std::thread t([&n] { ++n; }); t.detach(); } // WRONG
std::jthread returned() { int n = 0; return std::jthread([&n] { ++n; }); } // WRONG
void jdetached() { int n = 0; std::jthread t([&n] { ++n; }); t.detach(); } // WRONG
void taskWaited() { int n = 0; std::packaged_task<void()> t([&n] { ++n; }); auto f = t.get_future(); std::thread(std::move(t)).detach(); f.wait(); } // right
void taskDropped() { int n = 0; std::packaged_task<void()> t([&n] { ++n; }); std::thread(std::move(t)).detach(); } // WRONG
void taskHere() { int n = 0; std::packaged_task<void()> t([&n] { ++n; }); t(); } // right
std::packaged_task<void()> taskReturned() { int n = 0; return std::packaged_task<void()>([&n] { ++n; }); } // WRONG
void stopLocal(std::stop_token s) { int n = 0; std::stop_callback c(s, [&n] { ++n; }); } // right
using Stop = std::stop_callback<std::function<void()>>;
void stopOut(std::optional<Stop> &o, std::stop_token s) { int n = 0; o.emplace(s, [&n] { ++n; }); } // WRONG
std::unique_ptr<Stop> stopReturned(std::stop_token s) { int n = 0; return std::make_unique<Stop>(s, [&n] { ++n; }); } // WRONG
void bound(std::function<void()> &o) { int n = 0; o = std::bind([](int &i) { ++i; }, std::ref(n)); } // WRONG
auto front() { int n = 0; return std::bind_front([&n](int i) { n = i; }, 3); } // WRONG
auto negated() { int n = 0; return std::not_fn([&n] { return n == 0; }); } // WRONG
auto viewed(std::vector<int> &v) { int n = 0; return v | std::views::transform([&n](int i) { return i + n; }); } // WRONG
int walked(std::vector<int> &v) { int n = 0, s = 0; for (int i : v | std::views::transform([&n](int i) { return i + n; })) s += i; return s; } // right
std::optional<int> mapped(std::optional<int> o) { int n = 1; return o.transform([&n](int i) { return i + n; }); } // right
auto ordered() { int n = 0; auto less = [&n](int a, int b) { return a + n < b; }; return std::set<int, decltype(less)>(less); } // WRONG
void barrier() { int n = 0; std::barrier b(1, [&n]() noexcept { ++n; }); b.arrive_and_wait(); } // right
std::any any() { int n = 0; return std::any([&n] { ++n; }); } // WRONG
using V = std::variant<int, std::function<void()>>;
V variant() { int n = 0; return V(std::function<void()>([&n] { ++n; })); } // WRONG
void visited(std::variant<int, char> v) { int n = 0; std::visit([&n](auto i) { n = i; }, v); } // right
void applied(std::tuple<int, int> t) { int n = 0; std::apply([&n](int a, int b) { n = a + b; }, t); } // right
void futuresFirst() { std::vector<std::future<void>> v; int n = 0; v.push_back(std::async(std::launch::async, [&n] { ++n; })); } // WRONG
void futuresLast() { int n = 0; std::vector<std::future<void>> v; v.push_back(std::async(std::launch::async, [&n] { ++n; })); } // right
void futuresGot() { std::vector<std::future<void>> v; int n = 0; v.push_back(std::async(std::launch::async, [&n] { ++n; })); for (auto &f : v) f.get(); } // right
std::future<void> futureReturned() { int n = 0; return std::async([&n] { ++n; }); } // WRONG
std::shared_ptr<void> guardReturned() { int n = 0; return std::shared_ptr<void>(nullptr, [&n](void *) { ++n; }); } // WRONG
void guardLocal() { int n = 0; std::shared_ptr<void> g(nullptr, [&n](void *) { ++n; }); } // right
void deleterCopied(std::shared_ptr<int> &o) { int n = 0; std::shared_ptr<int> p(new int, [&n](int *q) { ++n; delete q; }); o = p; } // WRONG
void deleterWeak(std::weak_ptr<int> &o) { int n = 0; std::shared_ptr<int> p(new int, [&n](int *q) { ++n; delete q; }); o = p; } // right
std::shared_ptr<void> deleterVoid() { int n = 0; std::shared_ptr<int> p(new int, [&n](int *q) { ++n; delete q; }); return p; } // WRONG
void deleterFirst() { std::unique_ptr<int, std::function<void(int *)>> p; int n = 0; p = {new int, [&n](int *q) { ++n; delete q; }}; } // WRONG
auto shared() { int n = 0; return std::make_shared<std::function<void()>>([&n] { ++n; }); } // WRONG
void joinedAll() { int n = 0; std::vector<std::thread> v; for (int i = 0; i != 4; ++i) v.emplace_back([&n] { ++n; }); for (auto &t : v) t.join(); } // right
void waited(std::condition_variable &c, std::mutex &m, bool &done) { std::unique_lock l(m); c.wait(l, [&] { return done; }); } // right
void sorted(std::vector<int> &v) { int n = 0; std::sort(v.begin(), v.end(), [&n](int a, int b) { ++n; return a < b; }); } // right
void generated(std::vector<int> &v) { int n = 0; std::generate(v.begin(), v.end(), [&n] { return ++n; }); } // right
std::move_only_function<void()> moved() { int n = 0; return [&n] { ++n; }; } // WRONG
auto rangesEach(std::vector<int> &v) { int n = 0; return std::ranges::for_each(v, [&n](int) { ++n; }); } // WRONG
void eachUsed(std::vector<int> &v) { int n = 0; std::for_each(v.begin(), v.end(), [&n](int) { ++n; }); } // right
auto eachCount(std::vector<int> &v) { int n = 0; return std::ranges::count_if(v, [&n](int i) { return i > n; }); } // right
void latch() { int n = 0; std::latch l(1); std::thread([&] { n = 1; l.count_down(); }).detach(); l.wait(); use(n); } // right
void promised() { int n = 0; std::promise<void> p; std::thread([&] { n = 1; p.set_value(); }).detach(); p.get_future().wait(); } // right
void notWaited() { int n = 0; auto p = std::make_shared<std::promise<void>>(); std::thread([&n, p] { n = 1; p->set_value(); }).detach(); } // WRONG
void deferredGot() { std::future<int> f; int n = 0; f = std::async(std::launch::deferred, [&n] { return ++n; }); use(f.get()); } // right
std::future<void> either() { int n = 0; return std::async(std::launch::async | std::launch::deferred, [&n] { ++n; }); } // WRONG
void deferredOut(std::future<void> &o) { int n = 0; o = std::async(std::launch::deferred, [&n] { ++n; }); } // WRONG
void sharedDeferred(std::shared_future<void> &o) { int n = 0; o = std::async(std::launch::deferred, [&n] { ++n; }).share(); } // WRONG
struct Pool { std::vector<std::jthread> threads; void add() { int n = 0; threads.emplace_back([&n] { ++n; }); } }; // WRONG
