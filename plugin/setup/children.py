"""Child processes that never outlive the run: each leads a group of its own, and the groups are
ended when the run is, politely first, so that they clean up."""
import contextlib
import os
import signal
import subprocess
import threading

running, guard = set(), threading.Lock()


def start(command, **options):
    with guard:
        child = subprocess.Popen(command, start_new_session=True, text=True, errors="replace",
                                 stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, **options)
        running.add(child)
    return child


def finished(child):
    with guard:
        running.discard(child)


def run(command, **options):
    """Returns (what it printed on both streams, exit status)."""
    child = start(command, stderr=subprocess.STDOUT, **options)
    output = child.communicate()[0]
    finished(child)
    return output, child.returncode


def end_all():
    with guard:
        for number, patience in ((signal.SIGTERM, 5), (signal.SIGKILL, None)):
            for child in running:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(child.pid, number)
            for child in list(running):
                with contextlib.suppress(subprocess.TimeoutExpired):
                    child.wait(patience)
                    running.discard(child)


def interrupt_on_signals():
    """A polite kill is treated like Ctrl-C, so that it cleans up as well."""
    def interrupt(*_):
        raise KeyboardInterrupt
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupt)
