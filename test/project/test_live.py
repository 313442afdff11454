"""Findings are shown while the run goes on, each once, and in the same order however many threads there are."""
import json
import signal
import subprocess

from projects import LINT, ProjectTest, dangling

# Long enough that nobody takes the end of the run for the end of the file before.
SLOW = """constexpr int work() {
  int sum = 0;
  for (int i = 0; i < 500000000; ++i)
    sum = (sum + i) % 7;
  return sum;
}
static_assert(work() >= 0);
int called() { int n = 0; return [&n] { return n; }(); }
"""
HEADER = """#pragma once
#include <functional>
inline std::function<int()> shared() {
  int count = 0;
  return [&count] { return count; };
}
"""


class Live(ProjectTest):
    def test_a_finding_does_not_wait_for_the_files_behind_it(self):
        self.write(a_cpp=dangling("first"), b_cpp=SLOW)
        self.database("a.cpp", "b.cpp", flags=["-fconstexpr-steps=2000000000"])
        with subprocess.Popen([LINT, "-p", "build", "-j1"], cwd=self.folder, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as run:
            try:
                self.assertIn("a.cpp:4:", run.stdout.readline())
                self.assertIsNone(run.poll(), "the second file is still at work")
            finally:
                run.send_signal(signal.SIGKILL)

    def test_machines_get_a_whole_document(self):
        self.write(a_cpp=dangling("first"), b_cpp=dangling("second"))
        self.database("a.cpp", "b.cpp")
        self.assertEqual(len(json.loads(self.project("--format=json").stdout)["findings"]), 2)

    def test_the_order_is_that_of_the_units(self):
        self.put("z.h", HEADER)
        self.write(b_cpp='#include "z.h"\n' + dangling("second"), a_cpp=dangling("first"),
                   c_cpp='#include "z.h"\n' + dangling("third"))
        self.database("c.cpp", "b.cpp", "a.cpp")
        alone = self.project("-j1")
        # What stands in a header comes once, with the first unit that reads it.
        self.assertEqual(self.places(alone), [("a.cpp", 4), ("b.cpp", 5), ("z.h", 5), ("c.cpp", 5)])
        for _ in range(3):
            self.assertEqual(self.project("-j4").stdout, alone.stdout)
        self.assertIn("4 findings in 3 files", alone.stderr)

    def test_with_a_baseline_what_stands_in_headers_comes_last(self):
        self.put("z.h", HEADER)
        self.write(a_cpp='#include "z.h"\n' + dangling("first"), b_cpp=dangling("second"))
        self.database("a.cpp", "b.cpp")
        self.put("known.json", '{"version": 1, "findings": []}')
        self.assertEqual(self.places(self.project("--baseline=known.json")), [("a.cpp", 5), ("b.cpp", 4), ("z.h", 5)])

    def test_a_baseline_may_be_brought_up_to_date(self):
        self.write(a_cpp=dangling("first"))
        self.database("a.cpp")
        words = ("--baseline=known.json", "--write-baseline=known.json")
        self.expect(self.project(*words), 1)
        self.expect(self.project(*words), 0)
        self.write(a_cpp=dangling("first") + dangling("second"))
        self.assertEqual(self.places(self.project(*words)), [("a.cpp", 9)])

    def test_what_units_cannot_agree_on_is_told_at_the_end(self):
        self.put("z.h", """#pragma once
#include <functional>
#include <string>
#ifdef NUMBER
using Value = int;
#else
using Value = std::string;
#endif
inline std::function<Value()> shared() {
  Value value{};
  return [&value] { return value; };
}
""")
        self.write(a_cpp='#include "z.h"\n', b_cpp='#define NUMBER\n#include "z.h"\n')
        self.database("a.cpp", "b.cpp")
        run = self.project()
        self.expect(run, 1, "1 finding in 2 files")
        self.assertIn("z.h:11:12: remark: the repair that is shown above is not made: the files that include this "
                      "header would need different ones", run.stdout)
