"""kill -9 at any moment of taking in, taking out and merging: what was acknowledged is there.

One archive, fifty writers one after another, each killed. Drawn from a seeded generator,
a quarter die after so many seconds, a quarter at the n-th statement of SQL, a quarter at the n-th
COMMIT, a quarter at the n-th call that makes, opens or deletes something of the index. After each a
fresh reader is held to what was acknowledged: by plain SQL, and by searches through Chroma or by
comparing all, after every fifth by both.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from draftkit.workspace import Workspace
from tests.faults import papers
from tests.faults.cast import Cast, Played
from tests.faults.oracle import texts_of

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork and no SIGKILL"),
    pytest.mark.slow,  # fifty kills of one archive that grows take about a minute
]

KILLS = 50
DEEPLY_ASKED = 12
"""Notices asked for by their own words after each kill; after the last one, all are."""


class Ledger:
    """What the writers acknowledged, and what they had only begun when they died."""

    def __init__(self, database: Path) -> None:
        self.database = database
        self.kept: dict[str, str] = {}
        self.gone: set[str] = set()
        self.next = 0
        self.died_at: Counter[str] = Counter()

    def read(self, played: Played) -> None:
        """Take in what one writer said and hold the file to it, by SQL alone."""
        kept, begun = set(self.kept), set()
        for word, *rest in played.said:
            if word == "adding":
                self.next = int(rest[0])
            elif word in ("added", "unchanged"):
                kept.add(rest[1])
                self.next = int(rest[0]) + 1
            elif word == "removing":
                kept.discard(rest[0])
                begun.add(rest[1])
            elif word == "removed":
                begun.discard(rest[1])
                self.gone.add(rest[1])
            elif word == "fell":
                self.died_at[f"{rest[0]} {' '.join(rest[1:])}"] += 1
        last = played.said[-1][0] if played.said else "before its first word"
        if last != "fell":
            self.died_at[f"timed {last}"] += 1
        held = texts_of(self.database)
        assert kept <= set(held), f"acknowledged and lost: {kept - set(held)}"
        unclear = {papers.phrase(self.next), *begun}
        self.kept = {notice: papers.phrase_in(text) for notice, text in held.items()}
        assert not self.gone & set(self.kept.values()), "taken out and there again"
        assert {self.kept[one] for one in set(held) - kept} <= unclear


def _spec(chance: random.Random, ledger: Ledger, files: Path) -> dict[str, Any]:
    """How the next writer dies."""
    spec: dict[str, Any] = {"first": ledger.next, "papers": str(files)}
    way = chance.choice(("timed", "sql", "commit", "file"))
    if way == "timed":
        return {**spec, "after": chance.uniform(0.0, 1.0)}
    fall = (way, chance.randrange(1, {"sql": 120, "commit": 9, "file": 50}[way]))
    return {**spec, "fall": fall, "after": 20.0}


def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    root, files = tmp_path / "办公 室", tmp_path / "papers"
    Workspace.open(root).close()
    index = root / ".draftkit" / "index"
    ledger, chance = Ledger(root / ".draftkit" / "archive.db"), random.Random(41)
    with Cast(tmp_path) as cast:
        for kill in range(KILLS):
            played = cast.play("write", root, **_spec(chance, ledger, files))
            assert played.code == -signal.SIGKILL, played.error
            ledger.read(played)
            last = kill == KILLS - 1
            asked = sorted(ledger.kept) if last else _some(ledger.kept, chance)
            checked = cast.play(
                "check",
                root,
                kept={one: ledger.kept[one] for one in asked},
                gone=sorted(ledger.gone) if last else _some(ledger.gone, chance),
                exact_below=[10**9, 0] if last or kill % 5 == 0 else [10**9 * (kill % 2)],
            )
            assert (checked.code, checked.said) == (0, [["done"]]), checked.error
            assert len(list(index.glob("*"))) <= 3, "half-built generations pile up"
            if kill % 10 == 0:
                assert cast.play("ask", root, after=0.2, once="asked").code == -signal.SIGKILL
        _readers_leave_nothing(cast, root)
    assert len({how.split()[0] for how in ledger.died_at}) == 4, ledger.died_at
    assert len(ledger.died_at) >= 12, f"too few different moments: {ledger.died_at}"
    _at_the_end(root, files, ledger)


def _readers_leave_nothing(cast: Cast, root: Path) -> None:
    """What killed readers left in the temporary folder goes with the next reader, once it is old
    enough not to be one that just begins."""
    with Workspace.open(root) as workspace:  # the last writer may have died before any was sealed
        workspace.reindex(wait=0)
    left = list(cast.temporary.glob("draftkit-index-*"))
    assert left, "no reader was killed while it had a copy"
    for folder in left:
        os.utime(folder, (0, 0))
    assert cast.play("check", root, kept={}, gone=[], exact_below=[0]).said == [["done"]]
    assert list(cast.temporary.iterdir()) == []


def _some(from_: Any, chance: random.Random) -> list[str]:
    every = sorted(from_)
    return every[-3:] + chance.sample(every, min(len(every), DEEPLY_ASKED))


def _at_the_end(root: Path, files: Path, ledger: Ledger) -> None:
    """The lock is free, one more paper goes in, the rests are gone, `doctor` finds all in order."""
    with Workspace.open(root) as workspace:
        assert workspace.ingest(papers.write(files, ledger.next), wait=0).counts["failed"] == 0
        workspace.reindex(wait=0)
        made = workspace.archive.generation()
    assert made is not None
    assert [one.name for one in (root / ".draftkit" / "index").iterdir()] == [made.folder]
    done = subprocess.run(
        [sys.executable, "-m", "draftkit", "doctor", "--workspace", str(root)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert done.stderr == "All is well, nothing to do. Nothing was changed.\n", done.stdout
