// flags: -std=c++20
// packages: libtbb-dev
// Groups, arenas, algorithms, nodes and containers of oneTBB.
#include <tbb/tbb.h>
#include <functional>
#include <vector>
void use(int);
void runAndWait(tbb::task_group &g) { int n = 0; g.run_and_wait([&n] { ++n; }); } // right
void once(tbb::collaborative_once_flag &f) { int n = 0; tbb::collaborative_call_once(f, [&n] { ++n; }); } // right
void scan(std::vector<int> &v) { int n = 0; tbb::parallel_scan(tbb::blocked_range<int>(0, 9), 0, [&](const tbb::blocked_range<int> &r, int s, bool) { return s + v[r.begin()] + n; }, std::plus<>()); } // right
void sorted(std::vector<int> &v) { int n = 0; tbb::parallel_sort(v.begin(), v.end(), [&n](int a, int b) { return a + n < b; }); } // right
void feed(std::vector<int> &v) { int n = 0; tbb::parallel_for_each(v, [&n](int i, tbb::feeder<int> &f) { if (i < n) f.add(i + 1); }); } // right
tbb::enumerable_thread_specific<int> local() { int n = 0; return tbb::enumerable_thread_specific<int>([&n] { return n; }); } // WRONG
void localUsed() { int n = 0; tbb::enumerable_thread_specific<int> e([&n] { return n; }); ++e.local(); } // right
std::unique_ptr<tbb::combinable<int>> combinable() { int n = 0; return std::make_unique<tbb::combinable<int>>([&n] { return n; }); } // WRONG
int combined(tbb::combinable<int> &c) { int n = 0; c.combine_each([&n](int i) { n += i; }); return n; } // right
void cancelledContext(tbb::task_group &g, tbb::task_group_context &c) { int n = 0; g.run([&n] { ++n; }); c.cancel_group_execution(); } // WRONG
void enqueueGroup(tbb::task_arena &a, tbb::task_group &g) { int n = 0; a.enqueue(g.defer([&n] { ++n; })); } // WRONG
void enqueueParam(tbb::task_arena &a) { int n = 0; a.enqueue([&n] { ++n; }); } // WRONG
void terminated(tbb::task_arena &a) { int n = 0; a.enqueue([&n] { ++n; }); a.terminate(); } // WRONG
int executed(tbb::task_arena &a) { int n = 0; return a.execute([&n] { return ++n; }); } // right
tbb::concurrent_vector<std::function<void()>> all;
void pushed() { int n = 0; all.push_back([&n] { ++n; }); } // WRONG
tbb::concurrent_queue<std::function<void()>> queue;
void queued() { int n = 0; queue.push([&n] { ++n; }); } // WRONG
tbb::concurrent_hash_map<int, std::function<void()>> table;
void inserted() { int n = 0; table.insert({1, [&n] { ++n; }}); } // WRONG
void emplaced() { int n = 0; queue.emplace([&n] { ++n; }); } // WRONG
std::unique_ptr<tbb::flow::input_node<int>> input(tbb::flow::graph &g) { int n = 0; return std::make_unique<tbb::flow::input_node<int>>(g, [&n](tbb::flow_control &c) { if (++n > 3) c.stop(); return n; }); } // WRONG
void inputLocal() { int n = 0; tbb::flow::graph g; tbb::flow::input_node<int> i(g, [&n](tbb::flow_control &c) { if (++n > 3) c.stop(); return n; }); i.activate(); g.wait_for_all(); } // right
tbb::task_handle handle(tbb::task_group &g) { int n = 0; return g.defer([&n] { ++n; }); } // WRONG
void handleDropped(tbb::task_group &g) { int n = 0; auto h = g.defer([&n] { ++n; }); } // right
void handleRun(tbb::task_group &g) { int n = 0; auto h = g.defer([&n] { ++n; }); g.run(std::move(h)); } // WRONG
void lent(tbb::task_group &g) { tbb::parallel_for(tbb::blocked_range<int>(0, 9), [&g](const tbb::blocked_range<int> &r) { g.run([&r] { use(r.begin()); }); }); } // WRONG
struct Group { tbb::task_group g; std::vector<int> v; void go() { g.run([this] { v.push_back(1); }); } }; // either
struct Waits { tbb::task_group g; std::vector<int> v; ~Waits() { g.wait(); } void go() { g.run([this] { v.push_back(1); }); } }; // right
void waits() { Waits w; w.go(); }
