#!/usr/bin/env python3
"""Holds the checks against the verdicts of this folder.

  check.py [--llvm N] [--update]

The last line is 'N passed, M failed'. A verdict fails if it is wrong and not listed in expected.txt, or listed
there and right. Exit status 1 if one fails.
"""
import argparse
import concurrent.futures
import os
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
EXPECTED = HERE / "expected.txt"
MARK = re.compile(r"// (WRONG|right|either)")


def reported(path, llvm):
    """The lines with a warning, or None if the file does not compile."""
    flags = re.search(r"^// flags:(.*)$", path.read_text(), re.M)[1]
    for module in re.findall(r"\$\(pkg-config --cflags (.*?)\)", flags):
        asked = subprocess.run(["pkg-config", "--cflags", *module.split()], capture_output=True, text=True)
        flags = flags.replace(f"$(pkg-config --cflags {module})", asked.stdout)
    module = ROOT / "build" / f"llvm-{llvm}" / "lib" / "closure-tidy.so"
    run = subprocess.run([f"clang-tidy-{llvm}", f"--load={module}", "--checks=-*,closure-*", "--config={}", path, "--",
                          *flags.split()], capture_output=True, text=True)
    if run.returncode < 0 or " error: " in run.stdout:
        return None
    return {int(line) for line in re.findall(rf"^\S*{re.escape(path.name)}:(\d+):\d+: warning: ", run.stdout, re.M)}


def judge(path, llvm):
    """(number of verdicts, those that are wrong: 'file:line missed' or 'file:line false')"""
    lines = reported(path, llvm)
    if lines is None:
        return 1, [f"{path.name} does not compile"]
    marked, wrong = 0, []
    for number, text in enumerate(path.read_text().splitlines(), 1):
        mark = MARK.search(text)
        verdict = mark[1] if mark else ""
        marked += verdict in ("WRONG", "right")
        if verdict == "WRONG" and number not in lines:
            wrong.append(f"{path.name}:{number} missed")
        elif verdict not in ("WRONG", "either") and number in lines:
            wrong.append(f"{path.name}:{number} false")
    return marked, wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--llvm", default="22")
    parser.add_argument("--update", action="store_true")
    asked = parser.parse_args()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        judged = list(pool.map(lambda path: judge(path, asked.llvm), sorted(HERE.glob("*.cpp"))))
    total = sum(marked for marked, _ in judged)
    wrong = [line for _, found in judged for line in found]
    known = {line.split("  ")[0] for line in EXPECTED.read_text().splitlines() if line and not line.startswith("#")}
    if asked.update:
        kept = [line for line in EXPECTED.read_text().splitlines() if line.startswith("#") or line.split("  ")[0] in wrong]
        EXPECTED.write_text("\n".join(kept + [line for line in wrong if line not in known]) + "\n")
        return 0
    bad = [f"{line}: new" for line in wrong if line not in known] + [f"{line}: right by now" for line in
                                                                      sorted(known - set(wrong))]
    print("\n".join(bad + [f"{total - len(wrong)} of {total} verdicts right"]))
    print(f"{total - len(bad)} passed, {len(bad)} failed")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
