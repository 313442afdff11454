"""A small project in a git repository, and closure-lint as a user runs it over it."""
import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / f"llvm-{os.environ.get('LLVM_VERSION', '22')}"
LINT = BUILD / "bin" / "closure-lint"

CLEAN = "int clean() { return 0; }\n"
# The same with a closure, so that it is parsed.
CALLED = "int called() { int n = 0; return [&n] { return n; }(); }\n"
DANGLING = """#include <functional>
std::function<int()> {name}() {{
  int count = 0;
  return [&count] {{ return count; }};
}}
"""
ASSUMED = """#include <functional>
struct Bus {
  void onMessage(std::function<void(int)> handler);
};
void listen(Bus &bus) {
  int total = 0;
  bus.onMessage([&total](int more) { total += more; });
}
"""
UNGUARDED = """#include <functional>
#include <utility>
#include <vector>
std::vector<std::function<void()>> waiting;
struct Posts {
  void post() { waiting.push_back([this] { ++count; }); }
  int count = 0;
};
"""
WARNING = re.compile(r"(.*?):(\d+):\d+: warning: .* \[(closure-[\w-]+)\]")


def dangling(name):
    return DANGLING.format(name=name)


# What cannot be repaired but by an alternative: it can be neither copied nor moved.
PINNED = """#include <thread>
struct Pinned {
  Pinned(const Pinned &) = delete;
  int value;
};
Pinned make();
void start() {
  std::jthread worker;
  Pinned pinned = make();
  worker = std::jthread([&pinned] { ++pinned.value; });
}
"""


class ProjectTest(unittest.TestCase):
    def setUp(self):
        # A space in every path.
        self.folder = Path(tempfile.mkdtemp(prefix="closure project ")).resolve()
        self.addCleanup(shutil.rmtree, self.folder)
        self.git("init", "-q")

    def git(self, *words):
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *words], cwd=self.folder,
                       check=True, capture_output=True)

    def commit(self):
        self.git("add", "-A")
        self.git("commit", "-qm", "state")

    def write(self, **files):
        """Each file by its name, in which `_` before the extension stands for the dot: a_cpp."""
        for name, text in files.items():
            self.put(re.sub(r"_(cpp|h)$", r".\1", name), text)

    def put(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def database(self, *names, flags=()):
        entries = [{"directory": str(self.folder), "file": name,
                    "arguments": ["c++", "-std=c++17", *flags, "-c", name]} for name in names]
        self.put("build/compile_commands.json", json.dumps(entries))

    def lint(self, *words, cwd=None):
        run = subprocess.run([LINT, *map(str, words)], cwd=cwd or self.folder, stdin=subprocess.DEVNULL,
                             capture_output=True, text=True)
        self.assertNotIn("Stack dump", run.stderr)
        return run

    def project(self, *words):
        return self.lint("-p", "build", *words)

    def places(self, run):
        """[(file, line)] of the warnings on standard output."""
        found = filter(None, map(WARNING.match, run.stdout.splitlines()))
        return [(os.path.relpath(match[1], self.folder) if os.path.isabs(match[1]) else match[1], int(match[2]))
                for match in found]

    def expect(self, run, status, *said):
        self.assertEqual(run.returncode, status, run.stdout + run.stderr)
        for words in said:
            self.assertIn(words, run.stderr)
