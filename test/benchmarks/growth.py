#!/usr/bin/env python3
"""How the cost of closure-lint grows with the size of one source, of each kind in
test/lit/limits/Inputs/large.py: user time and memory of the whole process, and how much faster than in
proportion the time grows from the first size to the last.

  test/benchmarks/growth.py [--llvm N] [--runs N] [--sizes N,N…] [KIND…]

Exit status: 0 if every growth is at most 1.2 times proportional, 1 if not.
"""
import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / "test/lit/limits/Inputs"))
import large  # noqa: E402

ALLOWED = 1.2
# What a closure can reach grows with the chain that it ends: this kind is square by its nature.
SQUARE = {"nested"}
# The parser, or we, go no further.
MOST = {"deep": 60, "chain": 1000}


def cost(lint, source):
    """(user seconds, megabytes, findings)"""
    child = subprocess.Popen([lint, "--quiet", source, "--", "-std=c++17"], stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT)
    findings = child.stdout.read().count(b" warning: ")
    usage = os.wait4(child.pid, 0)[2]
    return usage.ru_utime, usage.ru_maxrss / 1024, findings


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--llvm", default="22")
    parser.add_argument("--runs", type=int, default=3, help="the fastest counts")
    parser.add_argument("--sizes", default="250,1000,4000")
    parser.add_argument("kinds", nargs="*", metavar="KIND")
    asked = parser.parse_args()
    lint = ROOT / "build" / f"llvm-{asked.llvm}" / "bin" / "closure-lint"
    asked_sizes = [int(size) for size in asked.sizes.split(",")]
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "large.cpp")
        for kind in asked.kinds or large.KINDS:
            costs = []
            most = max(asked_sizes)
            sizes = [size * min(most, MOST.get(kind, most)) // most for size in asked_sizes]
            for size in sizes:
                source.write_text(large.KINDS[kind](size))
                costs.append(min(cost(lint, source) for _ in range(asked.runs)))
            growth = costs[-1][0] / costs[0][0] / (sizes[-1] / sizes[0])
            failed |= growth > ALLOWED and kind not in SQUARE
            print(f"{kind:20}", *(f"{size}: {seconds:.2f} s {memory:.0f} MB {findings} findings "
                                  for size, (seconds, memory, findings) in zip(sizes, costs)),
                  f" growth {growth:.2f}", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main())
