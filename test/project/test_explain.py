"""`closure-lint explain` and `checks`: what a lambda holds, where it goes, and why it is judged as it is."""
import json
import re

from projects import ROOT, ProjectTest, dangling

PROGRAM = """#include <algorithm>
#include <functional>
#include <memory>
#include <thread>
#include <vector>
void post(std::function<void()> task);
void unseen(std::function<void()> task);
int total(const std::vector<int> &numbers) {
  int sum = 0;
  std::for_each(numbers.begin(), numbers.end(), [&](int n) { sum += n; });
  return sum;
}
int joined() {
  int done = 0;
  std::thread worker([&done] { ++done; });
  worker.join();
  return done;
}
std::function<int()> dangling(int value) {
  return [&value] { return value; };
}
std::function<int()> upToCallers(int &value) {
  return [&value] { return value; };
}
int named() {
  int x = 0;
  post([&x] { ++x; });
  return x;
}
int open() {
  int x = 0;
  unseen([&x] { ++x; });
  return x;
}
struct Cart : std::enable_shared_from_this<Cart> {
  int items = 0;
  void later() { post([this, alive = shared_from_this()] { ++items; }); }
};
auto copies(char letter, std::shared_ptr<int> shared) {
  return [letter, shared, twice = letter * 2] { return *shared + letter + twice; };
}
template <class T> T doubled(T t) {
  auto f = [&t] { return t + t; };
  return f();
}
int use() { return doubled(1) + int(doubled(2.0)); }
template <class T> T never(T t) {
  return [&t] { return t; }();
}
int two() {
  int a = 1;
  auto f = [&a] { return a; }; auto g = [a] { return a; };
  return f() + g();
}
int nested() {
  int a = 1;
  auto outer = [&a] {
    auto inner = [&a] { return a; };
    return inner();
  };
  return outer();
}
#define COUNT(x) [&x] { return ++x; }()
int macro() {
  int a = 1;
  return COUNT(a);
}
int generic() {
  int a = 1;
  auto f = [&a](auto b) { return a + b; };
  return f(1);
}
auto nothing = [] { return 1; };
std::function<int()> silenced(int value) {
  return [&value] { return value; }; // NOLINT(closure-dangling-capture)
}
"""
# What the text of each line is, so that the tests need not count.
LINES = PROGRAM.splitlines()


def line(text):
    number, = [number for number, each in enumerate(LINES, 1) if text in each]
    return number


class Explain(ProjectTest):
    def setUp(self):
        super().setUp()
        self.put("a.cpp", PROGRAM)

    def told(self, text, *words):
        return self.lint("explain", f"a.cpp:{line(text)}", *words, "--", "-std=c++17")

    def data(self, text, *words):
        run = self.told(text, "--json", *words)
        self.expect(run, 0)
        return json.loads(run.stdout)["lambdas"]

    def only(self, text):
        made, = self.data(text)
        return made


