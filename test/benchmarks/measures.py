"""What a door costs beside its counterpart, in pairs of runs one after the other: user time, because other
processes do not change it much, and the peak of memory."""
import hashlib
import json
import os
import shlex
import statistics
import subprocess
from collections import namedtuple
from pathlib import Path

Cost = namedtuple("Cost", "seconds megabytes")
# The options of a compiler that write something: with a word behind them, and alone.
OUTPUT, ALONE = {"-o", "-MF", "-MT", "-MQ"}, {"-c", "-MD", "-MMD", "-MP"}


class Failed(Exception):
    """A command that does not do what it should."""


def entries(folder):
    """Path -> its first entry in the database."""
    found = {}
    for entry in json.loads((Path(folder) / "compile_commands.json").read_text()):
        found.setdefault((Path(entry["directory"]) / entry["file"]).resolve(), entry)
    return found


def drawn(paths, count):
    """The same files on every machine: those whose paths below their common folder have the smallest hashes."""
    paths = [Path(path) for path in paths]
    root = os.path.commonpath([path.parent for path in paths]) if paths else ""
    return sorted(paths, key=lambda path: hashlib.sha256(os.path.relpath(path, root).encode()).digest())[:count]


def flags_of(entry):
    """Of the command, what the syntax depends on."""
    words = iter((entry.get("arguments") or shlex.split(entry["command"]))[1:])
    kept = []
    for word in words:
        if word in OUTPUT:
            next(words, None)
        elif word not in ALONE:
            kept.append(word)
    return kept


def cost(command, folder=None, allowed=(0,)):
    """Of one process and of those that it waited for."""
    child = subprocess.Popen([str(word) for word in command], cwd=folder, stdin=subprocess.DEVNULL,
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in allowed:
        raise Failed(f"{shlex.join(map(str, command))} ended with status {child.returncode}")
    return Cost(usage.ru_utime, usage.ru_maxrss / 1024)


def total(costs):
    """Of processes one after the other."""
    costs = list(costs)
    return Cost(sum(each.seconds for each in costs), max(each.megabytes for each in costs))


class Pairs:
    """The ratios of one door by its counterpart."""

    def __init__(self, door, costs):
        self.door = door
        self.costs = costs
        self.times = [ours.seconds / theirs.seconds for ours, theirs in costs]

    @classmethod
    def measured(cls, door, ours, theirs, count):
        return cls(door, [(ours(), theirs()) for _ in range(count)])

    @property
    def ratio(self):
        return statistics.median(self.times)

    @property
    def spread(self):
        return min(self.times), max(self.times)

    @property
    def seconds(self):
        """The medians: ours, theirs."""
        return tuple(statistics.median(each[side].seconds for each in self.costs) for side in (0, 1))

    @property
    def memory(self):
        """The ratio of the peaks; nothing where no process was measured."""
        peaks = [max(each[side].megabytes for each in self.costs) for side in (0, 1)]
        return peaks[0] / peaks[1] if all(peaks) else None


def machine():
    """What was measured on, in one line."""
    def first(path, key):
        try:
            lines = Path(path).read_text().splitlines()
        except OSError:
            return ""
        return next((line.split(":", 1)[1].strip() for line in lines if line.startswith(key)), "")
    memory = first("/proc/meminfo", "MemTotal").split()
    return ", ".join(word for word in (
        first("/proc/cpuinfo", "model name") or os.uname().machine, f"{os.cpu_count()} cores",
        f"{int(memory[0]) >> 20} GB" if memory else "", f"{os.uname().sysname} {os.uname().release}",
        f"load {os.getloadavg()[0]:.1f} at the beginning") if word)
