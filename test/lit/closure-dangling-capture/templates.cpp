// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// A template and its instantiations give one report; macros are reported where they are used.
#include <functional>

using Fn = std::function<int()>;

template <class T> Fn factory(T value) {
  // CHECK: :[[#@LINE+1]]:12: warning: lambda captures 'value' by reference
  return [&value] { return static_cast<int>(value); };
}
int useFactory() { return factory(1)() + factory(2L)() + factory('c')(); }

template <class T> struct Holder {
  Fn fn;
  void set(T value) {
    // CHECK: :[[#@LINE+1]]:12: warning: lambda captures 'value' by reference
    fn = [&value] { return static_cast<int>(value); };
  }
};
void useHolder(Holder<int> &one, Holder<long> &other) {
  one.set(1);
  other.set(2);
}

#define MAKE_GETTER(name) [&name] { return name; }
Fn fromMacro(int x) {
  // CHECK: :[[#@LINE+1]]:22: warning: lambda captures 'x' by reference
  return MAKE_GETTER(x);
  // CHECK: note: no repair is offered inside a macro
}
#define RETURN(what) return what
Fn inArgument(int x) {
  // CHECK: :[[#@LINE+1]]:12: warning: lambda captures 'x' by reference
  RETURN([&x] { return x; });
}

// Members that are never used are patterns only.
template <class T> struct Unused {
  Fn set(T value) { return [&value] { return value; }; }
};
