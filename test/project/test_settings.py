"""What the user sets: each word that means nothing is named, with its place and what could be meant."""
import json
import os
import unittest

from projects import ASSUMED, CLEAN, UNGUARDED, ProjectTest, dangling

DEEP = 100000
MOVES = """#include <functional>
#include <string>
#include <vector>
void f(std::vector<std::function<int()>> &kept) {
  std::string much;
  kept.push_back([&much] { return int(much.size()); });
}
"""


class Configurations(ProjectTest):
    def setUp(self):
        super().setUp()
        self.write(a_cpp=CLEAN)

    def says(self, text, *said, status=2):
        self.put(".clang-tidy", text)
        run = self.lint("a.cpp")
        self.expect(run, status, *said)
        return run

    def test_values_that_are_none(self):
        for option, values in (("AssumeEscape: Sometimes", "'Never', 'Named' or 'Always'"), ("PreferMove: maybe", "'true' or 'false'"),
                               ("IncludeStyle: foo", "'llvm', 'google' or 'google-objc'"), ("AssumeEscape: ''", "'Never'")):
            name, value = option.split(": ")
            for prefix in ("", "closure-dangling-capture.", "closure-dangling-this."):
                self.says(f"Checks: '*'\nCheckOptions:\n  {prefix}{option}\n",
                          f"{self.folder}/.clang-tidy:3:{len(prefix + name) + 5}: invalid configuration value "
                          f"'{value.strip(chr(39))}' for option '{prefix}{name}'; expected ", values)
            self.says(f"CheckOptions:\n- key: {name}\n  value: {value}\n", f"/.clang-tidy:3:10: invalid configuration value")

    def test_names_that_are_none(self):
        self.says("CheckOptions: {closure-danglig-capture.AssumeEscape: Never}\n",
                  "/.clang-tidy:1:16: unknown check 'closure-danglig-capture'", "did you mean 'closure-dangling-capture'?")
        self.says("CheckOptions: {closure-dangling-capture.AssumeEscpe: Never}\n",
                  "/.clang-tidy:1:16: unknown check option 'closure-dangling-capture.AssumeEscpe'; did you mean 'AssumeEscape'?")
        for prefix in ("", "closure-prefer-class."):
            self.says(f"CheckOptions: {{{prefix}MaxClosures: few}}\n", "invalid configuration value 'few'", "expected a number")
            self.says(f"CheckOptions: {{{prefix}MaxClosures: 5}}\n", status=0)
        self.says("CheckOptions: {closure-dangling-capture.MaxClosures: 3}\n", "unknown check option 'closure-dangling-capture.MaxClosures'; another check has it")
        self.says("CheckOptions: {closure-dangling-capture.Colour: red}\n", "unknown check option 'closure-dangling-capture.Colour'")
        self.says("CheckOptions: {AsumeEscape: Never}\n", "unknown check option 'AsumeEscape'; did you mean 'AssumeEscape'?")
        self.says("CheckOptions: {StrictMode: true, bugprone-x.AssumeEscape: 3, Mode: 1}\n", status=0)

    def test_each_is_named_once_and_the_others_count(self):
        self.write(a_cpp=ASSUMED, b_cpp=CLEAN)
        self.database("a.cpp", "b.cpp")
        self.put(".clang-tidy", "CheckOptions:\n  AssumeEscape: Never\n  PreferMove: maybe\n  IncludeStyle: foo\n")
        run = self.project()
        self.expect(run, 2, ".clang-tidy:3:15", ".clang-tidy:4:17", "no findings in 2 files")
        self.assertEqual(run.stderr.count("invalid configuration value"), 2)

    def test_values_as_clang_tidy_takes_them(self):
        self.write(a_cpp=MOVES)
        for value, moves in (("true", True), ("False", False), ("no", False), ("1", True), ("0", False)):
            for prefix in ("", "closure-dangling-capture."):
                self.put(".clang-tidy", f"CheckOptions: {{{prefix}PreferMove: {value}}}\n")
                run = self.lint("--fix", "--dry-run", "a.cpp")
                self.expect(run, 1)
                self.assertEqual("std::move(much)" in run.stdout, moves, prefix + value + run.stdout)

    def test_files_further_up(self):
        self.put("sub/a.cpp", CLEAN)
        self.put(".clang-tidy", "CheckOptions: {AssumeEscape: x}\n")
        for inner, status in (("InheritParentConfig: true\n", 2), ("Checks: '*'\n", 0), ("", 2), ("# nothing\n", 0)):
            self.put("sub/.clang-tidy", inner)
            self.expect(self.lint("sub/a.cpp"), status)

    def test_texts_that_are_no_configuration(self):
        for text, said in (("CheckOptions: [", ".clang-tidy:1:15: this configuration is not valid: "),
                           ("Checks: b\nNoSuchKey: 1\n", ".clang-tidy:2:1: this configuration is not valid: unknown key 'NoSuchKey'"),
                           ("CheckOptions: " + "[" * DEEP + "]" * DEEP, ": this configuration is not valid: nested too deeply"),
                           ("- " * DEEP, "nested too deeply"), ("Checks: '*'\n---\nChecks: '-*'\n", ".clang-tidy:3:1: "),
                           ("\x01\x02\n", ".clang-tidy:1:1: ")):
            self.says(text, said)

    @unittest.skipIf(os.geteuid() == 0, "root may read all")
    def test_a_configuration_that_may_not_be_read(self):
        self.put(".clang-tidy", "Checks: '*'\n").chmod(0)
        self.expect(self.lint("a.cpp"), 2, "/.clang-tidy: this configuration cannot be read: Permission denied")


