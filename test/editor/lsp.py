"""A small client of the language server protocol, enough to edit files and to ask for repairs."""
import json
import queue
import subprocess
import threading
from pathlib import Path

LIMIT = 60  # seconds for an answer; a server that takes longer hangs


class Server:
    def __init__(self, command, folder, capabilities=None):
        self.process = subprocess.Popen([str(word) for word in command], cwd=folder, stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.answers, self.published, self.versions, self.last = queue.Queue(), queue.Queue(), {}, 0
        threading.Thread(target=self._read, daemon=True).start()
        diagnostics = {"relatedInformation": True, "codeActionsInline": False}
        actions = {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}}
        self.ask("initialize", {"processId": None, "rootUri": Path(folder).as_uri(), "capabilities": {
            "textDocument": {"publishDiagnostics": diagnostics, "codeAction": actions, **(capabilities or {})}}})
        self.tell("initialized", {})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.ask("shutdown", None)
            self.tell("exit", None)
        self.process.wait(LIMIT)

    def _read(self):
        stream = self.process.stdout
        while line := stream.readline():
            if not line.startswith(b"Content-Length:"):
                continue
            length = int(line.split(b":")[1])
            while stream.readline().strip():
                pass
            message = json.loads(stream.read(length))
            if "id" in message and "method" not in message:
                self.answers.put(message)
            elif message.get("method") == "textDocument/publishDiagnostics":
                self.published.put(message["params"])
        self.answers.put(None)
        self.published.put(None)

    def _send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def tell(self, method, params):
        self._send({"method": method, "params": params})

    def ask(self, method, params):
        self.last += 1
        self._send({"id": self.last, "method": method, "params": params})
        while True:
            answer = self.answers.get(timeout=LIMIT)
            if answer is None:
                raise RuntimeError(f"the server ended with status {self.process.wait()}")
            if answer["id"] == self.last:
                return answer.get("result")

    def show(self, path, text):
        """Opens or changes the file.
        Returns the diagnostics of this very version."""
        uri, version = Path(path).as_uri(), self.versions.get(path, 0) + 1
        self.versions[path] = version
        document = {"uri": uri, "version": version}
        if version == 1:
            self.tell("textDocument/didOpen", {"textDocument": {**document, "languageId": "cpp", "text": text}})
        else:
            self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}],
                                                 "wantDiagnostics": True})
        while True:
            published = self.published.get(timeout=LIMIT)
            if published is None:
                raise RuntimeError(f"the server ended with status {self.process.wait()}")
            if published["uri"] == uri and published.get("version") == version:
                return published["diagnostics"]

    def hover(self, path, line, column):
        """What stands in the hover there; empty if nothing."""
        answer = self.ask("textDocument/hover", {"textDocument": {"uri": Path(path).as_uri()},
                                                 "position": {"line": line, "character": column}})
        return answer["contents"]["value"] if answer else ""

    def close(self, path):
        self.versions.pop(path, None)
        self.tell("textDocument/didClose", {"textDocument": {"uri": Path(path).as_uri()}})

    def repairs(self, path, diagnostic):
        """Title and edited text of each quick fix of the diagnostic."""
        actions = self.ask("textDocument/codeAction", {
            "textDocument": {"uri": Path(path).as_uri()}, "range": diagnostic["range"],
            "context": {"diagnostics": [diagnostic], "only": ["quickfix"]}})
        return [(action["title"], action["edit"]["changes"][Path(path).as_uri()]) for action in actions]


def applied(text, edits):
    """The text with the edits; their columns count ASCII here."""
    lines = text.splitlines(keepends=True) + [""]

    def offset(at):
        return sum(map(len, lines[:at["line"]])) + at["character"]

    for edit in sorted(edits, key=lambda e: offset(e["range"]["start"]), reverse=True):
        text = text[:offset(edit["range"]["start"])] + edit["newText"] + text[offset(edit["range"]["end"]):]
    return text
