"""`closure-lint models`: which libraries are known, and what is wrong with a model file of the user's."""
import re
import unittest

from projects import CLEAN, ROOT, ProjectTest

BUS = """#include <functional>
namespace bus {
struct Token { ~Token(); };
struct Bus {
  void subscribe(std::function<void()> handler);
  void publish(int topic);
  void close();
};
struct Quick : Bus { Token token(); };
}
void use(bus::Quick &quick) {
  quick.subscribe([] {});
  quick.publish(1);
  bus::Token kept = quick.token();
}
"""
WELL = """library: bus
holders: [bus::Bus]
functions:
  - names: bus::Bus::subscribe
    effect: "kept: this"
  - names: bus::Quick::publish
    effect: "called: this"
    when: {arguments: 1}
  - names: bus::Token::~Token
    effect: "dropped: this"
"""


class Libraries(ProjectTest):
    def test_all_are_listed_with_where_they_are_from(self):
        run = self.lint("models")
        self.expect(run, 0)
        lines = dict(re.findall(r"^(.*?)  +\d+ entries, (.*)$", run.stdout, re.M))
        files = sorted((ROOT / "checks" / "models").glob("*.yaml"))
        self.assertEqual(len(run.stdout.splitlines()), len(files))
        self.assertRegex(lines["oneTBB"], r"^run with libtbb-dev \d+\.\d+")
        self.assertRegex(lines["Qt"], r"^run with qtbase5-dev \S+, qt6-base-dev \S+, \d+ from its documentation$")
        self.assertEqual(lines["Folly"], "from its documentation")

    def test_other_words_are_refused(self):
        self.expect(self.lint("models", "std"), 2, "--check FILE")
        self.expect(self.lint("models", "--check"), 2, "--check names no file")
        self.expect(self.lint("models", "--check", "no.yaml"), 2, "cannot read the model file no.yaml")

    def test_help_names_it(self):
        run = self.lint("--help")
        self.assertIn("closure-lint models --check FILE", run.stdout)


class Files(ProjectTest):
    def says(self, text, *said, status=1):
        self.put("bus.yaml", text)
        run = self.lint("models", "--check", "bus.yaml")
        self.assertEqual((run.returncode, run.stdout.splitlines()), (status, list(said)), run.stderr)
        return run

    def test_one_that_is_well(self):
        run = self.says(WELL, status=0)
        self.assertIn("bus.yaml: 3 entries, nothing wrong", run.stderr)
        self.says("# nothing yet\n", "bus.yaml:1:1: 'library' is empty; name the library")

    def test_what_the_reader_does_not_take(self):
        self.put("bus.yaml", "library: bus\nfunctions:\n  - names: f\n    effect: eaten\n")
        run = self.lint("models", "--check", "bus.yaml")
        self.assertEqual(run.returncode, 1)
        self.assertRegex(run.stdout, r"^bus\.yaml:4:\d+: unknown effect")

    def test_names_that_nothing_can_have(self):
        self.says("library: bus\nholders: [bus::Bus<int>, bus::Bus, bus::Bus]\nkeep-words: [Later]\nfunctions:\n"
                  "  - names: [\"bus::add(int)\", bus::add]\n    effect: called\n"
                  "  - names: \"std::*::operator()\"\n    effect: called\n",
                  "bus.yaml:2:11: 'bus::Bus<int>' is no name of a class; write it with its namespaces, and without "
                  "template arguments",
                  "bus.yaml:2:36: 'bus::Bus' stands here twice; delete one",
                  "bus.yaml:3:14: 'Later' is no name of a word; words are in lower case, and compared with the parts "
                  "of a name",
                  "bus.yaml:5:13: 'bus::add(int)' is no name of a function; write it with its namespaces and classes, "
                  "and without template arguments and parameters")

    def test_entries_that_never_count(self):
        self.says("library: bus\nfunctions:\n  - names: [f, g]\n    effect: called\n"
                  "  - names: g\n    effect: returned\n    when: {arguments: 1}\n",
                  "bus.yaml:5:12: this never counts: 'g' at line 3 speaks of all these calls; give that one a "
                  "condition, or put it last")
        self.says("library: bus\nfunctions:\n  - names: \"b::*::f\"\n    effect: called\n"
                  "  - names: b::c::f\n    effect: returned\n",
                  "bus.yaml:5:12: this never counts: 'b::*::f' at line 3 speaks of all these calls; give that one a "
                  "condition, or put it last")
        # One with `*` in its last part comes after the others.
        self.says("library: bus\nfunctions:\n  - names: \"b::*\"\n    effect: called\n"
                  "  - names: b::c::f\n    effect: returned\n", status=0)
        self.says("library: bus\nfunctions:\n  - names: g\n    effect: returned\n    when: {arguments: 1}\n"
                  "  - names: [f, g]\n    effect: called\n", status=0)

    def test_effects_that_exclude_each_other(self):
        self.says("library: bus\nfunctions:\n  - names: f\n    effect: [\"same: parameter 0\", called]\n",
                  "bus.yaml:4:14: 'same: parameter 0' says all that the function does; give it no other effect")


class Sources(ProjectTest):
    def use(self, text, *words, bus=BUS):
        self.write(bus_cpp=bus)
        self.put("bus.yaml", text)
        return self.lint("models", "--check=bus.yaml", *(words or ("bus.cpp", "--", "-std=c++17")))

    def test_names_that_something_has(self):
        self.expect(self.use(WELL), 0, "3 entries, nothing wrong")

    def test_names_that_nothing_has(self):
        text = WELL.replace("bus::Bus]", "bus::Buss]").replace("subscribe", "subscrib").replace("arguments: 1", "arguments: 2")
        text = text.replace("bus::Token::~Token", "bus::Bus::close")
        run = self.use(text)
        self.assertEqual(run.returncode, 1, run.stderr)
        self.assertEqual([line.partition(" matches nothing in these sources: ")[::2] for line in run.stdout.splitlines()], [
            ("bus.yaml:2:11: 'bus::Buss'", "no class of that name is declared"),
            ("bus.yaml:4:12: 'bus::Bus::subscrib'",
             "no function of that name is declared; did you mean 'bus::Bus::subscribe'?"),
            ("bus.yaml:6:12: 'bus::Quick::publish'",
             "it is called, but another entry, or none of this condition, speaks of these calls"),
            ("bus.yaml:9:12: 'bus::Bus::close'", "it is declared, but never called")])

    def test_a_project(self):
        self.write(bus_cpp=BUS, other_cpp=CLEAN)
        self.put("bus.yaml", WELL)
        self.database("bus.cpp", "other.cpp")
        self.expect(self.lint("models", "--check", "bus.yaml", "-p", "build"), 0)
        run = self.lint("models", "--check", "bus.yaml", "-p", "build", "other.cpp")
        self.assertEqual(run.stdout.count("matches nothing"), 4)

    def test_sources_that_cannot_be_read_say_nothing(self):
        run = self.use(WELL, bus="int f( {")
        self.expect(run, 2, "does not compile", "only of sources that are read wholly")
        self.assertEqual(run.stdout, "")
        self.expect(self.use(WELL, "none.cpp"), 2, "none.cpp")

    def test_the_example_of_the_documentation(self):
        page = (ROOT / "docs" / "models.md").read_text()
        part = re.search(r"### What is wrong with a file\n(.*?)\n### ", page, re.S)[1]
        text, shown = re.findall(r"```(?:yaml)?\n(.*?)```", part, re.S)
        self.assertEqual(self.use(text).stdout, shown)


if __name__ == "__main__":
    unittest.main()
