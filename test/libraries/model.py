"""A model, read as the engine reads it: which entry speaks of a call."""
import re
from functools import cache
from pathlib import Path

import yaml

MODELS = Path(__file__).resolve().parents[2] / "checks" / "models"
CLASSES = ("joins", "cancels", "destructors")


class Loader(yaml.SafeLoader):
    """`on` and `off` are words like any other."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))


def listed(value):
    return value if isinstance(value, list) else [value]


def pattern(name):
    return re.compile(re.escape(name).replace(r"\*", ".*"))


def has_wildcard(name):
    last = name.rpartition("::")[2]
    return "*" in last and last != "operator*"


class Entry:
    def __init__(self, data):
        self.data = data
        self.names = listed(data["names"])
        self.words = {"returned" if word == "kept: return" else word for word in listed(data["effect"])}
        self.until = data.get("until")
        self.when = data.get("when", {})
        self.run = set()

    def matches(self, name, arguments):
        """The names of the entry that speak of this call."""
        return [each for each in self.names if pattern(each).fullmatch(name)] if self.holds(arguments) else []

    def holds(self, arguments):
        """`arguments`: for each argument the words that it mentions."""
        if unknown := set(self.when) - {"arguments", "argument", "is", "is-not"}:
            raise ValueError(f"{self}: model.py does not know the condition {', '.join(sorted(unknown))}")
        if self.when.get("arguments", len(arguments)) != len(arguments):
            return False
        number = self.when.get("argument", 0)
        mentioned = set(arguments[number].split()) if number < len(arguments) else set()
        if "is" in self.when and not mentioned & set(listed(self.when["is"])):
            return False
        return not ("is-not" in self.when and mentioned & set(listed(self.when["is-not"])))

    def is_run(self):
        return bool(self.run)

    def __str__(self):
        return self.names[0] + (f" when {self.when}" if self.when else "")


class Model:
    def __init__(self, path):
        data = yaml.load(path.read_text(encoding="utf-8"), Loader)
        self.entries = [Entry(each) for each in data.get("functions", [])]
        self.classes = {kind: data.get(kind, []) for kind in CLASSES}

    @staticmethod
    @cache
    def of(stem):
        return Model(MODELS / f"{stem}.yaml")

    def speaks_of(self, name):
        return any(pattern(each).fullmatch(name) for entry in self.entries for each in entry.names)

    def entry(self, name, arguments):
        """The entry that counts for a call, which is then one that is run: names without `*` in their last part
        come first, otherwise the first does."""
        for wild in (False, True):
            for entry in self.entries:
                names = [each for each in entry.matches(name, arguments) if has_wildcard(each) == wild]
                if names:
                    entry.run.update(names)
                    return entry
        return None

    def kinds_of_class(self, name):
        return {kind for kind, classes in self.classes.items() if any(pattern(each).fullmatch(name) for each in classes)}
