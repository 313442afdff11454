"""Tests of the repository itself: what belongs together is there, and folders keep to themselves.

  python3 -m unittest discover -s test/repo
"""
import re
import subprocess
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEADINGS = ["What it finds", "Why it matters", "Example", "What to write instead", "Repairs", "Options", "How to silence",
            "Limits"]
BANNER = "// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions."
SOURCES = {".cpp", ".h"}


def read(path):
    return path.read_text(encoding="utf-8")


def tracked():
    """The files of the repository, with those that are new and not ignored."""
    names = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT,
                           check=True, capture_output=True, text=True).stdout.split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def sources(folder):
    return sorted(path for path in (ROOT / folder).rglob("*") if path.suffix in SOURCES)


def registered():
    """Name, summary and file of each check."""
    pattern = r'RegisterCheck\s+\w+\(\s*"([^"]+)",\s*((?:"[^"]*"\s*)+),'
    return [(match[1], "".join(re.findall(r'"([^"]*)"', match[2])), path)
            for path in sorted((ROOT / "checks" / "checks").glob("*.cpp")) for match in re.finditer(pattern, read(path))]


def includes(path):
    return re.findall(r'^#\s*include\s+[<"]([^>"]+)[>"]', read(path), re.M)


def section(text, heading):
    match = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", text, re.S | re.M)
    return match[1] if match else ""


def unindented(text):
    """The lines without their indentation, so that an excerpt matches wherever it stood."""
    return "\n".join(line.strip() for line in text.strip().splitlines())


class Checks(unittest.TestCase):
    def page(self, name):
        path = ROOT / "docs" / "checks" / f"{name}.md"
        self.assertTrue(path.is_file(), f"there is no docs/checks/{name}.md")
        return read(path)

    def test_some_are_registered_under_names_of_their_own(self):
        names = [name for name, _, _ in registered()]
        self.assertGreaterEqual(len(names), 2)
        self.assertEqual(len(names), len(set(names)))
        count = sum(len(re.findall(r"^(?:static )?RegisterCheck\s", read(path), re.M))
                    for path in (ROOT / "checks" / "checks").glob("*.cpp"))
        self.assertEqual(len(names), count, "a RegisterCheck is not written as these tests expect")

    def test_each_has_a_page_with_the_fixed_headings(self):
        for name, _, _ in registered():
            with self.subTest(check=name):
                page = self.page(name)
                self.assertTrue(page.startswith(f"# {name}\n"))
                self.assertEqual(re.findall(r"^## (.*)$", page, re.M), HEADINGS)
                for heading in HEADINGS:
                    self.assertTrue(section(page, heading).strip(), f"'{heading}' is empty")

    def test_the_summary_is_the_same_everywhere(self):
        readme = read(ROOT / "README.md")
        for name, summary, _ in registered():
            with self.subTest(check=name):
                self.assertRegex(summary, r"^[a-z].*[^.]$")
                self.assertEqual(self.page(name).split("\n")[2], summary)
                self.assertIn(f"| [{name}](docs/checks/{name}.md) | {summary} |", readme)

    def test_completions_offer_all_of_them(self):
        files = sorted(path for path in (ROOT / "plugin" / "completion").iterdir())
        self.assertTrue(files)
        for path in files:
            for name, _, _ in registered():
                with self.subTest(path.name, check=name):
                    self.assertIn(name, read(path))

    def test_each_has_a_lit_test(self):
        for name, _, _ in registered():
            with self.subTest(check=name):
                place = ROOT / "test" / "lit" / name
                files = [*place.rglob("*.cpp"), *place.rglob("*.test"), *place.parent.glob(f"{name}.cpp")]
                self.assertTrue(files, f"there is no test/lit/{name}.cpp, and nothing in test/lit/{name}/")

    def test_no_page_is_without_a_check(self):
        pages = {path.stem for path in (ROOT / "docs" / "checks").glob("*.md")}
        self.assertEqual(pages, {name for name, _, _ in registered()})

    def test_options_are_documented(self):
        shared = re.findall(r'Options\.store\(Map, "(\w+)"', read(ROOT / "plugin" / "tidy" / "CaptureCheck.cpp"))
        self.assertTrue(shared)
        for name, _, path in registered():
            with self.subTest(check=name):
                stored = set(shared) | set(re.findall(r'/\*OwnOption=\*/"(\w+)"', read(path)))
                documented = set(re.findall(r"^- `(\w+)`", section(self.page(name), "Options"), re.M))
                self.assertEqual(documented, stored)

    def test_pages_tell_how_to_silence(self):
        for name, _, _ in registered():
            with self.subTest(check=name):
                self.assertIn(f"NOLINT({name})", section(self.page(name), "How to silence"))

    def test_messages_follow_the_convention(self):
        """Small first letter, no full stop, never 'this check'."""
        files = [ROOT / "checks" / "Message.cpp", *sorted((ROOT / "checks" / "message").glob("*.cpp"))]
        text = "\n".join(read(path) for path in files)
        for literal in re.findall(r'return "((?:[^"\\]|\\.)*)"', text):
            self.assertNotRegex(literal, r"^[A-Z]|\.$|[Tt]his check")


