// closure-lint skips the bodies of system headers, and makes the instances of members that one of
// them might have made when the unit has ended. All that Sema then defines must be defined as if
// the unit still went on. Nobody calls these members, so nothing in them is a finding.
// RUN: not %closure-lint %s -- -std=c++20 2>&1 | FileCheck %s
// CHECK-COUNT-1: warning:
// CHECK-NOT: warning:
// CHECK: closure-lint: 1 finding in 1 file{{$}}
#include <array>
#include <compare>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

struct Row {
  int cells[64];
  std::string name, names[4];
};

template <class T> concept Fits = requires(T t) { [](T &x) { return x; }(t); };

template <class T> struct Table {
  T row;
  std::vector<std::function<void()>> kept;
  template <class F> void each(F f) { f(row); }
  static constexpr int sum(int n) {
    int s = 0;
    for (int i = 0; i < n; ++i)
      s += i;
    return s;
  }

  // Implicit assignment and copies of classes with arrays.
  void reset() {
    int n = 0;
    each([&n](T &r) { ++n; T fresh; r = std::move(fresh); });
  }
  void local() {
    int n = 0;
    each([&n](T &r) {
      struct L { T x[3]; T y; } a, b;
      a = b;
      L c = a;
      r = c.y;
      ++n;
    });
  }
  // Defaulted comparisons.
  void compare() {
    int n = 0;
    each([&n](T &) {
      struct P { int a[3]; int b; auto operator<=>(const P &) const = default; } p{}, q{};
      n += p == q;
      n += p < q;
    });
  }
  // Virtual functions, default arguments, implicit destructors.
  void classes() {
    int n = 0;
    each([&](T &) {
      struct V {
        int *m;
        V(int *q = nullptr) : m(q) {}
        virtual ~V() {}
        virtual int f(int k = sum(4)) { return k; }
      };
      std::unique_ptr<V> p = std::make_unique<V>(&n);
      n += p->f();
    });
  }
  // Constant evaluation and concepts.
  void constants() {
    int n = 0;
    each([&](T &) {
      constexpr int k = sum(7);
      std::array<int, k> a{};
      static_assert(sum(3) == 3);
      if constexpr (Fits<T>)
        n += a.size();
    });
  }
  // Exceptions, new and delete, statics.
  void throwing() {
    int n = 0;
    each([&](T &) {
      static T one;
      thread_local T two;
      one = two;
      try {
        throw one;
      } catch (T &t) {
        n += t.name.size();
      }
      delete[] new T[2];
    });
  }
  // Bindings, generic lambdas, lists, copies of closures.
  void bindings() {
    int n = 0;
    each([&](T &r) {
      auto [a, b, c] = r;
      n += a[0];
      auto g = [&]<class U>(U u) { n += sizeof(u); return u; };
      g(r);
      std::map<std::string, T> m{{"a", r}};
      auto h = [r, &n]() mutable { r.cells[0] = n; return r; };
      auto other = h;
      other();
    });
  }
  void keeps() {
    int n = 0;
    kept.push_back([&] { T a, b; a = b; ++n; });
  }
};
Table<Row> table;

auto dangles(int a) {
  int x = a;
  return [&] { return x; };
}
