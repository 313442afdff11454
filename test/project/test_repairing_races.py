"""Repairs by closure-lint while others write: what was linted is repaired, or nothing, and no byte is lost."""
import errno
import fcntl
import hashlib
import os
import resource
import shutil
import signal
import struct
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

from projects import LINT, ProjectTest

WRONG = "auto {0}(int a) {{ int x = a; return [&] {{ return x; }}; }}\n"
RIGHT = WRONG.replace("[&]", "[x]")
CHANGED = "has changed since it was linted, nothing of it is repaired; run again"
INTERPOSE = Path(__file__).with_name("interpose.c")
COMPILER = next(filter(shutil.which, ("cc", "clang", f"clang-{os.environ.get('LLVM_VERSION', '22')}")), None)


def wrong(*names):
    return "".join(map(WRONG.format, names))


def right(*names):
    return "".join(map(RIGHT.format, names))


def blob(text):
    return hashlib.sha1(b"blob %d\0" % len(text.encode()) + text.encode()).hexdigest()


class RaceTest(ProjectTest):
    def held(self, meanwhile, *words, last='int z;\n'):
        """A run over a.cpp and then z.cpp, which waits in the middle until `meanwhile` is done."""
        os.mkfifo(self.folder / "hold")
        self.put("z.cpp", '#include "hold"\n' + last)
        run = subprocess.Popen([LINT, "-j1", "--fix", *words, "a.cpp", "z.cpp", "--"], cwd=self.folder,
                               stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        with self.reader(run) as hold:
            meanwhile()
            hold.write("\n")
        out, err = run.communicate()
        return subprocess.CompletedProcess(run.args, run.returncode, out, err)

    def reader(self, run):
        """Opens "hold" when the run reads it, which is after a.cpp."""
        while run.poll() is None:
            try:
                return open(os.open(self.folder / "hold", os.O_WRONLY | os.O_NONBLOCK), "w")
            except OSError as error:
                if error.errno != errno.ENXIO:
                    raise
                time.sleep(0.01)
        self.fail(f"the run has ended: {run.communicate()}")

    def text(self, name="a.cpp"):
        return (self.folder / name).read_text()

    def replace(self, name, text):
        """As editors do: another file takes the name."""
        self.put("saved", text)
        os.rename(self.folder / "saved", self.folder / name)

    def leftovers(self):
        return [name for name in os.listdir(self.folder) if ".closure-lint-" in name]


class Meanwhile(RaceTest):
    def test_a_second_run(self):
        self.write(a_cpp=wrong("f", "g", "h"))
        run = self.held(lambda: self.expect(self.lint("--fix", "a.cpp", "--"), 1, "3 repaired"))
        self.expect(run, 2, f"error: 'a.cpp' {CHANGED}", "0 repaired, 3 left because their files are not touched")
        self.assertEqual(self.text(), right("f", "g", "h"))
        self.assertEqual(self.leftovers(), [])

    def test_an_editor_that_replaces_the_file(self):
        self.write(a_cpp=wrong("f"))
        saved = "// saved\n" + wrong("f")
        run = self.held(lambda: self.replace("a.cpp", saved))
        self.expect(run, 2, f"error: 'a.cpp' {CHANGED}")
        self.assertEqual(self.text(), saved)
        # It was shown before anybody saved.
        self.assertIn("a.cpp:1:36: warning: ", run.stdout)
        self.assertIn("1 | " + wrong("f"), run.stdout)
        self.assertNotIn("// saved", run.stdout)

    def test_lines_that_are_not_those_of_the_warning_are_not_shown(self):
        # With a baseline what stands in a header is shown when all units are known.
        header = "inline " + wrong("f")
        self.put("none.json", '{"findings": [], "version": 1}\n')
        self.write(h_h=header, a_cpp='#include "h.h"\n')
        run = self.held(lambda: self.replace("h.h", "// saved\n" + header), "--baseline=none.json")
        self.expect(run, 2, f"error: 'h.h' {CHANGED}")
        self.assertIn("h.h:1:43: warning: ", run.stdout)
        self.assertIn("its lines are not shown", run.stdout)
        self.assertNotIn("// saved", run.stdout)

    def test_an_editor_that_rewrites_the_file(self):
        self.write(a_cpp=wrong("f"))
        saved = "//\n" + wrong("f")
        self.expect(self.held(lambda: self.put("a.cpp", saved)), 2, f"error: 'a.cpp' {CHANGED}")
        self.assertEqual(self.text(), saved)

    def test_the_same_content_once_more_is_no_change(self):
        self.write(a_cpp=wrong("f"))
        self.expect(self.held(lambda: self.put("a.cpp", wrong("f"))), 1, "1 repaired")
        self.assertEqual(self.text(), right("f"))

    def test_a_file_that_is_gone(self):
        self.write(a_cpp=wrong("f"))
        self.expect(self.held(lambda: os.unlink(self.folder / "a.cpp")), 2, f"error: 'a.cpp' {CHANGED}")
        self.assertFalse((self.folder / "a.cpp").exists())

    def test_a_header_that_two_units_read_in_two_states(self):
        header = "#pragma once\ninline " + wrong("f")
        self.write(h_h=header, a_cpp='#include "h.h"\n' + wrong("g"))
        saved = header + "// saved\n"
        run = self.held(lambda: self.put("h.h", saved), last='#include "h.h"\n')
        self.expect(run, 2, f"error: 'h.h' {CHANGED}", "1 repaired, 1 left because its file is not touched")
        self.assertEqual(self.text("h.h"), saved)
        self.assertEqual(self.text(), '#include "h.h"\n' + right("g"))

    def test_a_patch_is_for_what_was_linted(self):
        self.write(a_cpp=wrong("f"))
        run = self.held(lambda: self.put("a.cpp", "//\n" + wrong("f")), "--dry-run")
        self.expect(run, 2, f"error: 'a.cpp' {CHANGED}", "0 can be repaired")
        self.assertEqual(run.stdout, "")

    def test_a_file_that_grows_and_shrinks_does_not_end_the_run(self):
        self.write(a_cpp=wrong("f") + "// " + "x" * 100000 + "\n")
        self.expect(self.held(lambda: self.put("a.cpp", "")), 2, f"error: 'a.cpp' {CHANGED}")
        self.assertEqual(self.text(), "")


@unittest.skipUnless(COMPILER, "there is no C compiler for the library that counts calls")
class EveryMoment(RaceTest):
    @classmethod
    def setUpClass(cls):
        # A space would part the name for the loader.
        cls.place = Path(tempfile.mkdtemp(prefix="closure-"))
        cls.addClassCleanup(shutil.rmtree, cls.place)
        cls.counter = cls.place / "interpose.so"
        subprocess.run([COMPILER, "-shared", "-fPIC", "-o", cls.counter, INTERPOSE, "-ldl"], check=True)

    def at(self, moment, action, *words, **more):
        environment = {**os.environ, "LD_PRELOAD": str(self.counter), "CLOSURE_AT": str(moment), "CLOSURE_DO": action,
                       **more}
        return subprocess.run([LINT, "--fix", *words, "--"], cwd=self.folder, env=environment,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True)

    def test_a_kill_at_any_moment_leaves_whole_files(self):
        # The calls of the sixth file are behind the hundredth.
        names = [f"{letter}.cpp" for letter in "abcdef"]
        old, new = wrong("f", "g"), right("f", "g")
        for moment in range(1, 101):
            for name in names:
                self.put(name, old)
            self.assertEqual(self.at(moment, "KILL", *names).returncode, -signal.SIGKILL, f"at {moment}")
            states = [self.text(name) for name in names]
            self.assertLessEqual(set(states), {old, new}, f"at {moment}")
            self.expect(self.lint("--fix", "--quiet", *names, "--"), 1 if old in states else 0)
            self.assertEqual({self.text(name) for name in names}, {new}, f"at {moment}")
            self.assertEqual(self.leftovers(), [], f"at {moment}")

    # As editors do: another file takes the name.
    SAVE = "echo '// saved' > saved && mv saved a.cpp"
    SAVE_IN_PLACE = "echo '// saved' > a.cpp"

    def test_a_save_at_any_moment_is_kept(self):
        moment, done = 0, False
        while not done:
            moment += 1
            for save in (self.SAVE, self.SAVE_IN_PLACE):
                self.put("a.cpp", wrong("f"))
                self.at(moment, save, "a.cpp", CLOSURE_COUNT=str(self.place / "count"))
                done = int((self.place / "count").read_text()) < moment
                self.assertEqual(self.text(), right("f") if done else "// saved\n", f"at {moment}")
                self.assertEqual(self.leftovers(), [], f"at {moment}")
        self.assertGreater(moment, 10)

    def test_a_save_just_before_the_exchange_is_said(self):
        self.put("a.cpp", wrong("f"))
        self.expect(self.at("renameat2", self.SAVE, "a.cpp"), 2, f"error: 'a.cpp' {CHANGED}", "0 repaired")
        self.assertEqual(self.text(), "// saved\n")

    def test_writing_in_place_just_before_the_exchange_is_kept(self):
        self.put("a.cpp", wrong("f"))
        self.expect(self.at("renameat2", self.SAVE_IN_PLACE, "a.cpp"), 2, f"error: 'a.cpp' {CHANGED}")
        self.assertEqual(self.text(), "// saved\n")

    def test_a_save_that_is_taken_out_comes_back_after_a_kill(self):
        self.put("a.cpp", wrong("f"))
        self.at("renameat2", self.SAVE, "a.cpp", CLOSURE_THEN="KILL")
        self.assertEqual(self.text(), right("f"))
        self.assertEqual(len(self.leftovers()), 1)
        self.expect(self.lint("--fix", "--quiet", "a.cpp", "--"), 0)
        self.assertEqual(self.text(), "// saved\n")
        self.assertEqual(self.leftovers(), [])

    def test_a_file_that_is_open_for_writing_is_left(self):
        path = self.put("a.cpp", wrong("f"))
        with open(path, "a"):
            self.expect(self.lint("--fix", "a.cpp", "--"), 2,
                        "error: 'a.cpp' is being written by another program, nothing of it is repaired; run again")
            self.assertEqual(self.text(), wrong("f"))
        self.expect(self.lint("--fix", "a.cpp", "--"), 1, "1 repaired")

    def test_where_files_cannot_change_places(self):
        self.put("a.cpp", wrong("f"))
        run = self.at("none", "true", "a.cpp", CLOSURE_NO_EXCHANGE="1")
        self.expect(run, 1, "1 repaired")
        self.assertEqual(self.text(), right("f"))
        self.put("a.cpp", wrong("f"))
        self.expect(self.at("renameat2", self.SAVE, "a.cpp", CLOSURE_NO_EXCHANGE="1"), 2, CHANGED)
        self.assertEqual(self.text(), "// saved\n")
        self.assertEqual(self.leftovers(), [])


class Leftovers(RaceTest):
    def put_leftover(self, kind, text, name="a.cpp"):
        return self.put(f".{name}.closure-lint-{kind}-0123abcd", text)

    def ready(self, old, new):
        return f"{blob(old)[:16]}-{blob(new)[:16]}"

    def test_those_of_killed_runs_are_cleared(self):
        self.write(a_cpp=right("f"), other_h="#pragma once\n", b_cpp='#include "sub/b.h"\n')
        self.put("sub/b.h", "")
        self.put_leftover("new", "auto f(")
        self.put_leftover(self.ready("old", "new"), "old")
        self.put_leftover(self.ready("old", "new"), "new", name="b.cpp")
        header = self.put("sub/.b.h.closure-lint-new-0123abcd", "")
        self.expect(self.lint("a.cpp", "b.cpp", "--"), 0)
        self.assertEqual(len(self.leftovers()), 3, "only a run that repairs writes to the folder")
        self.expect(self.lint("--fix", "a.cpp", "b.cpp", "--"), 0)
        self.assertEqual(self.leftovers(), [])
        self.assertFalse(header.exists())

    def test_those_of_living_runs_and_of_others_stay(self):
        self.write(a_cpp=right("f"))
        mine = [self.put(name, "mine") for name in (".a.cpp.closure-lint-new", "a.cpp.closure-lint-new-0123abcd",
                                                    ".a.cpp.closure-lint-new-0123abcdef")]
        held = self.put_leftover("new", "")
        with open(held) as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            self.expect(self.lint("--fix", "a.cpp", "--"), 0)
            self.assertTrue(held.exists())
        self.expect(self.lint("--fix", "a.cpp", "--"), 0)
        self.assertFalse(held.exists())
        self.assertTrue(all(path.exists() for path in mine))

    def test_a_save_that_a_killed_run_took_out_comes_back(self):
        # It was exchanged for the repaired file, and the run was killed before it looked.
        self.write(a_cpp=right("f"))
        self.put_leftover(self.ready(wrong("f"), right("f")), "// saved\n")
        self.expect(self.lint("--fix", "a.cpp", "--"), 0)
        self.assertEqual(self.text(), "// saved\n")
        self.assertEqual(self.leftovers(), [])

    def test_a_save_that_has_been_saved_over_is_kept_and_said(self):
        self.write(a_cpp="// saved again\n")
        path = self.put_leftover(self.ready(wrong("f"), right("f")), "// saved\n")
        self.expect(self.lint("--fix", "a.cpp", "--"), 2, f"error: '{path}' holds what was saved to ", "delete it")
        self.assertEqual(self.text(), "// saved again\n")
        self.assertEqual(path.read_text(), "// saved\n")


class Kept(RaceTest):
    def attributes(self, name="a.cpp"):
        path = self.folder / name
        known = path.stat()
        return (known.st_mode, known.st_uid, known.st_gid, known.st_nlink,
                {key: os.getxattr(path, key) for key in os.listxattr(path)})

    def test_mode_and_extended_attributes_stay(self):
        path = self.put("a.cpp", wrong("f"))
        path.chmod(0o640)
        try:
            os.setxattr(path, "user.tag", b"one\0two")
            os.setxattr(path, "user.empty", b"")
        except OSError as error:
            self.skipTest(f"the file system knows no extended attributes: {error}")
        before = self.attributes()
        self.expect(self.lint("--fix", "a.cpp", "--"), 1, "1 repaired")
        self.assertEqual(self.attributes(), before)
        self.assertEqual(self.text(), right("f"))

    def test_an_access_control_list_stays(self):
        path = self.put("a.cpp", wrong("f"))
        # Owner, one more user, group, mask and others: a tag, what is allowed, and for whom.
        entries = ((1, 6, -1), (2, 6, 12345), (4, 4, -1), (16, 6, -1), (32, 4, -1))
        try:
            os.setxattr(path, "system.posix_acl_access",
                        struct.pack("<I", 2) + b"".join(struct.pack("<HHi", *entry) for entry in entries))
        except OSError as error:
            self.skipTest(f"the file system knows no access control lists: {error}")
        before = self.attributes()
        self.lint("--fix", "a.cpp", "--")
        self.assertEqual(self.attributes(), before)
        self.assertEqual(self.text(), right("f"))

    @unittest.skipUnless(os.geteuid() == 0, "only root can give files away")
    def test_the_owner_stays(self):
        path = self.put("a.cpp", wrong("f"))
        path.chmod(0o600)
        os.chown(path, 12345, 54321)
        before = self.attributes()
        self.expect(self.lint("--fix", "a.cpp", "--"), 1, "1 repaired")
        self.assertEqual(self.attributes(), before)
        self.assertEqual(self.text(), right("f"))

    def by_somebody_else(self):
        # Who need not be able to reach the build folder.
        tool = Path(shutil.copy(LINT, self.folder / "tool"))
        tool.chmod(0o755)
        return subprocess.run([tool, "--fix", "a.cpp", "--"], cwd=self.folder, user=12345, group=54321,
                              extra_groups=[], stdin=subprocess.DEVNULL, capture_output=True, text=True)

    @unittest.skipUnless(os.geteuid() == 0, "only root can become somebody else")
    def test_an_owner_that_cannot_stay_is_a_reason(self):
        path = self.put("a.cpp", wrong("f"))
        self.folder.chmod(0o777)
        path.chmod(0o666)
        run = self.by_somebody_else()
        self.expect(run, 2, "error: 'a.cpp' cannot keep its owner when it is replaced; nothing of it is repaired",
                    "0 repaired")
        self.assertEqual(self.text(), wrong("f"))
        self.assertEqual(self.leftovers(), [])

    @unittest.skipUnless(os.geteuid() == 0, "only root can become somebody else")
    def test_a_file_or_folder_that_may_not_be_written_is_a_reason(self):
        path = self.put("a.cpp", wrong("f"))
        for folder, file in ((0o777, 0o444), (0o755, 0o666)):
            self.folder.chmod(folder)
            path.chmod(file)
            run = self.by_somebody_else()
            self.expect(run, 2, "error: 'a.cpp' cannot be written: Permission denied; nothing of it is repaired")
            self.assertEqual(self.text(), wrong("f"))

    def full(self, run):
        self.expect(run, 2, "a.cpp' cannot be written: ", "; nothing of it is repaired",
                    "0 repaired, 1 left because its file is not touched")
        self.assertEqual(self.text(), wrong("f") + "//" + "x" * 20000 + "\n")
        self.assertEqual(self.leftovers(), [])

    def test_a_limit_on_the_size_of_files(self):
        self.write(a_cpp=wrong("f") + "//" + "x" * 20000 + "\n")
        self.full(subprocess.run(
            [LINT, "--fix", "a.cpp", "--"], cwd=self.folder, stdin=subprocess.DEVNULL, capture_output=True, text=True,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (10000, 10000))))

    def test_a_full_disk(self):
        disk = self.folder / "disk"
        disk.mkdir()
        mount = shutil.which("mount")
        if os.geteuid() or not mount or subprocess.run([mount, "-t", "tmpfs", "-o", "size=64k", "none", disk],
                                                       capture_output=True).returncode:
            self.skipTest("no small disk can be made here")
        self.addCleanup(subprocess.run, ["umount", disk], check=True)
        self.folder = disk
        self.write(a_cpp=wrong("f") + "//" + "x" * 20000 + "\n")
        with self.assertRaises(OSError) as full, open(disk / "filler", "wb", buffering=0) as file:
            while True:
                file.write(b"x" * 4096)
        self.assertEqual(full.exception.errno, errno.ENOSPC)
        self.full(self.lint("--fix", "a.cpp", "--"))
        os.unlink(disk / "filler")
        self.expect(self.lint("--fix", "a.cpp", "--"), 1, "1 repaired")
