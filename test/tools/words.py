#!/usr/bin/env python3
"""Which words of names keep: counts, over real code bases, how often a function whose body is seen keeps
the callable that it gets, for each word of its name and of its parameters' names.

  test/tools/words.py read NAME BUILD_DIR [FILTER] >NAME.jsonl
      asks closure-words about every file of BUILD_DIR/compile_commands.json whose path FILTER, a regular
      expression, matches; files that do not compile say nothing
  test/tools/words.py count NAME.jsonl... >test/real/words.tsv
      makes the table of these

A definition counts once, in however many units and code bases it stands, and a template once. It counts
for each word of its name, if all that happens to its callables is seen: what goes to a function without a
body counts as that function does where one of the code bases has it, else not at all. A code base with
more than CAP definitions of a word counts as if it had CAP. What only the result holds says nothing: the
caller has it, and decides.

Words stand together: in `setConnectionCallback` it is not `connection` that keeps. So the words that keep
are taken one after the other, those of most definitions first, and each explains the definitions that it
stands in; a word that has too few others, its `own`, says nothing by itself. The name of a parameter counts
where no word of its function's name keeps.

The verdict on a word:
  keeps      of its own definitions enough keep
  calls      it has enough definitions, and too few of them keep
  explained  enough keep, but with another word that keeps
  thin       it has too few definitions to say anything
"""
import argparse
import collections
import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CAP = 20          # definitions of a word, of one code base
LEAST = 20        # definitions of a word that decide
LEAST_BASES = 3   # code bases that they come from
SHARE = 70        # per cent that keep
SHOWN = 10        # definitions, from which on a word has a row; words of the models always have one


def read(arguments):
    commands = json.loads((Path(arguments.build) / "compile_commands.json").read_text(encoding="utf-8"))
    files = sorted({str(Path(c["directory"]) / c["file"]) for c in commands})
    read_ones = 0
    for file in files:
        if not re.search(arguments.filter, file):
            continue
        run = subprocess.run([arguments.tool, "-p", arguments.build, file], stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL, text=True, check=False)
        if run.returncode:
            print(f"{file}: left out, it does not compile", file=sys.stderr)
            continue
        read_ones += 1
        for line in run.stdout.splitlines():
            print(json.dumps({"base": arguments.name, **json.loads(line)}))
    print(f"{arguments.name}: {read_ones} files read", file=sys.stderr)


class Definition:
    """One function as it is written, with what is known of each of its callables."""
    def __init__(self, first):
        self.base, self.name, self.words = first["base"], first["name"], first["words"]
        self.constructor = first["constructor"]
        self.parameters = {}

    def add(self, line):
        of = self.parameters.setdefault(line["parameter"], {
            "words": line["parameter-words"], "wrapper": line["wrapper"], "fates": set(), "about": set()})
        of["fates"].add(line["fate"])
        of["about"] |= set(line["about"])


def fate(parameter):
    """An instance that keeps shows what the template can do, one that is not understood nothing."""
    for one in ("kept", "unknown", "returned"):
        if one in parameter["fates"]:
            return one
    return "called"


def together(fates):
    return fate({"fates": set(fates)}) if fates else "unknown"


def definitions(paths):
    found = {}
    for path in paths:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            read_line = json.loads(line)
            key = read_line["usr"] or read_line["at"]
            found.setdefault(key, Definition(read_line)).add(read_line)
    resolve(found)
    return found


def resolve(found):
    """What a function hands on has the fate that it has there, as far as that is known."""
    changed = True
    while changed:
        changed = False
        for key, definition in found.items():
            for parameter in definition.parameters.values():
                if fate(parameter) != "unknown":
                    continue
                fates = set()
                for usr in parameter["about"] - {key}:
                    callee = found.get(usr)
                    fates.add(together([fate(p) for p in callee.parameters.values()]) if callee else "unknown")
                if fates and "unknown" not in fates:
                    parameter["fates"] = (parameter["fates"] - {"unknown"}) | fates
                    changed = True


