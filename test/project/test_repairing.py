"""Repairs by closure-lint: applied whole or not at all, shown as a patch, and never twice."""
import json
import os
import re
import subprocess

from projects import ASSUMED, PINNED, ProjectTest, dangling

SHARED = """#include <functional>
struct Counter {
  std::function<int()> next, get;
};
Counter counter() {
  int count = 0;
  return {[&count] { return ++count; }, [&count] { return count; }};
}
"""
# Two repairs that need different includes at one place; the vector is cheap to move.
INCLUDES = """#include <algorithm>
#include <functional>

namespace std {
template <class T> struct sack {
  sack();
  sack(sack &&);
  sack(const sack &);
  ~sack();
  int size() const;
};
}
struct Counter {
  std::function<int()> next, get;
};
Counter counter() {
  int count = 0;
  return {[&count] { return ++count; }, [&count] { return count; }};
}
auto size(std::sack<int> from) {
  std::sack<int> held = from;
  return [&held] { return held.size(); };
}
"""
# Two repairs that overlap: both part the one declaration.
PAIRS = """struct Pair{0} {{
  std::function<int()> a, b;
}};
struct Four{0} {{
  Pair{0} p, q;
}};
Four{0} four{0}(int a) {{
  int x = a, y = a;
  return {{{{[&x] {{ return ++x; }}, [&x] {{ return x; }}}}, {{[&y] {{ return ++y; }}, [&y] {{ return y; }}}}}};
}}
"""


def pairs(*names):
    return "#include <functional>\n" + "".join(PAIRS.format(name) for name in names)


