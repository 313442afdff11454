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

    def matches(self, row):
        """The names of the entry that speak of this call."""
        return [each for each in self.names if pattern(each).fullmatch(row.name)] if self.holds(row) else []

    def holds(self, row):
        known = {"arguments", "argument", "is", "is-not", "object-is", "object-is-not", "macro", "from", "below"}
        if unknown := set(self.when) - known:
            raise ValueError(f"{self}: model.py does not know the condition {', '.join(sorted(unknown))}")
        number = self.when.get("argument", 0)
        argument = row.arguments[number].split() if number < len(row.arguments) else []
        return (self.when.get("arguments", len(row.arguments)) == len(row.arguments)
                and self.mentions("is", argument) and self.mentions("object-is", row.object)
                and self.macro_holds(row))

    def mentions(self, key, words):
        wanted, unwanted = self.when.get(key), self.when.get(f"{key}-not")
        return ((wanted is None or bool(set(listed(wanted)) & set(words)))
                and (unwanted is None or not set(listed(unwanted)) & set(words)))

    def macro_holds(self, row):
        if "macro" not in self.when:
            return True
        value = row.macro(self.when["macro"])
        return value is not None and self.when.get("from", value) <= value < self.when.get("below", value + 1)

    def is_of_views(self):
        return all(re.match("invalidates: |returned: view of ", word) for word in self.words)

    def is_run(self):
        return bool(self.run)

    def __str__(self):
        return self.names[0] + (f" when {self.when}" if self.when else "")


class Model:
    def __init__(self, path):
        data = yaml.load(path.read_text(encoding="utf-8"), Loader)
        # What an entry says of views, the verdicts on views hold it to: no closure is called for that.
        self.entries = [entry for entry in map(Entry, data.get("functions", [])) if not entry.is_of_views()]
        self.seen = listed(data.get("seen", []))
        self.classes = {kind: data.get(kind, []) for kind in CLASSES}

    @staticmethod
    @cache
    def of(stem):
        return Model(MODELS / f"{stem}.yaml")

    def speaks_of(self, name):
        return any(pattern(each).fullmatch(name) for entry in self.entries for each in entry.names)

    def entry(self, row):
        """The entry that counts for a call, which is then one that is run: names without `*` in their last part
        come first, otherwise the first does."""
        for wild in (False, True):
            for entry in self.entries:
                names = [each for each in entry.matches(row) if has_wildcard(each) == wild]
                if names:
                    entry.run.update(names)
                    return entry
        return None

    def kinds_of_class(self, name):
        return {kind for kind, classes in self.classes.items() if any(pattern(each).fullmatch(name) for each in classes)}
