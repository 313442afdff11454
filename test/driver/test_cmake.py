"""Tests of the CMake package: closure_lint_enable in a project of another's."""
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from support import ROOT

VERSION = os.environ.get("LLVM_VERSION", "22")
BUILD = ROOT / "build" / f"llvm-{VERSION}"
LISTS = """cmake_minimum_required(VERSION 3.25)
project(Other LANGUAGES CXX)
find_package(ClosureLint REQUIRED)
add_library(other STATIC a.cpp)
closure_lint_enable(other{arguments})
"""
PROGRAM = """#include <functional>
std::function<int()> direct() {
  int n = 1;
  return [&n] { return n; };
}
"""
WARNING = "lambda captures 'n' by reference"
# Two libraries, one of which keeps what the other gives it, with a generated source.
SUMMARIES = """cmake_minimum_required(VERSION 3.25)
project(Other LANGUAGES CXX)
find_package(ClosureLint REQUIRED)
add_compile_options(-std=c++17)
add_library(net STATIC net/bus.cpp)
closure_lint_enable(net SUMMARIES)
add_custom_command(OUTPUT made.h COMMAND ${CMAKE_COMMAND} -E touch made.h)
add_library(app STATIC use.cpp other.cpp ${CMAKE_BINARY_DIR}/made.h)
target_include_directories(app PRIVATE net ${CMAKE_BINARY_DIR})
target_link_libraries(app PRIVATE net)
closure_lint_enable(app SUMMARIES LEVELS 1)
"""
BUS_H = """#pragma once
#include <functional>
#include <vector>
struct Bus {
  void onMessage(std::function<void(int)> handler);
  std::vector<std::function<void(int)>> handlers;
};
"""
KEEPS = """#include "bus.h"
void Bus::onMessage(std::function<void(int)> handler) { handlers.push_back(handler); }
"""
USES = """#include "bus.h"
void listen(Bus &bus) {
  int total = 0;
  bus.onMessage([&total](int more) { total += more; });
}
"""