class Repairing(ProjectTest):
    def test_fix_repairs_and_the_next_run_is_quiet(self):
        self.write(a_cpp=dangling("a"), b_cpp=SHARED)
        self.database("a.cpp", "b.cpp")
        self.expect(self.project("--fix"), 1, "3 findings in 2 files, 2 repaired")
        self.assertIn("[count] { return count; }", (self.folder / "a.cpp").read_text())
        text = (self.folder / "b.cpp").read_text()
        self.assertIn("#include <memory>", text)
        self.assertIn("std::make_shared<int>(0)", text)
        self.expect(self.project(), 0)

    def test_dry_run_prints_a_patch_that_applies(self):
        self.write(a_cpp=dangling("a"), b_cpp=SHARED)
        self.database("a.cpp", "b.cpp")
        before = (self.folder / "b.cpp").read_text()
        run = self.project("--fix", "--dry-run")
        self.expect(run, 1, "2 can be repaired")
        self.assertEqual((self.folder / "b.cpp").read_text(), before)
        subprocess.run(["git", "apply", "--unidiff-zero", "-"], cwd=self.folder, input=run.stdout, text=True, check=True)
        self.expect(self.project(), 0)

    def test_a_header_is_repaired_once(self):
        self.write(shared_h="#pragma once\n" + dangling("shared").replace("std::f", "inline std::f", 1))
        self.write(a_cpp='#include "shared.h"\n', b_cpp='#include "shared.h"\n')
        self.database("a.cpp", "b.cpp")
        self.expect(self.project("--fix"), 1, "1 repaired")
        self.assertEqual((self.folder / "shared.h").read_text().count("[count]"), 1)

    def test_a_repair_that_others_leave_out_keeps_its_include(self):
        silenced = SHARED.replace("[&count] { return ++count; }, [", "[&count] { return ++count; }, // NOLINT\n          [")
        self.write(a_cpp=SHARED.replace("counter", "other").replace("struct Counter", "struct Other")
                   .replace("Counter other", "Other other"), b_cpp=silenced)
        self.put("a.cpp", (self.folder / "a.cpp").read_text())
        self.database("a.cpp", "b.cpp")
        self.project("--fix", "a.cpp")
        self.assertIn("#include <memory>", (self.folder / "a.cpp").read_text())

    def test_fix_all_takes_an_alternative_where_nothing_is_safe(self):
        self.write(a_cpp=PINNED)
        flags = ("a.cpp", "--", "-std=c++20")
        self.expect(self.lint("--fix", *flags), 1, "1 finding in 1 file, 0 repaired")
        self.expect(self.lint("--fix=all", *flags), 1, "1 repaired")
        self.expect(self.lint(*flags), 0)

    def test_the_mode_and_the_link_of_a_file_stay(self):
        path = self.put("real/a.cpp", dangling("a"))
        path.chmod(0o754)
        (self.folder / "a.cpp").symlink_to(path)
        self.lint("--fix", "a.cpp")
        self.assertTrue((self.folder / "a.cpp").is_symlink())
        self.assertEqual(path.stat().st_mode & 0o777, 0o754)
        self.assertIn("[count]", path.read_text())
        self.assertEqual(os.listdir(path.parent), ["a.cpp"])

    def test_different_includes_at_one_place_are_merged(self):
        self.write(a_cpp=INCLUDES)
        self.expect(self.lint("--fix", "a.cpp"), 1, "3 findings in 1 file, 2 repaired, 1 along with another\n")
        self.assertIn("#include <functional>\n#include <memory>\n#include <utility>\n\nnamespace",
                      (self.folder / "a.cpp").read_text())
        self.expect(self.lint("a.cpp"), 0)

    def test_a_repair_that_would_not_compile_is_not_written(self):
        """The size of the closure is no business of the engine's: only the compiler knows that the
        repair breaks what depends on it."""
        text = ("#include <functional>\nstruct Small { char data[2]; };\n"
                "template <class F> std::function<int()> keep(F f) {\n"
                "  static_assert(sizeof(F) == sizeof(void *), \"one pointer\");\n  return f;\n}\n"
                "std::function<int()> g() {\n  Small s{};\n  return keep([&s] { return int(s.data[0]); });\n}\n")
        source = self.put("a.cpp", text)
        self.expect(self.lint("--fix", "a.cpp"), 2, "is not repaired, because 'a.cpp' then fails", "repaired")
        self.assertEqual(source.read_text(), text)

    def test_what_would_break_a_system_header_is_not_written(self):
        """The lint skips the bodies there; a compiler does not."""
        text = ("#include <bus.h>\nstruct Small { char data[2]; };\n"
                "void g(Bus &bus) {\n  Small s{};\n  bus.subscribe([&s] { return int(s.data[0]); });\n}\n")
        self.put("system/bus.h", "#pragma once\n#include <functional>\nstruct Bus {\n"
                 "  template <class F> void subscribe(F f) {\n"
                 "    static_assert(sizeof(F) == sizeof(void *), \"one pointer\");\n    Then = f;\n  }\n"
                 "  std::function<int()> Then;\n};\n")
        source = self.put("a.cpp", text)
        self.database("a.cpp", flags=["-isystem", "system"])
        run = self.lint("-p", "build", "--fix", "a.cpp")
        self.expect(run, 2, "is not repaired, because 'a.cpp' then fails", "one pointer")
        self.assertEqual(source.read_text(), text)

    def test_what_overlaps_is_repaired_in_the_same_run(self):
        self.write(a_cpp=pairs("", "Other"), b_cpp=dangling("b"))
        self.database("a.cpp", "b.cpp")
        patch = self.project("--fix", "--dry-run")
        self.expect(patch, 1, "9 findings in 2 files, 5 can be repaired, 4 along with others\n")
        run = self.project("--fix")
        self.expect(run, 1, "9 findings in 2 files, 5 repaired, 4 along with others\n")
        # The report is that of the files as they were.
        self.assertEqual(len(self.places(run)), 9)
        repaired = (self.folder / "a.cpp").read_text()
        self.assertEqual(repaired.count("std::make_shared<int>(a)"), 4)
        self.expect(self.project(), 0)
        self.write(a_cpp=pairs("", "Other"), b_cpp=dangling("b"))
        subprocess.run(["git", "apply", "--unidiff-zero", "-"], cwd=self.folder, input=patch.stdout, text=True, check=True)
        self.assertEqual((self.folder / "a.cpp").read_text(), repaired)

    def test_summaries_and_stored_results_know_what_was_linted(self):
        self.write(a_cpp=pairs(""))
        self.database("a.cpp")
        self.project("--summaries=s")
        run = self.project("--summaries=s", "--fix")
        self.expect(run, 1, "4 findings in 1 file, 0 analysed anew, 2 repaired, 2 along with others\n")
        self.expect(self.project("--summaries=s"), 0, "1 analysed anew")

    def test_what_the_baseline_knows_stays_in_every_round(self):
        self.write(a_cpp=pairs("Known"))
        self.lint("--write-baseline=known.json", "a.cpp")
        self.write(a_cpp=pairs("Known", "New"))
        self.expect(self.lint("--baseline=known.json", "--fix", "a.cpp"), 1, "4 findings in 1 file, 2 repaired, 2 along with others\n")
        known, new = (self.folder / "a.cpp").read_text().split("struct PairNew")
        self.assertNotIn("make_shared", known)
        self.assertEqual(new.count("make_shared"), 2)

    def test_what_has_not_changed_stays_in_every_round(self):
        self.write(a_cpp=pairs("Known"))
        self.commit()
        self.write(a_cpp=pairs("Known", "New"))
        self.expect(self.lint("--diff=HEAD", "--fix", "a.cpp"), 1, "4 findings in 1 file, 2 repaired, 2 along with others\n")
        known, new = (self.folder / "a.cpp").read_text().split("struct PairNew")
        self.assertNotIn("make_shared", known)
        self.assertEqual(new.count("make_shared"), 2)

    def test_the_last_line_says_what_remains_and_why(self):
        self.write(a_cpp=dangling("a"), b_cpp="""#include <thread>
struct Pinned {
  Pinned(const Pinned &) = delete;
  int value;
};
Pinned make();
void start() {
  std::thread worker;
  Pinned pinned = make();
  worker = std::thread([&pinned] { ++pinned.value; });
}
""")
        self.database("a.cpp", "b.cpp")
        run = self.project("--fix")
        self.assertRegex(run.stderr, r"(\d) findings in 2 files, 1 repaired, \d ha(s|ve) no safe repair\n$")

    def test_a_patch_names_the_content_it_belongs_to(self):
        self.put("src/my file.cpp", dangling("a"))
        self.commit()
        patch = self.lint("--fix", "--dry-run", "src/my file.cpp").stdout
        hashes = re.search(r"^index ([0-9a-f]{40})\.\.([0-9a-f]{40}) 100644$", patch, re.M)
        name = subprocess.run(["git", "rev-parse", "HEAD:src/my file.cpp"], cwd=self.folder, capture_output=True,
                              text=True).stdout.strip()
        self.assertEqual(hashes[1], name)
        # With that git finds its way when the file has moved on.
        self.put("src/my file.cpp", "// one\n// two\n" + dangling("a"))
        self.commit()
        subprocess.run(["git", "apply", "--unidiff-zero", "--3way", "-"], cwd=self.folder, input=patch, text=True,
                       check=True, capture_output=True)
        self.assertIn("// two\n", (self.folder / "src/my file.cpp").read_text())
        self.assertIn("[count]", (self.folder / "src/my file.cpp").read_text())
        self.put("src/my file.cpp", dangling("a"))
        self.lint("--fix", "src/my file.cpp")
        made = subprocess.run(["git", "hash-object", "src/my file.cpp"], cwd=self.folder, capture_output=True,
                              text=True).stdout.strip()
        self.assertEqual(hashes[2], made)

    def test_a_file_that_is_reached_by_two_names_is_repaired_once(self):
        self.put("src/shared.h", "#pragma once\n" + dangling("shared").replace("std::f", "inline std::f", 1))
        (self.folder / "inc").symlink_to("src")
        self.write(a_cpp='#include "inc/shared.h"\n', b_cpp='#include "src/shared.h"\n', c_cpp=dangling("c"))
        (self.folder / "d.cpp").symlink_to("c.cpp")
        self.database("a.cpp", "b.cpp", "c.cpp", "d.cpp")
        self.expect(self.project("--fix"), 1, "2 findings in 4 files, 2 repaired\n")
        self.assertEqual((self.folder / "src/shared.h").read_text().count("[count]"), 1)
        self.assertEqual((self.folder / "c.cpp").read_text().count("[count]"), 1)
        self.assertTrue((self.folder / "inc").is_symlink() and (self.folder / "d.cpp").is_symlink())
        self.expect(self.project(), 0)

    def test_a_patch_names_files_where_they_lie(self):
        self.put("real/a.cpp", dangling("a"))
        (self.folder / "link").symlink_to("real")
        patch = self.lint("--fix", "--dry-run", "link/a.cpp").stdout
        self.assertIn("--- a/real/a.cpp\n", patch)
        subprocess.run(["git", "apply", "--unidiff-zero", "-"], cwd=self.folder, input=patch, text=True, check=True)

    def test_hard_links_are_not_parted(self):
        path = self.put("a.cpp", dangling("a"))
        os.link(path, self.folder / "b.cpp")
        run = self.lint("--fix", "a.cpp")
        self.expect(run, 2, "error: 'a.cpp' has 2 hard links", "nothing of it is repaired",
                    "0 repaired, 1 left because its file is not touched")
        self.assertEqual(path.read_text(), dangling("a"))
        self.assertEqual(path.stat().st_nlink, 2)
        self.assertIn("+  return [count]", self.lint("--fix", "--dry-run", "a.cpp").stdout)

    def test_a_unit_that_would_fail_after_a_round_is_not_repaired(self):
        # Lines that are counted: no repair foresees that.
        lines = pairs("").count("\n") + 1
        self.write(a_cpp=pairs("") + f'static_assert(__LINE__ == {lines}, "");\n')
        text = (self.folder / "a.cpp").read_text()
        run = self.lint("--fix", "a.cpp")
        self.expect(run, 2, "error: 'a.cpp' is not repaired, because 'a.cpp' then fails: does not compile: ",
                    "0 repaired, ")
        self.assertEqual((self.folder / "a.cpp").read_text(), text)


