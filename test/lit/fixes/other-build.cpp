// What another build compiles in the lambda is not seen; its text is. The default stays where it is
// needed there, and a variable that is used there in an unknown way is not copied.
// RUN: cp %s %t.cpp
// RUN: not %closure-lint --fix %t.cpp -- -std=c++17 -DNDEBUG 2>&1 | FileCheck %s --check-prefix=SAID
// RUN: FileCheck %s --input-file=%t.cpp
// RUN: %clangxx -std=c++17 -fsyntax-only -w %t.cpp
// RUN: %clangxx -std=c++17 -fsyntax-only -w -DDEBUG %t.cpp
#ifdef NDEBUG
#define CHECKED(x) ((void)0)
#define COUNTED(x) ((void)0)
#else
#define CHECKED(x) ((x) ? void() : void())
#define COUNTED(x) (++x)
#endif

auto checks(int a) {
  int x = a, y = a;
  // CHECK: return [&, x] {
  return [&] {
    CHECKED(y > 0);
    return x;
  };
}

auto logs(int a) {
  int x = a, z = a;
  // CHECK: return [&, x] {
  return [&] {
#ifdef DEBUG
    z++;
#endif
    return x;
  };
}

auto counts(int a) {
  int x = a;
  // SAID: note: no repair is offered: code that is not compiled here names 'x' in the lambda as well
  // CHECK: return [&] {
  return [&] {
    COUNTED(x);
    return x;
  };
}

struct Point {
  int y;
};
// A member of that name, and a variable of the lambda's own, are other things.
auto others(Point p) {
  int x = p.y, y = x;
  (void)y;
  // CHECK: return [p] {
  return [&] {
    int y = p.y;
    return y;
  };
}
