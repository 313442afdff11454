#!/usr/bin/env python3
"""Runs the Python tests of a folder and ends in a line 'N passed, M failed'.

  unittests.py FOLDER [TEST_NAME_PART]...

Those of driver/ and project/ use the build of the LLVM version that LLVM_VERSION names (default: 22), which has
to be built.
"""
import sys
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
ROOT = Path(__file__).resolve().parents[1]


def main():
    folder = Path(sys.argv[1]).resolve()
    sys.path[:0] = [str(folder), str(ROOT / "plugin")]
    loader = unittest.TestLoader()
    if sys.argv[2:]:
        loader.testNamePatterns = [f"*{part}*" for part in sys.argv[2:]]
    result = unittest.TextTestRunner(stream=sys.stdout).run(loader.discover(str(folder)))
    failed = len(result.failures) + len(result.errors) + len(result.unexpectedSuccesses)
    for test, reason in result.skipped:
        print(f"skipped: {test.id()}: {reason}")
    print(f"{result.testsRun - failed - len(result.skipped)} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
