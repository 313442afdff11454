#include <functional>
inline std::function<int()> inHeader() {
  int n = 1;
  return [&n] { return n; };
}
template <class T> std::function<T()> makeOf(T t) {
  return [&t] { return t; };
}