class Count:
    def __init__(self, samples):
        self.fates = collections.defaultdict(collections.Counter)  # by code base
        for base, what in samples:
            self.fates[base][what] += 1

    def of(self, what):
        return sum(fates[what] for fates in self.fates.values())

    @property
    def all(self):
        return sum(sum(fates.values()) for fates in self.fates.values())

    @property
    def share(self):
        kept = everything = 0
        for fates in self.fates.values():
            size = fates["kept"] + fates["called"]
            weight = min(1, CAP / size) if size else 0
            kept += weight * fates["kept"]
            everything += weight * size
        return round(100 * kept / everything) if everything else 0

    @property
    def decides(self):
        return self.all - self.of("returned") >= LEAST and len(self.fates) >= LEAST_BASES

    @property
    def keeps(self):
        return self.decides and self.share >= SHARE


def samples(found):
    """For functions and for parameters: the words of each name, its code base, its fate, and, for a parameter,
    the words of its function."""
    functions, parameters = [], []
    for definition in found.values():
        if definition.constructor:  # it keeps what it takes in, whatever that is called
            continue
        whole = together([fate(p) for p in definition.parameters.values()])
        if whole != "unknown":
            functions.append((frozenset(definition.words), definition.base, whole))
        for parameter in definition.parameters.values():
            if parameter["wrapper"] and fate(parameter) != "unknown":
                parameters.append((frozenset(parameter["words"]), definition.base, fate(parameter),
                                   frozenset(definition.words)))
    return functions, parameters


def by_word(all_samples):
    words = collections.defaultdict(list)
    for names, base, what, *_ in all_samples:
        for word in names:
            words[word].append((base, what))
    return {word: Count(of_word) for word, of_word in words.items()}


def owners(all_samples):
    """The words that keep by themselves, and for each word its own definitions."""
    rest, keepers, own = list(all_samples), [], {}
    while True:
        words = by_word(rest)
        best = max((w for w, c in words.items() if c.keeps), key=lambda w: (words[w].of("kept"), w), default=None)
        if best is None:
            return keepers, {**words, **own}
        keepers.append(best)
        own[best] = words[best]
        rest = [sample for sample in rest if best not in sample[0]]


def listed():
    """The words that the models have now."""
    text = (ROOT / "checks" / "models" / "std.yaml").read_text(encoding="utf-8")
    lists = {key: set(re.findall(r"\w+", words))
             for key, words in re.findall(r"^([\w-]+-words): \[([^]]*)\]", text, re.M)}
    return {"function": lists["keep-words"] | lists["store-words"] | lists["later-words"], "parameter": lists["keep-parameter-words"]}


def rows(found):
    now = listed()
    functions, parameters = samples(found)
    keepers, own = owners(functions)
    yield from rows_of("function", by_word(functions), keepers, own, now["function"])
    # The name of a parameter counts where that of the function says nothing.
    said = now["function"] | set(keepers)
    keepers, own = owners([sample for sample in parameters if not said & sample[3]])
    yield from rows_of("parameter", by_word(parameters), keepers, own, now["parameter"])


def rows_of(kind, counts, keepers, own, now):
    counts.update({word: Count([]) for word in now - set(counts)})
    for word, c in sorted(counts.items(), key=lambda item: (-item[1].all, item[0])):
        if c.all < SHOWN and word not in now:
            continue
        alone = own.get(word, Count([]))
        verdict = "keeps" if word in keepers else "explained" if c.keeps else "calls" if c.decides else "thin"
        yield (kind, word, len(c.fates), c.all, c.of("kept"), c.of("returned"), c.of("called"), c.share,
               alone.all, alone.share, verdict)


def count(arguments):
    print("of\tword\tbases\tdefinitions\tkept\treturned\tcalled\tshare\town\town-share\tverdict")
    for row in rows(definitions(arguments.files)):
        print(*row, sep="\t")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tool", default=str(ROOT / "build" / "llvm-22" / "bin" / "closure-words"))
    commands = parser.add_subparsers(required=True)
    reading = commands.add_parser("read")
    reading.add_argument("name")
    reading.add_argument("build")
    reading.add_argument("filter", nargs="?", default="")
    reading.set_defaults(run=read)
    counting = commands.add_parser("count")
    counting.add_argument("files", nargs="+")
    counting.set_defaults(run=count)
    arguments = parser.parse_args()
    arguments.run(arguments)


if __name__ == "__main__":
    main()
