"""The parts of plugin/lint that install, choose a version, and read."""
import os
import unittest
from unittest import mock

from setup import llvm, packages
from setup.linting import findings, flags
from setup.say import Stop

FINDING = """a.cpp:3:4: warning: lambda captures 'x' [closure-dangling-capture]
    3 |   // b.cpp:1:2: warning: only a comment [x]
      |   ^
h.h:1:1: note: 'x' dies here
    1 | }
      | ^
"""


class Installation(unittest.TestCase):
    def ensure(self, user, lacking):
        with mock.patch("os.geteuid", return_value=user), \
                mock.patch.object(packages, "missing", return_value=lacking), \
                mock.patch.object(packages, "apt") as apt, mock.patch.object(packages, "say") as say:
            packages.ensure(lacking)
        return apt.call_args_list, say.call_args_list

    def test_nothing_missing(self):
        self.assertEqual(self.ensure(0, []), ([], []))

    def test_root_installs_by_name_and_says_so(self):
        calls, said = self.ensure(0, ["cmake", "ccache"])
        self.assertEqual(calls, [mock.call("update"),
                                 mock.call("install", "-y", "--no-install-recommends", "cmake", "ccache")])
        self.assertEqual(said, [mock.call("installing cmake ccache")])

    def test_others_are_told_what_to_type(self):
        with self.assertRaisesRegex(Stop, r"sudo apt-get update && sudo apt-get install .*cmake ccache$"):
            self.ensure(1000, ["cmake", "ccache"])

    def test_missing(self):
        self.assertEqual(packages.missing(["dpkg", "no-such-package-at-all"]), ["no-such-package-at-all"])

    def test_cases_name_their_packages(self):
        self.assertIn("libtbb-dev", packages.for_testing([22]))


class Versions(unittest.TestCase):
    def choose(self, wanted, complete, begun):
        with mock.patch.dict(os.environ, {"LLVM_VERSION": wanted}), \
                mock.patch.object(packages, "for_building", side_effect=lambda version: version), \
                mock.patch.object(packages, "missing", side_effect=lambda version: version not in complete), \
                mock.patch("shutil.which", side_effect=lambda name: name in [f"clang-tidy-{each}" for each in begun]):
            return llvm.choose()

    def test_newest_that_is_complete(self):
        self.assertEqual(self.choose("", [19, 22], []), 22)
        self.assertEqual(self.choose("", [19], [22]), 19)

    def test_begun_or_newest(self):
        self.assertEqual(self.choose("", [], [19]), 19)
        self.assertEqual(self.choose("", [], []), 22)

    def test_asked_for(self):
        self.assertEqual(self.choose("19", [22], []), 19)


class Flags(unittest.TestCase):
    def test_values_are_no_options(self):
        words = ["-I", "-fdir", "-Xclang", "-fno-such", "-fno-such", "-DX=1", "a.cpp"]
        self.assertEqual(flags.questionable(words), {"-fno-such"})
        self.assertEqual(flags.cleaned(words, {"-fno-such", "-fdir"}),
                         ["-I", "-fdir", "-Xclang", "-fno-such", "-DX=1", "a.cpp"])

    def test_errors_and_profiles(self):
        words = ["-Werror", "-Werror=all", "-Wall", "-fprofile-use=x", "-pedantic-errors"]
        self.assertEqual(flags.cleaned(words), ["-Wall"])


class Reading(unittest.TestCase):
    def test_notes_belong_to_their_finding(self):
        output = findings.parse(FINDING + "2 warnings generated.\nSuppressed 1 warnings.\n"
                                + FINDING.replace(":3:", ":9:"))
        self.assertEqual([(block.file, block.line) for block in output.findings], [("a.cpp", 3), ("a.cpp", 9)])
        self.assertEqual("\n".join(output.findings[0].lines) + "\n", FINDING)

    def test_errors(self):
        output = findings.parse("error: unknown argument: '-fx' [clang-diagnostic-error]\n"
                                "a.cpp:1:2: fatal error: too many errors [clang-diagnostic-error]\n")
        self.assertEqual([block.place for block in output.errors], ["", "a.cpp:1"])

    def test_colours(self):
        output = findings.parse("\x1b[1ma.cpp:3:4: \x1b[0m\x1b[0;1;35mwarning: \x1b[0m\x1b[1mtext [closure-x]\x1b[0m\n")
        self.assertEqual([block.line for block in output.findings], [3])


if __name__ == "__main__":
    unittest.main()
