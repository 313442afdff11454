#!/usr/bin/env python3
"""Runs the libraries, and holds our models against what is seen.

  check.py [--all] [--rows] [--update] [PROGRAM]...

Each program of this folder prints one row for each function that it runs; README.md has the format. A row
fails if the entry of checks/models that speaks of the function says otherwise and differs.txt does not know
it, and so does an entry that neither a row nor not-run.tsv accounts for. Without a name, the programs run
that take little time and few packages; --all adds those with a line `// by hand`, --rows prints all that was
seen, --update writes differs.txt. The last line is 'N passed, M failed'. Exit status 1 if something failed.
"""
import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE))

from model import Model  # noqa: E402
from rows import Row, differences  # noqa: E402

COMPILER = "clang++-22"
SECONDS = 60


def header(path, key):
    """What the line `// KEY: …` at the head of a program says."""
    found = re.search(rf"^// {key}:(.*)$", path.read_text(), re.M)
    return found[1].split() if found else []


def by_hand(path):
    return re.search(r"^// by hand\b", path.read_text(), re.M) is not None


def seen(path):
    """(the rows that a program prints, what went wrong or nothing)"""
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder, path.stem)
        launcher = [shutil.which("ccache")] if shutil.which("ccache") else []
        built = subprocess.run([*launcher, COMPILER, "-O0", *flags(path, "flags"), "-c", path, "-o", f"{program}.o"],
                               capture_output=True, text=True)
        if built.returncode == 0:
            built = subprocess.run([COMPILER, f"{program}.o", *flags(path, "libs"), "-o", program],
                                   capture_output=True, text=True)
        if built.returncode:
            errors = [line for line in built.stderr.splitlines() if "error: " in line or "undefined reference" in line]
            return [], "\n".join([f"{path.name} does not compile", *errors[:10]])
        return run(program, path)


