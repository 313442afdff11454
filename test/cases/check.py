#!/usr/bin/env python3
"""Holds the score of every case against what is expected of it, in expected.tsv beside this file.

  check.py [--llvm N]... [--fix] [--update] [DIR...]

A case that got worse fails; one that got better is shown, and --update records it. The scores
come from cases.py, for each LLVM version with the module that was built for it. A case has one
expected state; where the versions differ, the worse of the two is its state.
"""
import argparse
import concurrent.futures
import os
import sys
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE))

import cases  # noqa: E402

EXPECTED = HERE / "expected.tsv"
COLUMNS = ("case", "state", "fix")
# From the worst to the best. A warning where none belongs is worse than silence. The states of
# bad and of ok files never meet, apart from the first two.
STATES = ["crashed", "false", "missed", "found", "quiet"]
# A wrong repair is worse than none; '-' stands where there is nothing to repair.
FIXES = ["wrong", "-", "none", "partly", "good"]


def tidy_command(version, module, fix=False):
    return (f"clang-tidy-{version} --config={{}} --load={module} --checks='-*,closure-*' --quiet "
            + ("--fix " if fix else "") + "{file} -- {flags}")


def state(row):
    if row["crashed"]:
        return "crashed"
    if row["false"]:
        return "false"
    if not row["bad"]:
        return "quiet"
    return "missed" if row["missed"] else "found"


def measure(paths, version, with_fixes, jobs):
    """Path -> (state, fix, kind, detail)."""
    module = ROOT / "build" / f"llvm-{version}" / "lib" / "closure-tidy.so"
    command = tidy_command(version, module)
    if not cases.canary(command, "[closure-"):
        sys.exit(f"check.py: no warning on a plain defect: is {module} there, and built for LLVM {version}?")
    cases.CXX = os.environ.get("CLANGXX", f"clang++-{version}")   # compiles what was repaired
    fix_command = tidy_command(version, module, fix=True) if with_fixes else None
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        rows = list(pool.map(lambda path: cases.score(path, command, fix_command, "[closure-"), paths))
    result = {}
    for row in rows:
        lines = ", ".join(map(str, row["missed"] + row["false"]))
        verdict = row["fix"] or "-"
        result[name_of(row["path"])] = {
            "state": state(row), "fix": verdict.split()[0].strip(":"), "kind": row["kind"], "bad": row["bad"],
            "where": f"line {lines}" if lines else "", "verdict": verdict}
    return result


def name_of(path):
    return path.resolve().relative_to(HERE).as_posix()


def read_expected():
    if not EXPECTED.exists():
        return {}
    lines = EXPECTED.read_text().splitlines()[1:]
    return {name: {"state": state, "fix": fix} for name, state, fix in (line.split("\t") for line in lines)}


def write_expected(expected):
    rows = [COLUMNS, *((name, each["state"], each["fix"]) for name, each in sorted(expected.items()))]
    EXPECTED.write_text("".join("\t".join(row) + "\n" for row in rows))


def compare(expected, measured, version, with_fixes):
    """Prints what changed; returns the names of the cases that got worse, and of those that got better."""
    worse, better = set(), set()
    for name, got in measured.items():
        want = expected.get(name)
        if want is None:
            print(f"{name}: not in {EXPECTED.name}; run test/cases/check.py --update to record it as {got['state']}")
            worse.add(name)
            continue
        changes = [("state", STATES, got["where"])]
        if with_fixes and got["state"] == want["state"]:
            changes.append(("fix", FIXES, got["verdict"]))
        for key, order, detail in changes:
            step = order.index(got[key]) - order.index(want[key])
            if step:
                print(f"{name}: {key} {'better' if step > 0 else 'WORSE'} with LLVM {version}: "
                      f"expected {want[key]}, got {got[key]}" + (f" ({detail})" if detail else ""))
                (better if step > 0 else worse).add(name)
    return worse, better


def worst(expected, runs, with_fixes):
    """What --update records: the worse of the versions; fixes only where they were tried."""
    names = {name for run in runs.values() for name in run}
    updated = {name: each for name, each in expected.items() if (HERE / name).exists()}
    for name in names:
        got = [run[name] for run in runs.values() if name in run]
        before = expected.get(name, {"fix": "-"})
        tried = [each["fix"] for each in got] if with_fixes else [before["fix"]]
        updated[name] = {"state": min((each["state"] for each in got), key=STATES.index),
                         "fix": min(tried, key=FIXES.index)}
    return updated


def print_score(measured, version, with_fixes):
    """Found and quiet for each group, and within it for each kind."""
    print(f"score with LLVM {version}:")
    rows = {}
    for name, got in measured.items():
        group = name.split("/")[0]
        for key in ((group, got["kind"]), (group, "all"), ("all", got["kind"]), ("all", "all")):
            rows.setdefault(key, []).append(got)
    for group, kind in sorted(rows, key=lambda key: (key[0] == "all", key[0], key[1] == "all", key[1])):
        each = rows[group, kind]
        bad, ok = [got for got in each if got["bad"]], [got for got in each if not got["bad"]]
        found = sum(got["state"] == "found" for got in bad)
        quiet = sum(got["state"] == "quiet" for got in ok)
        tried = [got["fix"] for got in bad if got["fix"] != "-"]
        line = f"  {group:12} {kind:12} found {found:3}/{len(bad):<3}  quiet {quiet:3}/{len(ok):<3}"
        if with_fixes:
            line += f"  repaired {tried.count('good'):3}/{len(tried):<3}  wrongly {tried.count('wrong')}/{len(tried)}"
        print(line.rstrip(), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("places", nargs="*", default=[str(HERE)], metavar="DIR")
    parser.add_argument("--llvm", action="append", help="a version to score with (default: 22); may be repeated")
    parser.add_argument("--fix", action="store_true", help="also apply the repairs, compile them, and run them")
    parser.add_argument("--update", action="store_true", help=f"record the states in {EXPECTED.name}")
    parser.add_argument("-j", type=int, default=os.cpu_count())
    args = parser.parse_args()
    paths = list(cases.collect(args.places))
    if not paths or not all(path.exists() for path in paths):
        parser.error("no case in " + " ".join(args.places))
    versions = args.llvm or ["22"]
    runs = {version: measure(paths, version, args.fix, args.j) for version in versions}
    for version, measured in runs.items():
        print_score(measured, version, args.fix)
    expected = read_expected()
    if args.update:
        write_expected(worst(expected, runs, args.fix))
        print(f"{EXPECTED.name} is updated")
        return 0
    passed = failed = improved = 0
    for version, measured in runs.items():
        worse, better = compare(expected, measured, version, args.fix)
        passed, failed, improved = passed + len(measured) - len(worse), failed + len(worse), improved + len(better)
    for name in sorted(name for name in expected if not (HERE / name).exists()):
        print(f"{name}: in {EXPECTED.name}, but there is no such case; run test/cases/check.py --update")
        failed += 1
    if improved:
        print("better than expected: run test/cases/check.py --llvm 19 --llvm 22 --fix --update to record it")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
