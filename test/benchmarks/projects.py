#!/usr/bin/env python3
"""Measures closure-lint over a project against the compiler's syntax check and against run-clang-tidy
with the module, and compares the findings.

  test/benchmarks/projects.py BUILD_DIR [--jobs N] [--llvm N]

Exit status: 0 if closure-lint and clang-tidy find the same, 1 if not.
"""
import argparse
import concurrent.futures
import json
import os
import re
import resource
import shlex
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WARNING = re.compile(r"(\S.*?):(\d+:\d+): warning: (.*) \[(closure-[\w-]+)\]")
# With a file behind them, and alone.
OUTPUT, ALONE = {"-o", "-MF", "-MT", "-MQ"}, {"-c", "-MD", "-MMD", "-MP"}


def measured(name, work):
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime, time.monotonic()
    result = work()
    user = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    print(f"{name:32} {time.monotonic() - start:8.1f} s wall {user:8.1f} s user", flush=True)
    return result


def syntax(compiler, entry):
    words = iter((entry.get("arguments") or shlex.split(entry["command"]))[1:])
    kept = []
    for word in words:
        if word in OUTPUT:
            next(words)
        elif word not in ALONE:
            kept.append(word)
    return subprocess.run([compiler, *kept, "-fsyntax-only", "-w"], cwd=entry["directory"],
                          stderr=subprocess.DEVNULL).returncode


def findings(text):
    return {(os.path.abspath(match[1]), *match.groups()[1:])
            for match in map(WARNING.match, text.splitlines()) if match}


def output(*command):
    return subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          text=True, errors="replace").stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--llvm", default="22")
    asked = parser.parse_args()
    entries = json.loads((asked.build / "compile_commands.json").read_text())
    built = ROOT / "build" / f"llvm-{asked.llvm}"
    print(f"{len(entries)} entries, {asked.jobs} at a time")

    def check_syntax():
        with concurrent.futures.ThreadPoolExecutor(asked.jobs) as pool:
            return sum(pool.map(lambda entry: syntax(f"clang++-{asked.llvm}", entry) != 0, entries))
    broken = measured("clang++ -fsyntax-only -w", check_syntax)
    lint = measured("closure-lint", lambda: output(built / "bin/closure-lint", "-p", asked.build, f"-j{asked.jobs}"))
    tidy = measured("run-clang-tidy with the module", lambda: output(
        f"run-clang-tidy-{asked.llvm}", "-clang-tidy-binary", f"clang-tidy-{asked.llvm}",
        f"-load={built}/lib/closure-tidy.so", "-checks=-*,closure-*", "-header-filter=.*", "-quiet",
        "-j", asked.jobs, "-p", asked.build))
    ours, theirs = findings(lint), findings(tidy)
    print(f"{broken} do not compile; closure-lint {len(ours)} findings, clang-tidy {len(theirs)}")
    for finding in sorted(ours ^ theirs):
        print("only", "closure-lint:" if finding in ours else "clang-tidy:", *finding)
    return 1 if ours != theirs else 0


if __name__ == "__main__":
    sys.exit(main())
