"""Where the flags come from: the database above a file, and a header by a unit that includes it."""
import json
import subprocess

from projects import CALLED, CLEAN, LINT, ProjectTest, dangling

NEEDS = "#ifndef KNOWN\n#error unknown\n#endif\n"
HEADER = "#pragma once\n" + NEEDS + dangling("shared").replace("std::f", "inline std::f", 1)


class Above(ProjectTest):
    def entries(self, place, flag, *names):
        self.put(f"{place}/compile_commands.json", json.dumps(
            [{"directory": str(self.folder), "file": name, "command": f"c++ -std=c++17 {flag} -c '{name}'"} for name in names]))

    def test_in_the_folder_build_as_clangd_does(self):
        self.put("src/a.cpp", NEEDS + dangling("a"))
        self.entries("build", "-DKNOWN", "src/a.cpp")
        for folder, name in ((".", "src/a.cpp"), ("src", "a.cpp")):
            run = self.lint(name, cwd=self.folder / folder)
            self.expect(run, 1)
            self.assertIn("a.cpp:7:", run.stdout)

    def test_the_nearest_folder_counts_and_its_own_before_that_in_build(self):
        self.put("src/a.cpp", NEEDS + CALLED)
        self.entries(".", "-DOTHER", "src/a.cpp")
        self.entries("src/build", "-DKNOWN", "src/a.cpp")
        self.expect(self.lint("src/a.cpp"), 0)
        self.entries("src", "-DOTHER", "src/a.cpp")
        self.expect(self.lint("src/a.cpp"), 2, "unknown")

    def test_a_file_that_the_database_does_not_name_is_compiled_like_its_neighbour(self):
        self.put("src/a.cpp", NEEDS + CALLED)
        self.put("src/new.cpp", NEEDS + CALLED)
        self.entries("build", "-DKNOWN", "src/a.cpp")
        self.expect(self.lint("src/new.cpp"), 0)

    def test_flags_alone(self):
        self.put("src/a.cpp", NEEDS + CALLED)
        self.put("compile_flags.txt", "-std=c++17\n-DKNOWN\n")
        self.expect(self.lint("src/a.cpp"), 0)

    def test_a_damaged_one_in_build_is_named(self):
        self.put("src/a.cpp", CLEAN)
        self.put("build/compile_commands.json", "{")
        self.expect(self.lint("src/a.cpp"), 2, "/build/compile_commands.json' is not a compilation database")

    def test_where_there_is_none_the_remedy_is_named(self):
        self.put("a.cpp", "int x = nothing;\n")
        self.expect(self.lint("a.cpp"), 2, "there is no compile_commands.json above it: try -p BUILD, or give the flags")