# What would become a cell, if the closure is kept: the function asks for the sum.
SUMMED = """#include <functional>
struct Bus {
  void onMessage(std::function<void(int)> handler);
};
int listen(Bus &bus) {
  int total = 0;
  bus.onMessage([&total](int more) { total += more; });
  return total;
}
"""


class Assumed(ProjectTest):
    """Where a name is all that speaks against a lambda, the code may be right as it is."""

    def outcomes(self, *words):
        run = self.lint("--format=json", *words)
        return [(finding["outcome"], finding["repair"] and finding["repair"]["title"],
                 [fix["title"] for fix in finding["alternatives"]]) for finding in json.loads(run.stdout)["findings"]]

    def test_a_copy_is_made(self):
        self.put("a.cpp", ASSUMED)
        self.assertEqual(self.outcomes("--fix", "a.cpp"), [("repaired", "copy 'total' into the closure", ["share 'total' on the heap instead"])])
        self.assertIn("[total](int more) mutable {", (self.folder / "a.cpp").read_text())

    def test_what_changes_more_is_offered(self):
        self.put("a.cpp", SUMMED)
        self.assertEqual(self.outcomes("--fix", "a.cpp"), [("offered", None, ["share 'total' on the heap"])])
        self.assertEqual((self.folder / "a.cpp").read_text(), SUMMED)
        run = self.lint("--fix", "a.cpp")
        self.assertIn("note: the repair is only offered, because the warning rests on an assumption\n", run.stdout)
        self.expect(run, 1, "1 with alternatives only: --fix=all takes the first", "1 has no safe repair")

    def test_who_asks_for_all_gets_it(self):
        self.put("a.cpp", SUMMED)
        self.assertEqual(self.outcomes("--fix=all", "a.cpp")[0][0], "repaired")
        self.assertIn("std::make_shared<int>(0)", (self.folder / "a.cpp").read_text())

    def test_with_a_body_in_sight_it_is_made(self):
        self.put("a.cpp", SUMMED.replace("handler);", "handler) { kept = handler; }\n  std::function<void(int)> kept;"))
        self.assertEqual(self.outcomes("--fix", "a.cpp")[0][:2], ("repaired", "share 'total' on the heap"))


