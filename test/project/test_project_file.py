"""What a project says of itself: `.closure-lint.yaml`, and the checks that `.clang-tidy` chooses."""
import json
import subprocess

from projects import ASSUMED, BUILD, CLEAN, UNGUARDED, ProjectTest

# Without a header, so that a lint is quick.
COUNT = """auto {name}() {{
  int count = 0;
  return [&count] {{ return count; }};
}}
"""
VIEW = """auto view() {
  int count = 0;
  int *at = &count;
  return [at] { return *at; };
}
"""
BOTH = COUNT.format(name="a") + VIEW


class ChosenChecks(ProjectTest):
    def checks(self, *words, file="a.cpp"):
        run = self.lint("--format=json", *words, file)
        self.assertIn(run.returncode, (0, 1), run.stderr)
        return sorted({finding["check"].removeprefix("closure-") for finding in json.loads(run.stdout)["findings"]})

    def test_of_the_configuration(self):
        self.write(a_cpp=BOTH)
        both = ["dangling-capture", "dangling-view"]
        for chosen, left in (("'-*,closure-dangling-view'", both[1:]), ("'*,-closure-*-view'", both[:1]), ("'-closure-dangling-view'", both[:1]),
                             ("'-*'", []), ("'closure-*,-closure-*'", []), ("'-*,bugprone-*,-modernize-*'", both), ("'*'", both),
                             ("'-*,cl*re-*-view'", both[1:]), ("\"-*,\\nclosure-dangling-view\"", both[1:]), ("['-*', closure-dangling-view]", both[1:])):
            self.put(".clang-tidy", f"Checks: {chosen}\n")
            self.assertEqual(self.checks(), left, chosen)

    def test_of_the_command_line_on_top(self):
        self.write(a_cpp=BOTH)
        both = ["dangling-capture", "dangling-view"]
        for chosen, words, left in (("", "closure-dangling-view", both[1:]), ("", "-closure-dangling-view", both[:1]),
                                    ("-*,closure-dangling-capture", "closure-dangling-view", both), ("closure-*", "-closure-dangling-view", both[:1]),
                                    ("closure-*", "-*,closure-dangling-view", both[1:]), ("-*", "closure-dangling-view", both[1:])):
            self.put(".clang-tidy", f"Checks: '{chosen}'\n")
            self.assertEqual(self.checks(f"--checks={words}"), left, (chosen, words))

    def test_of_the_folders_above(self):
        self.put("sub/a.cpp", BOTH)
        self.put(".clang-tidy", "Checks: '-*,closure-*'\n")
        for inner, left in (("InheritParentConfig: true\nChecks: '-closure-dangling-view'\n", ["dangling-capture"]),
                            ("Checks: '-*,closure-dangling-view'\n", ["dangling-view"]), ("Checks: '-*'\n", [])):
            self.put("sub/.clang-tidy", inner)
            self.assertEqual(self.checks(file="sub/a.cpp"), left, inner)

    def test_by_name_alone(self):
        self.write(a_cpp=UNGUARDED)
        for chosen, left in (("closure-*", []), ("closure-unguarded-*", []), ("closure-*,closure-unguarded-this", ["unguarded-this"])):
            self.put(".clang-tidy", f"Checks: '{chosen}'\n")
            self.assertEqual(self.checks(), left, chosen)

    def test_a_misspelt_one_is_told(self):
        self.write(a_cpp=CLEAN)
        self.put(".clang-tidy", "Checks: '-*,closure-*,-closure-danglig-view'\n")
        self.expect(self.lint("a.cpp"), 2, "/.clang-tidy:1:24: no check matches 'closure-danglig-view'; did you mean 'closure-dangling-view'? the checks are closure-")
        for style in (">", ">-", "|"):
            self.put(".clang-tidy", f"Checks: {style}\n  -*,\n  closure-dangling-capture,\n  closure-lop-capture\n")
            self.expect(self.lint("a.cpp"), 2, "no check matches 'closure-lop-capture'; did you mean 'closure-loop-capture'?")
        self.put(".clang-tidy", "Checks: 'closure-*,-closure-hover,-bugprone-nothing'\n")
        self.expect(self.lint("a.cpp"), 0)

    def test_files_without_a_check_are_counted(self):
        self.write(a_cpp=BOTH, b_cpp=CLEAN)
        self.put("sub/.clang-tidy", "Checks: '-*'\n")
        self.put("sub/c.cpp", BOTH)
        self.database("b.cpp", "sub/c.cpp")
        for words in ((), ("--summaries=kept",), ("--summaries=kept",)):
            self.expect(self.project(*words), 0, "no findings in 2 files", ", no check is turned on for 1 of them")


