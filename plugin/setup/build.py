"""Configures and builds for one LLVM version, only what is stale, and quietly unless it fails."""
import contextlib
import fcntl
import os
import re
import subprocess

from setup import children
from setup.paths import ROOT, build_folder
from setup.say import Stop, say


# Ninja numbers its steps; looking for new files and configuring again are not building.
WORK = re.compile(r"\[\d+/\d+\] (?!Re-)")


@contextlib.contextmanager
def locked(folder):
    """Two runs at once must not build into the same folder."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = open(folder / ".lock", "w")
    except OSError as error:
        raise Stop(f"cannot write to {folder} ({error.strerror}); make it writable for you") from None
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def run(command, folder, on_work=lambda: None):
    """The whole output is kept beside the build; a failure shows its end.
    `on_work` is called once, when something is compiled or linked: to ask beforehand whether
    anything is stale is no use, because Ninja does not look at new files when it is only asked."""
    environment = {key: value for key, value in os.environ.items() if key != "NINJA_STATUS"}
    try:
        process = children.start(command, cwd=ROOT, stderr=subprocess.STDOUT, env=environment)
    except FileNotFoundError:
        raise Stop(f"{command[0]} is not installed; it is needed to build the module") from None
    lines, worked = [], False
    for line in process.stdout:
        if not worked and WORK.match(line):
            worked = True
            on_work()
        lines.append(line)
    process.wait()
    children.finished(process)
    log = folder / "last-build.log"
    log.write_text("".join(lines))
    if process.returncode:
        raise Stop(f"'{' '.join(command)}' failed; the end of {log}:\n" + "".join(lines[-60:]).rstrip())


def configured(folder):
    """Whether there is a build of this very tree, made from the presets as they are now.
    A copied or moved tree brings along a build that belongs to another folder."""
    ninja, cache = folder / "build.ninja", folder / "CMakeCache.txt"
    if not (ninja.exists() and cache.exists()):
        return False
    presets = ROOT / "CMakePresets.json"
    return (f"CMAKE_HOME_DIRECTORY:INTERNAL={ROOT}\n" in cache.read_text()
            and ninja.stat().st_mtime >= presets.stat().st_mtime)


def build(version, target=None):
    """Builds the target, or everything."""
    folder, preset = build_folder(version), f"llvm-{version}"
    name = folder.relative_to(ROOT)
    with locked(folder):
        fresh = not configured(folder)
        if fresh:
            say(f"configuring and building {name}, which takes a few minutes …")
            run(["cmake", "--fresh", "--preset", preset], folder)
        run(["cmake", "--build", "--preset", preset, *(["--target", target] if target else [])], folder,
            on_work=lambda: fresh or say(f"building {name} …"))
