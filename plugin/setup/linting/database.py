"""Compilation databases: read and judged, narrowed to what the user asked for, and written
again in a form that clang-tidy can work with."""
import json
import os
import re
import shlex
from dataclasses import dataclass
from pathlib import Path

from setup.linting import flags
from setup.say import Stop

NAME = "compile_commands.json"
# Such files hold no lambda. They are linted where the user names them.
OTHER_LANGUAGES = {".c", ".m", ".s", ".S", ".sx", ".asm", ".f", ".F", ".f90", ".F90", ".rc", ".ll"}


@dataclass(frozen=True)
class Entry:
    directory: str
    file: str          # as the database spells it
    arguments: tuple

    @property
    def path(self):
        """As run-clang-tidy computes it, which tells its results apart by this path."""
        return os.path.abspath(os.path.join(self.directory, self.file))


def locate(build):
    """The database in a build folder, which may also be given as the file itself."""
    path = Path(build)
    path = path if path.name == NAME and path.is_file() else path / NAME
    if not path.parent.is_dir():
        raise Stop(f"there is no folder '{build}'; -p takes the build folder that holds {NAME}")
    if not path.is_file():
        raise Stop(f"there is no {NAME} in '{build}'; make one with 'cmake -DCMAKE_EXPORT_COMPILE_COMMANDS=ON', "
                   "'meson', or 'bear -- make'")
    return path


def read(path):
    try:
        items = json.loads(path.read_text(errors="replace"))
        entries = [read_entry(item, path.parent) for item in items]
    except OSError as error:
        raise Stop(f"cannot read {path}: {error.strerror}") from None
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Stop(f"{path} is not a compilation database ({type(error).__name__}: {error}); "
                   "configure the project again") from None
    if not entries:
        raise Stop(f"{path} is empty; configure the project with its targets first")
    return entries


def read_entry(item, folder):
    if "arguments" not in item and "command" not in item:
        raise KeyError("an entry has neither 'arguments' nor 'command'")
    arguments = item["arguments"] if "arguments" in item else shlex.split(item["command"])
    if not (arguments and isinstance(arguments, list) and all(isinstance(each, str) for each in arguments)):
        raise TypeError("the command of an entry is not a list of words")
    directory = os.path.abspath(os.path.join(folder, item["directory"]))
    return Entry(directory, item["file"], tuple(flags.expand(arguments, directory)))


def select(entries, wanted):
    """The entries of the files, folders and expressions in `wanted`, and a sentence for each that
    names nothing. No names at all stand for everything that can hold a lambda."""
    if not wanted:
        chosen = [entry for entry in entries if cxx(entry)]
        return chosen, [] if chosen else ["the compilation database names no C++ file"]
    chosen, faults = set(), []
    for name in wanted:
        found = named(entries, name)
        chosen.update(found)
        if not found:
            faults.append(nothing(name))
    return [entry for entry in entries if entry in chosen], faults


def named(entries, name):
    path = os.path.abspath(name)
    exact = [entry for entry in entries if entry.path == path or os.path.realpath(entry.path) == os.path.realpath(path)]
    if exact or os.path.isfile(path):
        return exact
    if os.path.isdir(path):
        inside = (os.path.join(path, ""), os.path.join(os.path.realpath(path), ""))
        return [entry for entry in entries if cxx(entry) and entry.path.startswith(inside)]
    try:
        pattern = re.compile(name)
    except re.error:
        return []
    return [entry for entry in entries if cxx(entry) and pattern.search(entry.path)]


def nothing(name):
    if os.path.isfile(name):
        return (f"'{name}' is not in the compilation database; add it to the project's build, "
                "or lint it without -p")
    if os.path.isdir(name):
        return f"no file of the compilation database lies in '{name}'"
    return f"'{name}' is no file, and matches no file of the compilation database"


def cxx(entry):
    explicit = re.search(r" -x ?((?:objective-)?c\+\+|objective-c|c|assembler)(?:-[\w-]+)?(?: |$)",
                         " ".join(entry.arguments))
    return explicit[1].endswith("+") if explicit else Path(entry.file).suffix not in OTHER_LANGUAGES


def write(entries, folder, tidy):
    """A copy that clang-tidy understands. It asks nothing of the place it stands in:
    every directory is absolute."""
    options = set().union(*(flags.questionable(entry.arguments[1:]) for entry in entries))
    dropped = flags.unknown(tidy, entries[0].arguments[0], options)
    items = [{"directory": entry.directory, "file": entry.file,
              "arguments": [*entry.arguments[:1], *flags.cleaned(entry.arguments[1:], dropped)]} for entry in entries]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / NAME).write_text(json.dumps(items, indent=1))
    return folder


def above(source):
    """The nearest database above a source file, as clang-tidy looks for it: a JSON database, or
    a compile_flags.txt, or nothing."""
    for folder in Path(source).absolute().parents:
        for name in (NAME, "compile_flags.txt"):
            if (folder / name).is_file():
                return folder / name
    return None