class Text(Explain):
    def test_a_quiet_one(self):
        run = self.told("std::for_each")
        self.expect(run, 0)
        self.assertEqual(run.stdout, """a.cpp:10:49: lambda in 'total', a closure of 8 bytes
   10 |   std::for_each(numbers.begin(), numbers.end(), [&](int n) { sum += n; });
      |                                                 ^

it captures
  sum  by reference to 'int', 8 bytes in the closure, implied by its use in line 10
       lives: 'sum', a local variable of 'total', declared in line 9
       dies: in line 12, at the end of the function

verdict: nothing is wrong with it
  sum  'std::for_each' may call the closure before it returns, and keeps nothing (so says its model)

what happens
  line 10  the closure is made
  line 10  'std::for_each' may call the closure before it returns (so says its model)
  line 12  'sum' dies, at the end of the function
""")

    def test_a_defect(self):
        run = self.lint("explain", f"a.cpp:{line('dangling(int') + 1}", "--", "-std=c++17")
        self.expect(run, 0)
        self.assertIn("verdict: it is wrong\n  closure-dangling-capture: lambda captures 'value' by reference, but the "
                      "return value keeps it after 'value' dies\n", run.stdout)
        self.assertRegex(run.stdout, r"line 20  the closure is returned\n +line 21  'value' dies, at the end of the function\n")
        self.assertIn("closure-lint explain closure-dangling-capture tells", run.stdout)

    def test_what_ends_the_work_is_named(self):
        run = self.told("std::thread worker")
        self.assertIn("the work of 'worker' is over when 'std::thread::join' returns (so says its model), before 'done' dies",
                      run.stdout)
        self.assertRegex(run.stdout, r"line 15  the closure begins to run beside the function.*\n(.*\n)*"
                                     r" +line 16  the work of 'worker' is over")

    def test_what_nobody_sees_is_no_praise(self):
        run = self.told("unseen([&x]")
        self.assertIn("verdict: it cannot be told from the code in sight", run.stdout)
        self.assertIn("'unseen' gets the closure, and nobody sees what it does with it", run.stdout)

    def test_a_temporary_that_waits(self):
        self.put("wait.cpp", "#include <future>\nint started() {\n  int n = 0;\n"
                 "  std::async(std::launch::async, [&n] { ++n; });\n  return n;\n}\n")
        run = self.lint("explain", "wait.cpp:4", "--", "-std=c++17")
        self.assertIn("n  what runs the closure is a temporary, which waits for it when it dies", run.stdout)
        self.assertIn("line 4  the closure begins to run beside the function", run.stdout)

    def test_where_a_member_is_declared(self):
        self.put("member.cpp", "#include <functional>\n#include <string>\n#include <thread>\nstruct Button {\n"
                 "  int n = 0;\n  std::function<void()> click = [this] { ++n; };\n"
                 "  std::jthread worker{[this] { text += 'x'; }};\n  std::string text;\n};\n")
        run = self.lint("explain", "member.cpp:6", "--", "-std=c++20")
        self.assertIn("verdict: nothing is wrong with it\n"
                      "  this  member 'click' has the closure, and dies with the object\n", run.stdout)
        run = self.lint("explain", "member.cpp:7", "--", "-std=c++20")
        self.assertIn("verdict: it is wrong\n  closure-dangling-this: lambda captures 'this', but member 'worker' "
                      "can run it after 'text' dies\n", run.stdout)

    def test_the_example_of_the_documentation(self):
        page = (ROOT / "docs" / "projects.md").read_text()
        shown, = re.findall(r"^```\n(queue\.cpp:.*?)^```$", page, re.S | re.M)
        self.put("queue.cpp", "#include <thread>\n" + "\n" * 8 + "int total() {\n  int sum = 0;\n"
                 "  std::thread worker([&sum] { ++sum; });\n  worker.join();\n  return sum;\n}\n")
        self.assertEqual(self.lint("explain", "queue.cpp:12", "--", "-std=c++17").stdout, shown)


