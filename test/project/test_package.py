"""The installation: a Debian package whose commands work from where it puts them."""
import os
import re
import shutil
import subprocess
import tempfile
import urllib.parse
import unittest
from pathlib import Path

from projects import BUILD, dangling

N = BUILD.name.split("-")[1]


class Package(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = Path(tempfile.mkdtemp())
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        subprocess.run(["cpack", "--config", BUILD / "CPackConfig.cmake", "-B", cls.folder / "made"], check=True,
                       capture_output=True)
        cls.package, = (cls.folder / "made").glob("*.deb")
        # As it would lie below `/`; who installs it for real has to be root.
        subprocess.run(["dpkg-deb", "-x", cls.package, cls.folder / "root"], check=True)
        (cls.folder / "a.cpp").write_text(dangling("a"))

    def test_the_programs_find_their_neighbours(self):
        bin = self.folder / "root/usr/bin"
        self.assertEqual(sorted(os.listdir(bin)), [f"closure-clangd-{N}", f"closure-lint-{N}"])
        for words, said in ((["doctor"], "closure-clangd  works"), ([self.folder / "a.cpp"], "[closure-dangling-capture]")):
            run = subprocess.run([bin / f"closure-lint-{N}", *words], capture_output=True, text=True)
            self.assertIn(said, run.stdout, run.stderr)
            self.assertNotIn("does not work", run.stdout)

    def test_it_names_what_it_needs(self):
        said = subprocess.run(["dpkg-deb", "-f", self.package], capture_output=True, text=True, check=True).stdout
        for name in (f"Package: closure-lint-{N}\n", f"libclang-common-{N}-dev", "libclang-cpp", "libllvm"):
            self.assertIn(name, said)

    def test_cmake_finds_it(self):
        (self.folder / "CMakeLists.txt").write_text(
            "cmake_minimum_required(VERSION 3.25)\nproject(Other LANGUAGES CXX)\nfind_package(ClosureLint REQUIRED)\n"
            "add_library(other STATIC a.cpp)\nclosure_lint_enable(other)\n")
        prefix = self.folder / f"root/usr/lib/closure-lint-{N}"
        subprocess.run(["cmake", "-G", "Ninja", "-S", ".", "-B", "b", f"-DCMAKE_CXX_COMPILER=clang++-{N}",
                        f"-DCMAKE_PREFIX_PATH={prefix}"], cwd=self.folder, check=True, capture_output=True)
        built = subprocess.run(["cmake", "--build", "b"], cwd=self.folder, capture_output=True, text=True)
        self.assertIn("lambda captures 'count' by reference", built.stdout)

    def test_the_archive_runs_from_any_folder(self):
        subprocess.run(["cpack", "-G", "TGZ", "--config", BUILD / "CPackConfig.cmake", "-B", self.folder / "archive"],
                       check=True, capture_output=True)
        archive, = (self.folder / "archive").glob("*.tar.gz")
        self.assertEqual(archive.name, f"closure-lint-{N}.tar.gz")
        for place in ("one place", "another"):
            (self.folder / place).mkdir()
            subprocess.run(["tar", "-xzf", archive, "-C", self.folder / place, "--strip-components=1"], check=True)
            program = self.folder / place / "bin/closure-lint"
            run = subprocess.run([program, "doctor"], capture_output=True, text=True)
            self.assertEqual((run.returncode, run.stdout.count("works")), (0, 4), run.stdout)
            run = subprocess.run([program, "--format=sarif", self.folder / "a.cpp"], capture_output=True, text=True)
            page, = re.findall(r'"helpUri": "file://(.*closure-dangling-capture.md)"', run.stdout)
            self.assertTrue(Path(urllib.parse.unquote(page)).samefile(
                self.folder / place / "share/doc/closure-lint/docs/checks/closure-dangling-capture.md"))
            subprocess.run(["rm", "-r", self.folder / place], check=True)
