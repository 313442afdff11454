//===-- pybind11.cpp - pybind11, as it runs -------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// model: pybind11
// packages: pybind11-dev libpython3-dev
// flags: -std=c++17 -fvisibility=hidden
// pkg-config: python3-embed
#include "Shapes.h"
#include <pybind11/embed.h>

namespace py = pybind11;

struct Thing {};

int main() {
  py::scoped_interpreter Python;
  auto Keeps = [](const char *Name, auto Give) {
    Row R(Name);
    R.call([&] { Give(R.closure()); });
  };
  py::module_ Module = py::module_::import("__main__");
  py::class_<Thing> Class(Module, "Thing");
  Keeps("pybind11::module_::def", [&](Closure C) { Module.def("f", [C] { C(); }); });
  Keeps("pybind11::class_::def", [&](Closure C) { Class.def("f", [C](Thing &) { C(); }); });
  Keeps("pybind11::class_::def_static", [&](Closure C) { Class.def_static("g", [C] { C(); }); });
  Keeps("pybind11::class_::def_property_readonly",
        [&](Closure C) { Class.def_property_readonly("p", [C](Thing &) { return C(), 1; }); });
  makes("pybind11::cpp_function::cpp_function",
        [](Closure C) { return py::cpp_function([C] { C(); }); });
}
