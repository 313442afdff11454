// flags: -std=c++20 -DBOOST_THREAD_PROVIDES_FUTURE -DBOOST_THREAD_PROVIDES_FUTURE_CONTINUATION -DBOOST_THREAD_PROVIDES_FUTURE_WHEN_ALL_WHEN_ANY
// packages: libboost-dev libboost-thread-dev
// Threads, futures, signals, pointers and other holders of Boost.
#include <utility>
#include <boost/any.hpp>
#include <boost/bind/bind.hpp>
#include <boost/coroutine2/all.hpp>
#include <boost/function.hpp>
#include <boost/make_shared.hpp>
#include <boost/optional.hpp>
#include <boost/program_options.hpp>
#include <boost/range/adaptors.hpp>
#include <boost/shared_ptr.hpp>
#include <boost/signals2.hpp>
#include <boost/smart_ptr/scoped_ptr.hpp>
#include <boost/thread.hpp>
#include <boost/thread/future.hpp>
#include <boost/thread/scoped_thread.hpp>
#include <boost/thread/thread_guard.hpp>
#include <boost/unordered_map.hpp>
#include <vector>
void use(int);
using Sig = boost::signals2::signal<void()>;
void joined() { int n = 0; boost::thread t([&n] { ++n; }); t.join(); } // right
void timed() { int n = 0; boost::thread t([&n] { ++n; }); t.try_join_for(boost::chrono::seconds(1)); } // WRONG
void detachedByHand() { int n = 0; boost::thread t([&n] { ++n; }); t.detach(); } // WRONG
void interrupted() { int n = 0; boost::thread t([&n] { ++n; }); t.interrupt(); } // WRONG
void interruptedJoined() { int n = 0; boost::thread t([&n] { ++n; }); t.interrupt(); t.join(); } // right
void guarded() { int n = 0; boost::thread t([&n] { ++n; }); boost::thread_guard<> g(t); } // right
void interruptScoped() { int n = 0; boost::scoped_thread<boost::interrupt_and_join_if_joinable> t([&n] { ++n; }); } // right
void scopedOrder() { boost::scoped_thread<> *p = nullptr; (void)p; int n = 0; boost::scoped_thread<> t([&n] { ++n; }); } // right
void groupJoined() { int n = 0; boost::thread_group g; g.create_thread([&n] { ++n; }); g.join_all(); } // right
void groupAdded() { int n = 0; boost::thread_group g; g.add_thread(new boost::thread([&n] { ++n; })); g.join_all(); } // right
void groupAddedNot() { int n = 0; boost::thread_group g; g.add_thread(new boost::thread([&n] { ++n; })); } // WRONG
void groupParam(boost::thread_group &g) { int n = 0; g.create_thread([&n] { ++n; }); } // WRONG
void threads() { int n = 0; std::vector<boost::thread> v; v.emplace_back([&n] { ++n; }); } // WRONG
void threadsJoined() { int n = 0; std::vector<boost::thread> v; v.emplace_back([&n] { ++n; }); for (auto &t : v) t.join(); } // right
struct Owner { boost::thread t; ~Owner() { t.join(); } };
void owner() { int n = 0; Owner o{boost::thread([&n] { ++n; })}; } // right
struct Lax { boost::thread t; };
void lax() { int n = 0; Lax o{boost::thread([&n] { ++n; })}; } // WRONG
void got() { int n = 0; auto f = boost::async([&n] { return ++n; }); use(f.get()); } // right
void asyncDropped() { int n = 0; boost::async([&n] { ++n; }); } // WRONG
void deferred() { int n = 0; auto f = boost::async(boost::launch::deferred, [&n] { return ++n; }); use(f.get()); } // right
void thenGot(boost::future<int> f) { int n = 0; f.then([&n](boost::future<int>) { ++n; }).get(); } // right
void packaged() { int n = 0; boost::packaged_task<int> t([&n] { return ++n; }); auto f = t.get_future(); boost::thread(boost::move(t)).detach(); use(f.get()); } // right
boost::shared_ptr<int> deleter() { int n = 0; return boost::shared_ptr<int>(new int, [&n](int *p) { ++n; delete p; }); } // WRONG
void deleterLocal() { int n = 0; boost::shared_ptr<int> p(new int, [&n](int *q) { ++n; delete q; }); } // right
void deleterReset(boost::shared_ptr<int> &o) { int n = 0; o.reset(new int, [&n](int *p) { ++n; delete p; }); } // WRONG
boost::function<void()> fn() { int n = 0; return [&n] { ++n; }; } // WRONG
boost::any any() { int n = 0; return boost::function<void()>([&n] { ++n; }); } // WRONG
boost::optional<boost::function<void()>> optional() { int n = 0; return boost::optional<boost::function<void()>>([&n] { ++n; }); } // WRONG
auto range(std::vector<int> &v) { int n = 0; return v | boost::adaptors::transformed([&n](int i) { return i + n; }); } // WRONG
boost::unordered_map<int, boost::function<void()>> all;
void mapIndex() { int n = 0; all[1] = [&n] { ++n; }; } // WRONG
void mapEmplace() { int n = 0; all.emplace(1, [&n] { ++n; }); } // WRONG
void sigScopedMember(Sig &s) { int n = 0; boost::signals2::scoped_connection c; c = s.connect([&n] { ++n; }); s(); } // right
void sigScopedVector(Sig &s) { int n = 0; std::vector<boost::signals2::scoped_connection> v; v.emplace_back(s.connect([&n] { ++n; })); s(); } // right
void sigAll(Sig &s) { int n = 0; s.connect([&n] { ++n; }); s(); s.disconnect_all_slots(); } // right
void sigBlock(Sig &s) { int n = 0; auto c = s.connect([&n] { ++n; }); boost::signals2::shared_connection_block b(c); } // WRONG
void sigLocal() { Sig s; int n = 0; s.connect([&n] { ++n; }); s(); } // right
void sigFront(Sig &s) { int n = 0; s.connect([&n] { ++n; }, boost::signals2::at_front); } // WRONG
void sigGroup(Sig &s) { int n = 0; s.connect(1, [&n] { ++n; }); } // WRONG
void sigExtended(Sig &s) { int n = 0; s.connect_extended([&n](const boost::signals2::connection &) { ++n; }); } // WRONG
Sig::slot_type slot() { int n = 0; return Sig::slot_type([&n] { ++n; }); } // WRONG
void sigReleasedDisconnected(Sig &s) { int n = 0; boost::signals2::scoped_connection c(s.connect([&n] { ++n; })); boost::signals2::connection k = c.release(); s(); k.disconnect(); } // right
void sigSwap(Sig &s, Sig &t) { int n = 0; Sig l; l.connect([&n] { ++n; }); s.swap(l); } // WRONG
void coroutine() { int n = 0; boost::coroutines2::coroutine<int>::pull_type p([&n](auto &sink) { sink(++n); }); use(p.get()); } // right
boost::coroutines2::coroutine<int>::pull_type coroutineReturned() { int n = 0; return boost::coroutines2::coroutine<int>::pull_type([&n](auto &sink) { sink(1); sink(++n); }); } // WRONG
void options(boost::program_options::options_description &d) { int n = 0; d.add_options()("x", boost::program_options::value<int>()->notifier([&n](int i) { n = i; })); } // WRONG
void optionsLocal(boost::program_options::variables_map &m) { int n = 0; boost::program_options::options_description d; d.add_options()("x", boost::program_options::value<int>()->notifier([&n](int i) { n = i; })); boost::program_options::notify(m); } // right
void once(boost::once_flag &f) { int n = 0; boost::call_once(f, [&n] { ++n; }); } // right
void exitThread() { int n = 0; boost::this_thread::at_thread_exit([&n] { ++n; }); } // WRONG
boost::shared_future<int> sharedFuture() { int n = 0; return boost::async([&n] { return ++n; }).share(); } // WRONG
void whenAll() { int n = 0; auto f = boost::when_all(boost::async([&n] { return ++n; }), boost::async([&n] { return ++n; })); f.wait(); } // right
struct Detacher { boost::thread t; int n = 0; void go() { t = boost::thread([this] { ++n; }); } }; // WRONG
void detacher() { Detacher d; d.go(); }