class Headers(ProjectTest):
    def setUp(self):
        super().setUp()
        self.put("include/shared.h", HEADER)
        self.put("include/through.h", '#include "shared.h"\n')
        self.put("src/a.cpp", '#include "through.h"\n' + dangling("a"))
        self.put("src/b.cpp", CLEAN)
        self.database("src/a.cpp", "src/b.cpp", flags=["-Iinclude", "-DKNOWN"])

    def test_a_header_is_linted_by_a_unit_that_includes_it(self):
        run = self.project("include/shared.h")
        self.expect(run, 1, "1 finding in 1 file", "'include/shared.h' is read as src/a.cpp includes it")
        self.assertEqual(self.places(run), [("include/shared.h", 8)])

    def test_with_summaries_the_stored_result_stays_whole(self):
        self.assertEqual(self.places(self.project("--summaries=s", "include/shared.h")), [("include/shared.h", 8)])
        self.assertEqual(self.places(self.project("--summaries=s", "src/a.cpp")), [("include/shared.h", 8), ("src/a.cpp", 5)])

    def test_the_unit_is_named_as_well(self):
        for words in (("src/a.cpp", "include/shared.h"), ("include/shared.h", "src/a.cpp")):
            self.assertEqual(len(self.places(self.project(*words))), 2, words)

    def test_only_the_header_is_repaired(self):
        self.expect(self.project("--fix", "include/shared.h"), 1, "1 repaired")
        self.assertIn("[&count]", (self.folder / "src/a.cpp").read_text())
        self.assertIn("[count]", (self.folder / "include/shared.h").read_text())

    def test_by_a_link(self):
        (self.folder / "link").symlink_to("include")
        self.assertEqual(self.places(self.project("link/shared.h")), [("include/shared.h", 8)])

    def test_a_name_that_no_language_has(self):
        self.put("include/parts.inc", dangling("part"))
        self.put("src/b.cpp", '#include "parts.inc"\n')
        self.assertEqual(self.places(self.project("include/parts.inc")), [("include/parts.inc", 4)])

    def test_one_that_is_left_out(self):
        run = self.project("include/shared.h", "--exclude=include")
        self.expect(run, 0, "'include/shared.h' is left out by --exclude")
        self.put(".closure-lint.yaml", "paths: src\n")
        self.expect(self.project("include/shared.h"), 0, f"'include/shared.h' is left out by {self.folder}/.closure-lint.yaml")

    def test_what_explain_cannot_tell_another_unit_may(self):
        self.put("include/shared.h", "#include <functional>\ntemplate <class T> std::function<T()> made() {\n  T n{};\n  return [&n] { return n; };\n}\n")
        self.expect(self.lint("explain", "include/shared.h:4", "-p", "build"), 0,
                    "'include/shared.h' is read as src/a.cpp includes it; one that calls it can be named behind the place")
        self.put("src/b.cpp", '#include "shared.h"\nauto b = made<int>();\n')
        run = self.lint("explain", "include/shared.h:4", "src/b.cpp", "-p", "build")
        self.assertIn("verdict: it is wrong", run.stdout)

    def test_one_that_nobody_includes(self):
        self.put("include/lonely.h", HEADER)
        self.put("src/b.cpp", '// lonely.h\n#if __has_include("lonely.h")\n#endif\n' + CLEAN)
        self.expect(self.project("include/lonely.h"), 2, "no file of the compilation database includes 'include/lonely.h'; lint it without -p")

    def test_a_source_is_not_looked_for(self):
        self.put("src/c.cpp", CLEAN)
        self.expect(self.project("src/c.cpp"), 2, "'src/c.cpp' is not in the compilation database")


class Exclude(ProjectTest):
    def setUp(self):
        super().setUp()
        self.put("third_party/lib/c.cpp", dangling("c"))
        self.put("third_party/lib/c.h", "#pragma once\n" + dangling("h").replace("std::f", "inline std::f", 1))
        self.put("src/a.cpp", '#include "../third_party/lib/c.h"\n' + dangling("a"))
        self.database("src/a.cpp", "third_party/lib/c.cpp")

    def test_neither_linted_nor_reported(self):
        everything = [("src/a.cpp", 5), ("third_party/lib/c.h", 5), ("third_party/lib/c.cpp", 4)]
        self.assertEqual(self.places(self.project()), everything)
        self.assertEqual(self.places(self.project("--exclude=nothing")), everything)
        for glob in ("third_party", "./third_party", f"../{self.folder.name}/third_party", "third_party/*", "lib", "*/lib", "third_[op]arty", "third_party/lib/c.{h,cpp}", "c.*"):
            run = self.project(f"--exclude={glob}")
            self.assertEqual(self.places(run), [("src/a.cpp", 5)], glob)
            self.expect(run, 1, "1 finding in 1 file")
        self.assertEqual(self.places(self.project("--exclude=*.cpp", "--exclude=nothing", "--exclude=c.h")), [])

    def test_names_that_only_begin_alike_stay(self):
        for glob in ("third", "arty/lib", "c.c", "src/b", "rc/a.cpp"):
            self.assertEqual(len(self.places(self.project(f"--exclude={glob}"))), 3, glob)

    def test_from_another_folder(self):
        run = self.lint("-p", "../build", "--exclude=third_party", cwd=self.folder / "src")
        self.assertEqual(len(self.places(run)), 1)

    def test_nothing_left_and_no_pattern(self):
        self.expect(self.project("--exclude=*"), 2, "--exclude leaves no file to lint")
        run = self.project("--exclude=third_party", "third_party/lib/c.cpp")
        self.expect(run, 0, "'third_party/lib/c.cpp' is left out by --exclude", "no findings in 0 files")
        self.expect(self.project("--exclude=a[b"), 2, "--exclude: 'a[b' is not a pattern: ")

    def test_what_names_no_file_may_be_meant_otherwise(self):
        for words, said in ((("src/a.cpp:4",), "; closure-lint explain src/a.cpp:4 tells of a lambda there"),
                            (("-p", "build", "src/.*("), "is no regular expression: ")):
            self.expect(self.lint(*words), 2, said)
        self.expect(self.lint("explain", "closure-dangling-view", "more"), 2, "the page of one check is shown; leave out 'more'")
        self.expect(self.lint("explain", "src/a.cpp:4", "-p", "nosuch"), 2, "there is no folder 'nosuch'")


