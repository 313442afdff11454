"""Where things are. Everything is found from this file, so the scripts work from any folder
and through symbolic links."""
import os
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def build_folder(version):
    return ROOT / "build" / f"llvm-{version}"


def lit(version):
    """The command that runs lit. Some packages ship it without an executable of its own."""
    named = f"lit-{version}"
    return [named] if shutil.which(named) else ["python3", f"/usr/lib/llvm-{version}/build/utils/lit/lit.py"]
