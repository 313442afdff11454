"""Headers that a build has precompiled, as closure-lint finds them."""
import json
import subprocess

from projects import LINT, ProjectTest

HEADER = """#pragma once
struct P {};
inline auto inside(int a) {
  int x = a;
  return [&] { return x; };
}
"""
USES = """P p;
auto f(int a) {
  int x = a;
  return [&] { return x; };
}
"""
BOTH = [("a.cpp", 4), ("include/p.h", 5)]


class Precompiled(ProjectTest):
    def setUp(self):
        super().setUp()
        self.header = self.put("include/p.h", HEADER)
        self.put("out/keep", "")
        self.write(a_cpp=USES)

    def compile(self, result, header="include/p.h"):
        version = LINT.parents[1].name.removeprefix("llvm-")
        subprocess.run([f"clang++-{version}", "-std=c++17", "-w", "-x", "c++-header", header, "-o", result], cwd=self.folder,
                       check=True)

    def found(self, *flags, words=()):
        run = self.lint("--quiet", *words, "a.cpp", "--", "-std=c++17", *flags)
        self.expect(run, 1)
        return sorted(self.places(run))

    def test_the_header_is_elsewhere(self):
        self.compile("out/p.pch")
        for flags in (["-include-pch", "out/p.pch"], ["-Xclang", "-include-pch", "-Xclang", "out/p.pch"],
                      ["-include-pch", self.folder / "out/p.pch"], ["-include", "out/p"]):
            self.assertEqual(self.found(*flags), BOTH, flags)

    def test_the_header_is_beside_it(self):
        self.compile("include/p.h.pch")
        for flags in (["-include-pch", "include/p.h.pch"], ["-include", "include/p.h"],
                      ["-Xclang", "-include-pch", "-Xclang", "include/p.h.pch", "-Xclang", "-include", "-Xclang", "include/p.h"]):
            self.assertEqual(self.found(*flags), BOTH, flags)

    def test_the_header_has_changed_since(self):
        self.compile("include/p.h.pch")
        self.header.write_text("\n" + HEADER)
        self.assertEqual(self.found("-include-pch", "include/p.h.pch"), [("a.cpp", 4), ("include/p.h", 6)])

    def test_a_compiler_of_another_kind(self):
        self.put("include/p.h.gch", "gpch of another compiler")
        self.assertEqual(self.found("-include", "include/p.h"), BOTH)
        self.put("out/q.h.gch", "gpch of another compiler")
        self.put("out/q.pch", "CPCH")
        for name, header in (("out/q.h.gch", "'out/q.h'"), ("out/q.pch", "'out/q'")):
            self.expect(self.lint("a.cpp", "--", "-include-pch", name), 2,
                        f"a.cpp: the precompiled header '{name}' was made by another compiler, and {header} is not beside it; "
                        "put it there, or include it with -include")
        self.expect(self.lint("a.cpp", "--", "-include", "out/q.h"), 2, "'out/q.h.gch' was made by another compiler")

    def test_a_compiler_of_another_version(self):
        """The version of the format stands before that of the compiler, each in 16 bits."""
        self.compile("out/p.pch")
        path = self.folder / "out/p.pch"
        content = path.read_bytes()
        bits = int.from_bytes(content, "little")
        compiler = int(LINT.parents[1].name.removeprefix("llvm-")) | 1 << 16
        place = f"{bits:b}"[::-1].index(f"{compiler:032b}"[::-1])
        path.write_bytes((bits ^ 1 << place - 32).to_bytes(len(content), "little"))
        self.assertEqual(self.found("-include-pch", "out/p.pch"), BOTH)
        self.header.unlink()
        self.expect(self.lint("a.cpp", "--", "-include-pch", "out/p.pch"), 2, "a.cpp: the precompiled header 'out/p.pch' was made by another")

    def test_neither_is_there(self):
        self.expect(self.lint("a.cpp", "--", "-include-pch", "out/p.pch"), 2,
                    "a.cpp: there is neither the precompiled header 'out/p.pch' nor 'out/p'; build the project first")

    def test_names_from_the_folder_of_the_command(self):
        self.compile("out/p.pch")
        self.put("build/compile_commands.json", json.dumps([{
            "directory": str(self.folder / "out"), "file": "../a.cpp",
            "arguments": ["c++", "-std=c++17", "-include-pch", "p.pch", "-c", "../a.cpp"]}]))
        run = self.project("--quiet")
        self.expect(run, 1)
        self.assertEqual(sorted(self.places(run)), BOTH)

    def test_a_change_of_what_was_precompiled_is_a_change(self):
        kept = ["--summaries=kept"]
        self.compile("out/p.pch")
        flags = ["--", "-std=c++17", "-include-pch", "out/p.pch"]
        for anew in (1, 0):
            self.expect(self.lint(*kept, "a.cpp", *flags), 1, f"2 findings in 1 file, {anew} analysed anew")
        self.header.write_text("#pragma once\nstruct P {};\n")
        self.compile("out/p.pch")
        self.expect(self.lint(*kept, "a.cpp", *flags), 1, "1 finding in 1 file, 1 analysed anew")
