"""plugin/lint FILE... [-- flags]"""
import os
import shutil
import signal
import subprocess
import unittest

from support import CLEAN, DANGLING, ROOT, VERSION, LintTest


class Files(LintTest):
    def test_clean(self):
        run = self.lint(self.write("clean.cpp", CLEAN))
        self.expect(run, 0, "closure-lint: no findings in 1 file\n")
        self.assertEqual(run.stdout, "")

    def test_finding(self):
        self.write("bad.cpp", DANGLING)
        run = self.lint("bad.cpp")
        self.expect(run, 1, "closure-lint: 1 finding in 1 file\n")
        self.expect_findings(run, "bad.cpp:3")
        self.assertIn("[closure-dangling-capture]", run.stdout)
        self.assertIn(": note: ", run.stdout)

    def test_findings_stand_in_the_order_of_the_files(self):
        for name in ("c.cpp", "a.cpp", "b.cpp"):
            self.write(name, DANGLING)
        self.expect_findings(self.lint("c.cpp", "a.cpp", "b.cpp"), "c.cpp:3", "a.cpp:3", "b.cpp:3")

    def test_malformed_models_and_the_rest_is_linted(self):
        self.write("a.cpp", DANGLING)
        self.write("b.cpp", DANGLING)
        self.write(".closure-models.yaml", "library: mine\nfunctions:\n  - names: f\n    effect: eaten\n")
        run = self.lint("a.cpp", "b.cpp")
        self.expect(run, 2, "closure model ", ".closure-models.yaml:4:13: unknown effect; expected 'called'")
        self.expect_findings(run, "a.cpp:3", "b.cpp:3")
        self.assertEqual(run.stderr.count("unknown effect"), 1)

    def test_missing_file_and_others_linted(self):
        self.write("bad.cpp", DANGLING)
        run = self.lint("nowhere.cpp", "bad.cpp")
        self.expect(run, 2, "there is no file '", "nowhere.cpp", "1 finding in 1 file")
        self.expect_findings(run, "bad.cpp:3")

    def test_folder(self):
        self.expect(self.lint(self.folder), 2, "is a folder; name files, or lint a project with -p BUILD")

    def test_file_that_does_not_compile(self):
        self.write("bad.cpp", DANGLING)
        self.write("broken.cpp", DANGLING + "int wrong = nothing;\n")
        run = self.lint("broken.cpp", "bad.cpp")
        self.expect(run, 2, "broken.cpp: does not compile: broken.cpp:5:13: use of undeclared identifier 'nothing'")
        self.expect_findings(run, "broken.cpp:3", "bad.cpp:3")
        self.assertNotIn("error:", run.stdout)

    def test_missing_include(self):
        self.write("broken.cpp", '#include "absent.h"\n')
        self.expect(self.lint("broken.cpp"), 2, "'absent.h' file not found", "give the flags that the file needs after '--'")

    def test_own_flags(self):
        self.write("include/needed.h", "#define NEEDED 1\n")
        self.write("a.cpp", '#include "needed.h"\nint f() { int n = NEEDED + GIVEN; return n; }\n')
        self.expect(self.lint("a.cpp", "--", "-Iinclude", "-DGIVEN=2"), 0)

    def test_own_flags_that_only_gcc_knows(self):
        self.write("bad.cpp", DANGLING)
        run = self.lint("bad.cpp", "--", "-fno-canonical-system-headers", "-Werror", "-Wno-such-warning", "-Wall")
        self.expect(run, 1)

    def test_empty_flags(self):
        self.write("clean.cpp", CLEAN)
        self.expect(self.lint("clean.cpp", "--"), 0)

    def test_header(self):
        self.write("bad.h", "#pragma once\ninline " + DANGLING)
        self.expect_findings(self.lint("bad.h"), "bad.h:4")

    def test_nearest_database_gives_the_flags(self):
        self.database("src/a.cpp", flags=["-DGIVEN=1", "-fno-canonical-system-headers"], directory=".")
        self.write("src/a.cpp", "int f() { return GIVEN; }\n" + DANGLING)
        run = self.lint("a.cpp", cwd=self.folder / "src")
        self.expect(run, 1)
        self.expect_findings(run, "a.cpp:4")

    def test_broken_nearest_database(self):
        self.write("compile_commands.json", "{")
        self.write("a.cpp", CLEAN)
        self.expect(self.lint("a.cpp"), 2, "compile_commands.json' is not a compilation database")

    def test_through_symbolic_links(self):
        self.write("real/bad.cpp", DANGLING)
        (self.folder / "link").symlink_to(self.folder / "real")
        self.expect(self.lint("link/bad.cpp"), 1)

    def test_same_header_finding_once(self):
        self.write("h.h", "#pragma once\ninline " + DANGLING)
        self.write("a.cpp", '#include "h.h"\n')
        self.write("b.cpp", '#include "h.h"\n')
        run = self.lint("--header-filter=.*", "a.cpp", "b.cpp")
        self.expect(run, 1, "1 finding in 2 files")
        self.expect_findings(run, "h.h:4")