class ProjectFile(ProjectTest):
    def says(self, text, *said, status=2, words=("a.cpp",)):
        self.put(".closure-lint.yaml", text)
        run = self.lint(*words)
        self.expect(run, status, *said)
        return run

    def test_what_is_wrong_is_placed(self):
        self.write(a_cpp=CLEAN)
        for text, said in (("excludes: a\n", ":1:1: unknown key 'excludes'; did you mean 'exclude'? the keys are exclude, models, options, paths, severity, third-party"),
                           ("options:\n  AssumeEscape: Nevr\n", ":2:17: invalid value 'Nevr' for option 'AssumeEscape'; expected 'Never', 'Named' or 'Always'"),
                           ("options: {AsumeEscape: Never}\n", ":1:11: unknown option 'AsumeEscape'; did you mean 'AssumeEscape'? the options are AssumeEscape, IncludeStyle,"),
                           ("options: {Models: a.yaml}\n", ":1:11: model files are named under the key 'models'"),
                           ("options: {closure-prefer-class.MaxClosures: 2}\n", ":1:11: 'closure-prefer-class.MaxClosures' is an option of one check"),
                           ("options: [a]\n", ":1:11: expected a mapping of options to values"),
                           ("severity: {closure-danglig-view: note}\n", ":1:12: unknown check 'closure-danglig-view'; did you mean 'closure-dangling-view'? the checks are"),
                           ("severity: {closure-dangling-view: bad}\n", ":1:35: invalid severity 'bad'; expected error, warning, note"),
                           ("exclude: ['[']\n", ":1:11: '[' is not a pattern: "), ("paths: {a: b}\n", ":1:9: expected a path or a list of paths"),
                           ("third-party:\n", ":1:1: 'third-party' has no value"), ("- a\n", ":1:1: expected a mapping of the keys"), ("paths: a\npaths: b\n", ":2:1: "),
                           ("paths: [", ":1:8: "), ("models: [none.yaml]\n", ":1:10: there is no model file '"), ("x: " + "[" * 100000, "nested too deeply")):
            self.says(text, f"{self.folder}/.closure-lint.yaml{said}" if said[0] == ":" else said)
        for text in ("", "# nothing\n", "---\n"):
            self.says(text, status=0)
        (self.folder / ".closure-lint.yaml").unlink()
        (self.folder / ".closure-lint.yaml").mkdir()
        self.expect(self.lint("a.cpp"), 2, "/.closure-lint.yaml: this configuration cannot be read: Is a directory")

    def test_words_that_match_nothing_are_told_once(self):
        for name in ("src/a.cpp", "src/gen/b.cpp", "lib/c.h"):
            self.put(name, CLEAN)
        self.database("src/a.cpp", "src/gen/b.cpp")
        self.put(".closure-lint.yaml", "paths: [src, lib, inclde]\nexclude:\n  - gen\n  - 'src/ge?'\n  - '*.pb.cc'\nthird-party: external\n")
        file = self.folder / ".closure-lint.yaml"
        run = self.project("--exclude=thid_party", "--exclude=lib")
        self.expect(run, 0)
        self.assertEqual([line for line in run.stderr.splitlines() if "warning: " in line],
                         ["closure-lint: warning: --exclude=thid_party matches nothing",
                          f"closure-lint: warning: {file}:1:19: 'inclde' matches nothing",
                          f"closure-lint: warning: {file}:5:5: '*.pb.cc' matches nothing",
                          f"closure-lint: warning: {file}:6:14: there is no folder '{self.folder}/external'"])
        # A part of the project is not what the words are about.
        self.assertNotIn("warning: ", self.project("src/a.cpp").stderr)
        self.assertNotIn("warning: ", self.lint("src/a.cpp").stderr)

    def test_what_is_linted(self):
        for name in ("src/a.cpp", "src/gen/b.cpp", "lib/c.cpp", "third/d.cpp"):
            self.put(name, COUNT.format(name="f"))
        self.database("src/a.cpp", "src/gen/b.cpp", "lib/c.cpp", "third/d.cpp")
        for text, left in (("", ["lib/c.cpp", "src/a.cpp", "src/gen/b.cpp", "third/d.cpp"]), ("paths: src/\n", ["src/a.cpp", "src/gen/b.cpp"]),
                           ("paths: [src, lib]\nexclude: gen\n", ["lib/c.cpp", "src/a.cpp"]), ("exclude: ['*/b.cpp', third]\n", ["lib/c.cpp", "src/a.cpp"]),
                           ("paths: ['./src']\n", ["src/a.cpp", "src/gen/b.cpp"]),
                           ("third-party: ./third\n", ["lib/c.cpp", "src/a.cpp", "src/gen/b.cpp"])):
            self.put(".closure-lint.yaml", text)
            self.assertEqual([file for file, _ in self.places(self.project())], left, text)
        self.says("paths: nothing\n", ".closure-lint.yaml leaves no file to lint", words=("-p", "build"))
        for words in (("lib/c.cpp",), ("-p", "build", "lib/c.cpp")):
            run = self.says("exclude: lib\n", f"'lib/c.cpp' is left out by {self.folder}/.closure-lint.yaml", status=0, words=words)
            self.assertEqual(run.stdout, "")
        self.says("exclude: lib\n", ".closure-lint.yaml leaves no file to lint", words=("-p", "build", "lib"))
        self.assertEqual([file for file, _ in self.places(self.lint("-p", "build", "lib/c.cpp", "src/a.cpp"))], ["src/a.cpp"])
        run = self.lint("explain", "lib/c.cpp:3")
        self.expect(run, 0)
        self.assertIn("verdict: it is wrong", run.stdout)

    def test_headers(self):
        self.put("third/a.h", "#pragma once\n" + "inline " + COUNT.format(name="f"))
        self.put("src/a.h", "#pragma once\n#include \"../third/a.h\"\n" + "inline " + COUNT.format(name="g"))
        self.put("src/a.cpp", '#include "a.h"\n')
        self.assertEqual([file for file, _ in self.places(self.lint("src/a.cpp"))], ["src/a.h", "third/a.h"])
        for text in ("third-party: third\n", "exclude: third\n", "paths: src\n"):
            self.put(".closure-lint.yaml", text)
            self.assertEqual([file for file, _ in self.places(self.lint("src/a.cpp"))], ["src/a.h"], text)

    def test_severity(self):
        self.write(a_cpp=BOTH, b_cpp=ASSUMED)
        self.put(".closure-lint.yaml", "severity: {closure-dangling-capture: error, closure-dangling-view: note}\n")
        levels = [("closure-dangling-capture", "error"), ("closure-dangling-view", "note"), ("closure-dangling-capture", "note")]
        found = json.loads(self.lint("--format=json", "a.cpp", "b.cpp").stdout)["findings"]
        self.assertEqual([(one["check"], one["level"]) for one in found], levels)
        results = json.loads(self.lint("--format=sarif", "a.cpp", "b.cpp").stdout)["runs"][0]["results"]
        self.assertEqual([(one["ruleId"], one["level"]) for one in results], levels)
        issues = json.loads(self.lint("--format=gitlab", "a.cpp", "b.cpp").stdout)
        self.assertEqual([one["severity"] for one in issues], ["critical", "minor", "minor"])
        said = self.lint("--format=github", "a.cpp", "b.cpp").stdout
        self.assertEqual([line.split(" ")[0] for line in said.splitlines()], ["::error", "::notice", "::notice"])


