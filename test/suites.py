"""Runs one suite of tests and counts what passed, what failed, and the time it took."""
import json
import re
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from setup import build, children, paths
from setup.say import Stop


@dataclass
class Outcome:
    suite: str
    passed: int = 0
    failed: int = 0
    seconds: float = 0
    remark: str = ""


def timed(function):
    def wrapper(suite, *arguments, **named):
        print(f"== {suite}", flush=True)
        start = time.monotonic()
        outcome = function(suite, *arguments, **named)
        outcome.seconds = time.monotonic() - start
        return outcome
    return wrapper


def run(command, env=None):
    return children.run(list(map(str, command)), cwd=paths.ROOT, env=env)


@timed
def built(suite, version):
    try:
        build.build(version)
    except Stop as stop:
        print(stop)
        return Outcome(suite, failed=1, remark="the suites of this version did not run")
    return Outcome(suite, passed=1)


@timed
def unit_tests(suite, version):
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        output, status = run([paths.build_folder(version) / "bin" / "closure-unit-tests",
                              f"--gtest_output=json:{report}", "--gtest_brief=1"])
        counts = json.loads(report.read_text()) if report.exists() else {"tests": 0, "failures": 0}
    failed = counts["failures"]
    passed = counts["tests"] - failed - counts.get("disabled", 0)
    if status and not failed:
        failed = 1
        output += f"\nthe unit tests ended with status {status}"
    return judged(suite, passed, failed, output)


@timed
def lit(suite, version):
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        output, status = run([*paths.lit(version), "-v", "-o", report, paths.build_folder(version) / "test"])
        tests = json.loads(report.read_text())["tests"] if report.exists() else []
    codes = [test["code"] for test in tests]
    passed = sum(code in ("PASS", "FLAKYPASS", "XFAIL") for code in codes)
    left_out = sum(code in ("UNSUPPORTED", "SKIPPED", "EXCLUDED") for code in codes)
    failed = len(codes) - passed - left_out
    shown = "\n".join(f"{test['code']}: {test['name']}\n{test['output']}" for test in tests
                      if test["code"] in ("FAIL", "XPASS", "UNRESOLVED", "TIMEOUT"))
    if status and not failed:
        failed, shown = 1, output
    outcome = judged(suite, passed, failed, shown)
    if left_out:
        outcome.remark = f"{left_out} not for this version"
    return outcome


@timed
def script(suite, command, env=None, shown=r"."):
    """A script that ends in a line 'N passed, M failed'. Of its output only the lines that match
    `shown` are printed unless it fails."""
    output, status = run(command, env)
    counts = re.findall(r"^(\d+) passed, (\d+) failed$", output, re.M)
    passed, failed = map(int, counts[-1]) if counts else (0, 0)
    if status and not failed:
        failed = 1
        output += f"\n{' '.join(map(str, command))} ended with status {status}"
    lines = [line for line in output.splitlines() if failed or re.search(shown, line)]
    print("\n".join(lines), flush=True)
    return Outcome(suite, passed, failed) if passed or failed else nothing_ran(suite)


def judged(suite, passed, failed, output):
    if failed:
        print(output, flush=True)
    return Outcome(suite, passed, failed) if passed or failed else nothing_ran(suite)


def nothing_ran(suite):
    """A suite that runs nothing would otherwise look like a success."""
    print(f"{suite}: no test ran")
    return Outcome(suite, failed=1, remark="no test ran")