def run(program, path):
    try:
        done = subprocess.run([program], capture_output=True, text=True, timeout=SECONDS, stdin=subprocess.DEVNULL,
                              env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    except subprocess.TimeoutExpired as late:
        rows = parsed(late.stdout.decode() if late.stdout else "", path)
        return rows, f"{path.name} hangs after {rows[-1].name if rows else 'its start'}"
    rows = parsed(done.stdout, path)
    if done.returncode:
        return rows, (f"{path.name} ended with status {done.returncode} after "
                      f"{rows[-1].name if rows else 'its start'}:\n{done.stderr[-2000:]}")
    return rows, "" if rows else f"{path.name} saw nothing"


def flags(path, key):
    """With what `pkg-config:` names, as pkg-config says it."""
    words, packages = header(path, key), header(path, "pkg-config")
    if packages:
        asked = subprocess.run(["pkg-config", "--cflags" if key == "flags" else "--libs", *packages],
                               capture_output=True, text=True)
        words += asked.stdout.split()
    return words


def parsed(text, path):
    return [Row.read(line, path.name, partial(macro, path)) for line in text.splitlines() if line.count(" | ") == 5]


def macro(path, name):
    """The number that a macro stands for at the end of a program, or None."""
    found = re.search(rf"^#define {name} (\d+)", macros(path), re.M)
    return int(found[1]) if found else None


@cache
def macros(path):
    return subprocess.run([COMPILER, *flags(path, "flags"), "-E", "-dM", path], capture_output=True, text=True).stdout


def merged(model, rows):
    """[(entry, row)]; several rows of one program and function for which one entry speaks see several sides of it."""
    calls = {}
    for row in rows:
        entry = model.entry(row)
        entry, known = calls.setdefault((row.program, row.name, id(entry) if entry else row.call()), (entry, row))
        if known is not row:
            known.add(row)
    return list(calls.values())


def reasons():
    """{(model, name): why its entry is not run}"""
    lines = [line.split("\t") for line in (HERE / "not-run.tsv").read_text().splitlines()
             if line and not line.startswith("#")]
    return {(model, name): reason for model, names, reason in lines for name in names.split()}


def judged(model, rows, show):
    """(rows that are as the model says, [what is not])"""
    right, differs = 0, []
    for entry, row in merged(model, rows):
        wrong = differences(model, entry, row)
        right += not wrong
        differs += [f"{row.program}: {row.call()}: {each}" for each in wrong]
        if show:
            print(f"  {row}")
    return right, differs


def weighed(differs, chosen, update):
    """What of the differences is new, and which of those that are known are gone."""
    file = HERE / "differs.txt"
    lines = file.read_text().splitlines()
    known = [line for line in lines if line and not line.startswith("#") and line.split(":")[0] in chosen]
    if update:
        kept = [line for line in lines if line not in known]
        file.write_text("\n".join(kept + sorted(set(differs))) + "\n")
        return []
    return ([line for line in differs if line not in known]
            + [f"{line}: no longer so; delete it in differs.txt" for line in known if line not in differs])


def accounted(model, stem, known):
    """What neither a row nor the list accounts for, or both do."""
    failed = []
    for entry in model.entries:
        if not entry.is_run() and not any((stem, name) in known for name in entry.names):
            failed.append(f"{stem}: {entry}: no program runs it; write one, or a line with the reason in not-run.tsv")
        if entry.is_run() == ("documentation" in entry.data):
            failed.append(f"{stem}: {entry}: it is run; say 'link' for 'documentation'" if entry.is_run() else
                          f"{stem}: {entry}: it was not seen; say 'documentation' for 'link'")
    for name in (name for of, name in known if of == stem):
        if all(entry.is_run() for entry in model.entries if name in entry.names):
            failed.append(f"not-run.tsv: {stem}: {name}: it is run, or there is none; delete it")
    return failed


def version(package):
    asked = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", package], capture_output=True, text=True)
    return asked.stdout.rpartition(":")[2]


def report(model, stem):
    for package, said in (each.split() for each in model.seen):
        if not version(package).startswith(said):
            print(f"{stem}: 'seen' says {package} {said}; this is {version(package) or 'not installed'}")
    run_entries = sum(entry.is_run() for entry in model.entries)
    names = sum(len(entry.names) for entry in model.entries)
    run_names = sum(len(entry.run) for entry in model.entries)
    print(f"{stem:8} {run_entries:4} of {len(model.entries):3} entries run, {run_names:4} of {names:3} names")
    return run_entries, len(model.entries)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--rows", action="store_true")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("programs", nargs="*", metavar="PROGRAM")
    asked = parser.parse_args()
    every = sorted(HERE.glob("*.cpp"))
    chosen = [path for path in every if path.stem in asked.programs or path.name in asked.programs
              or not asked.programs and (asked.all or not by_hand(path))]
    rows, failed, differs, passed = {}, [], [], 0
    with ThreadPoolExecutor(2) as pool:
        for path, (printed, wrong) in zip(chosen, pool.map(seen, chosen)):
            failed += [wrong] if wrong else []
            stems = header(path, "model")
            for row in printed:
                for stem in [each for each in stems if Model.of(each).speaks_of(row.name)] or stems[:1]:
                    rows.setdefault(stem, []).append(row)
    totals, known = [0, 0], reasons()
    for stem, printed in sorted(rows.items()):
        model = Model.of(stem)
        right, wrong = judged(model, printed, asked.rows)
        passed, differs = passed + right, differs + wrong
        # Where a program of the model was left out, its entries are not counted as missing.
        if all(path in chosen for path in every if stem in header(path, "model")):
            failed += accounted(model, stem, known)
        totals = [sum(pair) for pair in zip(totals, report(model, stem))]
    failed += weighed(differs, {path.name for path in chosen}, asked.update)
    print(f"{totals[0]} of {totals[1]} entries run\n" + "\n".join(failed))
    print(f"{passed} passed, {len(failed)} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
