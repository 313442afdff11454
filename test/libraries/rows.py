"""What a program saw of a call, and where a model says otherwise."""
from dataclasses import dataclass, field

# What a destructor may be seen to do where a model puts its class under one of these keys, or under none.
DESTRUCTORS = {
    "joins": {"waits", "drops"},
    "cancels": {"keeps", "detaches"},
    "destructors": {"calls"},
    None: {"keeps", "detaches", "drops"},
}


@dataclass
class Row:
    program: str
    name: str
    arguments: tuple
    words: set = field(default_factory=set)
    untils: set = field(default_factory=set)
    counts: str = ""

    @staticmethod
    def read(line, program):
        name, arguments, words, untils, *counts = [part.strip() for part in line.split(" | ")]
        def several(text):
            return [each.strip() for each in text.split(",") if each.strip()]
        return Row(program, name, tuple(several(arguments)),
                   {"returned" if word == "kept: return" else word for word in several(words)}, set(several(untils)),
                   " ".join(counts))

    def add(self, other):
        self.words |= other.words
        self.untils |= other.untils

    def call(self):
        return self.name + (f"({', '.join(self.arguments)})" if self.arguments else "")

    def __str__(self):
        until = f", until {' or '.join(sorted(self.untils))}" if self.untils else ""
        return f"{self.call()}: {', '.join(sorted(self.words)) or 'nothing'}{until}; {self.counts}"


def differences(model, entry, row):
    if row.name.startswith("~"):
        return of_destructor(model, row)
    if entry is None:
        return ["no entry speaks of it"]
    said, seen = set(entry.words), row.words or {"called"}
    # Whoever ends the work waits for it, whether or not the model says so.
    if any(word.startswith("ends") for word in said):
        seen = seen - ({"waits"} - said)
    wrong = []
    if said != seen:
        wrong.append(f"the model says {', '.join(sorted(said))}; seen: {', '.join(sorted(seen))}")
    if entry.until and entry.until not in row.untils:
        wrong.append(f"the model says until {entry.until}; seen: {', '.join(sorted(row.untils)) or 'no end'}")
    return wrong


def of_destructor(model, row):
    kinds = model.kinds_of_class(row.name[1:])
    allowed = set().union(*(DESTRUCTORS[kind] for kind in kinds or {None}))
    if row.words <= allowed:
        return []
    return [f"the model says {' and '.join(sorted(kinds)) or 'nothing of the destructor'}; it {', '.join(sorted(row.words))}"]
