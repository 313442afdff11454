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

    def test_the_checks_are_chosen(self):
        for compiler in (f"clang++-{VERSION}", "c++"):
            with self.subTest(compiler=compiler):
                said = self.built(compiler, " CHECKS closure-loop-capture")
                self.assertEqual(self.status, 0, said)
                self.assertNotIn(WARNING, said)

    def test_a_wrong_call_is_named(self):
        said = self.built("c++", " CHEKCS closure-loop-capture")
        self.assertIn("'CHEKCS;closure-loop-capture' is not understood", " ".join(said.split()))
        (self.folder / "CMakeLists.txt").write_text(LISTS.format(arguments="").replace("enable(other", "enable(oter"))
        self.assertIn("there is no target 'oter'", self.run_cmake("--fresh", "-S", ".", "-B", "b",
                                                                   f"-DCMAKE_PREFIX_PATH={BUILD}"))


if __name__ == "__main__":
    unittest.main()
