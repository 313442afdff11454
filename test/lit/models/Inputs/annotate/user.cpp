#include <functional>
#include <vector>

#define ESCAPING [[clang::annotate("acme::escaping")]]
#define NOESCAPE [[clang::annotate("noescape")]]
#define REFERS [[clang::annotate("acme::refers")]]
#define LONG_LIVED [[clang::annotate("acme::long_lived")]]

using Fn = std::function<void()>;
void use(int);

// An empty body says nothing against it.
void keep(ESCAPING Fn) {}
void callback(NOESCAPE Fn callback);
void post(NOESCAPE Fn) ;
void measure([[clang::annotate("acme::call_only")]] Fn f);
void enqueue([[clang::annotate("unknown text")]] Fn f);
void submit([[clang::annotate("serenity::escaping")]] Fn f);
struct View {
  virtual ~View() = default;
  virtual void onClick(NOESCAPE Fn f);
  void frob(ESCAPING Fn) {}
};
struct Button : View {
  void onClick(Fn f) override;
};
[[clang::annotate("noescape")]] void schedule(int, Fn f);
Fn look(REFERS const Fn &f);
inline std::vector<Fn> all;
template <class F> void each(NOESCAPE F &&f) { all.push_back(f); }

void kept(int x) {
  // CHECK: :[[#@LINE+2]]:10: warning: lambda captures 'x' by reference, but 'keep' keeps it after 'x' dies
  // CHECK: :[[#@LINE+1]]:3: note: 'keep' is declared to keep the closure
  keep([&x] { use(x); });
}
void keptByObject(View &view, int x) {
  // CHECK: :[[#@LINE+1]]:15: warning: lambda captures 'x' by reference, but the caller's 'view' keeps it after 'x' dies
  view.frob([&x] { use(x); });
}
void called(View &view, Button &button, int x) {
  callback([&x] { use(x); });
  post([&x] { use(x); });
  measure([&x] { use(x); });
  submit([&x] { use(x); });
  view.onClick([&x] { use(x); });
  button.onClick([&x] { use(x); });
  schedule(1, [&x] { use(x); });
  each([&x] { use(x); });
}
void unknown(int x) {
  // CHECK: :[[#@LINE+1]]:13: warning: lambda captures 'x' by reference, but 'enqueue' may keep it after 'x' dies
  enqueue([&x] { use(x); });
}
Fn returned(int x) {
  // CHECK: :[[#@LINE+1]]:17: warning: lambda captures 'x' by reference, but the return value keeps it after 'x' dies
  return look([&x] { use(x); });
}
void outlives() {
  LONG_LIVED int x = 0;
  keep([&x] { use(x); });
}
