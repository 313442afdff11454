// REQUIRES: header-pybind11
// packages: pybind11-dev libpython3-dev
// RUN: %closure-tidy %s -- -std=c++17 -I/usr/include/python3.11 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// pybind11.
#include <memory>
#include <pybind11/pybind11.h>
namespace py = pybind11;
struct Thing {
  int v = 0;
};
int work(int);
void functions(py::module_ &m) {
  int n = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  m.def("f", [&n] { return work(n); });
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  m.def("g", [&n](int a) { return work(n + a); }, py::arg("a"));
  m.def("h", [n] { return work(n); });
  m.def("i", &work);
}
PYBIND11_MODULE(name, m) {
  int n = 0;
  static int all = 0;
  auto own = std::make_shared<int>(0);
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  m.def("f", [&n] { return work(n); });
  m.def("g", [&] { return work(all); });
  m.def("h", [own] { return work(*own); });
  py::class_<Thing> c(m, "Thing");
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  c.def("f", [&](Thing &t) { return t.v + n; });
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  c.def("g", [](Thing &t) { return t.v; }).def_property_readonly("p", [&](Thing &t) {
    return t.v + n;
  });
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  c.def_property("q", [](Thing &t) { return t.v; }, [&n](Thing &t, int v) { t.v = n + v; });
  for (int i : {1, 2})
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'i' by reference
    m.def(i == 1 ? "one" : "two", [&i] { return i; });
  for (int i : {1, 2})
    m.def(i == 1 ? "three" : "four", [i] { return i; });
}
py::cpp_function returned(int n) {
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  return py::cpp_function([&n](int a) { return a + n; });
}
void passed(py::object callee) {
  int n = 0;
  callee(py::cpp_function([&n](int a) { n += a; }));
  work(n);
}