class Documentation(unittest.TestCase):
    def test_code_of_the_pages_stands_in_programs_that_are_tested(self):
        programs = [*(ROOT / "docs" / "examples").rglob("*.cpp"), ROOT / "test/lit/examples/Inputs/right.cpp"]
        tested = "\n".join(unindented(read(path)) for path in programs)
        for page in [ROOT / "docs" / "closures-in-cpp.md", *sorted((ROOT / "docs" / "checks").glob("*.md"))]:
            for block in re.findall(r"^```cpp\n(.*?)^```$", read(page), re.S | re.M):
                with self.subTest(page=page.name):
                    self.assertIn(unindented(block), tested)

    def test_links_lead_somewhere(self):
        for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
            prose = re.sub(r"^```.*?^```$", "", read(page), flags=re.S | re.M)
            for target in re.findall(r"\]\((?!https?:)([^)#]*)(?:#[^)]*)?\)", prose):
                with self.subTest(page=page.name, target=target):
                    self.assertTrue(not target or (page.parent / target).exists())

    def test_each_example_has_a_test(self):
        tests = "\n".join(read(path) for path in (ROOT / "test/lit/examples").glob("*.test"))
        tests = tests.replace("-Wno-return-stack-address ", "")
        for example in (ROOT / "docs" / "examples").rglob("*.cpp"):
            name = example.relative_to(ROOT).as_posix()
            with self.subTest(example=name):
                self.assertIn(f"%closure-tidy %root/{name} ", tests)
                self.assertIn(f"-Werror %root/{name}", tests)
                self.assertIn("// closure-lint", read(example))

    def test_readme_is_short(self):
        self.assertLess(len(read(ROOT / "README.md").splitlines()), 120)

    def test_the_format_of_models_is_documented(self):
        page, code = read(ROOT / "docs" / "models.md"), read(ROOT / "checks" / "calls" / "Model.cpp")
        for key in re.findall(r'Io\.map(?:Required|Optional)\("([^"]+)"', code):
            self.assertIn(f"| `{key}` |", page)
        message = re.search(r'"unknown effect; expected (.*?);', read(ROOT / "checks/calls/Effect.cpp"), re.S)[1]
        for effect in re.findall(r"'([^']+)'", re.sub(r'"\s*"', "", message)):
            verb, _, objects = effect.partition(": ")
            for each in objects.split("|"):
                shown = f"{verb}: {each}" if each else verb
                shown = re.sub("(same|part of): parameter N", r"\1: parameter 0", shown)
                self.assertIn(f"| `{shown}` |", page)


