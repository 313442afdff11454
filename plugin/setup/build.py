"""Configures and builds for one LLVM version, only what is stale, and quietly unless it fails."""
import contextlib
import fcntl
import os
import subprocess

from setup.paths import ROOT, build_folder
from setup.say import Stop, say


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


def run(command, folder):
    """The whole output is kept beside the build; a failure shows its end."""
    try:
        done = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, errors="replace")
    except FileNotFoundError:
        raise Stop(f"{command[0]} is not installed; it is needed to build the module") from None
    log = folder / "last-build.log"
    log.write_text(done.stdout)
    if done.returncode:
        raise Stop(f"'{' '.join(command)}' failed; the end of {log}:\n" + "\n".join(done.stdout.splitlines()[-60:]))
    return done.stdout


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
    folder = build_folder(version)
    preset = f"llvm-{version}"
    step = ["cmake", "--build", "--preset", preset, *(["--target", target] if target else [])]
    with locked(folder):
        if not configured(folder):
            say(f"configuring {os.path.relpath(folder)} …")
            run(["cmake", "--fresh", "--preset", preset], folder)
        if "no work to do" in run([*step, "--", "-n"], folder):
            return
        say(f"building {os.path.relpath(folder)} …")
        run(step, folder)
