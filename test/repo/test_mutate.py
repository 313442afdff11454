"""What test/benchmarks/mutate makes of programs."""
import importlib.machinery
import importlib.util
import random
import tempfile
import unittest
from pathlib import Path

PATH = Path(__file__).resolve().parents[1] / "benchmarks" / "mutate"
loader = importlib.machinery.SourceFileLoader("mutate", str(PATH))
mutate = importlib.util.module_from_spec(importlib.util.spec_from_loader("mutate", loader))
loader.exec_module(mutate)

TEXT = "int f() { // one\n  return g(\"a b\", 'c');\n}\n"


class Mutate(unittest.TestCase):
    def test_the_seed_alone_decides(self):
        paths = list(mutate.sources())
        self.assertGreater(len(paths), 100)
        self.assertEqual(list(mutate.mutants(paths, 1, 5)), list(mutate.mutants(paths, 1, 5)))
        self.assertNotEqual(list(mutate.mutants(paths, 1, 5)), list(mutate.mutants(paths, 2, 5)))

    def test_changes_are_small(self):
        tokens = mutate.TOKEN.findall(TEXT)
        self.assertEqual("".join(tokens), TEXT)
        self.assertIn('"a b"', tokens)
        less = {"".join(tokens[:place] + tokens[place + 1:]) for place in range(len(tokens))}
        for seed in range(50):
            changed = mutate.mutant(TEXT, random.Random(seed))
            self.assertTrue(TEXT.startswith(changed) or changed in less or sorted(changed) == sorted(TEXT), changed)

    def test_faults_are_those_that_the_program_tells(self):
        with tempfile.TemporaryDirectory() as folder:
            lint, files = Path(folder, "lint"), [Path(folder, name) for name in ("a.cpp", "b.cpp")]

            def program(text):
                lint.write_text("#!/bin/sh\n" + text)
                lint.chmod(0o755)
                return {file.name for file in mutate.faults(lint, files, 5)}
            self.assertEqual(program("exit 1"), set())
            self.assertEqual(program("echo 'closure-lint: b.cpp: closure-lint crashed on it' >&2; exit 2"), {"b.cpp"})
            self.assertEqual(program("kill -SEGV $$"), {"a.cpp", "b.cpp"})
            lint.write_text("#!/bin/sh\nexec sleep 30\n")
            self.assertEqual(mutate.faults(lint, files, 0.2), set(files))
