// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// An object is the same whether one has its address or a reference to it.
#include <functional>
#include <new>
#include <utility>

using Fn = std::function<void()>;
struct Object {
  Fn f;
  explicit Object(Fn f) : f(std::move(f)) {}
};
template <class T> struct Owner {
  T *p;
  explicit Owner(T &r) : p(&r) {}
};

Object &made(int x) {
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'x' by reference, but the return value keeps it after 'x' dies
  return *new Object([&x] { ++x; });
}
Owner<Object> owned(int x) {
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'x' by reference, but the return value keeps it after 'x' dies
  return Owner<Object>(*new Object([&x] { ++x; }));
}
Object &make(Fn f) { return *new Object(std::move(f)); }
Object *handedOn(int x) {
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'x' by reference, but the return value keeps it after 'x' dies
  return &make([&x] { ++x; });
}

// Bytes that a method points out are those of the object.
struct Slots {
  alignas(Object) unsigned char bytes[4 * sizeof(Object)];
  unsigned char *slot(int n) { return bytes + n * sizeof(Object); }
  void add(Fn f) { new (slot(0)) Object(std::move(f)); }
};
void added(Slots &slots, int x) {
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'x' by reference, but the caller's 'slots' keeps it after 'x' dies
  slots.add([&x] { ++x; });
}
int inside(int x) {
  Object &object = *new Object([&x] { ++x; });
  object.f();
  delete &object;
  return x;
}
