"""Standard output and error that fail: nothing is lost without a word."""
import os
import signal
import subprocess

from projects import CLEAN, LINT, ProjectTest, dangling

FULL = "cannot write to standard output: No space left on device"


class Streams(ProjectTest):
    def setUp(self):
        super().setUp()
        self.write(a_cpp=dangling("a"), b_cpp=CLEAN)

    def run_with(self, *words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more):
        return subprocess.run([LINT, *words], cwd=self.folder, stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr,
                              text=True, timeout=60, **more)

    def full(self, *words):
        with open("/dev/full", "w") as full:
            return self.run_with(*words, stdout=full)

    def test_a_full_disk_behind_standard_output(self):
        forms = [f"--format={form}" for form in ("text", "json", "sarif", "github", "gitlab")]
        for words in (*([form, "a.cpp"] for form in forms), ["--fail-on=none", "a.cpp"], ["--format=json", "b.cpp"],
                      ["--fix", "--dry-run", "a.cpp"], ["--help"], ["--version"], ["doctor"]):
            run = self.full(*words)
            self.assertEqual(run.returncode, 2, f"{words} {run.stderr}")
            self.assertEqual(run.stderr.count(FULL), 1, f"{words} {run.stderr}")
            self.assertNotIn("LLVM ERROR", run.stderr)
        self.assertEqual(self.full("b.cpp").returncode, 0)

    def test_a_closed_standard_output(self):
        run = self.run_with("a.cpp", stdout=None, preexec_fn=lambda: os.close(1))
        self.assertEqual(run.returncode, 2)
        self.assertIn("cannot write to standard output: Bad file descriptor", run.stderr)
        # No file that is opened may take its place.
        run = self.run_with("--summaries=kept", "a.cpp", stdout=None, preexec_fn=lambda: os.close(1))
        self.assertEqual(run.returncode, 2)
        self.expect(self.lint("--summaries=kept", "a.cpp"), 1, "0 analysed anew")

    def test_standard_error_that_fails_changes_nothing_else(self):
        whole = self.lint("a.cpp")
        with open("/dev/full", "w") as full:
            run = self.run_with("a.cpp", stderr=full)
        self.assertEqual((run.returncode, run.stdout), (1, whole.stdout))
        run = self.run_with("a.cpp", stderr=None, preexec_fn=lambda: os.close(2))
        self.assertEqual((run.returncode, run.stdout), (1, whole.stdout))
        with open("/dev/full", "w") as full:
            self.assertEqual(self.run_with("--nonsense", stderr=full).returncode, 2)

    def test_a_reader_that_goes_away(self):
        for ignored in (False, True):
            reading, writing = os.pipe()
            os.close(reading)
            run = self.run_with("a.cpp", "--quiet", stdout=writing,
                                preexec_fn=lambda: signal.signal(signal.SIGPIPE, signal.SIG_IGN if ignored else signal.SIG_DFL))
            os.close(writing)
            self.assertIn(run.returncode, (128 + signal.SIGPIPE, -signal.SIGPIPE)) # a shell shows the same for both
            self.assertEqual(run.stderr, "")

    def test_files_on_a_full_disk(self):
        for option in ("--output", "--report", "--write-baseline"):
            self.expect(self.lint(f"{option}=/dev/full", "a.cpp"), 2, "cannot write '/dev/full': No space left on device")
