"""The page in a browser: narrow, dark, and by keyboard alone."""
import json
import shutil
import subprocess
import tempfile
import unittest
import urllib.request

from projects import ProjectTest

NUMBER, WIDTH, HEIGHT = 300, 400, 800
# Every third has alternatives, every fifth a line that is too wide, one lines to fold.
PLAIN = """auto {name}() {{
  int count = 0;
  {wide}return [&count] {{ return count; }};
}}
"""
CHANGES = """auto {name}() {{
  int count = 0;
  {wide}return [&count] {{ return ++count; }};
}}
"""
# What it is that can be used, and what can be read.
CONTROLS = "input, button, summary, a, label"
WORDS = "h1, h2, h3, .where, .where span, .dim, .said, .number, .code, button, summary, label, .add, .del, .hunk, td, th"
CLIPPED = """
const bad = [], wide = document.documentElement.clientWidth;
for (const each of document.querySelectorAll(arguments[0])) {
  const box = each.getBoundingClientRect();
  if (!each.checkVisibility() || each.closest('.source')) continue;
  if (box.left < 0 || box.right > wide || each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).overflow !== 'visible')
    bad.push(each.outerHTML.slice(0, 200));
}
return [document.documentElement.scrollWidth - wide, bad];
"""
# The least contrast, as the rules for accessible pages count it.
CONTRAST = """
const parse = text => text.match(/[\\d.]+/g).map(Number);
const light = ([r, g, b]) => [r, g, b].map(c => (c /= 255) <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
  .reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
function back(node) {
  for (; node; node = node.parentElement) {
    const found = parse(getComputedStyle(node).backgroundColor);
    if (found.length < 4 || found[3] > 0) return found;
  }
  return [255, 255, 255];
}
let least = [99, ''];
for (const each of document.querySelectorAll(arguments[0])) {
  const [a, b] = [light(parse(getComputedStyle(each).color)), light(back(each))].sort((x, y) => y - x);
  const ratio = (a + .05) / (b + .05);
  if (ratio < least[0]) least = [ratio, each.outerHTML.slice(0, 120)];
}
return [getComputedStyle(document.body).backgroundColor, ...least];
"""
WATCH = """
window.reached = new Set();
const all = [...document.querySelectorAll('.finding')];
addEventListener('focusin', event => { const at = all.indexOf(event.target); if (at >= 0) reached.add(at); });
return all.length;
"""
COVERED = """
const box = document.activeElement.getBoundingClientRect();
const top = document.elementFromPoint(box.left + 20, Math.max(box.top, 0) + 10);
return [document.activeElement.className, box.top >= 0 && box.top < innerHeight, document.activeElement.contains(top)];
"""


class Browser:
    def __init__(self, profile):
        self.driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        port = next(line for line in self.driver.stdout if "started successfully" in line).rstrip(".\n").split()[-1]
        self.at = f"http://127.0.0.1:{port}/session"
        options = {"args": ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}"], "binary": shutil.which("chromium")}
        self.at += "/" + self.post("", {"capabilities": {"alwaysMatch": {"goog:chromeOptions": options}}})["sessionId"]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        urllib.request.urlopen(urllib.request.Request(self.at, method="DELETE")).close()
        self.driver.terminate()
        self.driver.wait()
        self.driver.stdout.close()

    def post(self, path, body):
        request = urllib.request.Request(self.at + path, json.dumps(body).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]

    def run(self, script, *arguments):
        return self.post("/execute/sync", {"script": script, "args": arguments})

    def developer(self, command, **parameters):
        return self.post("/goog/cdp/execute", {"cmd": command, "params": parameters})

    def press(self, *keys):
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self.post("/actions", {"actions": [{"type": "key", "id": "keys", "actions": actions}]})


TAB, ENTER, SPACE = "\ue004", "\ue007", " "


@unittest.skipUnless(shutil.which("chromium") and shutil.which("chromedriver"), "chromium and chromium-driver are not installed")
class Page(ProjectTest):
    def setUp(self):
        super().setUp()
        parts = []
        for i in range(NUMBER):
            text = CHANGES if i % 3 == 0 else PLAIN
            wide = f"int {'long_' * 30}name = 0;\n  " if i % 5 == 0 else "\n" * 12 if i == 7 else ""
            parts.append(text.format(name=f"a_function_with_a_name_of_some_length_{i}", wide=wide))
        self.put("a/folder/with/a/rather/long/path/that/does/not/fit/into/one/line/source.cpp", "".join(parts))
        run = self.lint("--report=page.html", "a/folder/with/a/rather/long/path/that/does/not/fit/into/one/line/source.cpp")
        self.expect(run, 1, f"{NUMBER} findings")

    def test_narrow_dark_and_by_keyboard(self):
        profile = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, profile, ignore_errors=True)
        with Browser(profile) as browser:
            browser.developer("Emulation.setDeviceMetricsOverride", width=WIDTH, height=HEIGHT, deviceScaleFactor=1, mobile=False)
            browser.developer("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark"}])
            browser.post("/url", {"url": (self.folder / "page.html").as_uri()})
            beyond, clipped = browser.run(CLIPPED, CONTROLS)
            self.assertEqual((beyond, clipped), (0, []))
            back, ratio, where = browser.run(CONTRAST, WORDS)
            self.assertEqual(back, "rgb(20, 24, 30)")
            self.assertGreaterEqual(ratio, 4.5, where)
            self.keyboard(browser)

    def keyboard(self, browser):
        self.assertEqual(browser.run(WATCH), NUMBER)
        for _ in range(40):
            browser.press(*[TAB] * 60)
            if browser.run("return reached.size") == NUMBER:
                break
        self.assertEqual(browser.run("return reached.size"), NUMBER)
        browser.run("reached.clear(); document.activeElement.blur();")
        for count in (1, 149, 150):
            browser.press(*"j" * count)
            self.assertEqual(browser.run(COVERED)[1:], [True, True])
        self.assertEqual(browser.run("return reached.size"), NUMBER)
        browser.press("k", "k")
        self.assertEqual(browser.run("return [...document.querySelectorAll('.finding')].indexOf(document.activeElement)"), NUMBER - 3)
        # What is folded opens, and a filter takes letters, by the keys.
        browser.run("document.querySelector('summary').focus()")
        browser.press(ENTER)
        self.assertTrue(browser.run("return document.activeElement.parentElement.open"))
        browser.run("document.querySelector('button.more')?.focus()")
        browser.press(ENTER)
        browser.run("document.getElementById('words').focus()")
        browser.press(*"length_17")
        self.assertIn(f" of {NUMBER} shown", browser.run("return document.getElementById('shown').textContent"))
        browser.press(TAB, SPACE)
        self.assertIn("check=closure-dangling-capture", browser.run("return location.hash"))


if __name__ == "__main__":
    unittest.main()
