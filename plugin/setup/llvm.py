"""Which LLVM the work is done with: the one named by LLVM_VERSION, or the newest one at hand."""
import json
import os
import re
import shutil

from setup import packages
from setup.paths import ROOT
from setup.say import Stop

# What is installed where nothing is at hand: the newest that stable distributions have.
USUAL = 22


def supported():
    """The versions that have a build preset, newest first."""
    presets = json.loads((ROOT / "CMakePresets.json").read_text())["configurePresets"]
    matches = (re.fullmatch(r"llvm-(\d+)", preset["name"]) for preset in presets)
    return sorted((int(match[1]) for match in matches if match), reverse=True)


def check(version):
    """The version as a number, if it is one of ours."""
    choices = supported()
    if version not in map(str, choices):
        raise Stop(f"LLVM version '{version}' is not supported; "
                   f"set LLVM_VERSION to one of {', '.join(map(str, choices))}, or leave it unset")
    return int(version)


def choose():
    """A version whose packages are complete comes before one that only has clang-tidy:
    nothing needs to be installed for it."""
    if wanted := os.environ.get("LLVM_VERSION"):
        return check(wanted)
    choices = supported()
    complete = (version for version in choices if not packages.missing(packages.for_building(version)))
    begun = (version for version in choices if shutil.which(f"clang-tidy-{version}"))
    return next(complete, None) or next(begun, None) or USUAL
