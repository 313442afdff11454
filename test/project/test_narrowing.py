"""Only what is new: baselines and changed lines."""
import json
import tempfile

from projects import ProjectTest, dangling


class Narrowing(ProjectTest):
    def setUp(self):
        super().setUp()
        self.write(a_cpp=dangling("a"), b_cpp=dangling("b"))
        self.database("a.cpp", "b.cpp")

    def test_a_baseline_survives_edits_elsewhere(self):
        self.expect(self.project("--write-baseline=known.json"), 1)
        self.expect(self.project("--baseline=known.json"), 0, "no findings")
        self.write(a_cpp="// moved\n\n" + dangling("a") + dangling("more").split("\n", 1)[1])
        run = self.project("--baseline=known.json")
        self.assertEqual(self.places(run), [("a.cpp", 10)])

    def test_a_bad_baseline_is_named_and_hides_nothing(self):
        for text, said in (("{", "cannot be used"), ("[]", "no baseline of version 1"),
                           ('{"version": 1}', "no 'findings'"), ('{"version": 1, "findings": [3]}', "no 'fingerprint'")):
            self.put("known.json", text)
            run = self.project("--baseline=known.json")
            self.expect(run, 2, "'known.json'", said, "--write-baseline")
            self.assertEqual(len(self.places(run)), 2)
        self.expect(self.project("--baseline=absent.json"), 2, "cannot read the baseline 'absent.json'")

    def test_changed_lines(self):
        self.commit()
        self.expect(self.project("--diff=HEAD"), 0)
        self.write(a_cpp="// far away\n" + dangling("a"))
        self.expect(self.project("--diff=HEAD"), 0)
        self.write(a_cpp=dangling("a").replace("int count = 0;", "int count = 1;"))
        self.expect(self.project("--diff=HEAD"), 0)
        # The end of the function is where it dies: a cause.
        self.write(a_cpp=dangling("a").rstrip() + " // the end\n", new_cpp=dangling("c"))
        self.database("a.cpp", "b.cpp", "new.cpp")
        self.assertEqual(self.places(self.project("--diff=HEAD")), [("a.cpp", 4), ("new.cpp", 4)])

    def test_a_commit_that_is_none_hides_nothing(self):
        self.commit()
        for base in ("nonsense", "--output=x"):
            run = self.project(f"--diff={base}")
            self.expect(run, 2, "--diff: ", "all findings are shown")
            self.assertEqual(len(self.places(run)), 2)

    def test_nothing_is_repaired_where_it_is_unknown_what_may_be(self):
        self.commit()
        before = (self.folder / "a.cpp").read_text()
        for words in (("--diff=nonsense",), ("--baseline=absent.json",), ("--baseline=a.cpp",)):
            run = self.project("--fix", *words)
            self.expect(run, 2, "nothing is repaired, because that says what may be")
            self.assertEqual((self.folder / "a.cpp").read_text(), before)
            self.assertEqual(run.stdout, "")
        self.put(".closure-lint.yaml", "exclude: [a.cpp")
        self.expect(self.project("--fix"), 2, ".closure-lint.yaml:1", "nothing is repaired")
        self.assertEqual((self.folder / "a.cpp").read_text(), before)

    def test_from_another_folder_all_is_relative_to_the_project(self):
        self.commit()
        self.project("--write-baseline=known.json")
        words = ("-p", self.folder / "build")
        with tempfile.TemporaryDirectory() as elsewhere:
            self.expect(self.lint(*words, f"--baseline={self.folder}/known.json", cwd=elsewhere), 0, "no findings")
            self.expect(self.lint(*words, "--diff=HEAD", cwd=elsewhere), 0, "no findings")
            self.expect(self.lint(self.folder / "a.cpp", f"--baseline={self.folder}/known.json", cwd=elsewhere), 0, "no findings")
            found = json.loads(self.lint(*words, "--format=json", cwd=elsewhere).stdout)["findings"]
            self.assertEqual([each["file"] for each in found], ["a.cpp", "b.cpp"])

    def test_fingerprints_name_no_line(self):
        prints = []
        for text in (dangling("a"), "\n\n" + dangling("a")):
            self.write(a_cpp=text)
            found = json.loads(self.project("--format=json", "a.cpp").stdout)["findings"]
            prints.append([finding["fingerprint"] for finding in found])
        self.assertEqual(prints[0], prints[1])
        twice = dangling("a") + dangling("a2").split("\n", 1)[1]
        self.write(a_cpp=twice)
        found = json.loads(self.project("--format=json", "a.cpp").stdout)["findings"]
        self.assertEqual(len({finding["fingerprint"] for finding in found}), 2)
