"""What a person reads: the excerpt, the path, the repair, colours, and what is wrong with a word."""
import json
import os
import shutil
import subprocess
import tempfile

from projects import LINT, PINNED, ProjectTest, dangling

FAR = ("#include <functional>\n" + "// a line between\n" * 20 + """struct Counter {
  std::function<int()> next, get;
};
Counter counter() {
  int count = 0;
  return {[&count] { return ++count; }, [&count] { return count; }};
}
""")
SHOWN = """a.cpp:27:13: warning: lambda captures 'count' by reference, but the return value keeps it after 'count' dies [closure-dangling-capture]
   27 |   return {[&count] { return ++count; }, [&count] { return count; }};
      |             ^
a.cpp:27:3: note: 1. the closure is returned here
   27 |   return {[&count] { return ++count; }, [&count] { return count; }};
      |   ^
a.cpp:28:1: note: 2. 'count' dies here, at the end of the function
   28 | }
      | ^
"""
REPAIR = """a.cpp:27:13: note: the repair is
      | +#include <memory>
   26 | -  int count = 0;
      | +  auto count = std::make_shared<int>(0);
   27 | -  return {[&count] { return ++count; }, [&count] { return count; }};
      | +  return {[count] { return ++*count; }, [count] { return *count; }};
"""


class Excerpts(ProjectTest):
    def test_a_repair_of_several_lines_stands_behind_the_path(self):
        self.write(a_cpp=FAR)
        run = self.lint("a.cpp")
        self.assertTrue(run.stdout.startswith(SHOWN), run.stdout)
        self.assertIn(REPAIR, run.stdout)
        self.assertNotIn("a line between", run.stdout)

    def test_a_repair_of_the_line_stands_under_it(self):
        self.write(a_cpp=dangling("a"))
        run = self.lint("a.cpp")
        self.assertIn("    4 |   return [&count] { return count; };\n      |           ~^~~~~\n      |           count\n", run.stdout)
        self.assertNotIn("the repair is", run.stdout)

    def test_a_repair_in_another_file_names_it(self):
        self.write(a_h="#pragma once\n#include <functional>\ninline std::function<int()> kept;\n#define BORROW(x) &x\n",
                   a_cpp='#include "a.h"\nvoid f() {\n  int n = 0;\n  kept = [&n] { return n; };\n}\n')
        self.assertIn("\n      |           n\n", self.lint("a.cpp").stdout)

    def test_many_captures_are_one_note(self):
        names = "abcdefgh"
        for used in (names, names[:4]):
            self.write(a_cpp="#include <functional>\nstd::function<int()> f() {\n  int " + ", ".join(f"{n} = 1" for n in used)
                       + ";\n  return [&] { return " + " + ".join(used) + "; };\n}\n")
            said = self.lint("a.cpp").stdout
            self.assertEqual(said.count("is captured by this use"), 1 if used == names else 4)
            self.assertEqual("1. 'a' is captured by this use, and 7 more by their own" in said, used == names)

    def colours(self, *words, **environment):
        run = subprocess.run([LINT, *words, "a.cpp"], cwd=self.folder, capture_output=True, text=True,
                             env={**{k: v for k, v in os.environ.items() if "COLOR" not in k}, **environment})
        return "\033[" in run.stdout

    def test_colours_as_the_terminal_says(self):
        self.write(a_cpp=FAR)
        self.assertFalse(self.colours())
        self.assertTrue(self.colours(CLICOLOR_FORCE="1"))
        self.assertFalse(self.colours(CLICOLOR_FORCE="0"))
        self.assertFalse(self.colours(CLICOLOR_FORCE="1", NO_COLOR="1"))
        self.assertTrue(self.colours(CLICOLOR_FORCE="1", NO_COLOR=""))
        self.assertTrue(self.colours("--color", NO_COLOR="1"))
        self.assertFalse(self.colours("--color=false", CLICOLOR_FORCE="1"))


