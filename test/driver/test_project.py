"""plugin/lint -p BUILD_DIR [FILE...]"""
import json
import unittest

from support import CLEAN, DANGLING, LintTest

GCC_ONLY = ["-fno-canonical-system-headers", "-Wno-maybe-uninitialized", "-Wlogical-op", "-Werror",
            "-fsanitize=bounds-strict", "-fconserve-stack"]


class Project(LintTest):
    def test_clean(self):
        self.write("src/a.cpp", CLEAN)
        run = self.lint("-p", self.database("src/a.cpp"))
        self.expect(run, 0, "no findings in 1 file")
        self.assertEqual(run.stdout, "")

    def test_findings(self):
        names = [f"src/{name}.cpp" for name in "abc"]
        for name in names:
            self.write(name, DANGLING)
        run = self.lint("-p", "build", "-j", "2", cwd=self.database(*names).parent)
        self.expect(run, 1, "3 findings in 3 files")
        self.expect_findings(run, "src/a.cpp:3", "src/b.cpp:3", "src/c.cpp:3")

    def test_header_finding_once(self):
        self.write("include/h.h", "#pragma once\ninline " + DANGLING)
        names = ["one/a.cpp", "two/b.cpp"]
        entries = []
        for name in names:
            # Each folder has another way to name the same header.
            self.write(name, '#include "h.h"\n')
            folder, file = name.split("/")
            entries.append({"directory": str(self.folder / folder), "file": file,
                            "command": f"c++ -I../include -c {file}"})
        self.write("build/compile_commands.json", json.dumps(entries))
        run = self.lint("-p", "build", "--header-filter=.*")
        self.expect(run, 1, "1 finding in 2 files")
        self.expect_findings(run, "include/h.h:4")

    def test_narrowed(self):
        for name in ("src/a.cpp", "src/b.cpp", "lib/c.cpp"):
            self.write(name, DANGLING)
        build = self.database("src/a.cpp", "src/b.cpp", "lib/c.cpp")
        self.expect_findings(self.lint("-p", build, "src/b.cpp"), "src/b.cpp:3")
        self.expect_findings(self.lint("-p", build, "../lib/c.cpp", cwd=build), self.folder / "lib/c.cpp:3")
        self.expect_findings(self.lint("-p", build, "src"), "src/a.cpp:3", "src/b.cpp:3")
        self.expect_findings(self.lint("-p", build, "[ac]\\.cpp$"), "lib/c.cpp:3", "src/a.cpp:3")

    def test_through_symbolic_links(self):
        self.write("src/a.cpp", DANGLING)
        (self.folder / "link").symlink_to(self.folder / "src")
        self.expect_findings(self.lint("-p", self.database("src/a.cpp"), "link/a.cpp"), "src/a.cpp:3")

    def test_flags_that_only_gcc_knows(self):
        self.write("src/a.cpp", DANGLING + "int unused() { int x; return 0; }\n")
        run = self.lint("-p", self.database("src/a.cpp", flags=[*GCC_ONLY, "-Wall"], compiler="g++"))
        self.expect(run, 1, "1 finding in 1 file")

    def test_precompiled_header_of_another_compiler(self):
        self.write("build/pch.h", "#define FROM_HEADER 1\n")
        self.write("build/pch.h.pch", "not what this clang can read")
        self.write("src/a.cpp", "int f() { return FROM_HEADER; }\n")
        plain = ["-include-pch", "pch.h.pch"]
        as_cmake_does = [word for each in (*plain, "-include", "pch.h") for word in ("-Xclang", each)]
        for flags in (plain, as_cmake_does):
            self.expect(self.lint("-p", self.database("src/a.cpp", flags=flags)), 0)

    def test_response_file(self):
        self.write("build/more.rsp", "-DGIVEN=1 -fno-canonical-system-headers")
        self.write("src/a.cpp", "int f() { return GIVEN; }\n")
        self.expect(self.lint("-p", self.database("src/a.cpp", flags=["@more.rsp"])), 0)

    def test_other_languages_are_left_out(self):
        self.write("src/a.cpp", CLEAN)
        build = self.database("src/a.cpp", "src/start.S", "src/plain.c")
        self.expect(self.lint("-p", build), 0, "no findings in 1 file")

    def test_configuration_of_the_sources_counts(self):
        self.write("src/.clang-tidy", "Checks: '-*,bugprone-*'\nWarningsAsErrors: '*'\nUseColor: true\n")
        self.write("src/a.cpp", DANGLING)
        run = self.lint("-p", self.database("src/a.cpp"))
        self.expect(run, 1)
        self.assertIn("src/a.cpp:3:12: error: lambda captures 'count'", run.stdout)
        self.assertNotIn("\033", run.stdout)


class Failures(LintTest):
    def test_file_that_does_not_compile(self):
        self.write("src/bad.cpp", DANGLING)
        self.write("src/broken.cpp", DANGLING + "int wrong = nothing;\n")
        run = self.lint("-p", self.database("src/bad.cpp", "src/broken.cpp"))
        self.expect(run, 2, "src/broken.cpp: does not compile: src/broken.cpp:5:13: use of undeclared identifier 'nothing'",
                    "2 findings in 2 files, 1 file could not be analysed")
        self.expect_findings(run, "src/bad.cpp:3", "src/broken.cpp:3")

    def test_file_of_the_database_that_is_gone(self):
        self.write("src/bad.cpp", DANGLING)
        run = self.lint("-p", self.database("src/bad.cpp", "src/generated.cpp"))
        self.expect(run, 2, "there is no file '", "generated.cpp'", "build the project first if it is generated")
        self.expect_findings(run, "src/bad.cpp:3")

    def test_file_that_is_not_in_the_database(self):
        self.write("src/a.cpp", DANGLING)
        self.write("other.cpp", CLEAN)
        run = self.lint("-p", self.database("src/a.cpp"), "other.cpp", "src/a.cpp", "no such thing")
        self.expect(run, 2, "'other.cpp' is not in the compilation database", "'no such thing' is no file")
        self.expect_findings(run, "src/a.cpp:3")

    def test_no_build_folder(self):
        self.expect(self.lint("-p", "nowhere"), 2, "there is no folder 'nowhere'")

    def test_build_folder_without_database(self):
        (self.folder / "build").mkdir()
        self.expect(self.lint("-p", "build"), 2, "there is no compile_commands.json in 'build'",
                    "CMAKE_EXPORT_COMPILE_COMMANDS")

    def test_malformed_databases(self):
        for text in ("", "{", "{}", "[1]", '[{"file": "a.cpp"}]'):
            self.write("build/compile_commands.json", text)
            self.expect(self.lint("-p", "build"), 2, "compile_commands.json' is not a compilation database: ")
        self.write("build/compile_commands.json", "[]")
        self.expect(self.lint("-p", "build"), 2, "compile_commands.json' is empty")


if __name__ == "__main__":
    unittest.main()
