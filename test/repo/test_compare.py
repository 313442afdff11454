"""The table of what other tools say of the cases, without the tools."""
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "cases"))
import compare  # noqa: E402

BAD = "// kind: escape\n// std: c++17\nint a; // BAD: x\nint b; // BAD: y\nint c; // ALT\n"
GOOD = "// kind: escape\n// std: c++17\nint a;\n"


class Compare(unittest.TestCase):
    def judged(self, text, lines):
        """What is thought of a tool that warns in these lines."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "a.cpp")
            path.write_text(text)
            said = "\\n".join(f"{{file}}:{line}:1: warning: of this [tool]" for line in lines)
            return compare.judge(path, f"printf '{said}\\n'", "[tool]")

    def test_a_defect_is_found_in_each_marked_line(self):
        self.assertEqual(self.judged(BAD, [3, 4]), ("escape", True, True))
        self.assertEqual(self.judged(BAD, [5]), ("escape", True, True))
        self.assertEqual(self.judged(BAD, [3]), ("escape", True, False))
        self.assertEqual(self.judged(BAD, []), ("escape", True, False))

    def test_a_right_program_is_left_alone(self):
        self.assertEqual(self.judged(GOOD, []), ("escape", False, True))
        self.assertEqual(self.judged(GOOD, [1]), ("escape", False, False))

    def test_the_table(self):
        counts = compare.counted([("loop", True, True), ("loop", True, False), ("loop", False, True), ("this", False, False)])
        self.assertEqual(counts, {"loop": [1, 2, 1, 1], "this": [0, 0, 0, 1]})
        self.assertEqual(compare.markdown({"a tool": counts}).splitlines()[2],
                         "| a tool | 1/2 found, 1/1 quiet | 0/0 found, 0/1 quiet | 1/2 found, 1/2 quiet |")

    def test_all_tools_are_given_the_file(self):
        for name, (command, _) in compare.tools("22").items():
            self.assertIn("{file}", command, name)
