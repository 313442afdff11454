"""closure-lint suggest: what bodies show, written beside the parameters of the declarations."""
import re
import subprocess

from projects import BUILD, ROOT, ProjectTest
from test_summaries import FAKE

# Headers of our own, so that each run is quick.
FLAGS = ["-nostdinc++", "-isystem", "fake", "-I" + str(ROOT / "plugin/include")]
HEADER = """#pragma once
#include <functional>
#include <vector>
using Handler = std::function<void(int)>;
struct Bus {
  void onMessage(Handler handler);
  void visit(const Handler &each);
  void either(bool now, Handler first, Handler second);
  virtual void maybe(Handler handler);
  void relay(Handler handler);
  void inlined(Handler handler) { handlers.push_back(handler); }
  std::vector<Handler> handlers;
};
void attach(Bus &bus, Handler handler);
const Handler &same(const Handler &handler);
void out(Handler handler);
"""
BODIES = """#include "bus.h"
void registerElsewhere(Handler handler);
static Handler last;
void Bus::onMessage(Handler handler) { handlers.push_back(handler); }
void Bus::visit(const Handler &each) { each(1); }
void Bus::either(bool now, Handler first, Handler second) {
  if (now)
    first(1);
  handlers.push_back(second);
}
void Bus::maybe(Handler handler) { handlers.push_back(handler); }
void Bus::relay(Handler handler) { registerElsewhere(handler); }
void attach(Bus &bus, Handler handler) { bus.handlers.push_back(handler); }
const Handler &same(const Handler &handler) { return handler; }
void out(Handler handler) { last = handler; }
"""
USES = """#include "bus.h"
void kept(Bus &bus) {
  int total = 0;
  bus.onMessage([&total](int more) { total += more; });
}
void called(Bus &bus) {
  int total = 0;
  bus.visit([&total](int more) { total += more; });
  bus.either(true, [&total](int more) { total += more; }, nullptr);
}
void attached(Bus &bus) {
  int total = 0;
  attach(bus, [&total](int more) { total += more; });
}
"""


