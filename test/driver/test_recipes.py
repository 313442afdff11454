"""The recipes of the repository and its pages, run as they stand; what they would fetch is here already."""
import json
import os
import re
import shlex
import shutil
import subprocess
import tarfile

from support import DANGLING, PROGRAM, ROOT, VERSION, LintTest

BUILD = ROOT / "build" / f"llvm-{VERSION}"


def block(page, language, words):
    """The block of the page that is marked with the language and holds the words."""
    found = [text for text in re.findall(rf"```{language}\n(.*?)```", (ROOT / "docs" / page).read_text(), re.S) if words in text]
    assert len(found) == 1, found
    return found[0].replace("build/llvm-22", str(BUILD)).replace("-22", f"-{VERSION}")


class Recipes(LintTest):
    def bash(self, script, **environment):
        return subprocess.run(["bash", "-c", script], cwd=self.folder, capture_output=True, text=True,
                              env={**os.environ, **environment})

    def test_the_action(self):
        self.write("src/a.cpp", DANGLING)
        self.write("src/b.cpp", DANGLING)
        self.database("src/a.cpp", "src/b.cpp")
        with tarfile.open(self.folder / "made.tgz", "w:gz") as archive:
            archive.add(PROGRAM, "closure-lint/bin/closure-lint")
        text = (ROOT / "action.yml").read_text()
        script = re.sub(r"(?m)^        ", "", text.split("      run: |\n")[1])
        inputs = re.findall(r"(?m)^  (\w+):\n    description: .*\n    (?:required: true|default: (.*))$", text)
        given = {name.upper(): default.strip("'") for name, default in inputs}
        self.assertEqual(sorted(given), sorted(re.findall(r"(?m)^        (\w+): \$\{\{ inputs\.\w+ \}\}$", text)))
        run = self.bash(script, **{**given, "ARCHIVE": "made.tgz"})
        self.assertEqual(run.returncode, 0, run.stderr)
        results = json.loads((self.folder / "closure.sarif").read_text())["runs"][0]["results"]
        self.assertEqual(len(results), 2)
        run = self.bash(script, **{**given, "ARCHIVE": str(self.folder / "made.tgz"), "OUTPUT": "other file.sarif",
                                   "ARGUMENTS": "src/a.cpp\n\n--checks=closure-dangling-capture\n"})
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(len(json.loads((self.folder / "other file.sarif").read_text())["runs"][0]["results"]), 1)
        self.assertNotEqual(self.bash(script, **{**given, "ARCHIVE": "absent.tgz"}).returncode, 0)

    def test_the_hooks_of_pre_commit(self):
        self.write("a.cpp", DANGLING)
        entries = re.findall(r"(?m)^  language: (\w+)\n  entry: (.*)$", (ROOT / ".pre-commit-hooks.yaml").read_text())
        self.assertEqual([language for language, _ in entries], ["script", "system"])
        for language, entry in entries:
            words = shlex.split(entry)
            if language == "script":
                words[0] = str(ROOT / words[0])
            else:
                (self.folder / "bin").mkdir()
                (self.folder / "bin" / words[0]).symlink_to(PROGRAM)
            run = subprocess.run([*words, "a.cpp"], cwd=self.folder, capture_output=True, text=True,
                                 env={**self.environment({}), "PATH": f"{self.folder}/bin:{os.environ['PATH']}"})
            self.expect(run, 1)
            self.expect_findings(run, "a.cpp:3")

    def test_the_local_hook_of_the_page(self):
        entry, = re.findall(r"entry: (.*) }", block("projects.md", "yaml", "repo: local"))
        self.assertEqual(entry, f"closure-lint-{VERSION} --quiet")

    def test_clang_tidy_diff(self):
        script = block("projects.md", "sh", "clang-tidy-diff")
        if not shutil.which(f"clang-tidy-diff-{VERSION}.py"):
            self.skipTest("clang-tidy-diff is not installed")
        self.write("a.cpp", "int f();\n")
        self.write("build/compile_commands.json", json.dumps(
            [{"directory": str(self.folder), "file": "a.cpp", "command": "c++ -std=c++17 -c a.cpp"}]))
        for words in (["init", "-q"], ["add", "-A"], ["-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "a"]):
            subprocess.run(["git", *words], cwd=self.folder, check=True)
        self.write("a.cpp", "int f();\n" + DANGLING)
        run = self.bash(script)
        self.assertIn("a.cpp:4:", run.stdout, run.stderr)
        self.assertIn("[closure-dangling-capture]", run.stdout)

    def test_the_settings_of_vs_code(self):
        settings = json.loads(block("editors.md", "json", "clangd.path"))
        self.assertTrue(settings["clangd.path"].endswith("/bin/closure-clangd"))
        self.assertEqual(settings["C_Cpp.intelliSenseEngine"], "disabled")
