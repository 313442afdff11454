"""What closure-lint lints, what it says of what it cannot, and in which order."""
import json
import os
import signal
import subprocess
import time

from projects import ASSUMED, CALLED, CLEAN, LINT, ProjectTest, dangling


class Running(ProjectTest):
    def test_all_files_in_the_order_of_their_names(self):
        self.write(b_cpp=dangling("b"), a_cpp=dangling("a"), clean_cpp=CLEAN)
        self.database("b.cpp", "clean.cpp", "a.cpp")
        run = self.project()
        self.expect(run, 1, "2 findings in 3 files", "closure-dangling-capture         2")
        self.assertEqual(self.places(run), [("a.cpp", 4), ("b.cpp", 4)])
        self.assertEqual(run.stdout, self.project("-j1").stdout)

    def test_nothing_but_findings_on_standard_output(self):
        self.write(clean_cpp=CLEAN)
        self.database("clean.cpp")
        run = self.project()
        self.expect(run, 0)
        self.assertEqual((run.stdout, run.stderr), ("", "closure-lint: no findings in 1 file\n"))
        self.assertEqual(self.project("--quiet").stderr, "")

    def test_a_header_is_reported_once(self):
        self.write(shared_h="#pragma once\n" + dangling("shared").replace("std::f", "inline std::f", 1))
        self.write(a_cpp='#include "shared.h"\n', b_cpp='#include "shared.h"\n')
        self.database("a.cpp", "b.cpp")
        self.assertEqual(self.places(self.project()), [("shared.h", 5)])
        self.assertEqual(self.places(self.project("--header-filter=other")), [])

    def test_files_folders_and_expressions_narrow_a_project(self):
        self.put("src/a.cpp", dangling("a"))
        self.put("lib/b.cpp", dangling("b"))
        self.database("src/a.cpp", "lib/b.cpp")
        for wanted in ("src", "src/a.cpp", "a[.]cpp$"):
            self.assertEqual(self.places(self.project(wanted)), [("src/a.cpp", 4)], wanted)
        self.expect(self.project("nothing"), 2, "'nothing' is no file, and matches no file of the compilation database")

    def test_a_neighbour_whose_name_begins_alike(self):
        self.put("ab/broken.cpp", "int x = nothing;\n")
        self.put("a/here.cpp", CLEAN)
        self.expect(self.lint("../ab/broken.cpp", cwd=self.folder / "a"), 2,
                    f"does not compile: {self.folder}/ab/broken.cpp:1:9")

    def test_a_folder_that_the_database_reaches_by_a_link(self):
        self.put("src/a.cpp", dangling("a"))
        (self.folder / "link").symlink_to(self.folder / "src")
        self.database("link/a.cpp")
        self.expect(self.project("src"), 1, "1 finding in 1 file")

    def test_paths_can_be_opened_from_where_one_stands(self):
        self.put("src/a.cpp", dangling("a"))
        self.put("lib/b.cpp", dangling("b"))
        self.database("src/a.cpp", "lib/b.cpp")
        run = self.lint("-p", "../build", cwd=self.folder / "src")
        self.assertIn(f"\n{self.folder}/lib/b.cpp:4", "\n" + run.stdout)
        self.assertIn("\na.cpp:4", run.stdout)
        self.commit()
        self.expect(self.lint("-p", "../build", "--diff=HEAD", cwd=self.folder / "src"), 0)
        self.put("src/a.cpp", dangling("a2"))
        run = self.lint("-p", "../build", "--diff=HEAD~0", cwd=self.folder / "src")
        self.expect(run, 0)
        self.put("src/a.cpp", dangling("a").replace("return count; }", "return  count; }"))
        run = self.lint("-p", "../build", "--diff=HEAD", "--format=github", cwd=self.folder / "src")
        self.assertIn("file=src/a.cpp,line=4", run.stdout)

    def test_single_files_have_the_flags_of_the_nearest_database(self):
        self.write(a_cpp="#ifndef KNOWN\n#error unknown\n#endif\n" + dangling("a"))
        self.expect(self.lint("a.cpp"), 2, "does not compile", "unknown")
        self.assertEqual(self.places(self.lint("a.cpp", "--", "-std=c++17", "-DKNOWN")), [("a.cpp", 7)])
        self.database("a.cpp", flags=["-DKNOWN"])
        (self.folder / "build/compile_commands.json").rename(self.folder / "compile_commands.json")
        self.expect(self.lint("a.cpp"), 1)

    def test_options_that_only_other_compilers_know(self):
        self.write(a_cpp=dangling("a"))
        self.database("a.cpp", flags=["-fno-gcse-of-some-compiler", "-Wsome-unknown-warning", "-Werror"])
        self.expect(self.project(), 1)

    def test_what_does_not_compile_is_named_and_the_rest_is_linted(self):
        self.write(a_cpp=dangling("a"), broken_cpp='#include "missing.h"\n')
        self.database("a.cpp", "broken.cpp", "absent.cpp")
        run = self.project()
        self.expect(run, 2, "broken.cpp: does not compile", "'missing.h' file not found", "there is no file",
                    "1 finding in 2 files")
        self.assertEqual(self.places(run), [("a.cpp", 4)])

    def test_wrong_words(self):
        self.write(a_cpp=CLEAN)
        for words, said in ((["--checks=nonsense", "a.cpp"], "no check matches 'nonsense'"),
                            (["--format=xml", "a.cpp"], "xml"), ([], "name a file"),
                            (["--dry-run", "a.cpp"], "give --fix as well"), (["--header-filter=(", "a.cpp"], "not a reg"),
                            (["-p", "nowhere"], "there is no folder 'nowhere'"),
                            (["-p", "."], "cmake -DCMAKE_EXPORT_COMPILE_COMMANDS=ON"),
                            (["-p", ".", "a.cpp", "--", "-O2"], "exclude each other")):
            self.expect(self.lint(*words), 2, said)

    def test_databases_that_cannot_be_used_are_named(self):
        for text, said in (("", "Expected array"), ('[{"file": "a.cpp", "command": "c++ a.cpp"}]', 'Missing key: "directory"'),
                           ("[]", "is empty")):
            self.put("build/compile_commands.json", text)
            self.expect(self.project(), 2, said)

    def test_commands_of_one_file_and_folders_from_the_database(self):
        self.write(a_cpp="#ifdef SECOND\n" + dangling("a") + "#endif\n")
        self.put("build/compile_commands.json", json.dumps(
            [{"directory": "..", "file": "a.cpp", "command": f"ccache c++ {flag} -c a.cpp"} for flag in ("-O1", "-DSECOND")]))
        run = self.project()
        self.assertEqual(self.places(run), [("a.cpp", 5)])
        self.assertNotIn("Processing", run.stderr)

    def test_a_file_by_two_paths_is_one_file(self):
        self.write(a_cpp=dangling("a"))
        (self.folder / "link.cpp").symlink_to("a.cpp")
        self.assertEqual(len(self.places(self.lint("a.cpp", "link.cpp"))), 1)

    def test_a_crash_ends_one_file(self):
        """The compiler itself runs out of stack on it."""
        self.write(a_cpp=dangling("a"), deep_cpp="int deep(int x) { return " + "!" * 200000 + "x; }\n" + CALLED)
        self.database("a.cpp", "deep.cpp")
        run = self.project()
        self.expect(run, 2, "deep.cpp: closure-lint crashed on it", "1 finding in 2 files, 1 file could not be analysed")
        self.assertEqual(self.places(run), [("a.cpp", 4)])

    def test_configuration_nolint_and_failing(self):
        self.write(a_cpp=ASSUMED)
        self.expect(self.lint("a.cpp"), 1)
        self.expect(self.lint("--fail-on=certain", "a.cpp"), 0)
        self.expect(self.lint("--fail-on=none", "a.cpp"), 0)
        self.put(".clang-tidy", "CheckOptions: { closure-dangling-capture.AssumeEscape: Never }\n")
        self.expect(self.lint("a.cpp"), 0, "no findings")
        (self.folder / ".clang-tidy").unlink()
        self.write(a_cpp=ASSUMED.replace("more; });", "more; }); // NOLINT(closure-*)"))
        self.expect(self.lint("a.cpp"), 0, "no findings")

    def test_what_only_skipped_bodies_would_call_is_found(self):
        self.write(a_cpp="""#include <algorithm>
#include <functional>
#include <memory>
#include <vector>
std::vector<std::function<int()>> kept;
template <typename T> struct Keeper {
  T own;
  explicit Keeper(T value) : own(value) {
    T copy = value;
    kept.push_back([&copy] { return copy; });
  }
};
void each(std::vector<int> &all) {
  std::for_each(all.begin(), all.end(), [](auto one) { kept.push_back([&one] { return one; }); });
  auto made = std::make_unique<Keeper<int>>(1);
}
""")
        self.assertEqual(self.places(self.lint("a.cpp")), [("a.cpp", 10), ("a.cpp", 14)])

    def test_an_interrupt_keeps_what_was_found(self):
        names = [f"f{number:02}.cpp" for number in range(60)]
        for name in names:
            self.put(name, "#include <regex>\n" + dangling(name[:3]))
        self.database(*names)
        run = subprocess.Popen([LINT, "-p", "build", "-j1", "--output=out.json", "--format=json"], cwd=self.folder,
                               stderr=subprocess.PIPE, text=True)
        time.sleep(4)
        run.send_signal(signal.SIGINT)
        said = run.communicate(timeout=60)[1]
        self.assertEqual(run.returncode, 130, said)
        self.assertIn("interrupted", said)
        self.assertEqual([name for name in os.listdir(self.folder) if name.startswith("out.json")], ["out.json"])

    def test_doctor(self):
        run = self.lint("doctor")
        self.expect(run, 0)
        self.assertEqual([line.split("  ")[0] for line in run.stdout.splitlines()],
                         ["closure-lint", "clang-tidy", "the compiler", "closure-clangd"])
        self.assertEqual(run.stdout.count("works"), 4, run.stdout)

    def test_what_is_read_is_not_written(self):
        source = self.put("a.cpp", dangling("one"))
        for option in ("--output", "--report", "--write-baseline"):
            self.expect(self.lint(f"{option}=a.cpp", "a.cpp"), 2, "'a.cpp' is to be linted, and cannot be written as well")
            self.assertEqual(source.read_text(), dangling("one"))

    def test_a_folder_of_the_database_that_is_gone(self):
        self.write(a_cpp=CLEAN)
        self.put("build/compile_commands.json", json.dumps(
            [{"directory": str(self.folder / "gone"), "file": str(self.folder / "a.cpp"), "command": "c++ -c a.cpp"}]))
        self.expect(self.project(), 2, "gone', and there is no such folder; build or configure the project again")

    def test_a_source_from_a_pipe(self):
        run = subprocess.run([LINT, "/dev/stdin", "--", "-xc++", "-std=c++17"], input=dangling("piped"), cwd=self.folder,
                             capture_output=True, text=True)
        self.expect(run, 1)
        self.assertIn("lambda captures 'count' by reference", run.stdout)