class Words(ProjectTest):
    def test_a_wrong_value_lists_the_right_ones(self):
        self.write(a_cpp=dangling("a"))
        for word, said in (("--format=xml", "--format takes 'text', 'json', 'sarif', 'github' or 'gitlab', and not 'xml'"),
                           ("--fail-on=some", "--fail-on takes 'any', 'certain', 'error' or 'none', and not 'some'"),
                           ("--fix=some", "--fix takes nothing or 'all', and not 'some'"),
                           ("-jmany", "-j takes a number, and not 'many'"), ("--jobs=-1", "-j takes a number, and not '-1'"),
                           ("--colour", "there is no option '--colour'; did you mean '--color'?"),
                           ("--entirely-unknown", "there is no option '--entirely-unknown'; --help lists them")):
            run = self.lint(word, "a.cpp")
            self.expect(run, 2)
            self.assertEqual(run.stderr, f"closure-lint: error: {said}\n")
        self.expect(self.lint("--jobs=2", "a.cpp"), 1)
        self.expect(self.lint("-j2", "a.cpp"), 1)

    def test_a_format_is_no_option(self):
        for word in ("--json", "-json", "--sarif"):
            run = self.lint(word, "a.cpp")
            self.expect(run, 2)
            self.assertEqual(run.stderr, f"closure-lint: error: there is no option '{word}'; did you mean '--format={word.strip('-')}'?\n")

    def test_a_misspelt_command(self):
        self.write(a_cpp="int a;\n")
        self.database("a.cpp")
        for word, meant in (("cheks", "checks"), ("explian", "explain"), ("doktor", "doctor"), ("model", "models")):
            self.expect(self.lint(word), 2, f"there is no file '{word}'; did you mean '{meant}'?")
        self.expect(self.project("cheks"), 2, "matches no file of the compilation database; did you mean 'checks'?")
        for words in (("absent.cpp",), ("a.cpp", "cheks")):
            run = self.lint(*words)
            self.expect(run, 2, f"there is no file '{words[-1]}'\n")

    def test_coroutines_need_their_standard(self):
        self.write(a_h="#include <coroutine>\nstd::coroutine_handle<> kept;\n", b_h="inline int f() { co_return 1; }\n", c_cpp="int no_name = bad;\n")
        for name in ("a.h", "b.h"):
            self.expect(self.lint(name), 2, f"{name}: does not compile: ", "; coroutines need C++20: give '-- -std=c++20', or -p BUILD\n")
        self.expect(self.lint("a.h", "--", "-xc++", "-std=c++20"), 0)
        self.expect(self.lint("a.h", "--", "-xc++", "-std=c++17"), 2, "; coroutines need C++20: say -std=c++20 in its flags")
        self.assertNotIn("coroutines", self.lint("c.cpp").stderr)

    def test_what_was_not_looked_at_is_not_counted(self):
        for words in (("absent.cpp",), ("-p", "absent")):
            run = self.lint(*words)
            self.expect(run, 2, "there is no f")
            self.assertNotIn("no findings", run.stderr)

    def test_what_cannot_be_written(self):
        self.write(a_cpp=dangling("a"))
        self.expect(self.lint("--output=nowhere/out.txt", "a.cpp"), 2, "cannot write 'nowhere/out.txt': ", "; nothing was written")

    def test_changes_outside_a_repository(self):
        folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, folder)
        self.write(a_cpp=dangling("a"))
        shutil.rmtree(self.folder / ".git")
        run = self.lint("--quiet", "--diff=HEAD", self.folder / "a.cpp", cwd=folder)
        self.expect(run, 2)
        self.assertEqual(run.stderr, f"closure-lint: error: --diff: '{os.path.realpath(folder)}' lies in no git repository; all findings are shown\n")

    def test_who_keeps_it(self):
        self.write(a_cpp="""#include <functional>
#include <future>
struct Bus { std::function<void()> kept; void onMessage(std::function<void()> f) { kept = f; } };
Bus &otherBus();
Bus ownBus;
void f() { int z = 1; otherBus().kept = [&z] { ++z; }; }
void g() { int y = 1; ownBus.kept = [&y] { ++y; }; }
std::future<int> later() {
  int n = 1;
  return std::async(std::launch::async, [&n] { return n; });
}
std::function<int()> now() {
  int m = 1;
  return [&m] { return m; };
}
struct Worker { std::future<int> done; };
Worker work() {
  int k = 1;
  return {std::async(std::launch::async, [&k] { return k; })};
}
""")
        said = self.lint("a.cpp").stdout
        for words in ("what 'otherBus()' returns keeps it after 'z' dies", "global 'ownBus' keeps it after 'y' dies",
                      "the returned future can run it after 'n' dies", "the return value keeps it after 'm' dies",
                      "the returned 'Worker' can run it after 'k' dies"):
            self.assertIn(words, said)


class FixTable(ProjectTest):
    def test_what_is_repaired_what_is_left_and_why(self):
        self.put("b.cpp", PINNED)
        self.write(a_cpp=dangling("a") + dangling("more").split("\n", 1)[1])
        self.put("build/compile_commands.json", "[" + ",".join(
            f'{{"directory": "{self.folder}", "file": "{name}", "command": "c++ -std=c++20 -c {name}"}}' for name in ("a.cpp", "b.cpp")) + "]")
        dry = self.project("--fix", "--dry-run")
        self.assertIn("file   repairable  left  why\na.cpp           2     0\nb.cpp           0     1  "
                      "1 with alternatives only: --fix=all takes the first\n", dry.stderr)
        run = self.project("--fix")
        self.assertIn("file   repaired  left  why\na.cpp         2     0\nb.cpp         0     1  1 with alternatives only", run.stderr)
        self.assertNotIn("repaired  left", self.project().stderr)
        self.assertNotIn("repaired  left", self.project("--fix", "--quiet").stderr)

    def test_overlaps_are_counted_where_they_are_warned_of(self):
        self.write(a_cpp=FAR)
        self.assertIn("a.cpp         2     0\n", self.lint("--fix", "a.cpp").stderr)


class Names(ProjectTest):
    """A function that makes the closure is named after what the closure is."""
    LOOP = """#include <functional>
#include <vector>
void use(int);
void {function}() {{
  std::vector<std::function<int()>> {member};
  int index;
  for (index = 0; index < 3; ++index) {{
    {member}.push_back([&] {{ return index; }});
  }}
  for (const auto &each : {member})
    use(each());
}}
"""

    def offered(self, member, function="fill"):
        self.write(a_cpp=self.LOOP.format(member=member, function=function))
        finding, = json.loads(self.lint("--format=json", "a.cpp").stdout)["findings"]
        titles = [fix["title"] for fix in finding["alternatives"] if "new function" in fix["title"]]
        return [title.split("'")[1] for title in titles]

    def test_one_of_many_or_a_handler(self):
        for member, name in (("greeters", "makeGreeter"), ("entries", "makeEntry"), ("bus", "makeHandler"), ("kept", "makeHandler"),
                             ("m_access", "makeHandler"), ("m_readers", "makeReader")):
            self.assertEqual(self.offered(member), [name], member)
        self.assertEqual(self.offered("kept", "fill_all"), ["make_handler"])
        self.assertEqual(self.offered("readers", "Fill"), ["MakeReader"])
