#!/usr/bin/env python3
"""Runs the tests of plugin/lint and ends in a line 'N passed, M failed'.

  run.py [TEST_NAME_PART]...

They use the module of the LLVM version that LLVM_VERSION names (default: 22), which has to be built.
"""
import sys
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "plugin")]


def main():
    loader = unittest.TestLoader()
    if sys.argv[1:]:
        loader.testNamePatterns = [f"*{part}*" for part in sys.argv[1:]]
    result = unittest.TextTestRunner(stream=sys.stdout).run(loader.discover(str(HERE)))
    failed = len(result.failures) + len(result.errors) + len(result.unexpectedSuccesses)
    for test, reason in result.skipped:
        print(f"skipped: {test.id()}: {reason}")
    print(f"{result.testsRun - failed - len(result.skipped)} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
