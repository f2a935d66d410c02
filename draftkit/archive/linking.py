"""Versions of one paper in the archive: found through sketches, grouped, the best of each named.

Which notices are one group does not depend on the order they came in. Those that share a mark are
a row in the order of their ids, and each is compared with the `NEAR` before and after it in each of
its rows: what is compared, and so what is linked, is settled by what is in the archive, and one more
notice costs the same few comparisons however many it is like. Links are kept; groups are the parts
that they connect. Where notices that do not tell their body would join papers of two, they stand
alone.
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
    may_be_one,
    normal_number,
    one_paper,
    stage_of,
    standing,
    told_by,
)
from draftkit.errors import ArchiveError
from draftkit.reading import body_of, one_body
from draftkit.values.notice import Notice

NEAR = 4
"""Notices before and after one, in the row of those that share a mark, that it is compared with."""

_Pair = tuple[str, str]


def linking_stamp() -> int:
    """What links rest on, as a number: the code's version and word lists. Names set as one body's
    are looked after by `regrouping`."""
    words = [assets.load_yaml("eval", name) for name in ("versions.yaml", "lexicon/bodies.yaml")]
    rests_on = json.dumps([LINKING, CHUNKING, words], ensure_ascii=False)
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


def _shows_issue(layer: dict[str, Any]) -> bool:
    """Whether a layer has a red head or a printing date."""
    return any(layer.get(name) for name in ("letterhead", "printed_on", "printed_by"))


def _pair(one: str, other: str) -> _Pair:
    return (one, other) if one < other else (other, one)


class Linker:
    """Sketches and links inside one write transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._papers: dict[str, Paper] = {}
        self._stale: set[str] = set()
        """Notices whose group must be named anew."""
        self._fresh: set[str] = set()
        """Notices that were sketched anew."""
        self._left: set[tuple[int, str]] = set()
        """Places in the rows of marks where a notice stood."""

    def sketch(self, notice: Notice) -> None:
        """Store the marks of a notice, whose row and passages are stored already."""
        self.will_change(notice.id)
        paper = self._paper(notice.id)
        marks = band_marks(paper.own, told_by(paper.own))
        marks |= {number_mark(number) for number in paper.numbers}
        self._db.execute("DELETE FROM sketches WHERE notice_id = ?", (notice.id,))
        self._db.executemany(
            "INSERT INTO sketches (notice_id, mark) VALUES (?, ?)",
            ((notice.id, mark) for mark in sorted(marks)),
        )
        self._db.execute(
            "UPDATE notices SET standing = ? WHERE id = ?", (standing(paper), notice.id)
        )
        self._fresh.add(notice.id)

    def regroup(self, notice_id: str) -> bool:
        """Give a notice the body that its issuer is of now, and have it compared again with what is
        near it, its text being as it was; whether there is such a notice."""
        row = self._db.execute("SELECT issuer FROM notices WHERE id = ?", (notice_id,)).fetchone()
        if row is None or not row[0]:
            return False
        self._stale |= self._group_of(notice_id)
        self._db.execute("UPDATE notices SET body = ? WHERE id = ?", (body_of(row[0]), notice_id))
        self._fresh.add(notice_id)
        return True

    def stands_otherwise(self, notice_id: str) -> bool:
        """Whether a notice's place among its versions is another (by a new name of its file)."""
        self._papers.pop(notice_id, None)
        row = self._db.execute("SELECT standing FROM notices WHERE id = ?", (notice_id,)).fetchone()
        return row is not None and row[0] != standing(self._paper(notice_id))

    def will_change(self, notice_id: str) -> None:
        """A notice is about to change or to go: what it is linked with must be looked at again."""
        self._papers.pop(notice_id, None)
        self._stale |= self._group_of(notice_id)
        self._left |= {(mark, notice_id) for mark in self._marks(notice_id)}

    def relink(self) -> bool:
        """Link all that changed with what it belongs to; whether any link is another now."""
        self._renew_links()
        changed = False
        while self._stale:
            notice_id = min(self._stale)
            self._stale.discard(notice_id)
            if not self._db.execute("SELECT 1 FROM notices WHERE id = ?", (notice_id,)).fetchone():
                continue
            whole = self._connected(notice_id, None)
            self._stale -= whole
            for group in self._groups(whole):
                changed |= self._name_best(group)
        self._papers.clear()
        return changed

    def _renew_links(self) -> None:
        """Bring the links in line with which notices stand near each other now."""
        around: set[str] = set()
        pairs: set[_Pair] = set()
        for one in self._fresh:
            self._db.execute("DELETE FROM links WHERE one = ?1 OR other = ?1", (one,))
            for mark in self._marks(one):
                before, after = self._near(mark, one)
                near = {*before, *after}
                around |= near
                pairs |= {_pair(one, other) for other in near}
        for mark, place in self._left:
            before, after = self._near(mark, place)
            around |= {*before, *after}
            # Those that its going brought near; where it still stands, some that are not.
            pairs |= {
                _pair(left, right) for at, left in enumerate(before) for right in after[: NEAR - at]
            }
        self._part(around - self._fresh)
        for left, right in sorted(pairs):
            if self._are_near(left, right) and self._are_one(left, right):
                self._db.executemany(
                    "INSERT OR IGNORE INTO links VALUES (?, ?)", ((left, right), (right, left))
                )
                self._stale |= {left, right}
        self._stale |= self._fresh
        self._fresh.clear()
        self._left.clear()

    def _part(self, notice_ids: set[str]) -> None:
        """Take out the links of notices that others have come between."""
        for one in notice_ids:
            rows = self._db.execute("SELECT other FROM links WHERE one = ?", (one,)).fetchall()
            far = [str(row[0]) for row in rows if not self._are_near(one, str(row[0]))]
            for other in far:
                self._stale |= {one, other} | self._group_of(one)
                self._db.execute(
                    "DELETE FROM links WHERE (one = ?1 AND other = ?2) OR (one = ?2 AND other = ?1)",
                    (one, other),
                )

    def _near(self, mark: int, place: str) -> tuple[list[str], list[str]]:
        """Notices before and after a place in the row of a mark, nearest first."""
        before, after = (
            [
                str(row[0])
                for row in self._db.execute(
                    f"SELECT notice_id FROM sketches WHERE mark = ? AND notice_id {side} ?"
                    f" ORDER BY notice_id {order} LIMIT ?",
                    (mark, place, NEAR),
                )
            ]
            for side, order in (("<", "DESC"), (">", "ASC"))
        )
        return before, after

    def _are_near(self, left: str, right: str) -> bool:
        """Whether two notices are near each other in the row of any mark that both have."""
        left, right = _pair(left, right)
        shared = self._marks(left) & self._marks(right)
        return any(right in self._near(mark, left)[1] for mark in shared)

    def _are_one(self, left: str, right: str) -> bool:
        """`one_paper`, asked only where year and body let it be."""
        return may_be_one(*self._told(left), *self._told(right)) and one_paper(
            self._paper(left), self._paper(right)
        )

    def _marks(self, notice_id: str) -> set[int]:
        rows = self._db.execute("SELECT mark FROM sketches WHERE notice_id = ?", (notice_id,))
        return {int(row[0]) for row in rows}

    def _group_of(self, notice_id: str) -> set[str]:
        """All notices that have the same best one, and those that a link leads to."""
        rows = self._db.execute(
            "SELECT id FROM notices WHERE best = (SELECT best FROM notices WHERE id = ?1)"
            " UNION SELECT other FROM links WHERE one = ?1",
            (notice_id,),
        )
        return {str(row[0]) for row in rows}

    def _name_best(self, group: set[str]) -> bool:
        held = [
            self._db.execute(
                "SELECT standing, id, best FROM notices WHERE id = ?", (one,)
            ).fetchone()
            for one in sorted(group)
        ]
        best = min(held)[1] if len(held) > 1 else None
        others = [(best, row[1]) for row in held if row[2] != best]
        self._db.executemany("UPDATE notices SET best = ? WHERE id = ?", others)
        return bool(others)

    def _connected(self, start: str, allowed: set[str] | None) -> set[str]:
        """All notices that links lead to (inside `allowed`), the first itself among them."""
        seen, waiting = {start}, [start]
        while waiting:
            for row in self._db.execute("SELECT other FROM links WHERE one = ?", (waiting.pop(),)):
                other = str(row[0])
                if other not in seen and (allowed is None or other in allowed):
                    seen.add(other)
                    waiting.append(other)
        return seen

    def _groups(self, whole: set[str]) -> list[set[str]]:
        """A connected part as groups, each of one body and one document number. One year they have
        anyway: only a number links papers of which one does not tell its year, and it has one."""
        return [
            group
            for of_body in self._apart(whole, self._unlike_bodies(whole))
            for group in self._apart(of_body, self._unlike_numbers(of_body))
        ]

    def _apart(self, whole: set[str], vague: set[str] | None) -> list[set[str]]:
        """Several groups in place of one where these links hold together only by notices that do not
        tell which they belong to (`vague`), each of which is alone then. None: nothing to part."""
        if vague is None:
            return [whole]
        groups = [{one} for one in sorted(vague)]
        rest = whole - vague
        while rest:
            group = self._connected(min(rest), rest)
            groups.append(group)
            rest = rest - group
        return groups

    def _unlike_bodies(self, whole: set[str]) -> set[str] | None:
        named = {one: str(self._told(one)[1] or "") for one in whole}
        bodies = {body_of(issuer) for issuer in named.values() if issuer}
        if all(one_body(left, right) for left in bodies for right in bodies):
            return None
        # A name without its place (市科技局) that fits several bodies tells as little as none.
        vague = {
            key
            for key in bodies
            if any(len(other) > len(key) and one_body(key, other) for other in bodies)
        }
        return {one for one, name in named.items() if not name or body_of(name) in vague}

    def _unlike_numbers(self, whole: set[str]) -> set[str] | None:
        numbers = {one: self._paper(one).numbers for one in whole}
        borne = [held for held in numbers.values() if held]
        if all(left & right for left in borne for right in borne):
            return None
        # A carrier may bear one number and what it carries another.
        return {one for one, held in numbers.items() if len(held) != 1}

    def _told(self, notice_id: str) -> tuple[int | None, str | None]:
        """The year and the issuer of a notice."""
        year, issuer = self._db.execute(
            "SELECT year, issuer FROM notices WHERE id = ?", (notice_id,)
        ).fetchone()
        return year, issuer

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
            marked=next((layer["stage"] for layer in layers if layer.get("stage")), None),
            issued=bool(raw.get("payload")) or any(map(_shows_issue, layers)),
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
