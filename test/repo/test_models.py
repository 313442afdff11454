"""Tests of the model files: they follow docs/models.schema.json, and say where they have it from.

  python3 -m unittest discover -s test/repo
"""
import itertools
import json
import re
import unittest
from pathlib import Path

try:
    import jsonschema
    import yaml
except ImportError:
    jsonschema = yaml = None

ROOT = Path(__file__).resolve().parents[2]
MODELS = sorted((ROOT / "checks" / "models").glob("*.yaml"))
SCHEMA = ROOT / "docs" / "models.schema.json"


def read(path):
    return path.read_text(encoding="utf-8")


def section(text, heading):
    return re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", text, re.S | re.M)[1]


def documented(heading):
    """What the tables of a section explain, one a row."""
    return re.findall(r"^\| `([^`]+)` \|", section(read(ROOT / "docs" / "models.md"), heading), re.M)


def load(text):
    """As the engine reads it: `on` and `off` are words like any other."""
    class Loader(yaml.SafeLoader):
        pass

    Loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()}
    Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))
    return yaml.load(text, Loader)


def listed(value):
    return value if isinstance(value, list) else [value]


def plain(effect):
    """With N for the number of a parameter."""
    return re.sub(r"parameter \w+", "parameter N", effect)


@unittest.skipUnless(yaml, "needs python3-yaml and python3-jsonschema")
class Models(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.schema = json.loads(read(SCHEMA))
        cls.models = {path: load(read(path)) for path in MODELS}

    def each(self, check):
        for path, model in self.models.items():
            with self.subTest(file=path.name):
                check(path, model)

    def each_entry(self, check):
        for path, model in self.models.items():
            for entry in model.get("functions", []):
                with self.subTest(file=path.name, names=entry["names"]):
                    check(model, entry)

    def test_there_are_some(self):
        self.assertIn("std.yaml", {path.name for path in MODELS})
        self.assertEqual(sorted((ROOT / "checks" / "models").iterdir()), MODELS)

    def test_each_follows_the_schema(self):
        validator = jsonschema.Draft202012Validator(self.schema)

        def check(_, model):
            errors = [f"{'/'.join(map(str, e.absolute_path))}: {e.message}" for e in validator.iter_errors(model)]
            self.assertEqual(errors, [])
        self.each(check)

    def test_each_is_named_after_a_library_of_its_own(self):
        def check(path, model):
            self.assertRegex(path.name, r"^[a-z][a-z0-9]*(-[a-z0-9]+)*\.yaml$")
            self.assertRegex(model["library"], r"^\S(.*\S)?$")
        self.each(check)
        libraries = [model["library"] for model in self.models.values()]
        self.assertEqual(len(libraries), len(set(libraries)))

    def test_each_says_against_what_it_was_checked(self):
        self.each(lambda _, model: self.assertIn("verified", model))

    def test_each_begins_with_a_comment_that_names_the_page(self):
        def check(path, _):
            comment = re.match(r"(#.*\n)+", read(path))
            self.assertIsNotNone(comment)
            self.assertIn("docs/models.md", comment[0])
        self.each(check)

    def test_each_has_a_lit_test(self):
        def check(path, model):
            test = ROOT / "test" / "lit" / "models" / f"{path.stem}.cpp"
            self.assertTrue(test.is_file(), f"there is no {test.relative_to(ROOT)}")
            text = read(test)
            self.assertIn("// CHECK", text)
            self.assertEqual("// REQUIRES: header-" in text, model["verified"] == "headers",
                             "'verified' says otherwise than the test")
        for path, model in self.models.items():
            with self.subTest(file=path.name):
                if path.name != "std.yaml":  # closure-dangling-capture has many
                    check(path, model)

    def test_every_entry_was_seen_or_has_its_documentation(self):
        self.each_entry(lambda model, entry: self.assertTrue(
            {"seen", "documentation"} & {*entry, *model},
            "write 'seen' with package and version, or 'documentation' with the link"))

    def test_what_says_it_was_seen_is_run(self):
        """test/libraries/check.py tells which entries are run; here, that there is a program at all."""
        run = set().union(*(re.search(r"^// model:(.*)$", read(path), re.M)[1].split()
                            for path in (ROOT / "test" / "libraries").glob("*.cpp")))
        self.each(lambda path, model: self.assertEqual("seen" in model, path.stem in run))

    def test_a_default_stands_last(self):
        """Of the entries under one name, those after one without a condition never count."""
        def check(_, model):
            # What is said of views stands beside what is said of closures.
            closed = {True: set(), False: set()}
            for entry in model.get("functions", []):
                views = all(re.match("invalidates|returned: view", effect) for effect in listed(entry["effect"]))
                for name in listed(entry["names"]):
                    self.assertNotIn(name, closed[views], "an entry above it takes all calls")
                    if "when" not in entry:
                        closed[views].add(name)
        self.each(check)

    def test_no_effect_contradicts_another(self):
        def check(_, entry):
            effects = [plain(effect) for effect in listed(entry["effect"])]
            verbs = {effect.split(":")[0] for effect in effects}
            alone = verbs & {"same", "exchange", "swap"} or any(
                effect.startswith("part of: ") and effect != "part of: this" for effect in effects)
            self.assertFalse(alone and len(verbs) > 1)
        self.each_entry(check)


@unittest.skipUnless(yaml, "needs python3-yaml and python3-jsonschema")
class Schema(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.schema = json.loads(read(SCHEMA))

    def test_it_is_one(self):
        jsonschema.Draft202012Validator.check_schema(self.schema)

    def test_its_effects_are_those_that_are_documented(self):
        pattern = re.compile(self.schema["$defs"]["effect"]["pattern"])
        effects = {plain(effect) for effect in documented("Effects")}
        verbs = {effect.split(":")[0] for effect in effects}
        objects = ["", ": this", ": return", ": global", ": parameter 0", ": parameter 12", ": nothing",
                   ": this or parameter 0", ": parameter 0 or parameter 12", ": global or parameter 0",
                   ": view of this", ": view of parameter 0", ": iterators", ": references", ": all",
                   ": first", ": last", ": rest"]
        accepted = {plain(verb + of) for verb, of in itertools.product(verbs, objects) if pattern.match(verb + of)}
        self.assertEqual(accepted, effects)
        words = set(re.findall(r"[a-z]+(?: of)?", re.sub(
            r"view of|this|return\b|global|parameter|iterators|references|all\b|first|last|rest| or ", "", pattern.pattern)))
        self.assertEqual(words, verbs)

    def test_its_keys_are_those_that_are_documented(self):
        entry, condition = self.schema["$defs"]["entry"], self.schema["$defs"]["condition"]
        self.assertEqual(set(documented("Keys")), {*self.schema["properties"], *entry["properties"]})
        self.assertEqual(set(documented("Conditions")), set(condition["properties"]))
        self.assertEqual(set(documented("Guards")), set(self.schema["$defs"]["guard"]["properties"]))

    def test_its_keys_are_those_that_are_read(self):
        code = read(ROOT / "checks" / "calls" / "Model.cpp")
        keys = set(re.findall(r'Io\.map(?:Required|Optional)\("([^"]+)"', code))
        defined = self.schema["$defs"]
        self.assertEqual(keys, {*self.schema["properties"], *defined["entry"]["properties"],
                                *defined["condition"]["properties"], *defined["guard"]["properties"],
                                *defined["annotation"]["properties"]})

    def test_everything_is_described(self):
        for part in (self.schema, self.schema["$defs"]["entry"], self.schema["$defs"]["condition"],
                     self.schema["$defs"]["guard"], self.schema["$defs"]["annotation"]):
            for key, value in part["properties"].items():
                with self.subTest(key=key):
                    referred = self.schema["$defs"].get(value.get("$ref", "").rpartition("/")[2], {})
                    self.assertTrue(value.get("description") or referred.get("description"))


@unittest.skipUnless(yaml, "needs python3-yaml and python3-jsonschema")
class Examples(unittest.TestCase):
    def test_those_of_the_documentation_follow_the_schema(self):
        schema = json.loads(read(SCHEMA))
        blocks = re.findall(r"^```yaml\n(.*?)^```$", read(ROOT / "docs" / "models.md"), re.S | re.M)
        self.assertTrue(blocks)
        for block in blocks:
            if block.startswith("CheckOptions:"):  # a part of .clang-tidy
                continue
            with self.subTest(block=block.split("\n")[0]):
                jsonschema.validate(load(block), schema, jsonschema.Draft202012Validator)


if __name__ == "__main__":
    unittest.main()
