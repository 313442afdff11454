"""Twenty small units through clang-tidy, closure-lint, the compiler and closure-clangd: one truth."""
import json
import os
import re
import subprocess
import sys
import unittest

from projects import BUILD, ROOT, ProjectTest

sys.path.insert(0, str(ROOT / "test" / "editor"))
from lsp import Server  # noqa: E402

TOOLS = f"/usr/lib/llvm-{BUILD.name.split('-')[1]}/bin"
# What a unit needs of the standard library, so that twenty are read in no time.
LIBRARY = """#pragma once
#pragma GCC system_header
namespace std {
template <class> class function;
template <class Result, class... Arguments> class function<Result(Arguments...)> {
public:
  function();
  template <class Callable> function(Callable callable) { keep(&callable); }
  static void keep(void *);
  Result operator()(Arguments...) const;
};
} // namespace std
"""
UNITS = {"assumed": """struct Bus {
  void onMessage(std::function<void(int)> handler);
};
void listen(Bus &bus) {
  int total = 0;
  bus.onMessage([&total](int more) { total += more; });
}
""", "loop": """int use(int);
void late() {
  std::function<int()> made[3];
  int index;
  for (index = 0; index < 3; ++index)
    made[index] = [&] { return index; };
  for (const auto &each : made)
    use(each());
}
""", "pair": """struct Pair {
  std::function<int()> next, get;
};
Pair pair() {
  int count = 0;
  return {[&count] { return ++count; }, [&count] { return count; }};
}
""", "silenced": """std::function<int()> plain(bool first) {
  int count = 0;
  if (first)
    return [&count] { return count; }; // NOLINT(closure-dangling-capture)
  return [&count] { return count + 1; };
}
""", "view": """std::function<int()> view() {
  int count = 0;
  int *at = &count;
  return [at] { return *at; };
}
"""}
# By folder: what its configuration says, what the compiler is told, and how many warnings there are.
FOLDERS = {".": ("Checks: '-*,closure-*'\n", ["checks=closure-*"], 6),
           "inner/quiet": ("InheritParentConfig: true\nChecks: '-closure-dangling-view'\nCheckOptions: {AssumeEscape: Never}\n",
                           ["checks=closure-*,-closure-dangling-view", "assume-escape=Never"], 4),
           "inner/views": ("Checks: '-*,closure-dangling-view'\n", ["checks=closure-dangling-view"], 1),
           "inner/pattern": ("InheritParentConfig: true\nChecks: '-closure-l*'\nCheckOptions: [{key: AssumeEscape, value: Always}]\n",
                             ["checks=closure-*,-closure-l*", "assume-escape=Always"], 5)}
SAID = re.compile(r"(.*?):(\d+):(\d+): (warning|note): (.*?)(?: \[(closure-[\w-]+)\])?")
FIX_IT = re.compile(r'fix-it:".*?":\{(\d+):(\d+)-(\d+):(\d+)\}:"(.*)"')


def unescaped(text):
    return re.sub(r"\\(.)", lambda match: {"n": "\n"}.get(match[1], match[1]), text)


