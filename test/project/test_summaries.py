"""What closure-lint keeps from run to run, and shares between files."""
import json
import os
import shutil
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from unittest import mock

from projects import ASSUMED, CLEAN, LINT, ProjectTest, dangling

BUS_H = """#pragma once
#include <functional>
#include <vector>
struct Bus {
  void onMessage(std::function<void(int)> handler);
  std::vector<std::function<void(int)>> handlers;
};
"""
KEEPS = """#include "bus.h"
void Bus::onMessage(std::function<void(int)> handler) { handlers.push_back(handler); }
"""
CALLS = KEEPS.replace("handlers.push_back(handler)", "handler(1)")
USES = '#include "bus.h"\n' + ASSUMED[ASSUMED.index("void listen"):]

FAKE = """#pragma once
namespace std {
template <typename> class function;
template <typename R, typename... A> class function<R(A...)> {
public:
  template <typename F> function(F) {}
  R operator()(A...) const;
};
template <typename T> struct vector { void push_back(const T &); };
}
"""


class Summaries(ProjectTest):
    def setUp(self):
        super().setUp()
        self.write(bus_h=BUS_H, bus_cpp=KEEPS, use_cpp=USES, other_cpp=CLEAN)
        self.database("use.cpp", "bus.cpp", "other.cpp")

    def shared(self, *words):
        return self.project("--summaries=kept", *words)

    def anew(self, count, status, *words):
        run = self.shared(*words)
        self.expect(run, status, f"in 3 files, {count} analysed anew")
        return run

    def kept(self):
        return {path.name: path.read_bytes() for path in (self.folder / "kept").iterdir()}

    def test_what_is_known_elsewhere_is_not_assumed(self):
        self.assertIn("'onMessage' may keep it", self.project().stdout)
        run = self.anew(3, 1)
        self.assertIn("'bus' keeps it after 'total' dies", run.stdout)
        self.assertIn("keeps the closure beyond this call, as its body in bus.cpp shows", run.stdout)
        self.expect(self.shared("--fail-on=certain"), 1)
        self.expect(self.project("--fail-on=certain"), 0)

    def test_only_what_changed_is_done_again(self):
        first = self.anew(3, 1)
        self.assertEqual(self.anew(0, 1).stdout, first.stdout)
        self.put("other.cpp", CLEAN + "// edited\n")
        self.assertEqual(self.anew(1, 1).stdout, first.stdout)
        # The body says the same, so that nobody else is concerned.
        self.put("bus.cpp", KEEPS + "\n\n// edited\n")
        self.assertEqual(self.anew(1, 1).stdout, first.stdout)
        self.put("bus.cpp", CALLS)
        self.assertEqual(self.anew(2, 0).stdout, "")
        self.put("bus.cpp", KEEPS)
        self.assertEqual(self.anew(2, 1).stdout, first.stdout)
        self.put("bus.h", BUS_H + "// edited\n")
        self.assertEqual(self.anew(2, 1).stdout, first.stdout)

    def test_results_are_the_same_however_they_came_about(self):
        self.put("bus.cpp", CALLS)
        self.shared()
        self.put("bus.cpp", KEEPS)
        self.put("a.cpp", dangling("fäche"))
        self.database("use.cpp", "bus.cpp", "other.cpp", "a.cpp")
        step_by_step = self.shared("--format=json")
        shutil.rmtree(self.folder / "kept")
        self.assertEqual(self.shared("--format=json").stdout, step_by_step.stdout)
        self.assertEqual(self.shared("--format=json").stdout, step_by_step.stdout)
        self.assertEqual(self.shared("--format=sarif").stdout, self.shared("--format=sarif").stdout)

    def test_other_options_are_another_result(self):
        self.anew(3, 1)
        self.anew(3, 0, "--checks=closure-loop-capture")
        self.anew(3, 1)
        self.put(".clang-tidy", "CheckOptions: {AssumeEscape: Never}\n")
        self.anew(3, 1)
        self.put(".closure-models.yaml", "library: ours\nfunctions:\n- names: Bus::onMessage\n  effect: called\n")
        self.anew(3, 0)
        self.database("use.cpp", "bus.cpp", "other.cpp", flags=["-DX"])
        self.anew(3, 0)

    def test_what_does_not_compile_is_tried_again(self):
        self.put("use.cpp", '#include "missing.h"\n' + USES)
        self.expect(self.shared(), 2, "use.cpp: does not compile")
        self.expect(self.shared(), 2, "use.cpp: does not compile", "1 analysed anew")
        self.put("missing.h", "")
        self.anew(1, 1)

    def test_repairs_come_from_what_was_kept(self):
        self.anew(3, 1)
        patch = self.project("--fix", "--dry-run").stdout
        self.assertIn("+  bus.onMessage([total]", patch)
        self.assertEqual(self.anew(0, 1, "--fix", "--dry-run").stdout, patch)
        self.anew(0, 1, "--fix")
        self.anew(1, 0)

    def test_files_of_several_runs_count_together(self):
        self.lint("-p", "build", "--summaries=one", "bus.cpp")
        self.lint("-p", "build", "--summaries=two", "use.cpp")
        for place in (self.folder / "one").iterdir():
            shutil.copy(place, self.folder / "two")
        self.assertIn("'bus' keeps it", self.lint("-p", "build", "--summaries=two", "use.cpp").stdout)

    def test_two_functions_of_one_name_are_not_told_apart(self):
        self.put("mock.cpp", CALLS)
        self.database("use.cpp", "bus.cpp", "mock.cpp")
        self.assertIn("'onMessage' may keep it", self.shared().stdout)

    def test_the_summary_of_a_file_that_is_gone_goes_too(self):
        self.anew(3, 1)
        (self.folder / "bus.cpp").unlink()
        self.database("use.cpp", "other.cpp")
        self.assertIn("'onMessage' may keep it", self.shared().stdout)
        self.assertFalse([name for name in self.kept() if name.startswith("bus")])

    def test_damage_is_named_and_mended(self):
        first = self.anew(3, 1)
        summary, = (self.folder / "kept").glob("bus*.closure-summary")
        result, = (self.folder / "kept").glob("use*.closure-result")
        summary.write_text(summary.read_text()[:100])
        result.write_text("{")
        self.put("kept/foreign.closure-summary", "hello")
        run = self.shared()
        self.expect(run, 1, "bus.cpp-", ": cut off", "foreign.closure-summary: not a summary file of closure-lint",
                    "2 analysed anew")
        self.assertEqual(run.stdout, first.stdout)
        self.assertNotIn("cut off", self.anew(0, 1).stderr)

    def test_no_single_bit_is_trusted(self):
        """Over headers of our own, so that three hundred runs are quick."""
        self.put("fake/functional", FAKE)
        self.put("fake/vector", "#include <functional>\n")
        self.database("use.cpp", "bus.cpp", "other.cpp", flags=["-nostdinc++", "-isystem", "fake"])
        whole = self.anew(3, 1, "--format=json")
        self.assertIn("as its body in bus.cpp shows", whole.stdout)
        files = sorted(self.kept().items())
        bits = 8 * sum(len(content) for _, content in files)

        def damaged(number):
            at, folder = number * bits // 300, self.folder / f"kept{number}"
            folder.mkdir()
            for name, content in files:
                content = bytearray(content)
                if 0 <= at < 8 * len(content):
                    content[at // 8] ^= 1 << at % 8
                at -= 8 * len(content)
                (folder / name).write_bytes(content)
            return self.project("--format=json", "-j1", f"--summaries=kept{number}")

        with ThreadPoolExecutor(2) as pool:
            for number, run in enumerate(pool.map(damaged, range(300))):
                self.assertEqual((run.returncode, run.stdout), (1, whole.stdout), number)
                self.assertRegex(run.stderr, "damaged|cut off|not a summary file|in version|[1-3] analysed anew")

    def test_files_that_were_cut_off(self):
        whole = self.anew(3, 1)
        for name, content in self.kept().items():
            for size in (0, 1, len(content) // 2, len(content) - 1):
                (self.folder / "kept" / name).write_bytes(content[:size])
                run = self.shared()
                self.expect(run, 1, name + ": ")
                self.assertEqual(run.stdout, whole.stdout)
        self.anew(0, 1)

    def test_many_at_once(self):
        alone = self.shared().stdout
        expected = self.kept()
        shutil.rmtree(self.folder / "kept")
        with ThreadPoolExecutor(6) as pool:
            runs = list(pool.map(lambda _: self.shared(), range(6)))
        self.assertEqual({run.stdout for run in runs}, {alone})
        self.assertEqual(self.kept(), expected)

    def test_a_folder_that_cannot_be_used(self):
        self.put("file", "")
        run = self.lint("-p", "build", "--summaries=file")
        self.expect(run, 2, "cannot make the folder 'file' for summaries")
        self.assertIn("'onMessage' may keep it", run.stdout)

    def test_the_module_finds_the_same(self):
        self.shared()
        module = LINT.parents[1] / "lib" / "closure-tidy.so"
        version = LINT.parents[1].name.removeprefix("llvm-")
        config = json.dumps({"CheckOptions": {"Summaries": str(self.folder / "kept")}})
        run = subprocess.run([f"clang-tidy-{version}", f"--load={module}", "--checks=-*,closure-*", f"--config={config}",
                              "-p", "build", "use.cpp"], cwd=self.folder, capture_output=True, text=True)
        self.assertEqual(self.places(run), [("use.cpp", 4)])
        self.assertIn("'bus' keeps it after 'total' dies", run.stdout)
        self.assertIn("as its body in bus.cpp shows", run.stdout)


FUNCTION = "#pragma once\n#include <functional>\n#include <memory>\nusing F = std::function<void()>;\n"


class Across(ProjectTest):
    """Small projects in which only the files together tell."""

    def files(self, header, **sources):
        self.put("g.h", FUNCTION + header)
        for name, text in sources.items():
            self.put(f"{name}.cpp", '#include "g.h"\n' + text)
        self.database(*(f"{name}.cpp" for name in sources))

    def texts(self, *words):
        run = self.project("--summaries=kept", *words)
        self.assertIn(run.returncode, (0, 1), run.stdout + run.stderr)
        found = [line.split("warning: ")[1] for line in run.stdout.splitlines() if "warning: " in line]
        return [text.split(", but ")[-1].split(" [closure")[0] for text in found]

    def fresh(self):
        shutil.rmtree(self.folder / "kept", ignore_errors=True)
        return self.texts()

    def test_a_circle_of_files_does_not_confirm_itself(self):
        self.files("void postA(int n, F f); void postB(int n, F f);",
                   a="void postA(int n, F f) { if (n) postB(n - 1, f); else f(); }\n",
                   b="void postB(int n, F f) { if (n) postA(n - 1, f); else f(); }\n",
                   use="void l() { int t = 0; postA(3, [&t] { ++t; }); }\n")
        self.assertEqual(self.texts(), [])
        self.put("b.cpp", '#include "g.h"\nF kept;\nvoid postB(int n, F f) { if (n) postA(n - 1, f); else kept = f; }\n')
        self.assertEqual(self.texts(), ["global 'kept' keeps it after 't' dies"])
        self.put("b.cpp", '#include "g.h"\nF kept;\nvoid postB(int n, F f) { if (n) postA(n - 1, f); else f(); }\n')
        self.assertEqual(self.texts(), [])
        self.assertEqual(self.fresh(), [])

    def test_an_assumption_stays_one(self):
        self.files("void relay(F h); void registerHandler(F h);", a="void relay(F h) { registerHandler(h); }\n",
                   use="void l() { int t = 0; relay([&t] { ++t; }); }\n")
        self.assertEqual(self.texts("--fail-on=certain"), ["'registerHandler' may keep it after 't' dies"])
        self.assertEqual(self.project("--summaries=kept", "--fail-on=certain").returncode, 0)

    def test_a_long_chain(self):
        names = "abcdefghi"
        self.files("".join(f"void {name}Run(F f);" for name in names),
                   **{name: f"void {name}Run(F f) {{ {following}Run(f); }}\n" for name, following in zip(names, names[1:])},
                   i="F kept;\nvoid iRun(F f) { kept = f; }\n", use="void l() { int t = 0; aRun([&t] { ++t; }); }\n")
        self.assertEqual(self.texts(), ["global 'kept' keeps it after 't' dies"])
        self.put("i.cpp", '#include "g.h"\nvoid iRun(F f) { f(); }\n')
        self.assertEqual(self.texts(), [])

    def test_members_that_only_the_other_file_knows(self):
        self.files("struct C { C(); ~C(); void onMessage(F f); void onClose(F f); struct I; std::unique_ptr<I> impl; };",
                   c="struct C::I { F message, close; };\nC::C() : impl(new I) {}\nC::~C() = default;\n"
                     "void C::onMessage(F f) { impl->message = f; }\nvoid C::onClose(F f) { impl->close = f; }\n",
                   use="void both(C &c) {\n  int m = 0, n = 0;\n  c.onMessage([&m] { ++m; });\n  c.onClose([&n] { ++n; });\n}\n"
                       "void again(C &c) {\n  int m = 0;\n  c.onMessage([&m] { ++m; });\n  c.onMessage(nullptr);\n}\n")
        self.assertEqual(self.texts(), ["the caller's 'c' keeps it after 'm' dies", "the caller's 'c' keeps it after 'n' dies"])

    def test_a_class_that_is_only_declared(self):
        self.files("struct Bus; void subscribe(Bus &b, F f);",
                   bus="#include <vector>\nstruct Bus { std::vector<F> v; };\nvoid subscribe(Bus &b, F f) { b.v.push_back(f); }\n",
                   use="void l(Bus &b) { int t = 0; subscribe(b, [&t] { ++t; }); }\n")
        self.assertEqual(self.texts(), ["the caller's 'b' keeps it after 't' dies"])

    def test_members_and_variables_of_one_name(self):
        self.files("struct B { F hs; }; struct D : B { F hs; void onA(F f); };",
                   d="void D::onA(F f) { B::hs = f; }\n",
                   use="void right(D &b) {\n  int t = 0;\n  b.onA([&t] { ++t; });\n  b.B::hs = nullptr;\n}\n"
                       "void wrong(D &b) {\n  int t = 0;\n  b.onA([&t] { ++t; });\n  b.hs = nullptr;\n}\n")
        run = self.project("--summaries=kept")
        self.assertEqual(self.places(run), [("use.cpp", 9)])
        self.files("void setX(F f); void zapX(); void setY(F f); void zapY();",
                   **{"x/util": "#include \"../g.h\"\nstatic F slot;\nvoid setX(F f) { slot = f; }\nvoid zapX() { slot = nullptr; }\n",
                      "y/util": "#include \"../g.h\"\nstatic F slot;\nvoid setY(F f) { slot = f; }\nvoid zapY() { slot = nullptr; }\n",
                      "use": "void l() { int t = 0; setX([&t] { ++t; }); zapY(); }\nvoid m() { int t = 0; setX([&t] { ++t; }); zapX(); }\n"})
        for place in ("x/util.cpp", "y/util.cpp"):
            self.put(place, (self.folder / place).read_text().replace('#include "g.h"\n', ""))
        self.assertEqual(self.fresh(), ["global 'slot' keeps it after 't' dies"])

    def test_what_is_private_to_a_file_keeps_its_name(self):
        """Through two other files, which know it by hearsay alone."""
        self.files("void setX(F f); void setY(F f); void setA(F f); void setB(F f); void setC(F f);",
                   x="static F slot;\nvoid setX(F f) { slot = f; }\n", y="static F slot;\nvoid setY(F f) { slot = f; }\n",
                   a="void setA(F f) { setX(f); }\n", b="void setB(F f) { setX(f); }\n", c="void setC(F f) { setY(f); }\n",
                   use="void l() { int t = 0; setA([&t] { ++t; }); setB(nullptr); }\n"
                       "void m() { int t = 0; setA([&t] { ++t; }); setC(nullptr); }\n")
        run = self.project("--summaries=kept")
        self.assertEqual(self.places(run), [("use.cpp", 3)])

    def test_one_file_compiled_in_two_ways_is_not_told_apart(self):
        self.files("void registerIt(F f);",
                   a="F kept;\n#ifdef TOOL\nvoid registerIt(F f) { kept = f; }\n#else\nvoid registerIt(F f) { f(); }\n#endif\n",
                   use="void l() { int t = 0; registerIt([&t] { ++t; }); }\n")
        database = self.folder / "build/compile_commands.json"
        entries = json.loads(database.read_text())
        for order in (1, -1):
            twice = [dict(entries[0]), dict(entries[0], arguments=["c++", "-DTOOL", *entries[0]["arguments"][1:]])][::order]
            database.write_text(json.dumps(twice + entries[1:]))
            self.assertEqual(self.fresh(), ["'registerIt' may keep it after 't' dies"])

    def test_equal_bodies_agree_wherever_they_stand(self):
        self.files("void registerIt(F f);", a="void registerIt(F f) { f(); }\n", b="void registerIt(F f) { f(); }\n",
                   use="void l() { int t = 0; registerIt([&t] { ++t; }); }\n")
        self.assertEqual(self.texts(), [])

    def test_what_left_the_project_is_forgotten(self):
        self.files("void registerIt(F f);", a="F kept;\nvoid registerIt(F f) { kept = f; }\n",
                   use="void l() { int t = 0; registerIt([&t] { ++t; }); }\n")
        self.assertEqual(self.texts(), ["global 'kept' keeps it after 't' dies"])
        self.put("a2.cpp", '#include "g.h"\nvoid registerIt(F f) { f(); }\n')
        self.database("a2.cpp", "use.cpp")
        self.assertEqual(self.texts(), [])

    def test_an_edit_while_it_runs_counts_for_the_next(self):
        slow = "constexpr long fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }\nstatic_assert(fib(26) > 0);\n"
        self.files("", a="F k;\nvoid l() { int t = 0; F f = [&t] { ++t; }; f(); }\n", slow=slow)
        entries = json.loads((self.folder / "build/compile_commands.json").read_text())
        for entry in entries:
            entry["arguments"].insert(1, "-fconstexpr-steps=2000000000")
        self.put("build/compile_commands.json", json.dumps(entries))
        run = subprocess.Popen([LINT, "-p", "build", "-j1", "--summaries=kept"], cwd=self.folder, stderr=subprocess.PIPE)
        for _ in range(200):
            time.sleep(0.01)
            if list(self.folder.glob("kept")):
                break
        time.sleep(1)
        self.put("a.cpp", '#include "g.h"\nF k;\nvoid l() { int t = 0; F f = [&t] { ++t; }; k = f; }\n')
        run.communicate()
        self.assertEqual(self.texts(), ["global 'k' keeps it after 't' dies"])

    def test_a_configuration_that_breaks_is_named(self):
        self.files("", a="int x;\n")
        self.assertEqual(self.texts(), [])
        self.put(".clang-tidy", "CheckOptions: [")
        self.expect(self.project("--summaries=kept"), 2, "is not valid")

    def test_the_working_directory_and_the_environment_count(self):
        self.put("a.cpp", '#include "cfg.h"\n')
        for folder, text in (("A", dangling("f")), ("B", "int f();\n")):
            self.put(f"{folder}/inc/cfg.h", text)
        for folder, status in (("A", 1), ("B", 0), ("A", 1)):
            run = self.lint("../a.cpp", "--summaries=../kept", "--", "-std=c++17", "-Iinc", cwd=self.folder / folder)
            self.expect(run, status)

    def test_where_the_compiler_looks_besides(self):
        self.put("a.cpp", '#include <cfg.h>\n')
        self.database("a.cpp")
        for folder, text in (("A", dangling("f")), ("B", "int f();\n")):
            self.put(f"{folder}/cfg.h", text)
        for folder, status in (("A", 1), ("B", 0)):
            with mock.patch.dict(os.environ, {"CPATH": str(self.folder / folder)}):
                self.expect(self.project("--summaries=kept"), status)

    def test_texts_that_no_parser_should_see(self):
        self.files("", a="int x;\n")
        self.texts()
        for name in ("deep.closure-summary", *(path.name for path in (self.folder / "kept").glob("*"))):
            self.put(f"kept/{name}", '{"closureSummary":2,"x":' + "[" * 500000)
        os.mkfifo(self.folder / "kept" / "pipe.closure-summary")
        self.expect(self.project("--summaries=kept"), 0, "deep.closure-summary: ")
        self.expect(self.lint("-p", "build", "--summaries="), 2, "--summaries names no folder")
