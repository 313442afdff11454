"""How the scripts speak: standard error only, one sentence at a time, so that standard output
holds nothing but results."""
import sys

PROGRAM = "closure-lint"

INCOMPLETE, INTERRUPTED = 2, 130


class Stop(Exception):
    """The job cannot be done. The text says why, and what helps."""


def say(text):
    print(f"{PROGRAM}: {text}", file=sys.stderr, flush=True)


def complain(text):
    say(f"error: {text}")