class Agreement(ProjectTest):
    def setUp(self):
        super().setUp()
        self.put("function.h", LIBRARY)
        self.units = []
        for folder, (configuration, _, _) in FOLDERS.items():
            self.put(f"{folder}/.clang-tidy", configuration)
            for name, text in UNITS.items():
                self.put(f"{folder}/{name}.cpp", '#include "function.h"\n' + text)
                self.units.append(f"{folder}/{name}.cpp" if folder != "." else f"{name}.cpp")
        self.database(*self.units, flags=("-I", str(self.folder)))

    def ran(self, *words, cwd=None):
        done = subprocess.run(list(map(str, words)), cwd=cwd or self.folder, capture_output=True, text=True)
        return done.stdout + done.stderr

    def read(self, said):
        """Of each warning: (file, line, column, text, check), its notes, and its edits, those of notes by their text."""
        found = []
        for line in said.splitlines():
            if match := SAID.fullmatch(line):
                file, at = os.path.relpath(self.folder / match[1], self.folder), (int(match[2]), int(match[3]))
                if match[4] == "warning":
                    found.append([(file, *at, match[5], match[6]), [], {}])
                    text = ""
                else:
                    text = match[5]
                    found[-1][1].append((*at, text))
            elif match := FIX_IT.fullmatch(line):
                found[-1][2].setdefault(text, []).append((*map(int, match.groups()[:4]), unescaped(match[5])))
        return found

    def by_closure_lint(self):
        def place(file, offset):
            before = (self.folder / file).read_text()[:offset]
            return before.count("\n") + 1, len(before) - before.rfind("\n")

        def edits(fix):
            return sorted((*place(one["file"], one["offset"]), *place(one["file"], one["offset"] + one["length"]), one["text"])
                          for one in fix["edits"])
        found = []
        for one in json.loads(self.project("--format=json").stdout)["findings"]:
            notes = [(note["line"], note["column"], note["message"]) for note in one["path"] + one["notes"]]
            fixes = {"": edits(one["repair"])} if one["repair"] else {}
            for other in one["alternatives"]:
                notes.append((one["line"], one["column"], other["title"]))
                fixes[other["title"]] = edits(other)
            found.append([(one["file"], one["line"], one["column"], one["message"], one["check"]), notes, fixes])
        return found

    def by_compiler(self):
        found = []
        for unit in self.units:
            folder = unit.rpartition("/")[0] or "."
            words = [f"-fplugin-arg-closure-{word}" for word in FOLDERS[folder][1]]
            found += self.read(self.ran(f"{TOOLS}/clang++", "-std=c++17", "-fsyntax-only", "-fdiagnostics-parseable-fixits", "-I", self.folder,
                                        f"-fplugin={BUILD}/lib/closure-clang.so", *words, unit))
        return found

    def by_clang_tidy(self, *words):
        """Folder by folder: in one process it judges the last warning of a file by what the next file turns on."""
        return "".join(self.ran(f"{TOOLS}/clang-tidy", f"--load={BUILD}/lib/closure-tidy.so", "--quiet", "-p", "build", *words,
                                *(f"{folder}/{name}.cpp" for name in UNITS)) for folder in FOLDERS)

    def check_clangd(self, truth):
        with Server([BUILD / "bin" / "closure-clangd", "--pch-storage=memory"], self.folder) as server:
            for unit in self.units:
                path = self.folder / unit
                shown = [each for each in server.show(path, path.read_text()) if str(each.get("code", "")).startswith("closure-")]
                expected = [one for one in truth if one[0][0] == unit]
                self.assertEqual([(each["code"], each["range"]["start"]["line"] + 1) for each in shown], [(one[0][4], one[0][1]) for one in expected], unit)
                for each, (head, notes, fixes) in zip(shown, expected):
                    text = re.sub(r" \(fix(es)? available\)$", "", each["message"].split("\n")[0])
                    self.assertEqual(text[0].lower() + text[1:], head[3])
                    related = [(one["location"]["range"]["start"]["line"] + 1, one["message"][0].lower() + one["message"][1:])
                               for one in each.get("relatedInformation", [])]
                    self.assertEqual(related, [(line, text) for line, _, text in notes if text not in fixes])
                    offered = [sorted((edit["range"]["start"]["line"] + 1, edit["range"]["start"]["character"] + 1, edit["range"]["end"]["line"] + 1,
                                       edit["range"]["end"]["character"] + 1, edit["newText"]) for edit in edits)
                               for _, edits in server.repairs(path, each)]
                    self.assertEqual(sorted(offered), sorted(fixes.values()), head)

    def test_findings_texts_notes_and_edits(self):
        truth = self.by_closure_lint()
        for folder, (_, _, number) in FOLDERS.items():
            self.assertEqual(sum((one[0][0].rpartition("/")[0] or ".") == folder for one in truth), number, folder)
        compiled = self.by_compiler()
        for one in compiled:
            one[2] = {text: sorted(edits) for text, edits in one[2].items()}
        self.assertEqual(sorted(compiled, key=str), sorted(truth, key=str))
        self.assertEqual(sorted((one[:2] for one in self.read(self.by_clang_tidy())), key=str), sorted((one[:2] for one in truth), key=str))
        if (BUILD / "bin" / "closure-clangd").exists():
            self.check_clangd(truth)
        before = {unit: (self.folder / unit).read_text() for unit in self.units}
        self.by_clang_tidy("--fix")
        by_tidy = {unit: (self.folder / unit).read_text() for unit in self.units}
        for unit, text in before.items():
            (self.folder / unit).write_text(text)
        self.project("--fix")
        self.assertEqual({unit: (self.folder / unit).read_text() for unit in self.units}, by_tidy)
        self.assertEqual(sum(by_tidy[unit] != before[unit] for unit in self.units), 13)


if __name__ == "__main__":
    unittest.main()