class CMake(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        (self.folder / "a.cpp").write_text(PROGRAM)

    def built(self, compiler, arguments=""):
        (self.folder / "CMakeLists.txt").write_text(LISTS.format(arguments=arguments))
        configured = self.run_cmake("--fresh", "-G", "Ninja", "-S", ".", "-B", "b", f"-DCMAKE_CXX_COMPILER={compiler}",
                                    f"-DCMAKE_PREFIX_PATH={BUILD}")
        return configured + self.run_cmake("--build", "b", "--clean-first")

    def run_cmake(self, *words):
        done = subprocess.run(["cmake", *words], cwd=self.folder, text=True, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT)
        self.status = done.returncode
        return done.stdout

    def test_the_plugin_under_clang_of_the_version(self):
        said = self.built(f"clang++-{VERSION}")
        self.assertEqual(self.status, 0, said)
        self.assertEqual(said.count(WARNING), 1, said)
        self.assertIn("-fplugin", (self.folder / "b" / "build.ninja").read_text())

    def test_clang_tidy_under_another_compiler(self):
        said = self.built("c++")
        self.assertEqual(self.status, 0, said)
        self.assertEqual(said.count(WARNING), 1, said)
        self.assertNotIn("-fplugin", (self.folder / "b" / "build.ninja").read_text())

    def test_the_files_of_a_program_together(self):
        sources = {"CMakeLists.txt": SUMMARIES, "net/bus.h": BUS_H, "net/bus.cpp": KEEPS, "use.cpp": '#include "made.h"\n' + USES,
                   "other.cpp": "int other() { return 1; }\n"}
        for name, text in sources.items():
            (self.folder / name).parent.mkdir(exist_ok=True)
            (self.folder / name).write_text(text)
        said = self.run_cmake("-G", "Ninja", "-S", ".", "-B", "b", f"-DCMAKE_PREFIX_PATH={BUILD}", "-DCMAKE_CXX_COMPILER=c++")
        self.assertEqual(self.status, 0, said)

        def report():
            return self.run_cmake("--build", "b", "--target", "app-closures", "--verbose")
        said = report()
        self.assertNotEqual(self.status, 0, said)
        self.assertIn("use.cpp:5:19: warning: lambda captures 'total' by reference, but the caller's 'bus' keeps it", said)
        self.assertEqual(said.count(" summarize "), 2 * 3 + 1, said)  # net has three levels, app two
        self.assertIn("closure-dangling-capture", (self.folder / "b/closure-lint/app.sarif").read_text())
        said = report()
        self.assertNotIn(" summarize ", said)
        self.assertNotIn(" link ", said)
        # Nobody else is told anything new.
        (self.folder / "net/bus.cpp").write_text(KEEPS + "// edited\n")
        said = report()
        self.assertEqual((said.count(" summarize "), said.count(" link ")), (3, 3), said)
        (self.folder / "net/bus.cpp").write_text(KEEPS.replace("handlers.push_back(handler)", "handler(1)"))
        said = report()
        self.assertEqual(self.status, 0, said)
        self.assertIn("no findings in 2 files", said)

    def test_the_checks_are_chosen(self):
        for compiler in (f"clang++-{VERSION}", "c++"):
            with self.subTest(compiler=compiler):
                said = self.built(compiler, " CHECKS closure-loop-capture")
                self.assertEqual(self.status, 0, said)
                self.assertNotIn(WARNING, said)

    def test_a_wrong_call_is_named(self):
        said = self.built("c++", " CHEKCS closure-loop-capture")
        self.assertIn("'CHEKCS;closure-loop-capture' is not understood", " ".join(said.split()))
        (self.folder / "CMakeLists.txt").write_text(LISTS.format(arguments="").replace("enable(other", "enable("))
        self.assertIn("closure_lint_enable names no target", self.run_cmake("--fresh", "-S", ".", "-B", "b", f"-DCMAKE_PREFIX_PATH={BUILD}"))
        (self.folder / "CMakeLists.txt").write_text(LISTS.format(arguments="").replace("enable(other", "enable(oter"))
        self.assertIn("there is no target 'oter'", self.run_cmake("--fresh", "-S", ".", "-B", "b",
                                                                   f"-DCMAKE_PREFIX_PATH={BUILD}"))

    def test_a_target_that_compiles_nothing_or_has_another_name(self):
        lists = "find_package(ClosureLint REQUIRED)\nadd_library(only INTERFACE)\nadd_library(other STATIC a.cpp)\nadd_library(A::other ALIAS other)\n"
        self.assertIn("closure_lint_enable: 'only' is not checked: it compiles nothing here", self.configured(lists + "closure_lint_enable(only)\n"))
        for compiler in (f"clang++-{VERSION}", "c++"):
            self.configured(lists + "closure_lint_enable(A::other)\n", compiler=compiler)
            self.assertEqual(self.built_now().count(WARNING), 1)

    def test_a_check_that_there_is_not(self):
        for given, name in (("closure-lop-capture", "closure-lop-capture"), ("closure-* -closure-lop-*", "closure-lop-*"), ("closure-loop-capture,closure-x", "closure-x")):
            (self.folder / "CMakeLists.txt").write_text(LISTS.format(arguments=f" CHECKS {given}"))
            said = self.run_cmake("--fresh", "-S", ".", "-B", "b", f"-DCMAKE_PREFIX_PATH={BUILD}")
            self.assertEqual(self.status, 1)
            self.assertIn(f"closure_lint_enable: no check matches '{name}'; the checks are closure-coroutine-capture, closure-dangling-capture,", " ".join(said.split()))
        (self.folder / "CMakeLists.txt").write_text(LISTS.format(arguments=" CHECKS * -closure-dangling-* closure-loop-capture"))
        self.run_cmake("--fresh", "-S", ".", "-B", "b", f"-DCMAKE_PREFIX_PATH={BUILD}")
        self.assertEqual(self.status, 0)

    def configured(self, lists, *words, compiler="c++"):
        (self.folder / "CMakeLists.txt").write_text("cmake_minimum_required(VERSION 3.25)\nproject(Other LANGUAGES CXX)\n" + lists)
        said = self.run_cmake("--fresh", "-G", "Ninja", "-S", ".", "-B", "b", f"-DCMAKE_CXX_COMPILER={compiler}",
                              f"-DCMAKE_PREFIX_PATH={BUILD}", *words)
        self.assertEqual(self.status, 0, said)
        return " ".join(said.split())

    def built_now(self):
        said = self.run_cmake("--build", "b", "--clean-first")
        self.assertEqual(self.status, 0, said)
        return said

    def test_it_adds_to_the_clang_tidy_of_the_target(self):
        (self.folder / "a.cpp").write_text(PROGRAM + "int *zero() { return 0; }\n")
        for given in (f"/usr/bin/clang-tidy-{VERSION};--quiet;--checks=-*,modernize-use-nullptr",
                      f"/usr/bin/clang-tidy-{VERSION};-checks=-*,modernize-use-nullptr;--quiet"):
            self.configured("find_package(ClosureLint REQUIRED)\nadd_library(other STATIC a.cpp)\nclosure_lint_enable(other)\n",
                            f"-DCMAKE_CXX_CLANG_TIDY={given}")
            said = self.built_now()
            self.assertEqual((said.count(WARNING), said.count("[modernize-use-nullptr]")), (1, 1), said)

    def test_it_adds_to_the_checks_of_the_configuration(self):
        (self.folder / ".clang-tidy").write_text("Checks: '-*,modernize-use-nullptr'\n")
        (self.folder / "a.cpp").write_text(PROGRAM + "int *zero() { return 0; }\n")
        self.configured("find_package(ClosureLint REQUIRED)\nadd_library(other STATIC a.cpp)\nclosure_lint_enable(other)\n"
                        "closure_lint_enable(other)\n", f"-DCMAKE_CXX_CLANG_TIDY=/usr/bin/clang-tidy-{VERSION}")
        said = self.built_now()
        self.assertEqual((said.count(WARNING), said.count("[modernize-use-nullptr]")), (1, 1), said)

    def test_a_clang_tidy_that_cannot_load_the_module_stays(self):
        tool = self.folder / "tidy"
        tool.write_text("#!/bin/sh\n[ \"$1\" = --version ] && echo LLVM version 3.9.1\nexit 0\n")
        tool.chmod(0o755)
        said = self.configured("find_package(ClosureLint REQUIRED)\nadd_library(other STATIC a.cpp)\nclosure_lint_enable(other)\n"
                               "get_target_property(Is other CXX_CLANG_TIDY)\nmessage(STATUS \"it is ${Is}.\")\n",
                               f"-DCMAKE_CXX_CLANG_TIDY={tool}")
        self.assertIn(f"'other' is not checked: its CXX_CLANG_TIDY is '{tool}', which is not of LLVM {VERSION}", said)
        self.assertIn(f"it is {tool}.", said)

    def test_another_compiler_is_told_once(self):
        lists = ("find_package(ClosureLint REQUIRED)\nadd_library(one STATIC a.cpp)\nadd_library(two STATIC a.cpp)\n"
                 "closure_lint_enable(one)\nclosure_lint_enable(two)\n")
        words = f"clang-tidy-{VERSION} reads each file once more"
        self.assertEqual(self.configured(lists).count(words), 1)
        self.assertEqual(self.configured(lists, compiler=f"clang++-{VERSION}").count(words), 0)

    def test_one_switch_for_all_targets(self):
        (self.folder / "sub").mkdir()
        (self.folder / "sub" / "CMakeLists.txt").write_text("add_library(below STATIC ../a.cpp)\nadd_custom_target(no)\n")
        targets = "add_library(here OBJECT a.cpp)\nadd_library(only INTERFACE)\nadd_subdirectory(sub)\n"
        for compiler in (f"clang++-{VERSION}", "c++"):
            self.configured("find_package(ClosureLint REQUIRED)\nclosure_lint_enable_all()\n" + targets, compiler=compiler)
            self.assertEqual(self.built_now().count(WARNING), 2)
            self.configured(targets, f"-DCMAKE_PROJECT_INCLUDE={BUILD}/lib/cmake/ClosureLint/ClosureLintAll.cmake", compiler=compiler)
            self.assertEqual(self.built_now().count(WARNING), 2)
        self.configured("find_package(ClosureLint REQUIRED)\nclosure_lint_enable_all(CHECKS closure-loop-capture closure-lost-update)\n" + targets)
        self.assertNotIn(WARNING, self.built_now())

    def test_the_annotations_are_a_target(self):
        (self.folder / "a.cpp").write_text("#include <closure/annotations.h>\n" + PROGRAM)
        self.configured("find_package(ClosureLint REQUIRED)\nadd_library(other STATIC a.cpp)\n"
                        "target_link_libraries(other PRIVATE ClosureLint::annotations)\n")
        self.built_now()


if __name__ == "__main__":
    unittest.main()
