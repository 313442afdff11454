"""The parts of plugin/lint that install, and choose a version."""
import os
import unittest
from unittest import mock

from setup import llvm, packages
from setup.say import Stop


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
        self.assertEqual(self.choose("", [23, 22], []), 23)

    def test_begun_or_newest(self):
        self.assertEqual(self.choose("", [], [19]), 19)
        self.assertEqual(self.choose("", [], []), 22)

    def test_asked_for(self):
        self.assertEqual(self.choose("19", [22], []), 19)


if __name__ == "__main__":
    unittest.main()