class Json(Explain):
    def test_captures(self):
        made = self.only("twice = letter * 2")
        self.assertEqual([(each["name"], each["how"], each["type"], each["size"]) for each in made["captures"]],
                         [("letter", "copy", "char", 1), ("shared", "copy", "std::shared_ptr<int>", 16),
                          ("twice", "init-copy", "int", 4)])
        self.assertEqual(made["size"], 32)
        self.assertEqual((made["verdict"], made["findings"]), ("right", []))
        self.assertEqual({each["dies"] for each in made["captures"]}, {"with the closure"})

    def test_this_and_what_keeps_it_alive(self):
        made = self.only("alive = shared_from_this()")
        self.assertEqual([each["how"] for each in made["captures"]], ["this", "init-copy"])
        self.assertEqual(made["verdict"], "right")
        self.assertIn("keeps the object alive", made["captures"][0]["why"][0])

    def test_where_it_goes_and_on_which_contract(self):
        made = self.only("std::thread worker")
        self.assertIn(("started", 15, "model"), [(each["kind"], each["at"]["line"], each["source"]) for each in made["goes"]])
        self.assertEqual([each["kind"] for each in made["timeline"]][0], "captured")
        self.assertEqual([each["kind"] for each in made["timeline"]][-2:], ["over", "dies"])
        capture, = made["captures"]
        self.assertEqual((capture["declared"]["line"], capture["ends"]["line"]), (14, 18))

    def test_verdicts(self):
        for text, verdict in (("post([&x]", "suspect"), ("unseen([&x]", "undecided"), ("auto nothing", "right"),
                              ("// NOLINT", "silenced"), ("return [&t] { return t; }", "not-analysed")):
            with self.subTest(text=text):
                self.assertEqual(self.only(text)["verdict"], verdict)
        made, = json.loads(self.lint("explain", f"a.cpp:{line('upToCallers') + 1}", "--json", "--", "-std=c++17").stdout)["lambdas"]
        self.assertEqual(made["verdict"], "callers")

    def test_silenced_findings_are_told(self):
        finding, = self.only("// NOLINT")["findings"]
        self.assertEqual((finding["check"], finding["silenced"]), ("closure-dangling-capture", True))

    def test_what_a_check_says_that_is_turned_off_is_marked(self):
        place = f"a.cpp:{line('// NOLINT') + 0}"
        off = ("--checks=-closure-dangling-capture",)
        self.assertIn("(this check is turned off)", self.lint("explain", place, *off, "--", "-std=c++17").stdout)
        self.assertNotIn("turned off", self.lint("explain", place, "--", "-std=c++17").stdout)
        made, = json.loads(self.lint("explain", place, "--json", *off, "--", "-std=c++17").stdout)["lambdas"]
        self.assertEqual([each["runs"] for each in made["findings"]], [False])

    def test_instances_of_a_template(self):
        made = self.data("auto f = [&t]")
        self.assertEqual([(each["function"], each["captures"][0]["type"]) for each in made],
                         [("'doubled<int>'", "int"), ("'doubled<double>'", "double")])

    def test_a_template_that_nothing_instantiates(self):
        self.assertIn("nothing in this file instantiates", self.only("return [&t] { return t; }")["because"])

    def test_several_on_one_line(self):
        self.assertEqual([each["captures"][0]["how"] for each in self.data("auto g =")], ["reference", "copy"])
        column = LINES[line("auto g =") - 1].index("[a]") + 1
        run = self.lint("explain", f"a.cpp:{line('auto g =')}:{column + 5}", "--json", "--", "-std=c++17")
        made, = json.loads(run.stdout)["lambdas"]
        self.assertEqual(made["captures"][0]["how"], "copy")

    def test_the_innermost_that_covers_a_line(self):
        self.assertEqual(self.only("return inner();")["begin"]["line"], line("auto outer"))
        inner = self.only("auto inner")
        self.assertIn("the lambda in line", inner["function"])

    def test_macros_and_generic_lambdas(self):
        self.assertEqual(self.only("return COUNT(a)")["macro"], "COUNT")
        self.assertTrue(self.only("auto f = [&a](auto b)")["generic"])

    def test_two_from_one_macro(self):
        self.put("two.cpp", "#include <functional>\n#define TWO(a, b) f = [&] { return a; }; g = [=] { return b; };\n"
                 "std::function<int()> f, g;\nvoid both(int a, int b) {\n  TWO(a, b)\n}\n")
        run = self.lint("explain", "two.cpp:5", "--json", "--", "-std=c++17")
        made = json.loads(run.stdout)["lambdas"]
        self.assertEqual(sorted((each["captures"][0]["name"], each["verdict"]) for each in made),
                         [("a", "wrong"), ("b", "right")])

    def test_what_runs_by_its_name_alone(self):
        self.put("view.cpp", "#include <functional>\n#include <vector>\nstd::vector<std::function<void()>> queue;\n"
                 "struct View {\n  void show() { queue.push_back([this] { ++n; }); }\n  int n = 0;\n};\n"
                 "void use(View &view) { view.show(); }\n")
        words = ("explain", "view.cpp:5", "--json", "--", "-std=c++17")
        quiet, = json.loads(self.lint(*words).stdout)["lambdas"]
        self.assertEqual(quiet["findings"], [])
        told, = json.loads(self.lint("explain", "view.cpp:5", "--json", "--checks=closure-*,closure-unguarded-this",
                                     "--", "-std=c++17").stdout)["lambdas"]
        self.assertEqual([each["check"] for each in told["findings"]], ["closure-unguarded-this"])
        self.assertEqual(told["verdict"], "suspect")

    def test_the_format_is_one_with_the_others(self):
        run = self.told("std::for_each", "--format=json")
        self.assertEqual(run.stdout, self.told("std::for_each", "--json").stdout)
        whole = json.loads(run.stdout)
        self.assertEqual((whole["version"], whole["asked"]["line"], whole["asked"]["column"]), (1, 10, None))

    def test_all_that_is_written_is_documented(self):
        page = (ROOT / "docs" / "projects.md").read_text()
        whole = json.loads(self.told("std::thread worker", "--json").stdout)
        made = whole["lambdas"][0]
        for part in (whole, made, made["captures"][0], made["timeline"][0]):
            for key in part:
                self.assertIn(f"`{key}`", page)


