// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// The other spellings by which a closure borrows the object, and how the object ends itself.
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

std::vector<std::function<void()>> waiting;
void later(std::function<void()> f) { waiting.push_back(std::move(f)); }

struct Reference {
  int v = 0;
  // CHECK: :[[@LINE+1]]:23: warning: lambda captures 'v', by which it refers to the object, but global 'waiting' keeps it after 'x' dies [closure-dangling-this]
  void go() { later([&v = v] { ++v; }); }
  // CHECK: note: no repair is offered: bind a 'std::shared_ptr' to the object as well
};
struct ByArrow {
  int v = 0;
  // CHECK: :[[@LINE+1]]:23: warning: lambda captures 'v', by which it refers to the object, but
  void go() { later([&v = this->v] { ++v; }); }
};
struct LocalReference {
  int v = 0;
  void go() {
    auto &r = v;
    // CHECK: :[[@LINE+1]]:13: warning: lambda captures 'r', by which it refers to the object, but
    later([&r] { ++r; });
  }
};
struct Address {
  int v = 0;
  // CHECK: :[[@LINE+1]]:22: warning: lambda captures 'p', by which it refers to the object, but
  void go() { later([p = &v] { ++*p; }); }
};
struct Self {
  int v = 0;
  // CHECK: :[[@LINE+1]]:22: warning: lambda captures 'self', by which it refers to the object, but
  void go() { later([self = this] { ++self->v; }); }
};
struct LocalSelf {
  int v = 0;
  void go() {
    auto *self = this;
    // CHECK: :[[@LINE+1]]:12: warning: lambda captures 'self', by which it refers to the object, but
    later([self] { ++self->v; });
  }
};
struct Whole {
  int v = 0;
  void go() {
    auto &self = *this;
    // CHECK: :[[@LINE+1]]:13: warning: lambda captures 'self', by which it refers to the object, but
    later([&self] { ++self.v; });
  }
};
struct InConstructor {
  int v = 0;
  // CHECK: :[[@LINE+1]]:29: warning: lambda captures 'v', by which it refers to the object, but
  InConstructor() { later([&v = v] { ++v; }); }
};
template <class T> void use() {
  T x;
  x.go();
}
void all() {
  use<Reference>();
  use<ByArrow>();
  use<LocalReference>();
  use<Address>();
  use<Self>();
  use<LocalSelf>();
  use<Whole>();
  InConstructor x;
}

// Copies, what others own, and closures that are called at once.
struct Copies {
  int v = 0;
  std::string *other = nullptr;
  std::shared_ptr<int> shared;
  void go() {
    later([v = v] { (void)v; });
    later([other = other] { other->clear(); });
    later([&other = *other] { other.clear(); });
    later([shared = shared] { ++*shared; });
    int copy = v;
    later([copy] { (void)copy; });
    auto call = [&v = v] { ++v; };
    call();
  }
};
struct Reassigned {
  int v = 0;
  static int everywhere;
  void go() {
    int *p = &v;
    p = &everywhere;
    later([p] { ++*p; });
    int &s = everywhere;
    later([&s] { ++s; });
  }
};
struct TakesBack {
  int v = 0;
  void go() { later([&v = v] { ++v; }); }
  ~TakesBack() { waiting.clear(); }
};
void quiet() {
  use<Copies>();
  use<Reassigned>();
  use<TakesBack>();
}

struct Deletes {
  int v = 0;
  void close() {
    // CHECK: :[[@LINE+1]]:12: warning: lambda captures 'this', but global 'waiting' keeps it after the object dies
    later([this] { ++v; });
    delete this;
  }
};
struct DeletesFirst {
  int v = 0;
  void close(bool now) {
    if (now)
      delete this;
    else
      later([this] { ++v; });
  }
};
struct DeletesLater {
  int v = 0;
  void close() {
    later([this] { delete this; });
  }
};
struct OwnHandlers {
  std::vector<std::function<void()>> handlers;
  int v = 0;
  void close() {
    handlers.push_back([this] { ++v; });
    delete this;
  }
};
struct ClearsAtEnd {
  int v = 0;
  ~ClearsAtEnd() { waiting.clear(); }
  void close() {
    later([this] { ++v; });
    delete this;
  }
};

// A copy of what the reference names refers to nothing.
struct Validator {
  std::function<int(int)> check;
  Validator both(const Validator &other) const {
    Validator result;
    const std::function<int(int)> &first = check;
    const std::function<int(int)> &second = other.check;
    result.check = [first, second](int n) { return first(n) + second(n); };
    return result;
  }
  Validator borrows() const {
    Validator result;
    const std::function<int(int)> &first = check;
    // CHECK: :[[@LINE+1]]:22: warning: lambda captures 'first', by which it refers to the object, but
    result.check = [&first](int n) { return first(n); };
    return result;
  }
};
int useValidators(int n) {
  Validator good = Validator{[](int i) { return i; }}.both(Validator());
  Validator bad = Validator{[](int i) { return i; }}.borrows();
  return good.check(n) + bad.check(n);
}
