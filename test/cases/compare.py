#!/usr/bin/env python3
"""What other tools say of the cases, beside our checks: a table in Markdown.

  compare.py [--llvm N] [--jobs N] [--tool NAME]... [DIR...]

For each kind of case and each tool: how many of the defective programs it finds, and of how many right ones it
says nothing. A tool finds a program if it warns in each marked line, or where the marks allow it, of whatever;
of a right program any warning counts. Tools that are not installed are left out, and named.
"""
import argparse
import concurrent.futures
import os
import shlex
import shutil
import sys
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE))

import cases  # noqa: E402


def tools(version):
    """Name -> (command, what a message must contain)."""
    tidy = f"clang-tidy-{version} --config={{}} --quiet "
    module = shlex.quote(str(ROOT / "build" / f"llvm-{version}" / "lib" / "closure-tidy.so"))
    return {
        "our checks": (f"{tidy} --load={module} --checks='-*,closure-*' {{file}} -- {{flags}}", "[closure-"),
        "clang -Wall -Wextra": (f"clang++-{version} -fsyntax-only -Wall -Wextra {{flags}} {{file}}", ""),
        "clang-tidy bugprone": (f"{tidy} --checks='-*,bugprone-*' {{file}} -- -w {{flags}}", "[bugprone-"),
        "static analyzer": (f"clang++-{version} --analyze -w -Xclang -analyzer-output=text -o /dev/null {{flags}} {{file}}", ""),
        "cppcheck": ("cppcheck --quiet --language=c++ --template=gcc --enable=warning {file}", ""),
        "GCC -Wall -Wextra": ("g++ -O2 -Wall -Wextra -c -o /dev/null {flags} {file}", ""),
    }


def judge(path, command, only):
    """(kind, whether it is defective, whether the tool is right about it)"""
    keys, want = cases.header(path), cases.markers(path)
    got, crashed = cases.warnings_of(command, path, keys, only)
    if not want:
        return keys.get("kind", "?"), False, not got and not crashed
    found = want.keys() <= got.keys() or bool(cases.alternatives(path) & got.keys())
    return keys.get("kind", "?"), True, found and not crashed


def counted(rows):
    """Kind -> [found, defective, quiet, right]."""
    counts = {}
    for kind, bad, well in rows:
        count = counts.setdefault(kind, [0, 0, 0, 0])
        count[0 if bad else 2] += well
        count[1 if bad else 3] += 1
    return counts


def markdown(results):
    """`results`: tool -> what `counted` gives."""
    kinds = sorted({kind for counts in results.values() for kind in counts})
    lines = ["| tool | " + " | ".join([*kinds, "all"]) + " |", "| --- |" + " --- |" * (len(kinds) + 1)]
    for tool, counts in results.items():
        each = [counts.get(kind, [0, 0, 0, 0]) for kind in kinds]
        each.append([sum(column) for column in zip(*each)])
        lines.append(f"| {tool} | " + " | ".join(
            f"{found}/{bad} found, {quiet}/{right} quiet" for found, bad, quiet, right in each) + " |")
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--llvm", default="22")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--tool", action="append", help="only this one")
    parser.add_argument("places", nargs="*", default=[HERE])
    asked = parser.parse_args()
    known = tools(asked.llvm)
    for name in asked.tool or ():
        if name not in known:
            sys.exit(f"compare.py: no tool '{name}'; there are: {', '.join(known)}")
    results = {}
    for name in asked.tool or known:
        command, only = known[name]
        program = command.split()[0]
        if not shutil.which(program):
            print(f"compare.py: {program} is not installed", file=sys.stderr)
            continue
        with concurrent.futures.ThreadPoolExecutor(asked.jobs) as pool:
            results[name] = counted(pool.map(lambda path: judge(path, command, only), cases.collect(asked.places)))
    print(markdown(results), end="")


if __name__ == "__main__":
    main()