class Outcomes(ProjectTest):
    """JSON says what became of each finding."""

    def outcomes(self, run):
        return {(finding["file"], finding["line"], finding["column"]): finding["outcome"] for finding in json.loads(run)["findings"]}

    def test_each(self):
        self.write(a_cpp=pairs(""), b_cpp=PINNED, c_cpp=dangling("c"))
        self.database("a.cpp", "b.cpp", "c.cpp", flags=["-std=c++20"])
        self.assertEqual(set(self.outcomes(self.project("--format=json").stdout).values()), {None})
        self.project("--format=json", "--output=found.json", "--fix", "--dry-run")
        before = self.outcomes((self.folder / "found.json").read_text())
        os.link(self.folder / "c.cpp", self.folder / "d.cpp")
        run = self.project("--format=json", "--fix")
        after = self.outcomes(run.stdout)
        self.assertEqual(sorted(filter(None, (after[at] for at in after if at[0] == "a.cpp"))), ["along", "along", "repaired", "repaired"])
        self.assertEqual({at: word.replace("repairable", "repaired") for at, word in before.items() if at[0] != "c.cpp"},
                         {at: word for at, word in after.items() if at[0] != "c.cpp"})
        self.assertEqual([after[at] for at in after if at[0] == "b.cpp"], ["offered"])
        self.assertEqual([after[at] for at in after if at[0] == "c.cpp"], ["refused"])
        self.assertTrue(any("hard link" in failure["message"] for failure in json.loads(run.stdout)["failures"]))
