#!/usr/bin/env python3
"""What the checks cost while compiling and while typing, in paired runs.

  doors.py -p BUILD_DIR FILE...     files of that compile_commands.json

For each file: user time of `clang++ -fsyntax-only` with the plugin by that without; and the time
from an edit to the diagnostics of closure-clangd by that of the vendor's clangd with one check that
finds nothing. Medians of the ratios of pairs. LLVM_VERSION chooses the LLVM (default: 22).
"""
import argparse
import json
import os
import resource
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.dont_write_bytecode = True
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "test" / "editor"))
from lsp import Server  # noqa: E402

VERSION = os.environ.get("LLVM_VERSION", "22")
BUILD = ROOT / "build" / f"llvm-{VERSION}"
TOOLS = Path(f"/usr/lib/llvm-{VERSION}/bin")


def command_of(database, file):
    for entry in json.loads((database / "compile_commands.json").read_text()):
        if (Path(entry["directory"]) / entry["file"]).resolve() == file.resolve():
            words = entry.get("arguments") or shlex.split(entry["command"])
            kept = [word for i, word in enumerate(words[1:], 1) if word not in ("-c", "-o") and words[i - 1] != "-o"]
            return [str(TOOLS / "clang++"), *kept, "-fsyntax-only", "-w"], entry["directory"]
    raise SystemExit(f"doors.py: {file} is not in {database}/compile_commands.json")


def user_time(command, folder):
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    done = subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        raise SystemExit(f"doors.py: {shlex.join(command)} failed:\n{done.stderr[-2000:]}")
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def compiling(file, database, pairs):
    plain, folder = command_of(database, file)
    # -w would silence the plugin as well, which then does nothing.
    plain.remove("-w")
    ours = [*plain, f"-fplugin={BUILD}/lib/closure-clang.so"]
    user_time(plain, folder), user_time(ours, folder)
    return [user_time(ours, folder) / user_time(plain, folder) for _ in range(pairs)]


def typing(file, database, pairs):
    """Pairs of seconds, ours and the vendor's, after an edit at the end of the file, which leaves the preamble
    as it is."""
    text = file.read_text()
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "clangd").mkdir()
        Path(folder, "clangd", "config.yaml").write_text(
            "Diagnostics:\n  ClangTidy: {Remove: '*', Add: misc-static-assert, FastCheckFilter: None}\n")
        os.environ["XDG_CONFIG_HOME"] = folder
        vendor = Server([TOOLS / "clangd", f"--compile-commands-dir={database}", "--background-index=false"], folder)
        Path(folder, "clangd", "config.yaml").write_text(
            "Diagnostics:\n  ClangTidy: {Remove: '*', Add: closure-*}\n")
        ours = Server([BUILD / "bin" / "closure-clangd", f"--compile-commands-dir={database}",
                       "--background-index=false"], folder)
        with vendor, ours:
            times = []
            for number in range(pairs + 2):
                seconds = []
                for server in (ours, vendor):
                    start = time.monotonic()
                    server.show(file, text + f"\nint closure_edit_{number};\n")
                    seconds.append(time.monotonic() - start)
                times.append(seconds)
            return times[2:]  # the first two build the preamble


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-p", dest="database", type=Path, required=True)
    parser.add_argument("--pairs", type=int, default=7)
    parser.add_argument("files", nargs="+", type=Path)
    asked = parser.parse_args()
    print(f"{'file':32} {'compiling':>10} {'typing':>8}")
    for file in asked.files:
        where = (file.resolve(), asked.database.resolve(), asked.pairs)
        ratios = [statistics.median(compiling(*where)),
                  statistics.median(ours / theirs for ours, theirs in typing(*where))]
        print(f"{file.name:32} {ratios[0]:10.3f} {ratios[1]:8.3f}", flush=True)


if __name__ == "__main__":
    main()
