"""What the benchmarks are made of; they themselves are not run."""
import json
import sys
import tempfile
import unittest
import xml.dom.minidom
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))

import measures  # noqa: E402
import shown  # noqa: E402
from measures import Cost, Pairs  # noqa: E402

PROJECTS = {"one & two": (3, [Pairs("closure-lint", [(Cost(1, 100), Cost(2, 200)), (Cost(3, 110), Cost(4, 200)), (Cost(3, 90), Cost(3, 190))]),
                              Pairs("editor", [(Cost(2, 0), Cost(2, 0))])])}


class Benchmarks(unittest.TestCase):
    def test_files_are_drawn_by_their_paths_alone(self):
        names = [f"src/{number}.cpp" for number in range(100)]
        here, there = ([f"{root}/{name}" for name in names] for root in ("/home/me/p", "/p"))
        drawn = measures.drawn(here, 10)
        self.assertEqual([path.name for path in drawn], [path.name for path in measures.drawn(reversed(there), 10)])
        self.assertEqual(drawn, measures.drawn(here, 20)[:10])
        self.assertNotEqual([path.name for path in drawn], [f"{number}.cpp" for number in range(10)])
        self.assertEqual(measures.drawn([], 10), [])

    def test_commands_lose_what_they_write(self):
        for entry in ({"command": "c++ -O2 -DX='a b' -MD -MF x.d -c x.cpp -o x.o"},
                      {"arguments": ["c++", "-O2", "-DX=a b", "-MD", "-MF", "x.d", "-c", "x.cpp", "-o", "x.o"]}):
            self.assertEqual(measures.flags_of(entry), ["-O2", "-DX=a b", "x.cpp"])

    def test_the_first_entry_of_a_file_counts(self):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "compile_commands.json").write_text(json.dumps(
                [{"directory": folder, "file": "x.cpp", "command": f"c++ {flag} x.cpp"} for flag in ("-O1", "-O2")]))
            [(path, entry)] = measures.entries(folder).items()
            self.assertEqual((path.name, entry["command"]), ("x.cpp", "c++ -O1 x.cpp"))

    def test_a_process_is_measured(self):
        busy = measures.cost([sys.executable, "-c", "sum(range(10 ** 6))"])
        self.assertGreater(busy.megabytes, 1)
        with self.assertRaisesRegex(measures.Failed, "status 3"):
            measures.cost([sys.executable, "-c", "raise SystemExit(3)"])
        self.assertEqual(measures.total([Cost(1, 5), Cost(2, 3)]), Cost(3, 5))

    def test_ratios_are_those_of_pairs(self):
        pairs = PROJECTS["one & two"][1][0]
        self.assertEqual((pairs.ratio, pairs.spread, pairs.memory), (0.75, (0.5, 1.0), 0.55))

    def test_the_table(self):
        lines = shown.table(PROJECTS).splitlines()
        self.assertEqual(lines[0].split(), list(shown.COLUMNS))
        self.assertEqual(lines[1].split()[-8:], ["3", "3.00", "3.00", "0.750", "0.500", "to", "1.000", "0.55"])
        self.assertTrue(lines[2].endswith(" -"))

    def test_the_data(self):
        data = json.loads(shown.data(PROJECTS, "a machine", "clang 22"))
        self.assertEqual(data["machine"], "a machine")
        self.assertEqual(data["projects"][0]["doors"][0]["ratios"], [0.5, 0.75, 1.0])

    def test_the_picture_is_well_formed(self):
        picture = xml.dom.minidom.parseString(shown.picture(PROJECTS, "cores < 3"))
        texts = [text.firstChild.data for text in picture.getElementsByTagName("text")]
        self.assertIn("one & two: closure-lint", texts)
        self.assertEqual(texts[-1], "cores < 3")
        self.assertEqual(len(picture.getElementsByTagName("rect")), 3)

    def test_the_machine_is_named(self):
        self.assertIn("cores", measures.machine())