class Words(ProjectTest):
    def test_no_check_is_left(self):
        self.write(a_cpp=dangling("a"))
        for words, said in (("--checks=", "leaves no check"), ("--checks=-*", "leaves no check"),
                            ("--checks=closure-*,-closure-*", "leaves no check"), ("--checks=,", "leaves no check"),
                            ("--checks=closure-danglig-capture", "no check matches 'closure-danglig-capture'; did you mean 'closure-dangling-capture'?"),
                            ("--checks=closure-*,-closure-lop-capture", "did you mean 'closure-loop-capture'?")):
            run = self.lint(words, "a.cpp")
            self.expect(run, 2, said, "the checks are closure-coroutine-capture, closure-dangling-capture, closure-dangling-this, closure-dangling-view, closure-loop-capture, closure-lost-update, closure-prefer-class, closure-reference-cycle, closure-unguarded-this")
            self.assertEqual(run.stdout, "")

    def test_what_runs_by_its_name_alone(self):
        self.write(a_cpp=UNGUARDED)
        self.expect(self.lint("--checks=closure-unguarded-*", "a.cpp"), 2, "leaves no check")
        for words in ("--quiet", "--checks=*", "--checks=closure-*,closure-unguarded-*"):
            self.expect(self.lint(words, "a.cpp"), 0)
        run = self.lint("--checks=closure-*,closure-unguarded-this", "a.cpp")
        self.expect(run, 1)
        self.assertIn("[closure-unguarded-this]", run.stdout)

    def test_options_without_their_value(self):
        self.write(a_cpp=CLEAN)
        for option in ("--output", "--report", "--baseline", "--write-baseline"):
            self.expect(self.lint(f"{option}=", "a.cpp"), 2, f"{option} names no file")
        self.expect(self.lint("--diff=", "a.cpp"), 2, "--diff names no commit")
        self.expect(self.lint("--summaries=", "a.cpp"), 2, "--summaries names no folder")
        self.expect(self.lint("-p=", "a.cpp"), 2, "-p names no folder")


class Models(ProjectTest):
    def setUp(self):
        super().setUp()
        self.write(a_cpp=ASSUMED)

    def model(self, content):
        (self.folder / ".closure-models.yaml").write_bytes(content)
        return self.lint("--quiet", "a.cpp")

    def test_nothing_is_fine(self):
        for content in (b"", b"\n\n", b"# only words\n", b"---\n", b"---\n# words\n...\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf# words\n"):
            run = self.model(content)
            self.expect(run, 1)
            self.assertEqual(run.stderr, "", content)

    def test_a_mark_of_the_encoding(self):
        self.expect(self.model(b"\xef\xbb\xbflibrary: ours\nfunctions:\n- names: Bus::onMessage\n  effect: called\n"), 0)

    def test_what_is_wrong_is_located(self):
        deep = b"library: " + b"[" * DEEP + b"]" * DEEP
        for content, place in ((b"\xff\xfel\0i\0", "1:"), (bytes(range(256)), "1:1: "), (b"library: \0x\n", "1:10: "), (b"\x80\x81", "1:1: "),
                               (b"- a\n", "1:1: not a mapping"), (b"x\n", "1:1: not a mapping"), (b"{}\n", "1:2: missing required key"),
                               (b"library: a\n---\nlibrary: b\n", "3:1: a second document begins here"), (b"library: *a\n", "2:1: "),
                               (deep, "1:75: nested too deeply"), (b"- " * DEEP, "1:131: nested too deeply"), (b"%YAML 1.2\n", "1:")):
            self.expect(self.model(content), 2, f"closure model {self.folder}/.closure-models.yaml:{place}")

    def test_what_is_no_file(self):
        (self.folder / ".closure-models.yaml").mkdir()
        self.expect(self.lint("a.cpp"), 2, f"closure model {self.folder}/.closure-models.yaml: cannot read this model file: Is a directory")


class DeepTexts(ProjectTest):
    """Each parser that is at hand recurses."""

    def setUp(self):
        super().setUp()
        self.write(a_cpp=dangling("a"))

    def test_baselines(self):
        for text in ("[" * DEEP, '{"version": 1, "findings": ' + "[" * DEEP + "]" * DEEP + "}", '{"a":' * DEEP):
            self.put("baseline.json", text)
            run = self.lint("--baseline=baseline.json", "a.cpp")
            self.expect(run, 2, "the baseline 'baseline.json' cannot be used: it is nested too deeply; make it again with --write-baseline")
            self.assertEqual(self.places(run), [("a.cpp", 4)])

    def test_databases(self):
        for text in ("[" * DEEP, "[" * DEEP + "]" * DEEP, '[{"directory":' + "[" * DEEP, "[{" + "[" * DEEP):
            self.put("build/compile_commands.json", text)
            said = "/compile_commands.json' is not a compilation database: it is nested too deeply; configure the project again"
            self.expect(self.project(), 2, said)
            self.put("compile_commands.json", text)
            self.expect(self.lint("a.cpp"), 2, said)

    def test_results(self):
        self.lint("--summaries=kept", "a.cpp")
        result, = (self.folder / "kept").glob("*.closure-result")
        result.write_text("[" * DEEP)
        self.expect(self.lint("--summaries=kept", "a.cpp"), 1, ".closure-result: damaged, or of another version; it is made anew", "1 analysed anew")