REASONS = """#include <algorithm>
#include <functional>
#include <memory>
#include <system_error>
#include <vector>
void post(std::function<void()> task);
void asyncWait(std::function<void(std::error_code)> handler);
template <class T> struct Promise {
  std::unique_ptr<std::function<T(T)>> node;
  template <class F> Promise<T> then(F f);
};
Promise<int> ready();
struct Session {
  int n = 0;
  void wait() { asyncWait([this](std::error_code ec) { if (!ec) ++n; }); }
  Promise<int> read() { return ready().then([this](int count) { return n += count; }); }
  void later(int *p) { post([this, p] { n += *p; }); }
};
struct Rule {
  std::function<void()> handler;
  void set(std::function<void()> f) { handler = std::move(f); }
};
struct Site {
  Rule rule;
  void run() { rule.handler(); }
};
struct Task { int *to; void go(); };
void handles(Task task) {
  auto outer = [task]() mutable {
    auto inner = [task]() mutable { task.go(); };
    inner();
  };
  outer();
}
int early(int limit) {
  int sum = 0;
  auto add = [&sum](int n) { sum += n; };
  if (limit < 0)
    return 0;
  add(limit);
  return sum;
}
int counted(const std::vector<int> &v) {
  auto count = [seen = 0](int) mutable { return ++seen; };
  std::for_each(v.begin(), v.end(), std::ref(count));
  return count(0);
}
auto named(std::vector<char> letters) {
  return [letters](int at) { return letters[at]; };
}
struct Ops { std::function<void()> up, down, zero; std::function<int()> get; };
Ops ops() {
  auto n = std::make_shared<int>(0);
  Ops all;
  all.up = [n] { ++*n; };
  all.down = [n] { --*n; };
  all.zero = [n] { *n = 0; };
  all.get = [n] { return *n; };
  return all;
}
"""


class Reasons(ProjectTest):
    """Why a closure is right, and where it goes, in words that say neither more nor less than is known."""

    def told(self, text):
        self.put("r.cpp", REASONS)
        number, = [number for number, each in enumerate(REASONS.splitlines(), 1) if text in each]
        return self.lint("explain", f"r.cpp:{number}", "--", "-std=c++17").stdout

    def test_a_handler_that_leaves_on_its_error(self):
        said = self.told("asyncWait([this]")
        self.assertIn("verdict: nothing is wrong with it\n  this  the closure asks 'ec' first, and does not touch the "
                      "object if the work was cancelled\n", said)
        self.assertIn("'asyncWait' is assumed to keep the closure, by its name\n  later    the closure goes on in", said)

    def test_a_result_that_is_returned(self):
        self.assertIn("this  the result of the call, which is returned, holds the closure or can end it: whoever keeps "
                      "the result decides\n", self.told("then([this]"))

    def test_what_is_assumed_by_a_name_is_said_once_for_all_captures(self):
        said = self.told("post([this, p]")
        self.assertIn("  this, p  'post' seems to keep the closure (by its name), but how long is not in sight; a model "
                      "or an annotation of it would tell\n", said)
        self.assertNotIn("nobody sees", said)

    def test_a_handle_is_one_in_each_level(self):
        for text in ("outer = [task]", "inner = [task]"):
            said = self.told(text)
            self.assertIn("lives: the copy lies in the closure and refers to what 'task' points at", said)
            self.assertIn("verdict: nothing is wrong with it\n  task  the closure dies with '" + text.split()[0] +
                          "', a local variable, and 'task' lives longer\n", said)

    def test_steps_stand_in_the_order_of_the_lines(self):
        said = self.told("add = [&sum]")
        self.assertIn("sum  the closure dies with 'add', a local variable, and 'sum' lives longer\n", said)
        steps = [int(number) for number in re.findall(r"^  line (\d+)", said.split("what happens")[1], re.M)]
        self.assertEqual(steps, sorted(steps))
        self.assertRegex(said, r"'add' is called\n  line \d+  'add' dies, and the closure in it\n")

    def test_copies_go_somewhere_too(self):
        said = self.told("[seen = 0]")
        self.assertIn("seen  a copy of its own: only this closure changes and reads it\n", said)
        self.assertRegex(said, r"stored in 'count'\n(.*\n)*.*'count' dies, and the closure in it\n")
        self.assertIn("letters  a copy cannot die before the closure\n", self.told("[letters](int at)"))
        self.assertIn("the closure goes on in the return value", self.told("[letters](int at)"))

    def test_closures_that_share_a_state(self):
        first, last = self.told("all.up ="), self.told("all.get =")
        self.assertRegex(last, r"closure-prefer-class: part of what is reported in line \d+: lambda is one of 4 that share 'n'")
        self.assertNotIn("part of what", first)
        for said in (first, last):
            self.assertRegex(said, r"'up' changes 'n'\n(.*\n)*.*'down' changes 'n'\n(.*\n)*.*'zero' changes 'n'\n(.*\n)*.*'get' reads 'n'\n")


