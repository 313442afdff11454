"""What `.clang-tidy` says besides checks and their options: headers, and what is an error."""
import json

from projects import ASSUMED, ProjectTest, dangling

HEADER = "#pragma once\n" + dangling("{name}").replace("std::function<int()> {name}", "inline std::function<int()> NAME")


class Headers(ProjectTest):
    def setUp(self):
        super().setUp()
        for folder in ("own", "other"):
            self.put(f"{folder}/{folder}.h", HEADER.replace("NAME", folder))
        self.write(a_cpp='#include "own/own.h"\n#include "other/other.h"\n')
        self.database("a.cpp")

    def files(self, *words):
        return [file for file, _ in self.places(self.project(*words))]

    def test_the_filter_of_the_configuration_counts(self):
        self.assertEqual(self.files(), ["other/other.h", "own/own.h"])
        self.put(".clang-tidy", "HeaderFilterRegex: 'own/'\n")
        self.assertEqual(self.files(), ["own/own.h"])
        self.assertEqual(self.files("--header-filter=other/"), ["other/other.h"])
        self.put(".clang-tidy", "ExcludeHeaderFilterRegex: 'own/'\n")
        self.assertEqual(self.files(), ["other/other.h"])
        self.assertEqual(self.files("--header-filter=own/"), [])
        # As in clang-tidy, an empty one matches nothing.
        self.put(".clang-tidy", "HeaderFilterRegex: ''\n")
        self.assertEqual(self.files(), [])

    def test_it_counts_for_what_is_kept_from_run_to_run(self):
        self.assertEqual(len(self.files("--summaries=kept")), 2)
        self.put(".clang-tidy", "HeaderFilterRegex: 'own/'\n")
        self.assertEqual(self.files("--summaries=kept"), ["own/own.h"])

    def test_an_expression_that_is_none_is_told(self):
        self.put(".clang-tidy", "Checks: 'closure-*'\nHeaderFilterRegex: '(own'\n")
        self.expect(self.project(), 2, ".clang-tidy:2:20: '(own' of HeaderFilterRegex is not a regular expression: ")


class Errors(ProjectTest):
    def setUp(self):
        super().setUp()
        self.write(a_cpp=dangling("first"), b_cpp=ASSUMED)
        self.database("a.cpp", "b.cpp")

    def test_what_it_names_is_an_error_for_everybody(self):
        self.put(".clang-tidy", "WarningsAsErrors: 'closure-dangling-*'\n")
        text = self.project().stdout
        self.assertRegex(text, r"a\.cpp:4:\d+: error: .* \[closure-dangling-capture,-warnings-as-errors\]")
        self.assertRegex(text, r"b\.cpp:7:\d+: error: .* may keep .* \[closure-dangling-capture,-warnings-as-errors\]")
        levels = [found["level"] for found in json.loads(self.project("--format=json").stdout)["findings"]]
        self.assertEqual(levels, ["error", "error"])
        self.assertIn("::error file=a.cpp", self.project("--format=github").stdout)
        run = self.project("--summaries=kept")
        self.assertEqual(run.stdout, self.project("--summaries=kept").stdout)
        self.assertIn("error: ", run.stdout)

    def test_the_status(self):
        for configuration, expected in (("", {"any": 1, "certain": 1, "error": 0, "none": 0}),
                                        ("WarningsAsErrors: 'closure-*'\n", {"any": 1, "certain": 1, "error": 1, "none": 0}),
                                        ("WarningsAsErrors: 'bugprone-*'\n", {"any": 1, "certain": 1, "error": 0, "none": 0})):
            self.put(".clang-tidy", configuration)
            for word, status in expected.items():
                with self.subTest(configuration=configuration, word=word):
                    self.expect(self.project(f"--fail-on={word}"), status)

    def test_what_is_assumed_and_an_error_fails(self):
        self.database("b.cpp")
        self.expect(self.project("--fail-on=certain"), 0)
        self.put(".clang-tidy", "WarningsAsErrors: 'closure-*'\n")
        self.expect(self.project("--fail-on=certain"), 1)

    def test_a_severity_of_error_counts_as_well(self):
        self.put(".closure-lint.yaml", "severity: {closure-dangling-capture: error}\n")
        self.expect(self.project("--fail-on=error"), 1)

    def test_a_name_that_is_none_is_told(self):
        self.put(".clang-tidy", "WarningsAsErrors: 'closure-foo'\n")
        self.expect(self.project(), 2, ".clang-tidy:1:20: no check matches 'closure-foo'")


class Places(ProjectTest):
    def test_of_a_name_inside_a_text_of_several_lines(self):
        self.write(a_cpp=dangling("first"))
        self.database("a.cpp")
        for text, places in (("Checks: |\n  -*,\n  closure-*,\n  -closure-looop-capture\n", ["4:4"]),
                             ("Checks: >-\n  closure-*,\n  closure-foo,closure-foo\n", ["3:3", "3:15"]),
                             ("Checks: '-*,closure-foo'\n", ["1:13"]),
                             ("Checks:\n  - closure-*\n  - closure-foo\n", ["3:5"])):
            with self.subTest(text=text):
                self.put(".clang-tidy", text)
                run = self.project()
                for place in places:
                    self.expect(run, 2, f".clang-tidy:{place}: no check matches 'closure-")