class Configuration(LintTest):
    def test_other_checks_do_not_matter_and_errors_are_named_so(self):
        self.write(".clang-tidy", "Checks: '*'\nWarningsAsErrors: '*'\n")
        self.write("bad.cpp", DANGLING)
        self.write("clean.cpp", "int f(int* p) { return p == 0; }\n")
        self.expect(self.lint("clean.cpp"), 0)
        run = self.lint("bad.cpp")
        self.expect(run, 1)
        self.assertIn("bad.cpp:3:12: error: lambda captures 'count'", run.stdout)
        self.assertEqual(run.stdout.count(" error: "), 1)

    def test_nolint(self):
        self.write("bad.cpp", DANGLING.replace("};", "};  // NOLINT(closure-dangling-capture)"))
        self.expect(self.lint("bad.cpp"), 0)

    def test_configuration_that_is_not_valid(self):
        self.write(".clang-tidy", "NoSuchKey: 1\n")
        self.write("clean.cpp", CLEAN)
        self.expect(self.lint("clean.cpp"), 2, ".clang-tidy:1:1: this configuration is not valid: unknown key 'NoSuchKey'; correct that file")

    def test_checks(self):
        self.write("bad.cpp", DANGLING)
        self.expect(self.lint("--checks=closure-loop-capture", "bad.cpp"), 0)
        self.expect(self.lint("--checks=closure-*,-closure-dangling-capture", "bad.cpp"), 0)
        self.expect(self.lint("--checks=closure-dangling-capture", "bad.cpp"), 1)

    def test_checks_that_do_not_exist(self):
        self.write("bad.cpp", DANGLING)
        self.expect(self.lint("--checks=closure-dangling", "bad.cpp"), 2,
                    "no check matches 'closure-dangling'", "closure-dangling-capture")


class Arguments(LintTest):
    def test_unknown_option(self):
        self.expect(self.lint("--nonsense", "a.cpp"), 2, "--nonsense")

    def test_nothing_to_lint(self):
        self.expect(self.lint(), 2, "name a file")

    def test_jobs(self):
        self.expect(self.lint("-j", "many", "a.cpp"), 2, "-j takes a number, and not 'many'")

    def test_header_filter(self):
        self.expect(self.lint("--header-filter=(", "a.cpp"), 2, "is not a regular expression")

    def test_database_and_flags(self):
        self.expect(self.lint("-p", "build", "a.cpp", "--", "-O2"), 2, "exclude each other")

    def test_help(self):
        run = self.lint("--help")
        self.expect(run, 0)
        self.assertIn("Exit status: 0 no findings", run.stdout)
        self.assertIn("--header-filter", run.stdout)

    def test_version(self):
        run = self.lint("--version")
        self.expect(run, 0)
        self.assertRegex(run.stdout, rf"^closure-lint \d+\.\d+.*LLVM {VERSION}[.\d]+\n$")


    def test_nothing_is_built_for_the_version(self):
        tree = self.folder / "tree"
        shutil.copytree(ROOT / "plugin", tree / "plugin", ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("CMakeLists.txt", "CMakePresets.json"):
            shutil.copy(ROOT / name, tree)
        run = subprocess.run([tree / "plugin" / "lint", "--version"], env=self.environment({"CLOSURE_LINT": None}),
                             capture_output=True, text=True)
        self.expect(run, 0)
        self.assertRegex(run.stdout, rf"^closure-lint \d+\.\d+\.\d+, LLVM {VERSION}\n$")
        self.assertFalse((tree / "build").exists())


class Program(LintTest):
    def test_unsupported_version(self):
        for version in ("14", "latest", "22.1"):
            self.expect(self.lint("bad.cpp", CLOSURE_LINT=None, LLVM_VERSION=version), 2,
                        f"LLVM version '{version}' is not supported", "23, 22, 19")

    def test_missing_program(self):
        self.expect(self.lint("bad.cpp", CLOSURE_LINT="absent"), 2, "there is no program 'absent'", "CLOSURE_LINT")

    def test_program_of_this_tree(self):
        self.write("bad.cpp", DANGLING)
        self.expect(self.lint("bad.cpp", CLOSURE_LINT=None), 1)

    def test_all_that_the_program_can(self):
        self.write("bad.cpp", DANGLING)
        self.assertIn('"closure-dangling-capture"', self.lint("--format=json", "bad.cpp").stdout)


class Mishaps(LintTest):
    def test_interrupt(self):
        names = [f"f{number:02}.cpp" for number in range(60)]
        for name in names:
            self.write(name, "#include <regex>\n" + DANGLING)
        for number in (signal.SIGINT, signal.SIGTERM):
            run = self.interrupted(number, "-j1", *names)
            self.expect(run, 130, "interrupted")
            self.assertIn("f00.cpp:4", run.stdout)
            self.assertNotIn("f59.cpp:4", run.stdout)

    def test_reader_that_goes_away(self):
        self.write("bad.cpp", DANGLING)
        pipe = subprocess.run(f"'{ROOT}/plugin/lint' bad.cpp | true", shell=True, cwd=self.folder, text=True,
                              capture_output=True, env=self.environment({}))
        self.assertNotIn("Traceback", pipe.stderr)
        self.assertNotIn("BrokenPipe", pipe.stderr)
        self.assertNotIn("LLVM ERROR", pipe.stderr)


if __name__ == "__main__":
    unittest.main()
