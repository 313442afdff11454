#!/usr/bin/env python3
"""Tells which repairs that the documentation shows are not what `--fix` makes of the examples.

  edited.py ROOT REPAIRED

The lines of each block that is marked as `diff` must stand in one of the examples, those with `-` as
it is and those with `+` as it is in the folder REPAIRED.
"""
import re
import sys
from pathlib import Path

root, repaired = Path(sys.argv[1]), Path(sys.argv[2])
texts = [(path.read_text(), (repaired / path.name).read_text())
         for path in sorted((root / "docs" / "examples").glob("*.cpp")) if (repaired / path.name).exists()]


def side(block, left_out):
    return "".join(line[1:] for line in block.splitlines(keepends=True) if line[0] != left_out)


pages = [root / "README.md", *sorted((root / "docs").rglob("*.md"))]
blocks = [(page, block) for page in pages
          for block in re.findall(r"^```diff\n(.*?)^```$", page.read_text(), re.S | re.M)]
stale = [(page, block) for page, block in blocks
         if not any(side(block, "+") in before and side(block, "-") in after for before, after in texts)]
for page, block in stale:
    print(f"{page.relative_to(root)} shows a repair that is none:\n{block}")
if not blocks:
    print("the documentation shows no repair at all")
sys.exit(bool(stale) or not blocks)