class Projects(Explain):
    HEADER = "#pragma once\ninline int once(int n) {\n  auto f = [&n] { return n; };\n  return f();\n}\n"

    def test_by_the_compilation_database(self):
        self.database("a.cpp", flags=("-DX",))
        run = self.lint("explain", "-p", "build", f"a.cpp:{line('std::for_each')}")
        self.expect(run, 0)
        self.assertIn("nothing is wrong with it", run.stdout)

    def test_a_header_through_a_unit_that_includes_it(self):
        self.put("h.h", self.HEADER)
        self.put("b.cpp", '#include "h.h"\n')
        self.database("a.cpp", "b.cpp")
        run = self.lint("explain", "h.h:3", "-p", "build")
        self.expect(run, 0)
        self.assertIn("h.h:3:12: lambda in 'once'", run.stdout)
        run = self.lint("explain", "h.h:3", "a.cpp", "b.cpp", "-p", "build")
        self.expect(run, 0)
        self.assertIn("h.h:3:12: lambda in 'once'", run.stdout)
        self.expect(self.lint("explain", "h.h:3", "a.cpp", "-p", "build"), 2, "'h.h' is not read by a.cpp")

    def test_a_header_that_no_unit_includes(self):
        self.put("h.h", self.HEADER)
        self.database("a.cpp")
        run = self.lint("explain", "h.h:3", "-p", "build")
        self.expect(run, 2, "h.h")
        self.assertEqual(run.stdout, "")

    def test_a_file_that_does_not_compile(self):
        self.put("broken.cpp", "int f() {\n  int a = 1;\n  return [&a] { return a; }();\n}\nint g() { return nowhere; }\n")
        run = self.lint("explain", "broken.cpp:3", "--", "-std=c++17")
        self.expect(run, 2, "does not compile")
        self.assertIn("nothing is wrong with it", run.stdout)


class Errors(Explain):
    def refused(self, *words, said):
        run = self.lint("explain", *words)
        self.expect(run, 2, said)
        self.assertEqual(run.stdout, "")

    def test_places(self):
        self.refused("no.cpp:1", said="there is no file 'no.cpp'")
        self.refused("a.cpp:x", said="'x' is no number of a line; write FILE:LINE or FILE:LINE:COLUMN")
        self.refused("a.cpp:", said="'' is no number of a line")
        self.refused("a.cpp:0", said="lines and columns count from 1")
        self.refused("a.cpp:3:0", said="lines and columns count from 1")
        self.refused("a.cpp:999", said=f"'a.cpp' has {len(LINES)} lines, and no line 999")
        self.refused("a.cpp", said="'a.cpp' names no line; write a.cpp:LINE")
        self.refused(".:1", said="'.' is a folder")

    def test_no_lambda_there(self):
        at = line("return sum;")
        self.refused(f"a.cpp:{at}", "--", "-std=c++17", said=f"no lambda begins at, or covers, a.cpp:{at}; the nearest "
                     f"begin in lines {line('std::for_each')} and {line('std::thread worker')}")
        self.put("empty.cpp", "int x;\n")
        self.refused("empty.cpp:1", said="there is no lambda in 'empty.cpp'")

    def test_words(self):
        self.refused(said="explain what? Name a place, FILE:LINE, or a check: closure-")
        self.refused("closure-loop-captur", said="did you mean 'closure-loop-capture'? the checks are closure-")
        self.refused("a.cpp:3", "--fix", said="explain only tells; leave out --fix")
        self.refused("a.cpp:3", "--format=sarif", said="leave out --format")


