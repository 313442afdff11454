"""Debian packages: what each job needs, what is missing, and its installation by name."""
import os
import re
import shutil
import subprocess

from setup.paths import ROOT
from setup.say import Stop, say


def for_building(version):
    n = version
    return ["cmake", "ninja-build", "ccache", "python3", "libgtest-dev", f"clang-{n}", f"clang-tidy-{n}",
            f"llvm-{n}-dev", f"llvm-{n}-tools", f"libclang-{n}-dev", f"libclang-cpp{n}-dev",
            "libgrpc++-dev", "libprotobuf-dev"]


def for_testing(versions):
    """The cases, the verdicts, and what tests the models, name in their headers the libraries that they use."""
    names = {"clang-format-22", "python3-jsonschema", "python3-pytest", "python3-pytest-xdist", "python3-yaml",
             "neovim", "chromium", "dpkg-dev", "fakeroot", "git", "fish", "zsh", "help2man"}
    for version in versions:
        names.update(for_building(version), [f"libclang-rt-{version}-dev"])
    for folder in ("cases", "lit/models", "verdicts", "libraries"):
        for case in (ROOT / "test" / folder).rglob("*.cpp"):
            for line in re.findall(r"^// packages:(.*)$", case.read_text(), re.M):
                names.update(line.replace(",", " ").split())
    return sorted(names)


def missing(names):
    """Without dpkg there is nobody to ask: the build then says what it lacks."""
    if not shutil.which("dpkg-query"):
        return []
    query = subprocess.run(["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *names],
                           capture_output=True, text=True)
    installed = {line.split()[0] for line in query.stdout.splitlines() if line.endswith(" installed")}
    return [name for name in names if name not in installed]


def ensure(names):
    """Installs what is missing where that is allowed, and otherwise says what to type."""
    lacking = missing(names)
    if not lacking:
        return
    if os.geteuid():
        raise Stop("some packages are missing; please type\n"
                   "  sudo apt-get update && sudo apt-get install --no-install-recommends " + " ".join(lacking))
    say("installing " + " ".join(lacking))
    apt("update")
    apt("install", "-y", "--no-install-recommends", *lacking)


def apt(*arguments):
    """Waits for another apt-get to finish; its own words matter only when it fails."""
    run = subprocess.run(["apt-get", "-q", "-o", "DPkg::Lock::Timeout=300", *arguments], text=True, errors="replace",
                         stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                         env=dict(os.environ, DEBIAN_FRONTEND="noninteractive"))
    if run.returncode:
        raise Stop(f"apt-get {arguments[0]} failed; check the network and that the system's package sources "
                   "offer these packages:\n" + "\n".join(run.stdout.splitlines()[-15:]))
