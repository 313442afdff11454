"""Reads what clang-tidy prints: findings with their notes, compile errors, and the rest."""
import functools
import os
import re
from dataclasses import dataclass, field

COLOUR = re.compile(r"\x1b\[[0-9;]*[mK]")
PLACED = re.compile(r"(?P<file>\S.*?):(?P<line>\d+):(?P<column>\d+): "
                    r"(?P<level>warning|error|fatal error|note|remark): (?P<text>.*)")
UNPLACED = re.compile(r"(?P<level>warning|error|fatal error): (?P<text>.*) \[[\w.,-]+\]")
# What clang-tidy says about its work stands at the start of a line, where no source text does.
REMARK = re.compile(r"\d+ (?:warnings?|errors?)\b.* generated\.|Suppressed \d+ |Use -(?:header|system)|"
                    r"Error while processing |Found compiler error|Fixes have (?:NOT )?been |Stack dump:|"
                    r"PLEASE submit a bug|\S.*: terminated by signal |Error parsing |Error opening |"
                    r"clang-tidy applied |LLVM ERROR|closure-lint: |\S*clang-tidy\S*: |terminate called")
CRASH = re.compile(r"^(?:Stack dump:|PLEASE submit a bug|LLVM ERROR|terminate called)|terminated by signal", re.M)


@dataclass
class Block:
    """One diagnostic with its source lines and notes, as printed."""
    file: str
    line: int
    column: int
    level: str
    text: str
    lines: list = field(default_factory=list)

    @property
    def plain(self):
        return COLOUR.sub("", "\n".join(self.lines))

    @property
    def place(self):
        return f"{self.file}:{self.line}" if self.file else ""

    @property
    def order(self):
        return self.file, self.line, self.column, self.plain


@dataclass
class Output:
    findings: list = field(default_factory=list)
    errors: list = field(default_factory=list)
    settings: list = field(default_factory=list)    # what is wrong with options and model files
    rest: list = field(default_factory=list)


def parse(text, directory="/"):
    """The directory is where the compiler ran: paths that it printed relative to it are made whole.
    Otherwise nobody could follow them, and one header would have many names."""
    output, block = Output(), None
    for line in text.splitlines():
        bare = COLOUR.sub("", line)
        started = start(bare)
        if started and started.file:
            path = whole(started.file, directory)
            line, bare = line.replace(started.file, path, 1), bare.replace(started.file, path, 1)
            started.file = path
        if REMARK.match(bare):
            block = None
        elif started and started.level not in ("note", "remark"):
            block = started
            if bare.endswith("[clang-tidy-config]"):
                output.settings.append(block.text)
                block = None
                continue
            (output.findings if block.level == "warning" else output.errors).append(block)
        if block is not None:
            block.lines.append(line)
        elif bare:
            output.rest.append(bare)
    for each in output.findings + output.errors:
        while each.lines and not COLOUR.sub("", each.lines[-1]).strip():
            each.lines.pop()
    return output


@functools.lru_cache(None)
def whole(path, directory):
    """An absolute path without '..', unless a symbolic link gives '..' another meaning."""
    full = os.path.join(directory, path)
    short = os.path.normpath(full)
    return short if os.path.exists(full) and os.path.realpath(short) == os.path.realpath(full) else path


def start(line):
    match = PLACED.fullmatch(line)
    if match:
        return Block(match["file"], int(match["line"]), int(match["column"]), match["level"], match["text"])
    match = UNPLACED.fullmatch(line)
    return Block("", 0, 0, match["level"], match["text"]) if match else None


def why_failed(path, tidy, text, output, status):
    """Why the file was not wholly analysed, in a sentence that names it; None if it was.
    The status is None where the runner keeps it to itself."""
    if CRASH.search(text):
        return f"{tidy} crashed on '{path}'; please report it with the output above"
    broken = next((line for line in output.rest if line.startswith("Error parsing ")), None)
    if broken:
        return f"the configuration for '{path}' is not valid ({broken}); correct that file"
    if output.errors:
        first = output.errors[0]
        message = re.sub(r" \[[\w.,-]+\]$", "", first.text)
        return f"'{path}' does not compile: {message}" + (f" ({first.place})" if first.place else "")
    if status or any(line.startswith(("Error while processing", "Error opening")) for line in output.rest):
        return f"{tidy} failed on '{path}'" + (f" with status {status}" if status else "") + "; see its output above"
    return None
