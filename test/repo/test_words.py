"""Tests of the words by which names are judged: those of the models agree with what was counted.

  python3 -m unittest discover -s test/repo
"""
import csv
import json
import sys
import tempfile
import unittest
from pathlib import Path

from test_models import load, read, yaml

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "test" / "tools"))
import words  # noqa: E402

TABLE = ROOT / "test" / "real" / "words.tsv"


@unittest.skipUnless(yaml, "needs python3-yaml")
class Words(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with open(TABLE, encoding="utf-8", newline="") as file:
            cls.rows = list(csv.DictReader(file, delimiter="\t"))
        model = load(read(ROOT / "checks" / "models" / "std.yaml"))
        cls.words = {"function": set(model["keep-words"] + model["store-words"] + model["later-words"]),
                     "parameter": set(model["keep-parameter-words"])}
        cls.model = model

    def test_what_is_counted_decides(self):
        for row in self.rows:
            with self.subTest(of=row["of"], word=row["word"]):
                if row["verdict"] in ("keeps", "calls"):
                    self.assertEqual(row["word"] in self.words[row["of"]], row["verdict"] == "keeps")

    def test_every_word_has_a_row(self):
        for kind, words in self.words.items():
            self.assertEqual(words - {row["word"] for row in self.rows if row["of"] == kind}, set())

    def test_the_verdicts_follow_from_the_counts(self):
        for row in self.rows:
            with self.subTest(of=row["of"], word=row["word"]):
                decides = int(row["kept"]) + int(row["called"]) >= 20 and int(row["bases"]) >= 3
                keeps = decides and int(row["share"]) >= 70
                if row["verdict"] == "keeps":
                    self.assertTrue(int(row["own"]) >= 20 and int(row["own-share"]) >= 70)
                else:
                    self.assertEqual(row["verdict"], "explained" if keeps else "calls" if decides else "thin")

    def test_a_word_is_of_one_kind(self):
        kinds = [set(self.model[key]) for key in ("keep-words", "store-words", "later-words", "call-words", "done-words")]
        self.assertEqual(len(set().union(*kinds)), sum(map(len, kinds)))

    def test_the_counts_add_up(self):
        for row in self.rows:
            with self.subTest(of=row["of"], word=row["word"]):
                self.assertEqual(int(row["definitions"]),
                                 sum(int(row[what]) for what in ("kept", "returned", "called")))


def definition(base, name, fate, usr=None, about=(), wrapper=True):
    return {"base": base, "usr": usr or f"c:{base}:{name}", "name": "_".join(name.split()), "at": "", "parameter": "f",
            "constructor": False, "wrapper": wrapper, "fate": fate, "words": name.split(),
            "parameter-words": ["f"], "about": list(about)}


class Counting(unittest.TestCase):
    def samples(self, lines):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "all.jsonl"
            path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
            return words.samples(words.definitions([path]))[0]

    def test_a_definition_counts_once(self):
        twice = [definition(base, "post", "kept", usr="c:@F@post") for base in ("a", "b")]
        self.assertEqual(words.by_word(self.samples(twice))["post"].all, 1)

    def test_what_is_handed_on_is_looked_up(self):
        lines = [definition("a", "add all", "unknown", about=["c:a:add"]), definition("a", "add", "kept"),
                 definition("a", "give", "unknown", about=["c:out of sight"])]
        count = words.by_word(self.samples(lines))
        self.assertEqual((count["all"].of("kept"), count["add"].of("kept")), (1, 2))
        self.assertNotIn("give", count)

    def test_one_code_base_does_not_dominate(self):
        lines = [definition("a", f"post {i}", "kept") for i in range(100)]
        lines += [definition(base, f"post {i}", "called") for base in "bc" for i in range(10)]
        count = words.by_word(self.samples(lines))["post"]
        self.assertEqual((count.all, count.share, count.keeps), (120, 50, False))

    def test_a_word_beside_one_that_keeps_is_explained(self):
        lines = [definition(base, f"set connection {i}", "kept") for base in "abc" for i in range(10)]
        lines += [definition(base, f"set {i}", "kept") for base in "abc" for i in range(10)]
        all_samples = self.samples(lines)
        self.assertTrue(words.by_word(all_samples)["connection"].keeps)
        self.assertEqual(words.owners(all_samples)[0], ["set"])


if __name__ == "__main__":
    unittest.main()
