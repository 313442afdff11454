"""Repairs by closure-lint: applied whole or not at all, shown as a patch, and never twice."""
import os
import subprocess

from projects import ProjectTest, dangling

SHARED = """#include <functional>
struct Counter {
  std::function<int()> next, get;
};
Counter counter() {
  int count = 0;
  return {[&count] { return ++count; }, [&count] { return count; }};
}
"""


class Repairing(ProjectTest):
    def test_fix_repairs_and_the_next_run_is_quiet(self):
        self.write(a_cpp=dangling("a"), b_cpp=SHARED)
        self.database("a.cpp", "b.cpp")
        self.expect(self.project("--fix"), 1, "3 findings in 2 files, 2 repaired")
        self.assertIn("[count] { return count; }", (self.folder / "a.cpp").read_text())
        text = (self.folder / "b.cpp").read_text()
        self.assertIn("#include <memory>", text)
        self.assertIn("std::make_shared<int>(0)", text)
        self.expect(self.project(), 0)

    def test_dry_run_prints_a_patch_that_applies(self):
        self.write(a_cpp=dangling("a"), b_cpp=SHARED)
        self.database("a.cpp", "b.cpp")
        before = (self.folder / "b.cpp").read_text()
        run = self.project("--fix", "--dry-run")
        self.expect(run, 1, "2 can be repaired")
        self.assertEqual((self.folder / "b.cpp").read_text(), before)
        subprocess.run(["git", "apply", "--unidiff-zero", "-"], cwd=self.folder, input=run.stdout, text=True, check=True)
        self.expect(self.project(), 0)

    def test_a_header_is_repaired_once(self):
        self.write(shared_h="#pragma once\n" + dangling("shared").replace("std::f", "inline std::f", 1))
        self.write(a_cpp='#include "shared.h"\n', b_cpp='#include "shared.h"\n')
        self.database("a.cpp", "b.cpp")
        self.expect(self.project("--fix"), 1, "1 repaired")
        self.assertEqual((self.folder / "shared.h").read_text().count("[count]"), 1)

    def test_a_repair_that_others_leave_out_keeps_its_include(self):
        silenced = SHARED.replace("[&count] { return ++count; }, [", "[&count] { return ++count; }, // NOLINT\n          [")
        self.write(a_cpp=SHARED.replace("counter", "other").replace("struct Counter", "struct Other")
                   .replace("Counter other", "Other other"), b_cpp=silenced)
        self.put("a.cpp", (self.folder / "a.cpp").read_text())
        self.database("a.cpp", "b.cpp")
        self.project("--fix", "a.cpp")
        self.assertIn("#include <memory>", (self.folder / "a.cpp").read_text())

    def test_fix_all_takes_an_alternative_where_nothing_is_safe(self):
        self.write(a_cpp="""#include <thread>
struct Pinned {
  Pinned(const Pinned &) = delete;
  int value;
};
Pinned make();
void start() {
  std::jthread worker;
  Pinned pinned = make();
  worker = std::jthread([&pinned] { ++pinned.value; });
}
""")
        flags = ("a.cpp", "--", "-std=c++20")
        self.expect(self.lint("--fix", *flags), 1, "1 finding in 1 file, 0 repaired")
        self.expect(self.lint("--fix=all", *flags), 1, "1 repaired")
        self.expect(self.lint(*flags), 0)

    def test_the_mode_and_the_link_of_a_file_stay(self):
        path = self.put("real/a.cpp", dangling("a"))
        path.chmod(0o754)
        (self.folder / "a.cpp").symlink_to(path)
        self.lint("--fix", "a.cpp")
        self.assertTrue((self.folder / "a.cpp").is_symlink())
        self.assertEqual(path.stat().st_mode & 0o777, 0o754)
        self.assertIn("[count]", path.read_text())
        self.assertEqual(os.listdir(path.parent), ["a.cpp"])
