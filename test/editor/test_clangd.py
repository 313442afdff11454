"""Tests of closure-clangd with a client of our own, and with Neovim."""
import os
import re
import shutil
import subprocess
import tempfile
import unittest
import urllib.parse
from pathlib import Path

from lsp import Server, applied

ROOT = Path(__file__).resolve().parents[2]
VERSION = os.environ.get("LLVM_VERSION", "22")
BUILD = ROOT / "build" / f"llvm-{VERSION}"
CLANGD = BUILD / "bin" / "closure-clangd"
TOOLS = Path(f"/usr/lib/llvm-{VERSION}/bin")
PROGRAM = """#include <functional>
#include <string>
#include <utility>
#include <vector>

std::vector<std::function<std::string()>> make(const std::vector<std::string> &names) {
  std::vector<std::function<std::string()>> greeters;
  for (std::string name : names)
    greeters.push_back([&] { return "Hello, " + name; });
  return greeters;
}
"""
UNGUARDED = """#include <functional>
#include <vector>

std::vector<std::function<void()>> waiting;
struct Posts {
  void post() { waiting.push_back([this] { ++count; }); }
  int count = 0;
};
"""
FIRST = PROGRAM.replace("[&]", "[name = std::move(name)]")


def run(*words, status=0):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr


def ours(diagnostics):
    return [each for each in diagnostics if str(each.get("code", "")).startswith("closure-")]


