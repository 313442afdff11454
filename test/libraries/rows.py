"""What a program saw of a function, and where a model says otherwise."""
from dataclasses import dataclass, field

# What the destructors of the classes under a key of a model are seen to do. Those of all others end nothing.
DESTRUCTORS = {
    "joins": [{"ends: this", "waits"}, {"dropped: this"}],
    "cancels": [{"called"}, {"detached: this"}],
    "destructors": [{"called: this"}],
    None: [{"dropped: this"}, {"called"}, {"detached: this"}],
}


@dataclass
class Row:
    program: str
    name: str
    arguments: tuple
    object: tuple
    words: set = field(default_factory=set)
    untils: set = field(default_factory=set)
    counts: str = ""
    macro: callable = None  # what a macro stands for where the program is compiled

    @staticmethod
    def read(line, program, macro):
        name, arguments, of, words, untils, *counts = [part.strip() for part in line.split(" | ")]
        def several(text):
            return [each.strip() for each in text.split(",") if each.strip()]
        return Row(program, name, tuple(several(arguments)), (*of.split(), *name.split("::")[-2:-1]),
                   {"returned" if word == "kept: return" else word for word in several(words)}, set(several(untils)),
                   " ".join(counts), macro)

    def add(self, other):
        self.words |= other.words
        self.untils |= other.untils

    def is_destructor(self):
        return "::~" in self.name

    def call(self):
        return self.name + (f"({', '.join(self.arguments)})" if self.arguments else "")

    def __str__(self):
        until = f", until {' or '.join(sorted(self.untils))}" if self.untils else ""
        return f"{self.call()}: {', '.join(sorted(self.words)) or 'nothing'}{until}; {self.counts}"


def differences(model, entry, row):
    if entry is None:
        return of_destructor(model, row) if row.is_destructor() else ["no entry speaks of it"]
    said, seen = set(entry.words), row.words or {"called"}
    # Whoever ends the work waits for it, whether or not the model says so.
    if any(word.startswith("ends") for word in said):
        seen = seen - ({"waits"} - said)
    # A handle ends what it holds, or lets go of what nobody else holds: afterwards it is the same.
    if row.is_destructor() and said == {"ends: this"}:
        said = {"dropped: this"}
    wrong = []
    if said != seen:
        wrong.append(f"the model says {', '.join(sorted(said))}; seen: {', '.join(sorted(seen))}")
    if entry.until and entry.until not in row.untils:
        wrong.append(f"the model says until {entry.until}; seen: {', '.join(sorted(row.untils)) or 'no end'}")
    return wrong


def of_destructor(model, row):
    """Without an entry, by the kind of the class."""
    kinds = model.kinds_of_class(row.name.rpartition("::")[0])
    if any(row.words == does for kind in kinds or {None} for does in DESTRUCTORS[kind]):
        return []
    said = f"puts it under {' and '.join(sorted(kinds))}" if kinds else "says nothing of it"
    return [f"the model {said}; seen: {', '.join(sorted(row.words))}"]
