#!/usr/bin/env python3
"""Tries everything that is offered for the bad cases, repairs and alternatives, one by one.

  offers.py [--llvm N] [DIR...]

Each offer has to compile without a warning that the case did not have before, and to silence the
lambda; a finding without an offer has to say why; and two runs of --fix leave nothing to repair.
The last line is 'N passed, M failed'.
"""
import argparse
import collections
import concurrent.futures
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE))

import cases  # noqa: E402

DIAGNOSTIC = re.compile(r"^.*?: (?:fatal )?(warning|error): (.*)$", re.M)
OURS = re.compile(r" \[(?:closure-[\w-]+,?)+\]$")


class Case:
    def __init__(self, path, version, folder):
        self.path, self.text = path, path.read_bytes()
        self.flags = cases.flags(cases.header(path))
        self.copy = Path(folder) / path.name
        self.lint = ROOT / "build" / f"llvm-{version}" / "bin" / "closure-lint"
        plugin = ROOT / "build" / f"llvm-{version}" / "lib" / "closure-clang.so"
        self.compiler = [f"clang++-{version}", f"-fplugin={plugin}", "-fsyntax-only", "-Wall", "-Wextra"]
        self.passed, self.failures = 0, []

    def expect(self, condition, words):
        if condition:
            self.passed += 1
        else:
            self.failures.append(f"{self.path.relative_to(HERE)}: {words}")

    def findings(self, *more):
        run = subprocess.run([self.lint, "--quiet", "--format=json", *more, self.copy, "--", *self.flags],
                             capture_output=True, text=True, cwd=self.copy.parent)
        return json.loads(run.stdout)["findings"]

    def complaints(self):
        """What the compiler says of its own and for the checks, each text with its number."""
        run = subprocess.run([*self.compiler, *self.flags, self.copy], capture_output=True, text=True)
        told = collections.Counter(DIAGNOSTIC.findall(run.stderr))
        ours = collections.Counter({each: told[each] for each in told if OURS.search(each[1])})
        return told - ours, ours

    def apply(self, edits):
        text = self.text
        for edit in sorted(edits, key=lambda edit: -edit["offset"]):
            text = text[:edit["offset"]] + edit["text"].encode() + text[edit["offset"] + edit["length"]:]
        self.copy.write_bytes(text)

    def attempt(self, name, finding, offer):
        self.apply(offer["edits"])
        told, left = self.complaints()
        new = told - self.before
        self.expect(not new, f"{name} of line {finding['line']} brings {sorted(new)}")
        # Where several instantiations or lambdas look alike, one fewer has to be left.
        self.expect(not left - self.known and sum(left.values()) < sum(self.known.values()),
                    f"{name} of line {finding['line']} leaves {sorted(left)}")

    def run(self):
        self.copy.write_bytes(self.text)
        self.found = self.findings()
        self.before, self.known = self.complaints()
        self.expect(sum(self.known.values()) == len(self.found), "the compiler and closure-lint differ")
        for finding in self.found:
            offers = [("the repair", finding["repair"])] if finding["repair"] else []
            offers += [(f"'{other['title']}'", other) for other in finding["alternatives"]]
            self.expect(finding["repair"] or finding["notes"], f"line {finding['line']} has neither a repair nor a reason")
            for name, offer in offers:
                self.attempt(name, finding, offer)
        # Of a single finding the repair has been tried above.
        if len(self.found) > 1 and any(finding["repair"] for finding in self.found):
            self.copy.write_bytes(self.text)
            self.findings("--fix")
            self.findings("--fix")
            self.expect(not [each for each in self.findings() if each["repair"]], "two runs of --fix leave a repair")
        return self


def attempt(path, version):
    with tempfile.TemporaryDirectory() as folder:
        return Case(path, version, folder).run()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--llvm", default="22")
    parser.add_argument("folders", nargs="*", type=Path, default=[HERE])
    asked = parser.parse_args()
    paths = [path.resolve() for folder in asked.folders for path in sorted(folder.rglob("*.bad.cpp"))]
    with concurrent.futures.ThreadPoolExecutor() as pool:
        done = list(pool.map(lambda path: attempt(path, asked.llvm), paths))
    failures = [words for case in done for words in case.failures]
    print("\n".join(failures))
    print(f"{sum(case.passed for case in done)} passed, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
