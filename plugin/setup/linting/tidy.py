"""Starts the vendor's clang-tidy and run-clang-tidy, with the module and exactly our checks."""
import concurrent.futures
import fnmatch
import os
import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from setup import children
from setup.linting.findings import parse
from setup.say import Stop

OURS = "closure-*"
# A defect without any #include: it compiles everywhere, at once.
CANARY = """auto makeCounter() {
  int count = 0;
  return [&count] { return ++count; };
}
"""


@dataclass
class Tidy:
    version: int
    module: Path
    checks: str = OURS
    header_filter: str = None
    colour: bool = False

    @property
    def name(self):
        return f"clang-tidy-{self.version}"

    def command(self, source, *more):
        """WarningsAsErrors of the user's configuration is switched off: it would make findings
        look like files that do not compile."""
        return [self.name, f"--load={self.module}", f"--checks=-*,{self.checks}", "--warnings-as-errors=-*",
                f"--use-color={str(self.colour).lower()}", "--quiet",
                *([f"--header-filter={self.header_filter}"] if self.header_filter is not None else []),
                str(source), *more]

    def runner(self, database, jobs):
        return [f"run-clang-tidy-{self.version}", "-clang-tidy-binary", self.name, f"-load={self.module}",
                f"-checks=-*,{self.checks}", "-warnings-as-errors=-*", "-use-color", str(self.colour).lower(),
                "-quiet", "-j", str(jobs), "-p", str(database),
                *([f"-header-filter={self.header_filter}"] if self.header_filter is not None else [])]


@dataclass
class Result:
    """What clang-tidy said about one file; the status is None where run-clang-tidy hides it."""
    path: str
    text: str
    status: int = None


def prove(tidy):
    """A module that is not there, or was built for another version, may say nothing at all.
    So a plain defect is tried first."""
    if not tidy.module.is_file():
        raise Stop(f"there is no module {tidy.module}; build it with 'cmake --build --preset llvm-{tidy.version}'")
    plain = Tidy(tidy.version, tidy.module)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "canary.cpp")
        source.write_text(CANARY)
        text, status = children.run(plain.command(source, "--config={}", "--", "-std=c++17"))
    if parse(text).findings and status == 0 and "closure-lint: error:" not in text:
        return
    words = re.search(r"closure-lint: error: *(.*)|(.*symbol lookup error.*)|(Error opening .*)", text)
    why = next(filter(None, words.groups()), "") if words else ""
    if why:
        raise Stop(f"the module {tidy.module} cannot be used with {tidy.name}: {why.strip()}; "
                   f"build it for this version with 'cmake --build --preset llvm-{tidy.version}'")
    raise Stop(f"the module {tidy.module} finds nothing with {tidy.name}, not even a plain defect; "
               f"was it built for LLVM {tidy.version}?\n{text}".rstrip())


def check_names(tidy):
    """A misspelt check would be a clean bill of health for every file."""
    if tidy.checks == OURS:
        return
    text, _ = children.run([tidy.name, f"--load={tidy.module}", "--config={}", "--checks=*", "--list-checks"])
    known = [line.strip() for line in text.splitlines() if line.startswith("    ")]
    for pattern in filter(None, map(str.strip, tidy.checks.split(","))):
        if not fnmatch.filter(known, pattern.lstrip("-")):
            ours = ", ".join(name for name in known if name.startswith("closure-"))
            raise Stop(f"no check matches '{pattern}' in --checks; the checks are {ours}")


def each(tidy, files, jobs):
    """Lints single files; `files` maps each path to what follows on its command line."""
    def lint(path):
        text, status = children.run(tidy.command(path, *files[path]))
        return Result(path, text, status)
    pool = concurrent.futures.ThreadPoolExecutor(jobs)
    try:
        yield from pool.map(lint, files)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        children.end_all()
        pool.shutdown()


def project(tidy, database, jobs):
    """Lints all files of a database through run-clang-tidy, and takes its output apart again:
    one header line a file, which ends in the file's path."""
    header = re.compile(r"\[ *\d+/\d+\]\[[\d.]+s\] .* --warnings-as-errors=-\* (?P<path>.*)")
    with tempfile.TemporaryDirectory() as scratch:
        child = children.start(tidy.runner(database, jobs), stderr=subprocess.STDOUT,
                               env=dict(os.environ, PYTHONUNBUFFERED="1", TMPDIR=scratch))
        try:
            path, lines = "", []
            for line in child.stdout:
                if match := header.fullmatch(line.rstrip("\n")):
                    yield Result(path, "".join(lines))
                    path, lines = match["path"], []
                else:
                    lines.append(line)
            yield Result(path, "".join(lines))
            child.wait()
        finally:
            children.end_all()
