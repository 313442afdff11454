"""What silences nothing, and what is said of what silences something."""
import json
import re

from projects import ASSUMED, ProjectTest

KEPT = """auto {name}() {{
  int count = 0;
{before}  return [&count] {{ return count; }};{behind}
}}
"""


def kept(name, behind="", before=""):
    return KEPT.format(name=name, behind=behind and " // " + behind, before=before and f"  // {before}\n")


class Suppressions(ProjectTest):
    def unused(self, *words, status=1):
        run = self.lint("--format=json", "--unused-suppressions", *words)
        self.expect(run, status)
        return [(one["file"], one["line"], one["message"]) for one in json.loads(run.stdout)["unused"]]

    def test_comments(self):
        name = "closure-dangling-capture"
        for text, said in ((kept("a", f"NOLINT({name})"), None), (kept("a", before=f"NOLINTNEXTLINE({name}): why"), None),
                           (kept("a", "NOLINT"), None), (kept("a", f"NOLINT(bugprone-x, {name})"), None),
                           (f"// NOLINTBEGIN({name})\n{kept('a')}// NOLINTEND({name})\n", None),
                           ("auto a() {\n  int n = 0;\n  return [ // NOLINT(closure-dangling-capture)\n    &n] { return n; };\n}\n", None),
                           ("int a; // NOLINT\nint b; // NOLINT(bugprone-x)\nint c; // NOLINT(*)\n", None),
                           ("int a; // NOLINT(closure-unguarded-this)\n", None),
                           (f"int a; // NOLINT({name}): why\n", (1, f"'NOLINT({name})' silences nothing")),
                           (f"// NOLINTNEXTLINE({name})\n\nint a;\n", (1, f"'NOLINTNEXTLINE({name})' silences nothing")),
                           (f"// NOLINTBEGIN({name})\nint a;\n// NOLINTEND({name})\n", (1, f"'NOLINTBEGIN({name})' silences nothing")),
                           (kept("a", f"NOLINT({name}, closure-loop-capture)"), (3, f"'NOLINT({name}, closure-loop-capture)' silences nothing by 'closure-loop-capture'")),
                           ("int a; // NOLINT(closure-lop-capture)\n", (1, "'NOLINT(closure-lop-capture)' silences nothing: no check matches 'closure-lop-capture'; did you mean 'closure-loop-capture'?"))):
            self.write(a_cpp=text)
            self.assertEqual(self.unused("a.cpp", status=1 if said else 0), [("a.cpp", *said)] if said else [], text)

    def test_a_header_is_asked_of_all_that_include_it(self):
        self.write(a_h="#pragma once\n#ifdef BAD\ninline " + kept("a", "NOLINT(closure-dangling-capture)").replace("inline ", "") + "#endif\n",
                   a_cpp='#include "a.h"\n', b_cpp='#define BAD\n#include "a.h"\n')
        self.assertEqual(len(self.unused("a.cpp")), 1)
        self.assertEqual(self.unused("a.cpp", "b.cpp", status=0), [])

    def test_nothing_is_said_unasked_or_of_what_does_not_compile(self):
        self.write(a_cpp="int a; // NOLINT(closure-dangling-capture)\n", b_cpp="int b = ; // NOLINT(closure-dangling-capture)\n")
        run = self.lint("a.cpp")
        self.expect(run, 0)
        self.assertEqual(run.stdout, "")
        self.assertEqual(self.unused("b.cpp", status=2), [])
        for words in (("--fail-on=certain",), ("--fail-on=none",)):
            self.unused("a.cpp", *words, status=0)

    def test_each_form_lists_them(self):
        self.write(a_cpp="int a; // NOLINT(closure-dangling-capture)\n")
        for form, words in (("text", "a.cpp:1:11: remark: 'NOLINT(closure-dangling-capture)' silences nothing\n"),
                            ("github", "::notice file=a.cpp,line=1,col=11,title=closure-lint::'NOLINT("), ("gitlab", '"severity": "info"'),
                            ("sarif", '"text": "\'NOLINT(closure-dangling-capture)\' silences nothing"')):
            run = self.lint(f"--format={form}", "--unused-suppressions", "a.cpp")
            self.expect(run, 1, "no findings in 1 file, 1 suppression without effect")
            self.assertIn(words, run.stdout)

    def test_models(self):
        self.write(a_cpp=ASSUMED)
        self.put(".closure-models.yaml", "library: ours\nfunctions:\n- names: Bus::onMessage\n  effect: called\n- names: Bus::onMesage\n  effect: called\n")
        (file, line, message), = self.unused("a.cpp")
        self.assertEqual((file, line), (".closure-models.yaml", 5))
        self.assertIn("'Bus::onMesage' matches nothing", message)

    def test_baselines(self):
        self.write(a_cpp=kept("a") + kept("b"), b_cpp=kept("c"))
        self.lint("--write-baseline=known.json", "a.cpp", "b.cpp")
        self.assertEqual(self.unused("--baseline=known.json", "a.cpp", "b.cpp", status=0), [])
        self.write(a_cpp=kept("a"), b_cpp="int nothing;\n")
        (file, line, message), = self.unused("--baseline=known.json", "a.cpp")
        self.assertEqual(file, "known.json")
        self.assertIn("fingerprint", (self.folder / "known.json").read_text().splitlines()[line - 1])
        self.assertRegex(message, "^this row of the baseline silences nothing: there is no 'lambda captures 'count' .*' in a.cpp any more$")
        self.assertEqual(len(self.unused("--baseline=known.json", "a.cpp", "b.cpp")), 2)

    def test_a_row_that_this_run_cannot_find_is_not_judged(self):
        self.write(a_cpp='#include "a.h"\n' + kept("a"))
        self.put("a.h", "inline " + kept("h"))
        self.put("sub/x", "")
        self.lint("--write-baseline=known.json", "a.cpp")
        self.write(a_cpp='#include "a.h"\n')
        self.put("a.h", "")
        self.assertEqual(len(self.unused("--baseline=known.json", "a.cpp")), 2)
        self.assertEqual(self.unused("--baseline=known.json", "--checks=-closure-dangling-capture", "a.cpp", status=0), [])
        # The filter is about headers: the file itself is judged.
        self.assertEqual(len(self.unused("--baseline=known.json", "--header-filter=nothing", "a.cpp")), 1)
        self.assertEqual(len(self.unused("--baseline=known.json", "--exclude=*.h", "a.cpp")), 1)

    def test_reasons(self):
        self.write(a_cpp=kept("a", "NOLINT(closure-dangling-capture): the caller waits") + kept("b", "NOLINT") + "int n; // NOLINT(closure-loop-capture) later\n")
        for words in ((), ("--summaries=kept",), ("--summaries=kept",)):
            told = json.loads(self.lint("--format=json", "--report=page.html", *words, "a.cpp").stdout)["suppressions"]
            self.assertEqual([(one["line"], one["comment"], one["reason"], len(one["silenced"])) for one in told],
                             [(3, "NOLINT(closure-dangling-capture)", "the caller waits", 1), (7, "NOLINT", "", 1), (9, "NOLINT(closure-loop-capture)", "", 0)])
            self.assertIn("lambda captures 'count' by reference", told[0]["silenced"][0]["message"])
        page = (self.folder / "page.html").read_text()
        data = json.loads(re.search(r'id="data">(.*?)</script>', page, re.S)[1])
        self.assertEqual(data["suppressions"][0]["reason"], "the caller waits")

    def test_a_block_without_its_other_end(self):
        for text, said in (("// NOLINTBEGIN(closure-*)\nint a;\n", "a.cpp:1:4: 'NOLINTBEGIN(closure-*)' silences nothing: there is no 'NOLINTEND' of the same checks behind it"),
                           ("// NOLINTBEGIN(closure-*)\n// NOLINTEND\n", "a.cpp:1:4: 'NOLINTBEGIN(closure-*)'"),
                           ("// NOLINTEND(closure-loop-capture)\n", "a.cpp:1:4: 'NOLINTEND(closure-loop-capture)' silences nothing: there is no 'NOLINTBEGIN' of the same checks before it")):
            self.write(a_cpp=text)
            self.expect(self.lint("a.cpp"), 2, said)
        self.write(a_cpp="// NOLINTBEGIN(bugprone-x)\nint z;\n// NOLINTBEGIN(closure-*)\n" + kept("a") + "// NOLINTEND(closure-*)\n")
        self.expect(self.lint("a.cpp"), 0)
