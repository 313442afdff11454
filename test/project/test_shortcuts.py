"""What is not parsed, because no finding can be in it: the findings are those of a parse of all."""
import json
import os
import subprocess

from projects import CLEAN, ROOT, ProjectTest, dangling

# Without a closure, and not to be compiled: who parses it complains.
UNPARSED = "int broken() { return nothing; }\n"
CAPTURES = "#include <functional>\nstd::function<int()> {name}() {{ int n = 0; return {lambda} {{ return n; }}; }}\n"


class Shortcuts(ProjectTest):
    def both(self, *words):
        """What is found; the same as without shortcuts."""
        with_, without = self.project(*words), self.project("--no-shortcuts", *words)
        self.assertEqual(with_.stdout, without.stdout)
        self.assertEqual(with_.returncode, without.returncode, with_.stderr + without.stderr)
        return self.places(with_)

    def test_a_file_without_closures_is_not_parsed(self):
        self.write(a_cpp=UNPARSED, b_cpp=dangling("b"))
        self.database("a.cpp", "b.cpp")
        self.expect(self.project(), 1)
        self.expect(self.project("--no-shortcuts"), 2, "a.cpp: does not compile")
        self.expect(self.project("--stats"), 2, "a.cpp: does not compile")
        self.expect(self.project("--unused-suppressions"), 2, "a.cpp: does not compile")

    def test_who_gives_the_flags_is_told_of_errors(self):
        self.write(a_cpp=UNPARSED)
        self.expect(self.lint("a.cpp", "--", "-std=c++17"), 2, "a.cpp: does not compile")
        self.expect(self.lint("a.cpp"), 2, "a.cpp: does not compile")

    def test_a_file_that_is_missing_is_told(self):
        self.write(a_cpp='#include "missing.h"\n' + CLEAN)
        self.database("a.cpp")
        self.expect(self.project(), 2, "'missing.h' file not found")

    def test_closures_in_headers(self):
        self.write(inner_h="#pragma once\n" + dangling("inner").replace("std::f", "inline std::f", 1),
                   outer_h='#include "inner.h"\n', a_cpp='#include "outer.h"\n', b_cpp=CLEAN)
        self.database("a.cpp", "b.cpp")
        self.assertEqual(self.both(), [("inner.h", 5)])
        self.assertEqual(self.both("--header-filter=outer"), [])

    def test_headers_of_which_nothing_is_reported(self):
        self.write(inner_h="#pragma once\n" + dangling("inner").replace("std::f", "inline std::f", 1),
                   a_cpp='#include "inner.h"\n' + UNPARSED)
        self.database("a.cpp")
        self.expect(self.project("--header-filter=other"), 0)

    def test_closures_that_macros_make(self):
        self.put("system/defer.h", "#pragma once\n#define LAMBDA [&]()\n#define LATER(body) LAMBDA { body }\n")
        macro = CAPTURES.replace("{lambda} {{ return n; }}", "LATER(return n;)").format(name="a")
        own = "#define MINE [&]\n" + CAPTURES.format(name="b", **{"lambda": "MINE"})
        given = CAPTURES.format(name="c", **{"lambda": "GIVEN"})
        self.write(a_cpp="#include <defer.h>\n" + macro, b_cpp=own, c_cpp=given, d_cpp="#include <defer.h>\n" + CLEAN)
        self.database("a.cpp", "b.cpp", "c.cpp", "d.cpp", flags=["-isystem", "system", "-DGIVEN=[&]"])
        self.assertEqual(sorted(self.both()), [("a.cpp", 3), ("b.cpp", 3), ("c.cpp", 2)])

    def test_closures_that_no_lambda_makes(self):
        self.write(a_cpp="#include <functional>\nvoid add(int *);\nstd::function<void()> all() {\n  int n = 0;\n"
                         "  return std::bind(add, &n);\n}\n")
        self.database("a.cpp")
        self.assertEqual(len(self.both()), 1)

    def test_a_model_of_the_projects_own(self):
        self.write(a_cpp="#include <functional>\nnamespace my {\ntemplate <class F, class T> std::function<void()> later(F f, T t);\n}\n"
                         "void add(int *);\nstd::function<void()> all() {\n  int n = 0;\n  return my::later(add, &n);\n}\n")
        self.put(".closure-models.yaml", "library: my\nfunctions:\n  - names: my::later\n    effect: [returned, binds]\n")
        self.database("a.cpp")
        self.assertEqual(len(self.both()), 1)

    def test_what_is_wrong_with_settings_is_told(self):
        self.write(a_cpp=UNPARSED)
        self.put(".closure-models.yaml", "library: my\nfunctions:\n  - nome: x\n")
        self.database("a.cpp")
        self.expect(self.project(), 2, ".closure-models.yaml:3:")

    def test_files_without_a_check_are_counted(self):
        self.write(a_cpp=CLEAN)
        self.put(".clang-tidy", "Checks: '-*'\n")
        self.database("a.cpp")
        for words in ((), ("--no-shortcuts",)):
            self.expect(self.project(*words), 0, "no check is turned on for 1 of them")

    def test_precompiled_headers_and_modules_are_parsed(self):
        self.put("all.h", dangling("all").replace("std::f", "inline std::f", 1))
        self.write(a_cpp=CLEAN)
        subprocess.run(["clang++-" + os.environ.get("LLVM_VERSION", "22"), "-std=c++17", "-x", "c++-header", "all.h",
                        "-o", "all.pch"], cwd=self.folder, check=True)
        self.database("a.cpp", flags=["-include-pch", "all.pch"])
        self.both()

    def test_every_case(self):
        """All programs that compile with the standard library alone: what is found stays."""
        folders = [ROOT / "test" / "cases" / "closures", ROOT / "docs" / "examples"]
        files = [path for folder in folders for path in sorted(folder.rglob("*.cpp"))]
        self.put("build/compile_commands.json", json.dumps(
            [{"directory": str(self.folder), "file": str(path), "arguments": ["c++", "-std=c++17", "-c", str(path)]}
             for path in files]))
        self.assertGreater(len(self.both()), 20)


# The bus dies after what it is given refers to, and calls nothing before that: that can be told if it is
# seen to hold closures.
HOLDING = """#include <functional>
#include <map>
#include <string>
#include <vector>
template <class Argument> struct Slots {{
  std::vector<std::function<void(Argument)>> all;
}};
struct Bus {{
  {member};
  void listen(int name, std::function<void(int)> handler);
}};
{behind}
void f() {{
  Bus bus;
  int total = 0;
  bus.listen(1, [&total](int more) {{ total += more; }});
}}
"""


class Uninstantiated(ProjectTest):
    """Bodies of system headers are not parsed, and what only they instantiate stays as it is written."""

    def test_what_a_type_can_hold_does_not_depend_on_its_instances(self):
        for member, found in (("std::map<std::string, std::vector<std::function<void(int)>>> handlers", 0), ("std::map<int, Slots<int>> slots", 0),
                              ("std::map<int, std::vector<int>> counts", 1), ("std::map<int, Slots<int> *> slots", 0)):
            for behind in ("", "static_assert(sizeof(std::vector<std::function<void(int)>>) + sizeof(Slots<int>) > 0);"):
                self.write(a_cpp=HOLDING.format(member=member, behind=behind))
                self.assertEqual(len(self.places(self.lint("a.cpp"))), found, member + behind)
