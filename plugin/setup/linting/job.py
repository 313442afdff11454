"""The two jobs: single files, and a project with a compilation database."""
import contextlib
import os
import re
from pathlib import Path

from setup import children
from setup.linting import database, flags, tidy as tidies
from setup.linting.findings import parse
from setup.linting.report import Report
from setup.say import Stop, count, say

HEADERS = {".h", ".hh", ".hpp", ".hxx", ".H", ".inl", ".ipp", ".tpp"}
C_SOURCES = {".c", ".m"}


def lint_files(tidy, names, own_flags, jobs, fix, scratch):
    """Each file with the flags after '--', those of the nearest database, or none."""
    report = Report(tidy, "give the flags that it needs after '--', or the project's build folder with -p"
                    if own_flags is None else "correct the file, or the flags after '--'")
    commands, directories, copies = {}, {}, {}
    for name in dict.fromkeys(map(os.path.abspath, names)):
        try:
            commands[name], directories[name] = invocation(name, own_flags, copies, tidy, scratch)
        except Stop as stop:
            report.fault(name, str(stop))
    report.total = len(commands)
    collect(report, tidies.each(tidy, commands, jobs), directories)
    if fix:
        repair(report, tidy, commands)
    return report


def invocation(path, own_flags, copies, tidy, scratch):
    """Returns what follows the file on clang-tidy's command line, and where the compiler then runs."""
    if os.path.isdir(path):
        raise Stop(f"'{path}' is a folder; name files, or lint a project with -p BUILD_DIR")
    if not os.path.isfile(path):
        raise Stop(f"there is no file '{path}'")
    if not os.access(path, os.R_OK):
        raise Stop(f"'{path}' cannot be read; check its permissions")
    if own_flags is not None:
        return ["--", *own_flags], os.getcwd()
    found = database.above(path)
    if found is None:
        suffix = Path(path).suffix
        language = ["-xc++"] if suffix in HEADERS else []
        return ["--", *([] if suffix in C_SOURCES else [*language, "-std=c++17"])], os.getcwd()
    if found.name != database.NAME:
        return [], str(found.parent)
    if found not in copies:
        entries = database.read(found)
        copies[found] = entries, database.write(entries, scratch / str(len(copies)), tidy.name)
    entries, copy = copies[found]
    # clang-tidy borrows the command of a similar file for one that the database does not know.
    return ["-p", str(copy)], next((entry for entry in entries if entry.path == path), entries[0]).directory


def known_flags(tidy, own_flags):
    """The user's own flags, without those that only GCC knows."""
    return flags.cleaned(own_flags, flags.unknown(tidy.name, "clang++", flags.questionable(own_flags)))


def lint_project(tidy, build, wanted, jobs, fix, scratch):
    entries, faults = database.select(database.read(database.locate(build)), wanted)
    paths = sorted({entry.path for entry in entries})
    report = Report(tidy, "build the project first if it generates files, and see whether "
                    f"clang++-{tidy.version} compiles it with the flags of the database")
    for fault in faults:
        report.fault(fault, fault)
    present = [path for path in paths if os.path.isfile(path)]
    for path in sorted(set(paths) - set(present)):
        report.fault(path, f"there is no file '{path}', which the compilation database names; "
                           "build the project first if it is generated")
    report.total = len(present)
    if not present:
        return report
    copy = database.write([entry for entry in entries if entry.path in set(present)], scratch / "database", tidy.name)
    say(f"linting {count(len(present), 'file')} with {tidy.name}")
    collect(report, tidies.project(tidy, copy, jobs), {entry.path: entry.directory for entry in entries})
    for path in sorted(set(present) - report.done):
        report.fault(path, f"'{path}' was not analysed: run-clang-tidy-{tidy.version} stopped before it\n"
                           + report.remarks.rstrip())
    if fix:
        repair(report, tidy, {path: ["-p", str(copy)] for path in present})
    return report


def collect(report, results, directories):
    """Ctrl-C keeps what was found so far."""
    try:
        with contextlib.closing(results):
            for result in results:
                report.add(result, directories.get(result.path, "/"))
                report.progress()
    except KeyboardInterrupt:
        report.print()
        raise


def repair(report, tidy, commands):
    """A second pass over the files that have findings, one at a time, because they share headers.
    clang-apply-replacements, which run-clang-tidy would use, also applies what is only suggested
    on a note, and fixes for compile errors."""
    for path in report.repairable:
        text, status = children.run(tidy.command(path, "--fix", *commands[path]))
        refusal = re.search(r"unable to overwrite file .*|.*failed to apply suggested fixes.*", text)
        if status or refusal:
            why = refusal[0] if refusal else f"{tidy.name} ended with status {status}"
            report.fault(path, f"the repairs in '{path}' could not be written: {why}")
        else:
            report.repaired += sum("FIX-IT applied" in block.plain for block in parse(text).findings)
