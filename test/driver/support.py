"""A folder to lint in, and plugin/lint as a user runs it."""
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VERSION = os.environ.get("LLVM_VERSION", "22")

CLEAN = "int main() { return 0; }\n"
DANGLING = """auto makeCounter() {
  int count = 0;
  return [&count] { return ++count; };
}
"""


PROGRAM = ROOT / "build" / f"llvm-{VERSION}" / "bin" / "closure-lint"


class LintTest(unittest.TestCase):
    def setUp(self):
        # A space in every path, and the name that the tools see is the real one.
        self.folder = Path(tempfile.mkdtemp(prefix="closure lint ")).resolve()
        self.addCleanup(shutil.rmtree, self.folder)

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def database(self, *names, flags=(), directory="build", compiler="c++"):
        """A build folder whose database compiles the files by paths relative to it."""
        entries = [{"directory": str(self.folder / directory), "file": os.path.relpath(name, directory),
                    "arguments": [compiler, "-std=c++17", *flags, "-c", os.path.relpath(name, directory)]}
                   for name in names]
        return self.write(f"{directory}/compile_commands.json", json.dumps(entries)).parent

    def environment(self, changes):
        own = {"LLVM_VERSION": VERSION, "CLOSURE_LINT": str(PROGRAM), "TMPDIR": str(self.scratch())}
        return {name: value for name, value in {**os.environ, **own, **changes}.items() if value is not None}

    def scratch(self):
        """Where plugin/lint puts its own files; nothing may stay there."""
        path = self.folder / "scratch"
        path.mkdir(exist_ok=True)
        return path

    def lint(self, *arguments, cwd=None, **changes):
        """Runs plugin/lint. `changes` are environment variables, None to unset one."""
        run = subprocess.run([ROOT / "plugin" / "lint", *map(str, arguments)], cwd=cwd or self.folder,
                             env=self.environment(changes), stdin=subprocess.DEVNULL, capture_output=True, text=True)
        self.assertEqual(os.listdir(self.scratch()), [], "files were left behind")
        self.assertNotIn("Traceback", run.stderr)
        return run

    def expect(self, run, status, *said):
        """The exit status, and words that stand on standard error."""
        self.assertEqual(run.returncode, status, run.stdout + run.stderr)
        for words in said:
            self.assertIn(words, run.stderr)

    def expect_findings(self, run, *places):
        """Standard output holds a warning at each place, 'FILE:LINE', in this order, and no other.
        Paths are as they can be opened from the working directory."""
        found = [":".join(line.split(":")[:2]) for line in run.stdout.splitlines() if ": warning: " in line]
        self.assertEqual(found, [str(place) for place in places], run.stdout + run.stderr)

    def interrupted(self, number, *arguments, **changes):
        """Starts plugin/lint, sends the signal when the first files are done, and waits."""
        process = subprocess.Popen([ROOT / "plugin" / "lint", *map(str, arguments)], cwd=self.folder, text=True,
                                   env=self.environment(changes), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   stdin=subprocess.DEVNULL,
                                   preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler))
        time.sleep(4)
        process.send_signal(number)
        out, err = process.communicate(timeout=60)
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)
