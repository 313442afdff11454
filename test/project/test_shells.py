"""Completion in the shells, and the manual page: each knows all options that --help lists."""
import re
import shutil
import subprocess

from projects import BUILD, LINT, ROOT, ProjectTest

FOLDER = ROOT / "plugin/completion"


def helped():
    """The options and the commands of --help, and what values an option takes."""
    said = subprocess.run([LINT, "--help"], capture_output=True, text=True, check=True).stdout
    options = set(re.findall(r"(?m)^  (--?[\w-]+)", said)) - {"--help-hidden", "--help-list", "--help-list-hidden"}
    values = dict(re.findall(r"(?m)^  (--[\w-]+)=?<?.*\n((?:    =.*\n)+)", said))
    return options, set(re.findall(r"(?m)^  closure-lint (\w+) ", said)), {
        option: set(re.findall(r"(?m)^    =(\w+)", text)) for option, text in values.items()}


class Completion(ProjectTest):
    def bash(self, *words):
        script = (f"source '{FOLDER}/closure-lint.bash'; COMP_WORDS=(closure-lint {' '.join(words)}); "
                  f"COMP_CWORD={len(words)}; compopt() {{ :; }}; _closure_lint; printf '%s\\n' \"${{COMPREPLY[@]}}\"")
        run = subprocess.run(["bash", "-c", script], cwd=self.folder, capture_output=True, text=True)
        self.assertEqual(run.stderr, "")
        return run.stdout.split()

    def test_bash(self):
        options, commands, values = helped()
        self.assertEqual({word.split("=")[0] for word in self.bash("-")}, options)
        self.assertEqual(commands, set(self.bash("''")))
        for option in ("--format", "--fail-on", "--fix"):
            self.assertEqual(set(self.bash(option, "=")), values[option])
        self.assertEqual(self.bash("--format", "=", "te"), ["text"])
        self.assertEqual(self.bash("-p", "build", "--fo"), ["--format="])
        self.assertEqual(self.bash("--quiet", "''"), [])
        (self.folder / "build").mkdir()
        self.assertEqual(self.bash("-p", "b"), ["build"])
        self.assertIn("closure-loop-capture", self.bash("--checks", "=", "closure-l"))

    def test_fish(self):
        if not shutil.which("fish"):
            self.skipTest("fish is not installed")
        options, commands, values = helped()

        def asked(line):
            run = subprocess.run(["fish", "--no-config", "-c", f"source '{FOLDER}/closure-lint.fish'; complete -C '{line}'"],
                                 cwd=self.folder, capture_output=True, text=True)
            self.assertEqual(run.stderr, "")
            return {each.split("\t")[0].rstrip("=") for each in run.stdout.splitlines()}
        self.assertEqual(asked("closure-lint -") | {"-p"}, options | {"-j"})
        self.assertLessEqual(commands, asked("closure-lint "))
        for option in ("--format", "--fail-on"):
            self.assertEqual(asked(f"closure-lint {option}="), {f"{option}={value}" for value in values[option]})

    def test_zsh(self):
        text = (FOLDER / "_closure-lint").read_text()
        options, commands, values = helped()
        for option in options:
            self.assertRegex(text, rf"['\"{{,*]{option}[=+\[,}}-]", option)
        self.assertEqual(commands, set(re.search(r"compadd (.*)", text)[1].split()))
        for option in ("--format", "--fail-on", "--fix"):
            self.assertEqual(set(re.search(rf"{option}=.*:\((.*)\)'", text)[1].split()), values[option])
        if shutil.which("zsh"):
            subprocess.run(["zsh", "-n", FOLDER / "_closure-lint"], check=True)


class Manual(ProjectTest):
    def test_the_page_holds_what_help_says(self):
        page = BUILD / "share/man/man1/closure-lint.1"
        if not shutil.which("help2man"):
            self.skipTest("help2man is not installed")
        self.assertTrue(page.exists(), "the build makes it")
        text = page.read_text().replace("\\-", "-")
        self.assertIn(".SH NAME\nclosure-lint - finds", text)
        for option in helped()[0]:
            self.assertIn(option, text)