class Folder(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        self.file = self.folder / "a.cpp"
        # Without flags of its own a file is read with the host's default compiler.
        (self.folder / "compile_flags.txt").write_text("-std=c++17\n")

    def write(self, text):
        self.file.write_text(text)
        return self.file


class Clangd(Folder):
    def test_says_its_version_and_the_vendors(self):
        said = run(CLANGD, "--version")
        self.assertIn(f"clangd version {VERSION}.", said)
        self.assertRegex(said, r"With closure-lint \d+\.\d+\.\d+\n")

    def test_summaries_give_back_the_bodies_of_headers(self):
        header = self.folder / "bus.h"
        header.write_text("#pragma once\n#include <functional>\n#include <vector>\nstruct Bus {\n"
                          "  std::vector<std::function<void()>> all;\n"
                          "  void take(std::function<void()> f) { all.push_back(f); }\n};\n")
        text = '#include "bus.h"\nvoid listen(Bus &bus) {\n  int n = 0;\n  bus.take([&n] { ++n; });\n}\n'
        path = self.write(text)
        with Server([CLANGD], self.folder) as server:
            self.assertEqual(ours(server.show(path, text)), [])
        run(BUILD / "bin" / "closure-lint", "--quiet", f"--summaries={self.folder}/kept", path, "--", "-std=c++17", status=1)
        (self.folder / ".clang-tidy").write_text(f"CheckOptions: {{Summaries: {self.folder}/kept}}\n")
        with Server([CLANGD], self.folder) as server:
            warning, = ours(server.show(path, text))
            self.assertIn("'bus' keeps it after 'n' dies", warning["message"])
            self.assertIn("'take' keeps the closure beyond this call, as its body in bus.h shows",
                          [each["message"] for each in warning["relatedInformation"]])

    def test_links_lead_to_our_pages_and_others_to_theirs(self):
        (self.folder / ".clang-tidy").write_text("Checks: '-*,closure-*,modernize-use-nullptr'\n")
        text = PROGRAM + "int *none() { return 0; }\n"
        with Server([CLANGD], self.folder) as server:
            links = {each["code"]: each["codeDescription"]["href"] for each in server.show(self.write(text), text)}
        page = Path(urllib.parse.unquote(links["closure-loop-capture"].removeprefix("file://")))
        self.assertEqual(page.read_text().splitlines()[0], "# closure-loop-capture")
        self.assertIn("clang.llvm.org", links["modernize-use-nullptr"])

    def test_shows_path_and_repairs(self):
        with Server([CLANGD], self.folder) as server:
            path = self.write(PROGRAM)
            warning, = ours(server.show(path, PROGRAM))
            self.assertEqual(warning["code"], "closure-loop-capture")
            self.assertEqual(warning["range"]["start"], {"line": 8, "character": 24})
            self.assertEqual([each["message"] for each in warning["relatedInformation"]],
                             ["'name' is captured by this use", "The closure is added to 'greeters' here",
                              "'name' dies here, at the end of each iteration",
                              "'greeters' is used here, afterwards"])
            repairs = server.repairs(path, warning)
            self.assertEqual(len(repairs), 3)
            self.assertEqual(applied(PROGRAM, repairs[0][1]), FIRST)
            self.assertIn("copy 'name' into the closure", repairs[1][0])
            self.assertEqual(applied(PROGRAM, repairs[1][1]), PROGRAM.replace("[&]", "[name]"))
            self.assertIn("makeGreeter", repairs[2][0])
            for title, edits in repairs:
                with self.subTest(repair=title):
                    repaired = applied(PROGRAM, edits)
                    self.assertEqual(ours(server.show(path, repaired)), [])

    def test_a_repair_of_several_edits_says_what_it_does(self):
        text = """#include <functional>
std::function<int()> counter() {
  int count = 0;
  auto next = [&count] { return ++count; };
  next();
  return next;
}
std::function<int()> both(int first) {
  return [&first] { return first; };
}
"""
        path = self.write(text)
        with Server([CLANGD], self.folder) as server:
            titles = [server.repairs(path, each)[0][0] for each in ours(server.show(path, text))]
            self.assertEqual(len(titles), 2)
            self.assertIn("share 'count' on the heap", titles[0])
            self.assertEqual(titles[1], "change '&first' to 'first'")

    def test_a_configuration_has_the_last_word(self):
        (self.folder / ".clangd").write_text("Diagnostics:\n  ClangTidy:\n    Remove: closure-loop-capture\n")
        with Server([CLANGD, "--enable-config"], self.folder) as server:
            self.assertEqual(ours(server.show(self.write(PROGRAM), PROGRAM)), [])

    def test_what_runs_by_its_name_alone(self):
        self.assertEqual(self.codes(UNGUARDED), [])
        (self.folder / ".clang-tidy").write_text("Checks: '*'\n")
        self.assertEqual(self.codes(UNGUARDED), [])
        (self.folder / ".clangd").write_text("Diagnostics:\n  ClangTidy:\n    Add: closure-unguarded-this\n")
        self.assertEqual(self.codes(UNGUARDED), ["closure-unguarded-this"])

    def test_what_is_wrong_with_the_projects_settings_stands_in_the_file(self):
        (self.folder / ".closure-lint.yaml").write_text("option: {}\n")
        with Server([CLANGD], self.folder) as server:
            wrong, warning = sorted(ours(server.show(self.write(PROGRAM), PROGRAM)), key=lambda each: each["range"]["start"]["line"])
        self.assertIn(".closure-lint.yaml:1:1: unknown key 'option'; did you mean 'options'?", wrong["message"])
        self.assertEqual(wrong["range"]["start"], {"line": 0, "character": 0})
        self.assertEqual(warning["code"], "closure-loop-capture")

    def codes(self, text):
        with Server([CLANGD, "--enable-config"], self.folder) as server:
            return [each["code"] for each in ours(server.show(self.write(text), text))]

    def test_a_tidy_file_chooses_and_sets_options(self):
        (self.folder / ".clang-tidy").write_text("Checks: '-*,closure-*'\nCheckOptions:\n"
                                                 "  closure-loop-capture.PreferMove: false\n")
        with Server([CLANGD], self.folder) as server:
            path = self.write(PROGRAM)
            warning, = ours(server.show(path, PROGRAM))
            self.assertEqual(applied(PROGRAM, server.repairs(path, warning)[0][1]), PROGRAM.replace("[&]", "[name]"))


class Hover(Folder):
    """Over the introducer of a lambda stands what it is, and nowhere else."""
    TEXT = ("void post(void (*)());\nint total() {\n  int sum = 0;\n  const char *s = \"\u00e4\"; auto add = [&sum](int n) { sum += n; };\n"
            "  add(1);\n  return sum;\n}\n")
    COLUMN = TEXT.splitlines()[3].index("[")

    def test_tells_captures_verdict_and_time_line(self):
        with Server([CLANGD], self.folder) as server:
            path = self.write(self.TEXT)
            self.assertEqual(ours(server.show(path, self.TEXT)), [])
            said = server.hover(path, 3, self.COLUMN)
            self.assertTrue(said.startswith("lambda in 'total', a closure of 8 bytes\n"), said)
            for words in ("sum  by reference to 'int', 8 bytes in the closure", "verdict: nothing is wrong with it",
                          "the closure dies with 'add', a local variable, and 'sum' lives longer", "line 5  'add' is called"):
                self.assertIn(words, said)
            # clangd's own words about the variable come first.
            self.assertRegex(server.hover(path, 3, self.COLUMN + 3), r"(?s)sum.*lambda in 'total'")
            self.assertIn("lambda in", server.hover(path, 3, self.COLUMN + 5))
            for column in (self.COLUMN - 4, self.COLUMN + 7):
                self.assertNotIn("lambda in", server.hover(path, 3, column))

    def test_follows_the_text(self):
        with Server([CLANGD], self.folder) as server:
            path = self.write(self.TEXT)
            server.show(path, self.TEXT)
            changed = self.TEXT.replace("[&sum]", "[sum]").replace("(int n) {", "(int n) mutable {")
            server.show(path, "\n" + changed)
            self.assertNotIn("lambda in", server.hover(path, 3, self.COLUMN))
            self.assertIn("sum  by copy", server.hover(path, 4, self.COLUMN))

    def test_markdown_for_those_who_show_it(self):
        with Server([CLANGD], self.folder, {"hover": {"contentFormat": ["markdown", "plaintext"]}}) as server:
            path = self.write(self.TEXT)
            server.show(path, self.TEXT)
            self.assertTrue(server.hover(path, 3, self.COLUMN).startswith("```text\nlambda in 'total'"))

    def test_a_configuration_turns_it_off(self):
        (self.folder / ".clangd").write_text("Diagnostics:\n  ClangTidy:\n    Remove: closure-hover\n")
        with Server([CLANGD, "--enable-config"], self.folder) as server:
            path = self.write(self.TEXT)
            server.show(path, self.TEXT)
            self.assertEqual(server.hover(path, 3, self.COLUMN), "")


class Doors(Folder):
    """One program of each check, and one of many parts: the same findings and repairs at every door."""

    def programs(self):
        yield from sorted((ROOT / "docs" / "examples").glob("*.cpp"))
        yield from sorted((ROOT / "test" / "cases" / "closures").rglob("*.bad.cpp"))[:8]

    def found(self, text, pattern):
        return sorted(set(re.findall(pattern, text, re.M)))

    def test_agree(self):
        speaking = 0
        for program in self.programs():
            with self.subTest(program=program.name):
                path = self.write(program.read_text())
                tidy = run(TOOLS / "clang-tidy", f"--load={BUILD}/lib/closure-tidy.so", "--checks=-*,closure-*", "--quiet",
                           path, "--", "-std=c++17")
                by_tidy = self.found(tidy, r"^.*?:(\d+):(\d+): warning: (.*) \[closure-")
                speaking += bool(by_tidy)
                compiled = run(TOOLS / "clang++", f"-fplugin={BUILD}/lib/closure-clang.so", "-std=c++17",
                               "-fsyntax-only", "-fdiagnostics-parseable-fixits", path)
                self.assertEqual(self.found(compiled, r"^.*?:(\d+):(\d+): warning: (.*) \[closure-"), by_tidy)
                with Server([CLANGD], self.folder) as server:
                    warnings = ours(server.show(path, path.read_text()))
                    # clangd widens a range to the text that a repair replaces: `&n` for `n`.
                    by_clangd = sorted(((each["range"]["start"], each["range"]["end"]["character"] + 1,
                                        each["message"].split("\n")[0].removesuffix(" (fix available)").removesuffix(
                                            " (fixes available)")) for each in warnings),
                                       key=lambda each: (str(each[0]["line"] + 1), each[2]))
                    self.assertEqual([(line, text) for line, _, text in by_tidy],
                                     [(str(at["line"] + 1), text[0].lower() + text[1:]) for at, _, text in by_clangd])
                    for (_, column, _), (at, end, _) in zip(by_tidy, by_clangd):
                        self.assertTrue(at["character"] + 1 <= int(column) <= end)
                    fixes = {edit["newText"] for each in warnings for _, edits in server.repairs(path, each)
                             for edit in edits}
                shown = {re.sub(r"\\(.)", lambda match: {"n": "\n"}.get(match[1], match[1]), each)
                         for each in re.findall(r'^fix-it:".*?":\{.*?\}:"(.*)"$', compiled, re.M)}
                self.assertEqual({each for each in fixes if not each.startswith("#include")},
                                 {each for each in shown if not each.startswith("#include")})
        self.assertGreater(speaking, 8)


class Typing(Folder):
    """Unfinished code, as it is typed, in one server: it must neither end nor hang."""
    CHUNKS = 5

    def test_a_few_hundred_files(self):
        files = sorted((ROOT / "test" / "cases").rglob("*.cpp"))
        self.assertGreater(len(files), 200)
        shown, open_files = 0, {}
        with Server([CLANGD, "-j=2", "--pch-storage=memory"], self.folder) as server:
            for file in files:
                text = file.read_text()
                after = max([0, *(match.end() for match in re.finditer(r"^#include .*\n", text, re.M))])
                # Programs that include the same are typed into one file, whose preamble is made once: it ends at
                # the first declaration.
                includes = "".join(sorted(re.findall(r"^#(?:define|include) .*\n", text[:after], re.M))) + "class End;\n"
                path = open_files.setdefault(includes, self.folder / f"typed{len(open_files)}.cpp")
                for chunk in range(self.CHUNKS + 1):
                    server.show(path, includes + text[after:after + (len(text) - after) * chunk // self.CHUNKS])
                    shown += 1
        self.assertEqual(shown, len(files) * (self.CHUNKS + 1))


@unittest.skipUnless(shutil.which("nvim"), "Neovim is not installed")
class Neovim(Folder):
    SCRIPT = Path(__file__).with_name("neovim.lua")

    def test_shows_and_repairs(self):
        path = self.write(PROGRAM)
        said = run("nvim", "--headless", "--clean", "-n", path, "-c",
                   f"lua CLANGD = '{CLANGD}'", "-c", f"luafile {self.SCRIPT}")
        self.assertIn("9:25: Lambda captures 'name' by reference", said)
        self.assertIn("related: 4", said)
        self.assertEqual(path.read_text(), FIRST)
        self.assertIn("left: 0", said)

    def test_the_settings_of_the_page(self):
        """Those for the Neovim that is here."""
        version = re.search(r"v(\d+)\.(\d+)", run("nvim", "--version"))
        newer = (int(version[1]), int(version[2])) >= (0, 11)
        blocks = re.findall(r"```lua\n(.*?)```", (ROOT / "docs" / "editors.md").read_text(), re.S)
        settings, = [each for each in blocks if ("vim.lsp.config" in each) == newer]
        (self.folder / "init.lua").write_text(settings.replace("/path/to/build/llvm-22/bin/closure-clangd", str(CLANGD)))
        said = run("nvim", "--headless", "-u", self.folder / "init.lua", "-i", "NONE", "-n", self.write(PROGRAM), "-c",
                   "lua vim.wait(60000, function() return #vim.diagnostic.get(0) > 0 end, 50)", "-c",
                   "lua print(vim.diagnostic.get(0)[1].message)", "-c", "qall!")
        self.assertIn("ambda captures 'name' by reference", said)


if __name__ == "__main__":
    unittest.main()
