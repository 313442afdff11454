"""How the scripts speak: standard error only, one sentence at a time, so that standard output
holds nothing but results."""
import sys

PROGRAM = "closure-lint"

CLEAN, FINDINGS, INCOMPLETE, INTERRUPTED = 0, 1, 2, 130


class Stop(Exception):
    """The job cannot be done. The text says why, and what helps."""


def say(text):
    print(f"{PROGRAM}: {text}", file=sys.stderr, flush=True)


def complain(text):
    say(f"error: {text}")


def count(number, noun):
    """'1 file', '2 files'."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
