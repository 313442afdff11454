// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s

// A view of a callable refers to the closure that it is made of; one without a name is gone at the end of its
// full-expression.

#include <type_traits>
#include <utility>
#include <vector>

template <class F> class function_ref;
template <class R, class... P> class function_ref<R(P...)> {
  R (*Callback)(void *, P...) = nullptr;
  void *Callable = nullptr;
  template <class C> static R call(void *Of, P... Args) {
    return (*static_cast<C *>(Of))(std::forward<P>(Args)...);
  }

public:
  function_ref() = default;
  template <class C, std::enable_if_t<!std::is_same_v<std::decay_t<C>, function_ref>, int> = 0>
  function_ref(C &&Of) : Callback(call<std::remove_reference_t<C>>), Callable((void *)&Of) {}
  R operator()(P... Args) const { return Callback(Callable, std::forward<P>(Args)...); }
  explicit operator bool() const { return Callback; }
};

int named(int N) {
  // CHECK: :[[@LINE+3]]:30: warning: a temporary closure is bound by reference here, but 'G' keeps the closure after the temporary that it refers to dies [closure-dangling-capture]
  // CHECK: note: {{.*}}the temporary dies here, at the end of the full-expression
  // CHECK: note: {{.*}}'G' is used here, afterwards
  function_ref<int(int)> G = [&N](int X) { return X + N; };
  return G(1);
}

struct Config {
  function_ref<int(int)> Amend;
};

int member(int N) {
  Config C;
  // CHECK: :[[@LINE+1]]:13: warning: a temporary closure is bound by reference here, but 'C' keeps the closure after
  C.Amend = [N](int X) { return X + N; };
  return C.Amend(2);
}

class Manager {
  std::vector<int> Queue;
  function_ref<void(int)> Freed;

public:
  void setFreed(function_ref<void(int)> Callback) { Freed = Callback; }
  void add(int I) { Queue.push_back(I); }
  void step() {
    for (int I : Queue)
      if (Freed)
        Freed(I);
  }
};

int keptByMethod() {
  std::vector<int> Recycled;
  Manager M;
  // CHECK: :[[@LINE+1]]:14: warning: a temporary closure is bound by reference here, but 'M' keeps the closure after
  M.setFreed([&](int I) { Recycled.push_back(I); });
  M.add(1);
  M.step();
  return (int)Recycled.size();
}

// CHECK-NOT: warning:

// It has a name.
int rightNamed(int N) {
  auto Keep = [&N](int X) { return X + N; };
  function_ref<int(int)> G = Keep;
  Manager M;
  auto Also = [&](int I) { N += I; };
  M.setFreed(Also);
  M.step();
  return G(1);
}

// As a parameter of a call it lives as long as that.
int apply(function_ref<int(int)> F) { return F(1); }
int applyLater(const function_ref<int(int)> &F);
int rightPassed(int N) {
  return apply([&N](int X) { return X + N; }) + applyLater([N](int X) { return X - N; });
}

// It is called before that, or never afterwards.
int rightCalled(int N) { return function_ref<int(int)>([&N](int X) { return X + N; })(2); }

// A closure without state has nothing to look at.
int rightEmpty() {
  function_ref<int(int)> G = [](int X) { return X + 1; };
  return G(1);
}

// A class that owns what it wraps.
template <class F> class Owner;
template <class R, class... P> class Owner<R(P...)> {
  struct Base {
    virtual ~Base() = default;
    virtual R call(P...) = 0;
  };
  template <class C> struct Of : Base {
    C Callable;
    Of(C Callable) : Callable(std::move(Callable)) {}
    R call(P... Args) override { return Callable(Args...); }
  };
  Base *Held;

public:
  template <class C> Owner(C Callable) : Held(new Of<C>(std::move(Callable))) {}
  R operator()(P... Args) const { return Held->call(Args...); }
};
int rightOwner(int N) {
  Owner<int(int)> G = [N](int X) { return X + N; };
  return G(1);
}
