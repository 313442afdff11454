#!/usr/bin/env python3
"""Runs the Python tests of a folder, as many at a time as there are processors, and ends in a line
'N passed, M failed'.

  unittests.py FOLDER [TEST_NAME_PART]...

Those of driver/, project/ and editor/ use the build of the LLVM version that LLVM_VERSION names (default: 22),
which has to be built.
"""
import os
import sys
from pathlib import Path

sys.dont_write_bytecode = True
ROOT = Path(__file__).resolve().parents[1]
# What Debian's packages bring stands here, whichever Python comes first in PATH.
DEBIANS = "/usr/bin/python3"

try:
    import pytest
    from importlib.metadata import version
    version("pytest-xdist")
except ImportError:
    if not os.path.exists(DEBIANS) or os.path.realpath(sys.executable) == os.path.realpath(DEBIANS):
        sys.exit("error: unittests.py needs python3-pytest and python3-pytest-xdist")
    os.execv(DEBIANS, [DEBIANS, *sys.argv])


class Counts:
    """Counts outcomes by test: one whose set-up or end fails has failed, and only once."""

    def __init__(self):
        self.ran, self.failed, self.skipped = set(), set(), {}

    def pytest_collectreport(self, report):
        if report.failed:
            self.failed.add(report.nodeid)

    def pytest_runtest_logreport(self, report):
        self.ran.add(report.nodeid)
        if report.failed:
            self.failed.add(report.nodeid)
        if report.skipped:
            self.skipped[report.nodeid] = report.longrepr[2]


def options(folder, parts):
    """One class at a time to a worker: what its tests share is made once."""
    return [str(folder), f"--numprocesses={os.cpu_count()}", "--dist=loadscope", "--import-mode=importlib",
            "--quiet", "--no-header", "-p", "no:cacheprovider", f"--rootdir={folder}",
            *(["-k", " or ".join(parts)] if parts else [])]


def main():
    folder = Path(sys.argv[1]).resolve()
    # The workers, which are processes of their own, have the same.
    sys.path[:0] = [str(folder), str(ROOT / "plugin")]
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    counts = Counts()
    status = pytest.main(options(folder, sys.argv[2:]), plugins=[counts])
    for test, reason in sorted(counts.skipped.items()):
        print(f"skipped: {test}: {reason}")
    if status not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED) and not counts.failed:
        counts.failed.add("the run itself")
    print(f"{len(counts.ran - counts.failed - set(counts.skipped))} passed, {len(counts.failed)} failed")
    return 1 if counts.failed else 0


if __name__ == "__main__":
    sys.exit(main())
