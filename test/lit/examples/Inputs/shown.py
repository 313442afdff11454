#!/usr/bin/env python3
"""Tells which outputs that the documentation shows are not what the tools print.

  shown.py ROOT OUTPUT

Each block of the documentation that is marked as `text` must stand in the file OUTPUT as it is,
apart from the path of ROOT, which the documentation leaves out.
"""
import re
import sys
from pathlib import Path

root, output = Path(sys.argv[1]), Path(sys.argv[2])
printed = output.read_text().replace(f"{root}/", "")
pages = [root / "README.md", *sorted((root / "docs").rglob("*.md"))]
blocks = [(page, block) for page in pages
          for block in re.findall(r"^```text\n(.*?)^```$", page.read_text(), re.S | re.M)]
stale = [(page, block) for page, block in blocks if block not in printed]
for page, block in stale:
    print(f"{page.relative_to(root)} shows what is not printed:\n{block}")
if not blocks:
    print("the documentation shows no output at all")
sys.exit(bool(stale) or not blocks)
