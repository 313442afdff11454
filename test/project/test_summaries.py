"""What closure-lint keeps from run to run, and shares between files."""
import json
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor

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
