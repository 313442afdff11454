"""The lint of a program as steps of a build: summarize, link, report; and CMake with Ninja, which runs them."""
import json
import os
import shutil
import subprocess

from projects import LINT, ProjectTest
from test_agreement import FOLDERS, LIBRARY, UNITS
from test_summaries import BUS_H, CALLS, FAKE, KEEPS, USES

FLAGS = ["-std=c++17", "-nostdinc++", "-isystem", "fake"]


class Graph(ProjectTest):
    def setUp(self):
        super().setUp()
        self.put("fake/functional", FAKE.replace("public:", "public:\n  function() {}\n  function(decltype(nullptr)) {}"))
        self.put("fake/vector", "#include <functional>\n")
        self.put("fake/memory", "#include <functional>\n")

    def step(self, *words, cwd=None, env=None, status=0):
        run = subprocess.run([LINT, *map(str, words)], cwd=cwd or self.folder, capture_output=True, text=True,
                             env={**os.environ, **(env or {})})
        self.assertEqual(run.returncode, status, run.stdout + run.stderr)
        return run

    def summarize(self, source, level, *words, **options):
        return self.step("summarize", source, "-o", f"{level}/{source}.closure", "--depfile", f"{level}/{source}.d", *words,
                         "--", *FLAGS, **options)

    def level(self, sources, number, indexes=()):
        """All units once more, with what all have said before."""
        for source in sources:
            (self.folder / str(number) / source).parent.mkdir(parents=True, exist_ok=True)
            words = [f"--index={name}" for name in indexes]
            if number:
                words = [f"--index={number - 1}.index", f"--from={number - 1}/{source}.closure"]
            self.summarize(source, number, *words)
        self.step("link", *(f"{number}/{source}.closure" for source in sources), "-o", f"{number}.index",
                  *(f"--library={name}" for name in indexes))

    def graph(self, sources, levels=3, status=None):
        for number in range(levels):
            self.level(sources, number)
        run = self.lint("report", *(f"{levels - 1}/{source}.closure" for source in sources), "--format=json")
        self.assertIn(run.returncode, (0, 1) if status is None else (status,), run.stderr)
        return run

    def rounds(self, sources):
        self.database(*sources, flags=FLAGS[1:])
        return self.project("--summaries=kept", "--format=json")

    def found(self, run):
        return [(each["file"], each["line"], each["message"]) for each in json.loads(run.stdout)["findings"]]

    def bus(self):
        self.write(bus_h=BUS_H, bus_cpp=KEEPS, use_cpp=USES)
        return ["bus.cpp", "use.cpp"]

    def test_the_same_as_in_rounds(self):
        sources = self.bus()
        expected = self.rounds(sources).stdout
        self.assertIn("'bus' keeps it after 'total' dies", expected)
        self.assertEqual(self.graph(sources).stdout, expected)

    def test_one_more_level_for_each_file_on_the_way(self):
        names = "abcd"
        self.put("g.h", "#pragma once\n#include <functional>\nusing F = std::function<void()>;\n"
                 + "".join(f"void {name}Run(F f);\n" for name in names))
        for name, following in zip(names, names[1:]):
            self.put(f"{name}.cpp", f'#include "g.h"\nvoid {name}Run(F f) {{ {following}Run(f); }}\n')
        self.put("d.cpp", '#include "g.h"\nF kept;\nvoid dRun(F f) { kept = f; }\n')
        self.put("use.cpp", '#include "g.h"\nvoid l() { int t = 0; aRun([&t] { ++t; }); }\n')
        sources = [f"{name}.cpp" for name in names] + ["use.cpp"]
        run = self.graph(sources, levels=3, status=2)
        self.assertIn("a.cpp' rests on what other files do not say, or no longer", run.stderr)
        run = self.graph(sources, levels=5)
        self.assertEqual(run.stdout, self.rounds(sources).stdout)
        self.assertEqual([text.split(", but ")[1] for _, _, text in self.found(run)], ["global 'kept' keeps it after 't' dies"])

    def test_bytes_depend_on_nothing_else(self):
        sources = self.bus()
        self.put("bus.cpp", KEEPS.replace("handlers.push_back(handler)", "last = handler")
                 .replace("void Bus", "static std::function<void(int)> last;\nvoid Bus"))
        self.graph(sources)
        elsewhere = self.folder / "else" / "where"
        for path in [*sources, "bus.h", "fake"]:
            target = elsewhere / path
            target.parent.mkdir(parents=True, exist_ok=True)
            (shutil.copytree if (self.folder / path).is_dir() else shutil.copy)(self.folder / path, target)
        for number in range(2):
            (elsewhere / str(number)).mkdir()
            for source in reversed(sources):
                self.summarize(source, number, *([f"--index={number - 1}.index"] if number else []), cwd=elsewhere,
                               env={"CPATH": str(self.folder / "nowhere"), "TZ": "Asia/Tokyo", "LC_ALL": "C"})
            self.step("link", *(f"{number}/{source}.closure" for source in reversed(sources)), "-o", f"{number}.index",
                      cwd=elsewhere)
        for name in ("0.index", "1.index", *(f"{number}/{source}{end}" for number in (0, 1) for source in sources
                                             for end in (".closure", ".d"))):
            self.assertEqual((self.folder / name).read_bytes(), (elsewhere / name).read_bytes(), name)
            self.assertNotIn(str(self.folder).encode(), (self.folder / name).read_bytes())

    def test_absolute_names_do_not_depend_on_the_folder(self):
        self.bus()
        for cwd, out in ((self.folder, "one"), (self.folder / "fake", "two")):
            self.step("summarize", self.folder / "use.cpp", "-o", self.folder / out, "--", "-std=c++17", "-nostdinc++",
                      "-isystem", self.folder / "fake", cwd=cwd)
        self.assertEqual((self.folder / "one").read_bytes(), (self.folder / "two").read_bytes())
        self.assertIn("use.cpp:4:", self.step("report", "one", status=1).stdout)

    def test_what_did_not_change_is_not_written(self):
        sources = self.bus()
        self.graph(sources)
        before = {path: path.stat().st_mtime_ns for path in self.folder.glob("[0-9]*/**/*.closure")}
        before.update({path: path.stat().st_mtime_ns for path in self.folder.glob("*.index")})
        self.graph(sources)
        self.put("bus.cpp", KEEPS + "// another comment\n")
        self.graph(sources)
        after = {path: path.stat().st_mtime_ns for path in before}
        changed = {str(path.relative_to(self.folder)) for path in before if before[path] != after[path]}
        self.assertEqual(changed, {f"{number}/bus.cpp.closure" for number in range(3)})

    def test_an_edit_that_says_something_else(self):
        sources = self.bus()
        self.graph(sources)
        self.put("bus.cpp", CALLS)
        self.assertEqual(self.found(self.graph(sources)), [])
        self.put("bus.cpp", KEEPS)
        self.assertEqual(len(self.found(self.graph(sources))), 1)

    def test_a_library_is_an_index(self):
        self.bus()
        self.level(["bus.cpp"], 0)
        os.rename(self.folder / "0.index", self.folder / "bus.index")
        self.level(["use.cpp"], 0, ["bus.index"])
        run = self.step("report", "0/use.cpp.closure", "--library=bus.index", status=1)
        self.assertIn("'bus' keeps it after 'total' dies", run.stdout)
        self.put(".clang-tidy", f"CheckOptions: {{Summaries: '{self.folder}/bus.index'}}\n")
        run = self.lint("use.cpp", "--", *FLAGS)
        self.assertIn("'bus' keeps it after 'total' dies", run.stdout)
        run = self.step("report", "0/use.cpp.closure", status=2)
        self.assertIn("use.cpp' rests on what other files do not say", run.stderr)

    def test_the_dependencies(self):
        self.bus()
        self.put(".clang-tidy", "Checks: 'closure-*'\n")
        self.level(["use.cpp"], 0)
        text = (self.folder / "0/use.cpp.d").read_text()
        self.assertTrue(text.startswith("0/use.cpp.closure: "), text)
        for name in ("use.cpp", "bus.h", "fake/functional", ".clang-tidy"):
            self.assertIn(f"  {name}", text)

    def test_inputs_that_cannot_be_used(self):
        sources = self.bus()
        self.graph(sources)
        whole = (self.folder / "2/bus.cpp.closure").read_bytes()
        for damage, said in ((whole[:-10], "is damaged"), (whole.replace(b"closure-unit 1", b"closure-unit 9"), "is of version 9"),
                             (b"hello", "is no file of closure-lint summarize"), (None, "cannot be read")):
            path = self.folder / "2/bus.cpp.closure"
            path.write_bytes(damage) if damage is not None else path.unlink()
            run = self.step("link", *(f"2/{source}.closure" for source in sources), "-o", "bad.index", status=2)
            self.assertIn("2/bus.cpp.closure' " + said, run.stderr)
            self.assertIn("closureSummary", (self.folder / "bad.index").read_text())
            run = self.step("report", *(f"2/{source}.closure" for source in sources), status=2)
            self.assertIn("2/bus.cpp.closure' " + said, run.stderr)
            self.assertIn("use.cpp' rests on what other files do not say, or no longer", run.stderr)
        self.put("3/use.cpp.closure", "")
        self.summarize("use.cpp", 3, "--index=bad.index")
        self.assertIn("'onMessage' may keep it", self.step("report", "3/use.cpp.closure", status=1).stdout)
        self.step("link", "3/use.cpp.closure", "--library=use.cpp", "-o", "x", status=2)

    def test_no_single_bit_is_trusted(self):
        sources = self.bus()
        self.graph(sources)
        whole = (self.folder / "2/bus.cpp.closure").read_bytes()
        for number in range(40):
            at = number * 8 * len(whole) // 40
            damaged = bytearray(whole)
            damaged[at // 8] ^= 1 << at % 8
            (self.folder / "2/bus.cpp.closure").write_bytes(damaged)
            self.step("link", "2/use.cpp.closure", "2/bus.cpp.closure", "-o", "bad.index", status=2)

    def test_a_source_that_has_changed(self):
        sources = self.bus()
        self.graph(sources)
        self.put("use.cpp", "// edited\n" + USES)
        run = self.lint("report", *(f"2/{source}.closure" for source in sources))
        self.expect(run, 2, "use.cpp' has changed since")

    def test_words(self):
        self.bus()
        for words, said in ((["summarize", "use.cpp"], "name it with -o"), (["summarize", "-o", "x"], "name a file"),
                            (["summarize", "use.cpp", "bus.cpp", "-o", "x"], "name one"), (["link", "x"], "name it with -o"),
                            (["link", "-x", "-o", "y"], "no option '-x'"), (["summarize", "use.cpp", "-o"], "names no file"),
                            (["report", "x", "--fix"], "leave out -p, --fix")):
            self.assertIn(said, self.step(*words, status=2).stderr)
        self.put("broken.cpp", "int (\n")
        run = self.step("summarize", "broken.cpp", "-o", "broken", status=2)
        self.assertIn("broken.cpp: does not compile", run.stderr)
        self.assertFalse((self.folder / "broken").exists())

    def test_twenty_units(self):
        """Those that the other doors agree about."""
        self.put("fake/functional", LIBRARY)
        sources = []
        for folder, (configuration, _, _) in FOLDERS.items():
            self.put(f"{folder}/.clang-tidy", configuration)
            for name, text in UNITS.items():
                self.put(f"{folder}/{name}.cpp", "#include <functional>\n" + text)
                sources.append(os.path.normpath(f"{folder}/{name}.cpp"))
        self.assertEqual(len(sources), 20)
        expected = self.rounds(sources)
        self.assertEqual(len(self.found(expected)), sum(count for _, _, count in FOLDERS.values()))
        self.assertEqual(self.graph(sources, levels=2).stdout, expected.stdout)
