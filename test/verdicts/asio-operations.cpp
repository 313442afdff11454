// flags: -std=c++20
// packages: libasio-dev
// Operations, executors, slots and futures of Asio.
#include <asio.hpp>
#include <functional>
#include <future>
using Ec = std::error_code;
void use(int);
void bound(asio::io_context &c) { int n = 0; asio::post(asio::bind_executor(c, [&n] { ++n; })); } // WRONG
void strand(asio::io_context &c) { int n = 0; auto s = asio::make_strand(c); asio::post(s, [&n] { ++n; }); } // WRONG
void signals(asio::signal_set &s) { int n = 0; s.async_wait([&n](Ec, int) { ++n; }); } // WRONG
void futureGot(asio::thread_pool &p) { int n = 0; auto f = asio::post(p, asio::use_future([&n] { ++n; })); f.get(); } // right
void futureDropped(asio::thread_pool &p) { int n = 0; auto f = asio::post(p, asio::use_future([&n] { ++n; })); } // WRONG
void timerRun() { asio::io_context c; asio::steady_timer t(c); int n = 0; t.async_wait([&n](Ec) { ++n; }); c.run(); } // right
void slotLocal() { int n = 0; asio::cancellation_signal s; s.slot().assign([&n](asio::cancellation_type) { ++n; }); s.emit(asio::cancellation_type::all); } // right
void slotParam(asio::cancellation_signal &s) { int n = 0; s.slot().assign([&n](asio::cancellation_type) { ++n; }); } // WRONG
void slotValue(asio::cancellation_slot s) { int n = 0; s.assign([&n](asio::cancellation_type) { ++n; }); } // WRONG
void slotNamed(asio::cancellation_signal &s) { int n = 0; auto slot = s.slot(); slot.assign([&n](asio::cancellation_type) { ++n; }); } // WRONG
void read(asio::ip::tcp::socket &s) { char b[8]; int n = 0; s.async_read_some(asio::buffer(b), [&n](Ec, size_t) { ++n; }); } // WRONG
void accept(asio::ip::tcp::acceptor &a) { int n = 0; a.async_accept([&n](Ec, asio::ip::tcp::socket) { ++n; }); } // WRONG
void resolve(asio::ip::tcp::resolver &r) { int n = 0; r.async_resolve("x", "80", [&n](Ec, auto) { ++n; }); } // WRONG
void write(asio::ip::tcp::socket &s, const std::string &t) { int n = 0; asio::async_write(s, asio::buffer(t), [&n](Ec, size_t) { ++n; }); } // WRONG
void executor(asio::thread_pool &p) { int n = 0; asio::execution::execute(p.get_executor(), [&n] { ++n; }); } // WRONG
void executorJoined(asio::thread_pool &p) { int n = 0; asio::execution::execute(p.get_executor(), [&n] { ++n; }); p.join(); } // right
void anyExecutor(asio::any_io_executor e) { int n = 0; asio::dispatch(e, [&n] { ++n; }); } // WRONG
void defer(asio::io_context &c) { int n = 0; asio::defer(c, [&n] { ++n; }); } // WRONG
void deferRun(asio::io_context &c) { int n = 0; asio::defer(c, [&n] { ++n; }); c.run(); } // right
void stopped(asio::io_context &c) { int n = 0; asio::post(c, [&n] { ++n; }); c.stop(); } // WRONG

void wait(asio::steady_timer &t) { int n = 0; t.async_wait(asio::bind_cancellation_slot(asio::cancellation_slot(), [&n](Ec) { ++n; })); } // WRONG
void cancelRun(asio::io_context &c, asio::steady_timer &t) { int n = 0; t.async_wait([&n](Ec) { ++n; }); t.cancel(); c.run(); } // right
void expires(asio::steady_timer &t) { int n = 0; t.async_wait([&n](Ec) { ++n; }); t.expires_after(std::chrono::seconds(1)); } // WRONG
void closed(asio::ip::tcp::socket &s) { char b[8]; int n = 0; s.async_receive(asio::buffer(b), [&n](Ec, size_t) { ++n; }); s.close(); } // WRONG
void poolLocal() { asio::thread_pool p(2); { int n = 0; asio::post(p, [&n] { ++n; }); } p.join(); } // WRONG
void polled() { asio::io_context c; int n = 0; asio::post(c, [&n] { ++n; }); c.poll(); } // right
std::unique_ptr<asio::io_context> handed() { auto c = std::make_unique<asio::io_context>(); int n = 0; asio::post(*c, [&n] { ++n; }); return c; } // WRONG
void system() { int n = 0; asio::post(asio::system_executor(), [&n] { ++n; }); } // WRONG
void lent(asio::ip::tcp::acceptor &a, asio::io_context &c) { a.async_accept([&c](const Ec &e, asio::ip::tcp::socket) { asio::post(c, [&e] { use(e.value()); }); }); } // WRONG
void copied(asio::ip::tcp::acceptor &a, asio::io_context &c) { a.async_accept([&c](const Ec &e, asio::ip::tcp::socket) { asio::post(c, [e] { use(e.value()); }); }); } // right
struct Last { Ec *failed = nullptr; std::function<void()> report; void go(asio::steady_timer &t) { t.async_wait([this](const Ec &e) { report = [&e] { use(e.value()); }; }); } }; // WRONG