class Suggesting(ProjectTest):
    def setUp(self):
        super().setUp()
        self.put("fake/functional", FAKE.replace("public:", "public:\n  function() {}\n  function(decltype(nullptr)) {}"))
        self.put("fake/vector", "#include <functional>\n")
        self.write(bus_h=HEADER, bus_cpp=BODIES, use_cpp=USES)
        self.database("bus.cpp", "use.cpp", flags=FLAGS)
        self.commit()

    def suggest(self, *words):
        return self.lint("suggest", "-p", "build", *words)

    def apply(self, patch):
        subprocess.run(["git", "apply", "--unidiff-zero", "-"], cwd=self.folder, input=patch, text=True, check=True)
        return (self.folder / "bus.h").read_text()

    def certain(self, run):
        return self.places(run), [("may" in line) for line in run.stdout.splitlines() if "warning: " in line]

    def compiles(self):
        run = subprocess.run([f"clang++-{BUILD.name.split('-')[1]}", "-std=c++17", "-Wall", "-Wextra", "-Werror",
                              *FLAGS, "-fsyntax-only", "bus.cpp", "use.cpp"],
                             cwd=self.folder, capture_output=True, text=True)
        self.assertEqual((run.returncode, run.stderr), (0, ""))

    def test_annotations_tell_what_summaries_tell(self):
        known = self.certain(self.project("--summaries=kept"))
        self.assertEqual(known, ([("use.cpp", 4), ("use.cpp", 13)], [False, False]))
        self.assertNotEqual(self.certain(self.project()), known)
        run = self.suggest()
        self.expect(run, 0, "6 parameters in 1 file")
        header = self.apply(run.stdout)
        self.compiles()
        self.assertEqual(self.certain(self.project()), known)
        for line in ("  void onMessage(CLOSURE_KEPT Handler handler);", "  void visit(CLOSURE_CALLED const Handler &each);",
                     "  void either(bool now, CLOSURE_CALLED Handler first, CLOSURE_KEPT Handler second);",
                     "void attach(Bus &bus, CLOSURE_KEPT_BY(bus) Handler handler);",
                     "const Handler &same([[clang::lifetimebound]] const Handler &handler);",
                     '#include "closure/annotations.h"'):
            self.assertIn(line + "\n", header)

    def test_nothing_is_said_of_what_is_not_known(self):
        """A virtual function, a body that all see, one that hands on to who knows where, and a global."""
        header = self.apply(self.suggest().stdout)
        for line in ("  virtual void maybe(Handler handler);", "  void relay(Handler handler);",
                     "  void inlined(Handler handler) {", "void out(Handler handler);"):
            self.assertIn(line, header)

    def test_what_is_applied_is_not_suggested_again(self):
        self.apply(self.suggest().stdout)
        run = self.suggest()
        self.expect(run, 0, "0 parameters in 0 files")
        self.assertEqual(run.stdout, "")

    def test_attributes_of_clang(self):
        run = self.suggest("--clang")
        header = self.apply(run.stdout)
        self.assertIn("  void visit([[clang::noescape]] const Handler &each);\n", header)
        self.assertIn("const Handler &same([[clang::lifetimebound]] const Handler &handler);\n", header)
        self.assertNotIn("CLOSURE_", header)
        self.assertNotIn("annotations.h", header)
        if BUILD.name != "llvm-19":
            self.assertIn("  void onMessage([[clang::lifetime_capture_by(this)]] Handler handler);\n", header)
            self.assertIn("void attach(Bus &bus, [[clang::lifetime_capture_by(bus)]] Handler handler);\n", header)
            self.compiles()
            self.assertEqual(self.certain(self.project()), ([("use.cpp", 4), ("use.cpp", 13)], [False, False]))

    def test_what_other_files_know_counts(self):
        self.put("elsewhere.cpp", '#include "bus.h"\nvoid registerElsewhere(Handler handler) { handler(1); }\n')
        self.database("bus.cpp", "use.cpp", "elsewhere.cpp", flags=FLAGS)
        self.assertNotIn("relay", self.suggest().stdout)
        self.assertIn("+  void relay(CLOSURE_CALLED Handler handler);", self.suggest("--summaries=kept").stdout)

    def test_two_bodies_of_one_function(self):
        self.put("mock.cpp", '#include "bus.h"\nvoid Bus::onMessage(Handler handler) { handler(1); }\n')
        self.database("bus.cpp", "mock.cpp", flags=FLAGS)
        run = self.suggest()
        self.expect(run, 0, "'Bus::onMessage' is defined in more than one way")
        self.assertNotIn("onMessage", run.stdout)
        self.assertIn("visit", run.stdout)

    def test_entries_for_the_functions_of_others(self):
        self.put(".closure-lint.yaml", "third-party: [external]\n")
        for name in ("bus.h", "bus.cpp"):
            self.put(f"external/{name}", (self.folder / name).read_text())
        self.database("external/bus.cpp", "use.cpp", flags=[*FLAGS, "-Iexternal"])
        (self.folder / "bus.h").unlink()
        run = self.suggest()
        self.expect(run, 0, "0 parameters in 0 files", "5 functions of others, for which --models prints entries")
        run = self.suggest("--models")
        self.assertEqual(run.returncode, 0)
        self.assertIn('  - names: "Bus::onMessage"\n    effect: "kept: this"\n    parameter: 0\n', run.stdout)
        self.assertIn('  - names: "attach"\n    effect: "kept: parameter 0"\n    parameter: 1\n', run.stdout)
        self.assertNotRegex(run.stdout, "either|maybe|relay")
        (self.folder / ".closure-lint.yaml").unlink()
        self.put(".closure-models.yaml", run.stdout)
        self.expect(self.lint("models", "--check", ".closure-models.yaml"), 0)
        self.assertEqual(self.certain(self.project())[0], [("use.cpp", 4), ("use.cpp", 13)])

    def test_words_that_do_not_fit(self):
        self.expect(self.suggest("--fix"), 2, "leave out --fix")
        self.expect(self.suggest("--format=json"), 2, "leave out --format")

    def test_a_file_that_does_not_compile(self):
        self.put("use.cpp", "int missing(\n")
        run = self.suggest()
        self.expect(run, 2, "use.cpp: does not compile")
        self.assertTrue(re.search(r"^\+.*CLOSURE_KEPT", run.stdout, re.M))
