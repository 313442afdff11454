"""The forms in which closure-lint writes findings, read by what others use to read them."""
import json
import os
import re
import shutil
import subprocess
import urllib.parse
from pathlib import Path

from projects import ASSUMED, BUILD, ProjectTest, dangling
from test_repairing import SHARED

VALIDATOR = "@microsoft/sarif-multitool"
# A name beyond ASCII before the column, and a file that needs quoting.
ODD = """#include <functional>
std::function<int()> odd() {
  int count = 0;
  /* grüße 𝔘 */ return [&count] { return count; }; // </script><b>
}
"""


def validator():
    """npm's SARIF validator; None where it cannot be had."""
    folder = BUILD / "sarif-validator"
    program = folder / "node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool"
    if not program.exists():
        if not shutil.which("npm"):
            return None
        folder.mkdir(exist_ok=True)
        got = subprocess.run(["npm", "install", "--prefix", folder, "--no-audit", "--no-fund", VALIDATOR],
                             capture_output=True)
        if got.returncode or not program.exists():
            return None
        program.chmod(0o755)
    return program


class Outputs(ProjectTest):
    def setUp(self):
        super().setUp()
        self.put("src dir/a.cpp", dangling("a"))
        self.put("odd.cpp", ODD)
        self.put("broken.cpp", "int x = ; auto made = [y = 1] { return y; };\n")
        self.database("src dir/a.cpp", "odd.cpp", "broken.cpp")

    def written(self, form):
        run = self.project(f"--format={form}", f"--output=out.{form}", "--quiet")
        self.expect(run, 2)
        self.assertEqual(run.stdout, "")
        return (self.folder / f"out.{form}").read_text()

    def test_a_pipe_is_written_to(self):
        self.write(a_cpp=dangling("a"))
        self.database("a.cpp")
        os.mkfifo(self.folder / "pipe")
        reader = subprocess.Popen(["cat", self.folder / "pipe"], stdout=subprocess.PIPE, text=True)
        self.expect(self.project("--format=github", "--output=pipe"), 1)
        self.assertIn("a.cpp", reader.communicate(timeout=20)[0])
        self.assertTrue((self.folder / "pipe").is_fifo())

    def test_json(self):
        report = json.loads(self.written("json"))
        self.assertEqual((report["version"], report["root"], report["files"]), (1, str(self.folder), 3))
        self.assertEqual([failure["file"] for failure in report["failures"]], ["broken.cpp"])
        odd, plain = report["findings"]
        self.assertEqual((odd["file"], odd["line"], odd["column"]), ("odd.cpp", 4, 31))
        self.assertEqual(plain["file"], "src dir/a.cpp")
        self.assertEqual([step["line"] for step in plain["path"]], [4, 5])
        edit, = plain["repair"]["edits"]
        text = (self.folder / edit["file"]).read_bytes()
        changed = text[:edit["offset"]] + edit["text"].encode() + text[edit["offset"] + edit["length"]:]
        self.assertIn(b"return [count] { return count; };", changed)
        self.assertIn("+  return [count] { return count; };", plain["repair"]["diff"])

    def test_sarif(self):
        report = json.loads(self.written("sarif"))
        run, = report["runs"]
        odd, plain = run["results"]
        region = odd["locations"][0]["physicalLocation"]["region"]
        # The letters beyond ASCII are one and two UTF-16 units.
        self.assertEqual((region["startLine"], region["startColumn"]), (4, 27))
        self.assertEqual(plain["locations"][0]["physicalLocation"]["artifactLocation"],
                         {"uri": "src%20dir/a.cpp", "uriBaseId": "SRCROOT"})
        rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
        self.assertEqual(rules[plain["ruleIndex"]], plain["ruleId"])
        self.assertEqual(len(plain["codeFlows"][0]["threadFlows"][0]["locations"]), 3)
        self.assertEqual(len(plain["relatedLocations"]), 2)
        self.assertTrue(plain["fixes"] and plain["partialFingerprints"])
        self.assertFalse(run["invocations"][0]["executionSuccessful"])

    def test_sarif_is_valid(self):
        program = validator()
        if program is None:
            self.skipTest("npm, or what it brings, is not there")
        self.written("sarif")
        said = subprocess.run([program, "validate", "out.sarif", "--rule-kind", "Sarif;Ghas"], cwd=self.folder, capture_output=True, text=True,
                              env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"})
        self.assertIn("Analysis completed successfully", said.stdout, said.stdout + said.stderr)
        self.assertNotRegex(said.stdout, r": (error|warning) ")

    def test_sarif_rules_explain_themselves(self):
        for rule in json.loads(self.written("sarif"))["runs"][0]["tool"]["driver"]["rules"]:
            self.assertRegex(rule["name"], r"^Closure[A-Z][A-Za-z]+$")
            self.assertTrue(rule["fullDescription"]["text"].lower().startswith(rule["shortDescription"]["text"].lower() + ". "))
            self.assertLess(len(rule["fullDescription"]["text"]), 1024)
            self.assertNotRegex(rule["fullDescription"]["text"], r"[`*\n]|\]\(")
            page = rule["help"]["markdown"]
            self.assertTrue(page.startswith(f"# {rule['id']}\n"))
            self.assertIn("## What to write instead", page)
            self.assertNotRegex(page, r"\]\((?!https?://)", "a link that leads nowhere elsewhere")
            target = Path(urllib.parse.unquote(rule["helpUri"].removeprefix("file://")))
            self.assertEqual(target.read_text().splitlines()[0], f"# {rule['id']}")

    def test_what_may_be_is_of_a_lower_level(self):
        self.put("odd.cpp", ASSUMED)
        levels = [result["level"] for result in json.loads(self.written("sarif"))["runs"][0]["results"]]
        self.assertEqual(levels, ["note", "warning"])
        self.assertEqual([finding["level"] for finding in json.loads(self.written("json"))["findings"]], levels)
        self.assertEqual([issue["severity"] for issue in json.loads(self.written("gitlab"))], ["minor", "major"])
        said = self.written("github")
        self.assertEqual((said.count("::notice "), said.count("::warning ")), (1, 1))

    def test_repairs_are_described(self):
        self.put("odd.cpp", SHARED)
        results = json.loads(self.written("sarif"))["runs"][0]["results"]
        self.assertEqual([fix["description"]["text"] for result in results for fix in result["fixes"]],
                         ["apply the repair: 6 edits", "replace '&count' with 'count'"])

    def test_github(self):
        lines = self.written("github").splitlines()
        pattern = r"::(warning file=[^,:]+,line=\d+,endLine=\d+,col=\d+,title=closure-[\w-]+|error title=closure-lint)::.*"
        self.assertEqual(len(lines), 3)
        for line in lines:
            self.assertRegex(line, f"^{pattern}$")
        self.assertIn("%0Asrc dir/a.cpp:5: 'count' dies here", lines[1])

    def test_gitlab(self):
        issues = json.loads(self.written("gitlab"))
        self.assertEqual([issue["location"]["path"] for issue in issues], ["odd.cpp", "src dir/a.cpp"])
        for issue in issues:
            self.assertEqual(set(issue), {"description", "check_name", "fingerprint", "severity", "location"})
            self.assertIn(issue["severity"], ("info", "minor", "major", "critical", "blocker"))

    def test_page(self):
        self.expect(self.project("--report=page.html"), 2)
        page = (self.folder / "page.html").read_text()
        self.assertEqual(page.count("</script>"), 2, "a source ended a script")
        data = json.loads(re.search(r'id="data">(.*?)</script>', page, re.S)[1])
        self.assertIn("</script><b>", data["sources"]["odd.cpp"])
        self.assertNotRegex(page, r'(src|href)="http', "it needs nothing beside it")

    def test_page_in_a_browser(self):
        browser = shutil.which("chromium")
        if not browser:
            self.skipTest("chromium is not installed")
        self.project("--report=page.html")
        run = subprocess.run([browser, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom",
                              (self.folder / "page.html").as_uri() + "#words=odd"], capture_output=True, text=True)
        shown = run.stdout.split("<main", 1)[1].split("</main>")[0]
        self.assertIn("lambda captures 'count' by reference", shown)
        self.assertIn("1 of 2 shown", run.stdout)
        self.assertIn("'count' dies here", shown)
        self.assertIn("+  /* grüße 𝔘 */ return [count]", shown)
        self.assertNotIn("<b>", re.sub(r"<b>\d+</b>", "", shown), "a source became markup")
        self.assertIn("broken.cpp", run.stdout)

    def test_output_that_cannot_be_written(self):
        run = self.project("--output=nowhere/out.txt")
        self.expect(run, 2, "cannot write 'nowhere/out.txt'")