class Dependencies(unittest.TestCase):
    """Includes run one way."""
    OUTSIDE = re.compile(r"(clang|llvm|sys)/|[a-z_]+(\.h)?$")

    def holds(self, folder, *allowed):
        for path in sources(folder):
            for name in includes(path):
                with self.subTest(file=str(path.relative_to(ROOT)), include=name):
                    self.assertTrue(self.OUTSIDE.match(name) or any(re.fullmatch(each, name) for each in allowed))

    def test_the_engine_includes_only_itself(self):
        self.holds("checks/engine", r"checks/engine/(\w+/)?\w+\.h")

    def test_the_engine_is_built_in_the_order_of_its_folders(self):
        """Facts and solution know nothing of each other: both speak in terms."""
        below = {"terms": "terms", "syntax": "terms|syntax", "facts": "terms|syntax|facts",
                 "solution": "terms|solution"}
        folders = {path.name for path in (ROOT / "checks" / "engine").iterdir() if path.is_dir()}
        self.assertEqual(folders, set(below))
        for folder, allowed in below.items():
            self.holds(f"checks/engine/{folder}", rf"checks/engine/({allowed})/\w+\.h")

    def test_terms_are_plain_data(self):
        """What a header of theirs needs of the syntax tree, it declares."""
        for path in sources("checks/engine/terms"):
            if path.suffix == ".h":
                for name in includes(path):
                    with self.subTest(file=path.name, include=name):
                        self.assertNotRegex(name, r"^clang/(?!Basic/)")

    def test_makers_of_facts_form_no_circle(self):
        """Each is made from those before it, and what it includes says which these are."""
        prefix = "checks/engine/facts/"
        asks = {}
        for path in sources("checks/engine/facts"):
            named = {Path(name).stem for name in includes(path) if name.startswith(prefix)}
            asks.setdefault(path.stem, set()).update(named - {path.stem})
        while asks:
            last = {name for name, others in asks.items() if not others & asks.keys()}
            self.assertTrue(last, f"they include each other: {', '.join(sorted(asks))}")
            asks = {name: others for name, others in asks.items() if name not in last}

    def test_makers_of_facts_share_the_builder_alone(self):
        """A header of theirs includes no other maker: what it asks, it only declares."""
        for path in sources("checks/engine/facts"):
            if path.suffix == ".h" and path.stem != "Builder":
                for name in includes(path):
                    with self.subTest(file=path.name, include=name):
                        self.assertNotRegex(name, r"^checks/engine/facts/(?!Builder\.h)")

    def test_makers_of_facts_stay_inside_the_engine(self):
        """Others ask the engine, not its parts: for a function's analysis, or for the facts as text."""
        inner = re.compile(r"checks/engine/(facts|solution)/")
        for folder in ("checks/calls", "checks/explain", "checks/repair", "checks/updates", "checks/bundles", "checks/checks", "plugin"):
            for path in sources(folder):
                with self.subTest(file=str(path.relative_to(ROOT))):
                    self.assertFalse([name for name in includes(path) if inner.match(name)])

    def test_calls_include_the_engine(self):
        self.holds("checks/calls", r"checks/engine/(\w+/)?\w+\.h", r"checks/calls/\w+\.h", r"checks/Compat\.h")

    def test_repairs_include_the_engine_and_calls(self):
        self.holds("checks/repair", r"checks/engine/(\w+/)?\w+\.h", r"checks/(calls|repair)/\w+\.h",
                   r"checks/Compat\.h")

    def test_lost_updates_include_the_engine_and_calls(self):
        self.holds("checks/updates", r"checks/engine/(\w+/)?\w+\.h", r"checks/(calls|updates)/\w+\.h")

    def test_bundles_include_the_engine_and_updates(self):
        self.holds("checks/bundles", r"checks/engine/(\w+/)?\w+\.h", r"checks/(bundles|updates)/\w+\.h")

    def test_explanations_include_no_door(self):
        self.holds("checks/explain", r"checks/\w+\.h", r"checks/engine/(\w+/)?\w+\.h",
                   r"checks/(calls|explain|repair)/\w+\.h")

    def test_checks_include_what_stands_beside_their_folder(self):
        self.holds("checks/checks", r"checks/\w+\.h")

    def test_front_doors_hold_no_analysis(self):
        """And none includes another: what they share is in common/."""
        for door in (path for path in (ROOT / "plugin").iterdir() if path.is_dir() and path.name != "include"):
            name = door.relative_to(ROOT)
            self.holds(name, r"checks/\w+\.h", r"checks/repair/Edits\.h", r"clang-tidy/.*", r"plugin/common/\w+\.h",
                       rf"{name}/(\w+/)?\w+\.h")

    def test_nothing_of_clang_tidy_below_the_checks(self):
        for folder in ("checks/engine", "checks/calls", "checks/repair"):
            for path in sources(folder):
                with self.subTest(file=str(path.relative_to(ROOT))):
                    self.assertNotIn("tidy::", read(path))

    def test_messages_stay_out_of_the_engine(self):
        for path in sources("checks/engine"):
            with self.subTest(file=str(path.relative_to(ROOT))):
                self.assertNotRegex(read(path), r"\bdiag\(|DiagnosticBuilder|FixItHint")


class Files(unittest.TestCase):
    def test_no_source_file_is_long(self):
        for path in sources("checks") + sources("plugin"):
            with self.subTest(file=str(path.relative_to(ROOT))):
                self.assertLessEqual(len(read(path).splitlines()), 500)

    def test_one_header_asks_for_the_version(self):
        """The module may name the version that it was built for, in text."""
        for path in sources("checks") + sources("plugin"):
            text = read(path)
            with self.subTest(file=str(path.relative_to(ROOT))):
                if path != ROOT / "checks" / "Compat.h":
                    self.assertNotRegex(text, r"#\s*(el)?if.*\b(LLVM|CLANG)_VERSION")
                    if path != ROOT / "plugin" / "common" / "HostVersion.cpp":
                        self.assertNotRegex(text, r"\b(LLVM|CLANG)_VERSION")

    def test_every_source_file_has_the_banner(self):
        for path in sources("checks") + sources("plugin") + sources("test/tools") + sources("test/unit"):
            with self.subTest(file=str(path.relative_to(ROOT))):
                lines = read(path).splitlines()
                self.assertRegex(lines[0], rf"^//===-- {re.escape(path.name)} - .*-===//$")
                self.assertEqual(lines[2], BANNER)
                self.assertEqual(lines[4], "// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception")

    def test_headers_are_guarded_by_their_name(self):
        for path in sources("checks"):
            if path.suffix != ".h":
                continue
            with self.subTest(file=str(path.relative_to(ROOT))):
                within = path.relative_to(ROOT / "checks").with_suffix("")
                guard = "_".join(["CLOSURE", *(part.upper() for part in within.parts), "H"])
                self.assertIn(f"#ifndef {guard}\n#define {guard}\n", read(path))

    def test_nothing_names_the_machine_that_it_was_written_on(self):
        # Put together here, so that this file does not name them either.
        words = ["/wo" + "rk/", ".libr" + "ary", r"\bfa" + r"rm\b", "/tmp/bash" + "_jobs", "/ro" + "ot/"]
        pattern = re.compile("|".join(word if word.startswith("\\") else re.escape(word) for word in words))
        for path in tracked():
            try:
                text = read(path)
            except UnicodeDecodeError:
                continue
            found = pattern.search(text)
            with self.subTest(file=str(path.relative_to(ROOT))):
                self.assertIsNone(found, f"names {found[0]!r}" if found else None)


if __name__ == "__main__":
    unittest.main()