class StandardInput(ProjectTest):
    def piped(self, text, *words, cwd=None):
        run = subprocess.run([LINT, *words], cwd=cwd or self.folder, input=text, capture_output=True, text=True)
        self.assertNotIn("Stack dump", run.stderr)
        return run

    def test_what_is_not_saved_yet(self):
        saved = self.put("src/a.cpp", CLEAN)
        self.put("src/near.h", "#define NEAR 1\n")
        text = '#include "near.h"\n#ifndef KNOWN\n#error unknown\n#endif\n' + dangling("a")
        self.database("src/a.cpp", flags=["-DKNOWN"])
        for words in (("--stdin-name=src/a.cpp", "-"), ("-p", "build", "--stdin-name=src/a.cpp", "-")):
            run = self.piped(text, *words)
            self.expect(run, 1, "1 finding in 1 file")
            self.assertEqual(self.places(run), [("src/a.cpp", 8)])
            self.assertIn("    8 |   return [&count] { return count; };\n      |           ~^~~~~\n      |           count\n", run.stdout)
        self.assertEqual(saved.read_text(), CLEAN)

    def test_what_is_no_file_yet(self):
        run = self.piped(dangling("a"), "--stdin-name=new/a.cpp", "--format=json", "-", "--", "-std=c++17")
        finding, = json.loads(run.stdout)["findings"]
        self.assertEqual((finding["file"], finding["line"]), ("new/a.cpp", 4))
        self.assertIn("+  return [count]", finding["repair"]["diff"])
        self.assertFalse((self.folder / "new").exists())

    def test_a_header_as_a_unit_reads_it(self):
        self.put("src/b.h", "#pragma once\n")
        self.put("src/a.cpp", '#include <functional>\n#include "b.h"\n')
        self.database("src/a.cpp")
        text = "#pragma once\ninline " + dangling("b").split("\n", 1)[1]
        run = self.piped(text, "-p", "build", "--stdin-name=src/b.h", "-")
        self.expect(run, 1, "1 finding in 1 file")
        self.assertEqual([file for file, _ in self.places(run)], ["src/b.h"])

    def test_by_a_link(self):
        self.put("src/a.cpp", CLEAN)
        (self.folder / "link.cpp").symlink_to("src/a.cpp")
        run = self.piped(dangling("a"), "--stdin-name=link.cpp", "--format=json", "-")
        finding, = json.loads(run.stdout)["findings"]
        self.assertIn("+  return [count]", finding["repair"]["diff"])

    def test_what_does_not_go_together(self):
        self.put("a.cpp", CLEAN)
        for words, said in ((("-",), "'-' reads standard input; --stdin-name=FILE says which file that is"),
                            (("--stdin-name=a.cpp", "a.cpp"), "give '-' in place of the file"),
                            (("--stdin-name=a.cpp", "-", "-"), "name it once"),
                            (("--stdin-name=a.cpp", "a.cpp", "-"), "name it once"),
                            (("--stdin-name=.", "-"), "'.' is a folder; --stdin-name takes a file"),
                            (("--stdin-name=a.cpp", "--fix", "-"), "--fix cannot write to standard input")):
            self.expect(self.piped("", *words), 2, said)