class Doors(ProjectTest):
    """Each door reads what concerns it, and what is nearer to the one who asks wins."""
    VERSION = BUILD.name.split("-")[1]

    def setUp(self):
        super().setUp()
        self.put("src/a.cpp", ASSUMED)
        self.put("third/b.h", "#pragma once\n" + "inline " + COUNT.format(name="f"))

    def tidy(self, *words, config=""):
        return self.ran(f"clang-tidy-{self.VERSION}", f"--load={BUILD}/lib/closure-tidy.so", "--quiet", "--header-filter=.*",
                        *([f"--config={config}"] if config else ["--checks=-*,closure-*"]), "src/a.cpp", "--", "-std=c++17", *words)

    def compiler(self, *words):
        return self.ran(f"clang++-{self.VERSION}", "-std=c++17", "-fsyntax-only", f"-fplugin={BUILD}/lib/closure-clang.so", *words, "src/a.cpp")

    def ran(self, program, *words):
        done = subprocess.run([program, *words], cwd=self.folder, capture_output=True, text=True)
        return done.stdout + done.stderr

    def test_options(self):
        warning = "lambda captures 'total' by reference"
        for text, found in (("", True), ("options: {AssumeEscape: Never}\n", False), ("models: our models.yaml\n", False)):
            self.put(".closure-lint.yaml", text)
            self.put("our models.yaml", "library: ours\nfunctions:\n- names: Bus::onMessage\n  effect: called\n")
            for said in (self.tidy(), self.compiler(), self.lint("src/a.cpp").stdout):
                self.assertEqual(warning in said, found, text + said)
                self.assertNotIn("error", said)
        self.put(".closure-lint.yaml", "options: {AssumeEscape: Never}\n")
        self.assertIn(warning, self.tidy(config="{Checks: 'closure-*', CheckOptions: {AssumeEscape: Named}}"))
        self.assertIn(warning, self.compiler("-fplugin-arg-closure-assume-escape=Named"))
        self.put(".clang-tidy", "CheckOptions: {AssumeEscape: Named}\n")
        self.assertIn(warning, self.lint("src/a.cpp").stdout)

    def test_third_party(self):
        self.put("src/a.cpp", '#include "../third/b.h"\nauto g() { return f(); }\n')
        for text, found in (("", True), ("third-party: third\n", False), ("third-party: hird\n", True)):
            self.put(".closure-lint.yaml", text)
            for said in (self.tidy(), self.compiler(), self.lint("src/a.cpp").stdout):
                self.assertEqual("lambda captures 'count' by reference" in said, found, text + said)

    def test_what_is_wrong_is_told_once(self):
        fault = f"{self.folder}/.closure-lint.yaml:1:1: unknown key 'model'; did you mean 'models'?"
        self.put(".closure-lint.yaml", "model: x\n")
        for said in (self.tidy(), self.compiler()):
            self.assertEqual(said.count(fault), 1, said)

    def test_options_of_clang_tidy(self):
        for option, said in (("closure-dangling-capture.AssumeEscpe", "unknown check option 'closure-dangling-capture.AssumeEscpe'; did you mean 'AssumeEscape'?"),
                             ("closure-danglig-capture.Models", "unknown check 'closure-danglig-capture'"), ("AsumeEscape", "unknown check option 'AsumeEscape'")):
            self.assertEqual(self.tidy(config=f"{{Checks: '-*,closure-*', CheckOptions: {{{option}: x}}}}").count(said), 1, option)
        self.assertIn("invalid configuration value 'Nevr'", self.tidy(config="{Checks: '-*,closure-*', CheckOptions: {AssumeEscape: Nevr}}"))
        self.assertNotIn("unknown check", self.tidy(config="{Checks: '-*,closure-*', CheckOptions: {bugprone-x.AssumeEscape: x, Other: y}}"))

    def test_warnings_that_no_check_has(self):
        for word, said in (("closure-danglig-view", "there is no check 'closure-danglig-view' for '-Wclosure-danglig-view'; did you mean 'closure-dangling-view'?"),
                           ("no-closure-foo", "there is no check 'closure-foo' for '-Wno-closure-foo'; the checks are closure-"),
                           ("error=closure-foo", "for '-Werror=closure-foo'")):
            self.assertIn(said, self.compiler("-Wno-unknown-warning-option", f"-W{word}"))
        self.assertNotIn("there is no check", self.compiler("-Wno-unknown-warning-option", "-Wno-closure-dangling-view", "-Werror=closure", "-Wno-error=closure-dangling-capture"))
