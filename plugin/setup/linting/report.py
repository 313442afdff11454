"""Collects results: every finding once, every file that failed by name, and the summary."""
import os
import sys

from setup.linting.findings import parse, why_failed
from setup.say import CLEAN, FINDINGS, INCOMPLETE, complain, count, say


class Report:
    def __init__(self, tidy, remedy):
        self.tidy, self.total = tidy, 0
        self.remedy = remedy     # what helps when a file does not compile
        self.findings = {}       # plain text -> block: a header's finding comes with each unit that includes it
        self.errors = {}
        self.faults = []         # sentences
        self.failed = set()      # paths
        self.done = set()
        self.remarks = ""        # what run-clang-tidy itself says
        self.repairable = []     # the files whose findings are not all known from other files
        self.repaired = 0

    def fault(self, path, sentence):
        self.failed.add(path)
        self.faults.append(sentence)

    def add(self, result, directory):
        if not result.path:
            self.remarks += result.text
            return
        output = parse(result.text, directory)
        new = [block for block in output.findings if block.plain not in self.findings]
        self.findings.update((block.plain, block) for block in new)
        self.done.add(result.path)
        for text in output.settings:
            if text not in self.faults:
                self.faults.append(text)
        sentence = why_failed(result.path, self.tidy.name, result.text, output, result.status)
        if sentence:
            self.fault(result.path, sentence + (f"; {self.remedy}" if "does not compile" in sentence else ""))
            self.errors.update((block.plain, block) for block in output.errors)
            if not output.errors:
                self.errors.update((line, None) for line in output.rest)
        elif new:
            self.repairable.append(result.path)

    def progress(self):
        """On a terminal one line that changes; elsewhere a line for each tenth of the work."""
        done, found = len(self.done), count(len(self.findings), "finding")
        if sys.stderr.isatty():
            end = "\r" if done < self.total else "\r\033[K"
            print(f"closure-lint: {done} of {self.total} files, {found} ", end=end, file=sys.stderr, flush=True)
        elif done and self.total >= 20 and done * 10 // self.total > (done - 1) * 10 // self.total:
            say(f"{done} of {self.total} files, {found}")

    def print(self):
        for block in sorted(self.findings.values(), key=lambda block: block.order):
            print("\n".join(block.lines))
        sys.stdout.flush()
        for plain, block in self.errors.items():
            print("\n".join(block.lines) if block else plain, file=sys.stderr)
        for sentence in self.faults:
            complain(sentence)

    def summary(self):
        words = [f"{count(len(self.findings), 'finding') if self.findings else 'no findings'} "
                 f"in {count(len(self.done), 'file')}"]
        if self.repaired:
            words.append(f"{self.repaired} repaired")
        if self.failed:
            words.append(f"{count(len(self.failed), 'file')} could not be analysed")
        return ", ".join(words)

    def status(self):
        if self.faults:
            return INCOMPLETE
        return FINDINGS if self.findings else CLEAN
