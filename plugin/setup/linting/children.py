"""Child processes that never outlive the run: each leads a group of its own, and the groups are
ended when the run is."""
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


def run(command):
    """Returns (what it printed on both streams, exit status)."""
    child = start(command, stderr=subprocess.STDOUT)
    try:
        return child.communicate()[0], child.returncode
    finally:
        finished(child)


def end_all():
    with guard:
        for child in running:
            try:
                os.killpg(child.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            child.wait()
        running.clear()


def interrupt_on_signals():
    """A polite kill is treated like Ctrl-C, so that it cleans up as well."""
    def interrupt(*_):
        raise KeyboardInterrupt
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupt)