class Checks(ProjectTest):
    def registered(self):
        code = "\n".join(path.read_text() for path in (ROOT / "checks" / "checks").glob("*.cpp"))
        return sorted(set(re.findall(r'"(closure-[a-z-]+)"', code)))

    def test_the_list_has_each_with_the_first_line_of_its_page(self):
        run = self.lint("checks")
        self.expect(run, 0)
        listed = dict(re.split(" +", each, maxsplit=1) for each in run.stdout.splitlines())
        self.assertEqual(sorted(listed), self.registered())
        for name, summary in listed.items():
            self.assertEqual((ROOT / "docs" / "checks" / f"{name}.md").read_text().split("\n")[2], summary)
        self.expect(self.lint("checks", "more"), 2, "checks takes no further word")

    def test_each_has_its_page(self):
        for name in self.registered():
            with self.subTest(check=name):
                run = self.lint("explain", name)
                self.expect(run, 0)
                self.assertTrue(run.stdout.startswith(name + "\n"))
                for heading in ("What it finds", "How to silence", "Limits"):
                    self.assertIn(f"\n{heading}\n", run.stdout)
                self.assertNotRegex(run.stdout, r"```|\]\([^)]*\.md")
                self.assertEqual(run.stdout, self.lint("explain", name.removeprefix("closure-")).stdout)

    def test_help_names_them(self):
        said = self.lint("--help").stdout
        for words in ("closure-lint explain FILE:LINE", "closure-lint explain CHECK", "closure-lint checks"):
            self.assertIn(words, said)


class Knowledge(ProjectTest):
    """What a lint has left in a folder of summaries counts here, too."""

    def test_summaries(self):
        self.write(bus_h="""#pragma once
#include <functional>
struct Bus {
  void onMessage(std::function<void(int)> handler);
};
""", bus_cpp="""#include "bus.h"
void Bus::onMessage(std::function<void(int)> handler) { handler(1); }
""", use_cpp="""#include "bus.h"
int listen(Bus &bus) {
  int total = 0;
  bus.onMessage([&total](int more) { total += more; });
  return total;
}
""")
        self.database("bus.cpp", "use.cpp")
        self.assertIn("it may be wrong", self.lint("explain", "use.cpp:4", "-p", "build").stdout)
        self.expect(self.project("--summaries=kept"), 0)
        run = self.lint("explain", "use.cpp:4", "-p", "build", "--summaries=kept")
        self.expect(run, 0)
        self.assertIn("so shows its body in another file", run.stdout)
        self.expect(self.lint("explain", "use.cpp:4", "-p", "build", "--summaries=none"), 2, "closure summaries none: cannot read this folder",
                    "a lint with --summaries makes it")
        self.assertFalse((self.folder / "none").exists())


class Flags(ProjectTest):
    def test_a_flag_that_clang_does_not_know_is_named(self):
        self.write(a_cpp=dangling("f"))
        said = "warning: this clang leaves out a flag that it does not know: '-stdd=c++20'; did you mean '-std=c++20'?"
        for words in (("explain", "a.cpp:4"), ("a.cpp",), ("suggest", "a.cpp")):
            run = self.lint(*words, "--", "-stdd=c++20", "-Wall", "-DX=1", "-I", ".")
            self.assertEqual([line for line in run.stderr.splitlines() if "warning: " in line], [f"closure-lint: {said}"])
        self.database("a.cpp", flags=["-fno-such-option-of-clang"])
        self.assertNotIn("leaves out", self.project().stderr)
