"""Versions of one paper in the archive: found through sketches, grouped, the best of each named.

Which notices are one group does not depend on the order they came in: groups are the connected
parts of the graph whose edges `one_paper` says; where notices that do not tell their body would
join papers of two bodies, they stand alone.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable
from typing import Any

from draftkit import assets
from draftkit.archive.packing import decoding, unpacked
from draftkit.archive.passages import CHUNKING
from draftkit.archive.sketch import band_marks, number_mark
from draftkit.archive.versions import (
    LINKING,
    Paper,
    best_of,
    may_be_one,
    normal_number,
    one_paper,
    stage_of,
)
from draftkit.errors import ArchiveError
from draftkit.reading import body_of, known_groups, one_body
from draftkit.values.notice import Notice


def linking_stamp() -> int:
    """What links rest on, as a number: the code's version, word lists, names set as one body's."""
    words = [assets.load_yaml("eval", name) for name in ("versions.yaml", "lexicon/bodies.yaml")]
    rests_on = json.dumps([LINKING, CHUNKING, known_groups(), words], ensure_ascii=False)
    return zlib.crc32(rests_on.encode("utf-8"))


def stage_from(notice: Notice, paths: Iterable[str]) -> str | None:
    """The stage of a notice that stands under these paths."""
    paper = notice.paper
    numbered = any(normal_number(one.doc_number) for one in (notice, paper))
    issued = notice is not paper or any(
        one.letterhead or one.printed_on or one.printed_by for one in (notice, paper)
    )
    return stage_of(paper.stage or notice.stage, issued, numbered, paths)


def body_key(notice: Notice) -> str | None:
    """The key of the body whose paper it is."""
    issuer = notice.paper.issuer or notice.issuer
    return body_of(issuer) if issuer else None


class Linker:
    """Sketches and links inside one write transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._papers: dict[str, Paper] = {}
        self._stale: set[str] = set()

    def sketch(self, notice: Notice) -> None:
        """Store the marks of a notice, whose row and passages are stored already."""
        self._papers.pop(notice.id, None)
        paper = self._paper(notice.id)
        marks = band_marks(paper.own) | {number_mark(number) for number in paper.numbers}
        self._db.execute("DELETE FROM sketches WHERE notice_id = ?", (notice.id,))
        self._db.executemany(
            "INSERT INTO sketches (notice_id, mark) VALUES (?, ?)",
            ((notice.id, mark) for mark in sorted(marks)),
        )
        self._stale.add(notice.id)

    def will_change(self, notice_id: str) -> None:
        """A notice is about to change or to go: what it is linked with must be looked at again."""
        if self._db.execute("SELECT 1 FROM notices WHERE id = ?", (notice_id,)).fetchone():
            self._stale |= self._connected(notice_id)
            self._stale |= {
                str(row[0])
                for row in self._db.execute(
                    "SELECT id FROM notices WHERE best = (SELECT best FROM notices WHERE id = ?)",
                    (notice_id,),
                )
            }
        self._papers.pop(notice_id, None)

    def relink(self) -> bool:
        """Link all that changed with what it belongs to; whether any link is another now."""
        changed = False
        while self._stale:
            notice_id = min(self._stale)
            if not self._db.execute("SELECT 1 FROM notices WHERE id = ?", (notice_id,)).fetchone():
                self._stale.discard(notice_id)
                continue
            whole = self._connected(notice_id)
            self._stale -= whole
            for group in self._groups(whole):
                changed |= self._name_best(group)
        self._papers.clear()
        return changed

    def _name_best(self, group: set[str]) -> bool:
        best = best_of(map(self._paper, group)) if len(group) > 1 else None
        changed = False
        for one in sorted(group):
            cursor = self._db.execute(
                "UPDATE notices SET best = ? WHERE id = ? AND best IS NOT ?", (best, one, best)
            )
            changed |= cursor.rowcount > 0
        return changed

    def _connected(self, notice_id: str) -> set[str]:
        """All notices that a chain of edges leads to, itself among them."""
        seen, waiting = {notice_id}, [notice_id]
        while waiting:
            here = waiting.pop()
            for other in self._candidates(here):
                if other not in seen and one_paper(self._paper(here), self._paper(other)):
                    seen.add(other)
                    waiting.append(other)
        return seen

    def _groups(self, whole: set[str]) -> list[set[str]]:
        """A connected part as groups, each of one body."""
        named = {one: self._paper(one).issuer or "" for one in whole}
        bodies = {body_of(issuer) for issuer in named.values() if issuer}
        if all(one_body(left, right) for left in bodies for right in bodies):
            return [whole]
        # A name without its place (市科技局) that fits several bodies tells as little as none.
        vague = {
            key
            for key in bodies
            if any(len(other) > len(key) and one_body(key, other) for other in bodies)
        }
        groups = [{one} for one, name in named.items() if not name or body_of(name) in vague]
        rest = whole.difference(*groups)
        while rest:
            group = self._within(min(rest), rest)
            groups.append(group)
            rest = rest - group
        return groups

    def _within(self, start: str, allowed: set[str]) -> set[str]:
        """The part of `allowed` that edges inside it connect with `start`."""
        seen, waiting = {start}, [start]
        while waiting:
            here = waiting.pop()
            for other in sorted(allowed - seen):
                if one_paper(self._paper(here), self._paper(other)):
                    seen.add(other)
                    waiting.append(other)
        return seen

    def _candidates(self, notice_id: str) -> list[str]:
        """Notices that share a mark with one and may be of its year and body."""
        rows = self._db.execute(
            "SELECT DISTINCT n.id, n.year, n.issuer FROM sketches a JOIN sketches b USING (mark)"
            " JOIN notices n ON n.id = b.notice_id WHERE a.notice_id = ?1 AND n.id <> ?1"
            " ORDER BY n.id",
            (notice_id,),
        ).fetchall()
        if not rows:
            return []
        paper = self._paper(notice_id)
        return [row[0] for row in rows if may_be_one(paper.year, paper.issuer, row[1], row[2])]

    def _paper(self, notice_id: str) -> Paper:
        held = self._papers.get(notice_id)
        if held is None:
            held = self._papers[notice_id] = self._load(notice_id)
        return held

    def _load(self, notice_id: str) -> Paper:
        title, issuer, year, fit, stage, blob = self._db.execute(
            "SELECT title, issuer, year, fit, stage, notice FROM notices"
            " JOIN sources USING (sha256) WHERE id = ?",
            (notice_id,),
        ).fetchone()
        try:
            with decoding("notices"):
                raw: dict[str, Any] = {**json.loads(unpacked(blob))}
        except ArchiveError:  # `doctor` names it; it must not keep others from being written
            raw = {}
        layers = [raw, raw.get("payload") or {}]
        numbers = {normal_number(layer.get("doc_number")) for layer in layers}
        own, whole = self._texts(notice_id, title or "")
        return Paper(
            id=notice_id,
            title=title or "",
            issuer=issuer,
            year=year,
            fit=bool(fit),
            stage=stage,
            issued_on=max((layer.get("issued_on") or "" for layer in layers), default=""),
            numbers=frozenset(number for number in numbers if number),
            paths=self.paths(notice_id),
            own=own,
            whole=whole,
        )

    def paths(self, notice_id: str) -> tuple[str, ...]:
        """All paths under which a notice was read."""
        rows = self._db.execute(
            "SELECT path FROM sources JOIN paths USING (sha256) WHERE notice_id = ? ORDER BY path",
            (notice_id,),
        )
        return tuple(str(row[0]) for row in rows)

    def _texts(self, notice_id: str, title: str) -> tuple[str, str]:
        """The text of the paper itself and that of all its passages, headings included."""
        own: list[str] = []
        whole: list[str] = []
        for said, part, path, text in self._db.execute(
            "SELECT title, part, heading_path, text FROM passages WHERE notice_id = ?"
            " ORDER BY ordinal",
            (notice_id,),
        ):
            piece = f"{(json.loads(path) or [''])[-1] if not part else ''}\n{text}\n"
            whole.append(piece)
            if said == title:
                own.append(piece)
        return "".join(own), "".join(whole)
