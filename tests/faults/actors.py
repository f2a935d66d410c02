"""Processes that write and read a workspace, to be killed; run as `python actors.py`.

Each line on standard input is a JSON object that names an actor and what it needs; each answer is a
line of JSON: `{"code": exit code or minus the signal, "seconds": …}`. What is heavy is imported once,
then a process is forked for each line, so that fifty of them do not import Chroma fifty times. An actor writes
what it knows to be kept to the file `said`, a line each, by plain write(2): what stands there was
acknowledged before the kill.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import sys
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

Spec = dict[str, Any]


class Said:
    """The file of acknowledgements."""

    def __init__(self, path: str) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def __call__(self, *words: object) -> None:
        os.write(self._file, (" ".join(map(str, words)) + "\n").encode())


def write(spec: Spec, said: Said) -> None:
    """Take papers in one by one, take some out again, build generations between.

    `first` is the number of the first paper, `count` how many (without one, no end); `fall` names
    what this process is to die of by its own hand: see `_fall`.
    """
    from draftkit import Workspace
    from tests.faults import papers

    root, chance = Path(spec["root"]), random.Random(spec["first"])
    _fall(spec.get("fall"), root, said)
    said("began")
    with Workspace.open(root) as workspace:
        number = spec["first"]
        while number < spec.get("count", sys.maxsize) + spec["first"]:
            file = papers.write(Path(spec["papers"]), number)
            said("adding", number)
            for row in workspace.ingest(file).files:
                said(row.result, number, row.notice_id)
            if chance.random() < 0.2:
                gone = chance.choice(workspace.rows()).id
                words = papers.phrase_in(workspace.notice(gone).model_dump_json())
                said("removing", gone, words)
                workspace.remove(gone)
                said("removed", gone, words)
            if chance.random() < 0.5:
                said("merging")
                workspace.reindex()
                said("merged")
            number += 1
    said("finished")


def _fall(kind: list[Any] | None, root: Path, said: Said) -> None:
    """Let this process die at the n-th event of a kind: ["sql", n], ["commit", n], ["file", n]."""
    if kind is None:
        return
    what, left = kind
    here = str(root / ".draftkit")

    def count(told: str) -> None:
        nonlocal left
        if what == "commit" and told != "COMMIT":
            return
        left -= 1
        if left == 0:
            said("fell", what, told)
            os.kill(os.getpid(), signal.SIGKILL)

    def audited(event: str, args: tuple[Any, ...]) -> None:
        if event.startswith(("os.", "shutil.", "open")) and args and here in str(args[0]):
            path = str(args[0])
            if "index" in path.removeprefix(here):
                name = Path(path).name
                count(event if name.startswith("gen-") else f"{event} {name}")

    if what == "file":
        sys.addaudithook(audited)
        return
    real = sqlite3.connect

    def connect(*args: Any, **named: Any) -> sqlite3.Connection:
        db = real(*args, **named)
        db.set_trace_callback(lambda statement: count(statement.split("(")[0][:30]))
        return db

    sqlite3.connect = connect  # type: ignore[assignment]


def ask(spec: Spec, said: Said) -> None:
    """Ask without end, through Chroma; to be killed."""
    from draftkit import Workspace
    from draftkit.settings import Settings

    said("began")
    with Workspace.open(settings=Settings.load(spec["root"], exact_below=0)) as workspace:
        while True:
            workspace.search("志愿服务", k=20)
            said("asked")


def follow(spec: Spec, said: Said) -> None:
    """Ask in many threads while another process writes, until that has finished: what it had
    acknowledged before a question must be in the answer, what it had taken out must not. `log` is
    what the writer says."""
    from draftkit import Workspace
    from draftkit.settings import Settings

    log = Path(spec["log"])
    settings = Settings.load(spec["root"], exact_below=spec["exact_below"])

    def asking(workspace: Workspace, seed: int) -> None:
        chance, asked = random.Random(seed), 0
        while not (told := Told.of(log)).finished:
            for phrase in chance.sample(sorted(told.kept), min(1, len(told.kept))):
                hits, asked = workspace.search(phrase, k=3).hits, asked + 1
                first = hits[0].text if hits else "nothing"
                if phrase not in first and phrase in Told.of(log).kept:
                    said("wrong first", phrase, first)
            for phrase in chance.sample(sorted(told.gone), min(1, len(told.gone))):
                if any(phrase in hit.text for hit in workspace.search(phrase).hits):
                    said("wrong gone", phrase)
        said("asked", asked)

    def guarded(workspace: Workspace, seed: int) -> None:
        try:
            asking(workspace, seed)
        except BaseException:  # noqa: BLE001 - a thread's own fault must be seen by the test
            said("wrong fault", json.dumps(traceback.format_exc()))

    with Workspace.open(settings=settings) as workspace:
        threads = [
            threading.Thread(target=guarded, args=(workspace, one))
            for one in range(spec["threads"])
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


class Told:
    """What a writer has acknowledged by now, as words that only one paper has: `kept` are in the
    archive and nobody has begun to take them out, `gone` were taken out."""

    def __init__(self) -> None:
        self.kept: set[str] = set()
        self.gone: set[str] = set()
        self.finished = False

    @classmethod
    def of(cls, log: Path) -> Told:
        """Read what the writer said; a line that is not whole yet does not count."""
        from tests.faults import papers

        told = cls()
        lines = log.read_text(encoding="utf-8") if log.exists() else ""
        for line in lines.rpartition("\n")[0].splitlines():
            word, *rest = line.split(" ")
            if word == "added":
                told.kept.add(papers.phrase(int(rest[0])))
            elif word == "removing":
                told.kept.discard(rest[1])
            elif word == "removed":
                told.gone.add(rest[1])
            told.finished |= word == "finished"
        return told


def check(spec: Spec, said: Said) -> None:
    """Hold a fresh reader to what was acknowledged: `kept` is notice id → phrase, `gone` are
    phrases, `exact_below` are values of that setting (0: Chroma is asked). Says `wrong …` for each answer that is not right."""
    from draftkit import Workspace
    from draftkit.settings import Settings

    answers = []
    for exact_below in spec["exact_below"]:
        settings = Settings.load(spec["root"], exact_below=exact_below)
        with Workspace.open(settings=settings) as workspace:
            held = {row.id for row in workspace.rows()}
            for missing in set(spec["kept"]) - held:
                said("wrong missing", missing)
            for notice, phrase in spec["kept"].items():
                first = workspace.search(phrase, k=3).hits[:1]
                if not first or first[0].notice_id != notice or phrase not in first[0].text:
                    said("wrong first", exact_below, notice, [hit.notice_id for hit in first])
            for phrase in spec["gone"]:
                if held and any(phrase in hit.text for hit in workspace.search(phrase).hits):
                    said("wrong gone", exact_below, phrase)
            if held:
                answers.append([workspace.search(one, k=20) for one in ("志愿服务", "社区群众")])
    if answers and answers[0] != answers[-1]:
        said("wrong order")
    said("done")


def command(spec: Spec, said: Said) -> None:
    """The command line itself, its output in files; `rights`: hold root to the rights of files;
    `fall`: see `_fall`."""
    from draftkit.cli import main as draftkit
    from tests.rights import held_to_rights

    _fall(spec.get("fall"), Path(spec["root"]), said)

    said("began")
    for descriptor, name in ((1, "out"), (2, "err")):
        file = os.open(f"{spec['said']}.{name}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(file, descriptor)
    sys.argv = ["draftkit", *spec["args"]]
    os.environ.update(spec["environment"])
    try:
        with held_to_rights() if spec.get("rights") else nullcontext():
            draftkit()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


ACTORS: dict[str, Callable[[Spec, Said], None]] = {
    "write": write,
    "ask": ask,
    "follow": follow,
    "check": check,
    "command": command,
}


def act(spec: Spec) -> int:
    """Play one actor in this process; the exit code."""
    try:
        ACTORS[spec["actor"]](spec, Said(spec["said"]))
    except SystemExit as ended:
        return int(ended.code or 0)
    except BaseException:  # noqa: BLE001 - the boundary of an actor: the test shows what it says
        Path(spec["said"] + ".error").write_text(traceback.format_exc(), encoding="utf-8")
        return 1
    return 0


def _forked(spec: Spec) -> int:
    """Play one actor in a child, killed `after` so many seconds from when it begins to speak, or from
    the word `once`; its exit code, or minus the signal that ended it."""
    pid = os.fork()
    if pid == 0:
        os._exit(act(spec))
    after, said, once = spec.get("after"), Path(spec["said"]), spec.get("once", "")
    end = float("inf")
    while True:
        if after is not None and end == float("inf") and said.exists() and once in _words(said):
            end = time.monotonic() + after
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() >= end:
            os.kill(pid, signal.SIGKILL)
        time.sleep(0.002)


def _words(said: Path) -> str:
    return said.read_text(encoding="utf-8", errors="replace")


def _answer(told: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Import what is heavy, then serve."""
    import draftkit.cli.app
    import draftkit.index.chroma
    import draftkit.retrieve.hybrid
    import draftkit.workspace.ingesting  # noqa: F401

    _answer({"ready": True})
    for line in sys.stdin:
        began = time.monotonic()
        code = _forked(json.loads(line))
        _answer({"code": code, "seconds": time.monotonic() - began})


if __name__ == "__main__":
    main()
