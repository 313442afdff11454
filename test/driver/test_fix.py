"""plugin/lint --fix"""
import os
import unittest

from support import CLEAN, DANGLING, LintTest

BROKEN = DANGLING + "int wrong = 1\n"


class Fix(LintTest):
    def test_file(self):
        bad = self.write("bad.cpp", DANGLING)
        self.expect(self.lint("--fix", "bad.cpp"), 1, "1 finding in 1 file, 1 repaired")
        self.assertNotEqual(bad.read_text(), DANGLING)
        self.expect(self.lint("bad.cpp"), 0)

    def test_project_with_a_shared_header(self):
        header = self.write("src/h.h", "#pragma once\ninline " + DANGLING)
        for name in ("src/a.cpp", "src/b.cpp"):
            self.write(name, '#include "h.h"\n')
        build = self.database("src/a.cpp", "src/b.cpp")
        self.expect(self.lint("-p", build, "--fix", "--header-filter=.*"), 1, "1 finding in 2 files, 1 repaired")
        self.assertEqual(header.read_text().count("mutable"), 1)
        self.expect(self.lint("-p", build, "--header-filter=.*"), 0)

    def test_file_that_does_not_compile_stays_as_it_is(self):
        broken = self.write("src/broken.cpp", BROKEN)
        bad = self.write("src/bad.cpp", DANGLING)
        self.expect(self.lint("-p", self.database("src/bad.cpp", "src/broken.cpp"), "--fix"), 2, "1 repaired")
        self.assertEqual(broken.read_text(), BROKEN)
        self.assertNotEqual(bad.read_text(), DANGLING)

    def test_clean_file_stays_as_it_is(self):
        clean = self.write("clean.cpp", CLEAN)
        self.expect(self.lint("--fix", "clean.cpp"), 0)
        self.assertEqual(clean.read_text(), CLEAN)

    @unittest.skipIf(os.geteuid() == 0, "root may write everywhere")
    def test_file_that_cannot_be_written(self):
        bad = self.write("src/bad.cpp", DANGLING)
        bad.parent.chmod(0o555)
        self.addCleanup(bad.parent.chmod, 0o755)
        self.expect(self.lint("--fix", "src/bad.cpp"), 2, "cannot write '", "; nothing was written")


if __name__ == "__main__":
    unittest.main()
