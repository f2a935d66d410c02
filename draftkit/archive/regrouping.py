"""Papers whose body is another one since the names set as one body's changed.

`notices.body` was made by the names set then, so those whose body is another now are exactly those to
link again: whether two papers may be one rests on the names of both, and no text changed.
"""

from __future__ import annotations

import hashlib
import json

from draftkit.archive.archive import Archive
from draftkit.reading import body_of, known_groups

_NAMES = "same_body"
"""The fact that says by which names all papers were grouped; not there for none."""


def grouped(archive: Archive) -> bool:
    """Whether all papers are known to be grouped by the names set now. One look-up."""
    with archive.reading() as db:
        row = db.execute("SELECT value FROM facts WHERE name = ?", (_NAMES,)).fetchone()
    return (row[0] if row else "") == _stamp()


def misplaced(archive: Archive) -> tuple[str, ...]:
    """Ids of the notices whose body is another by the names set now."""
    with archive.reading() as db:
        found = db.execute(
            "SELECT DISTINCT issuer, body FROM notices WHERE issuer <> ''"
        ).fetchall()
        wrong = [(issuer, body) for issuer, body in found if body_of(issuer) != body]
        rows = [
            str(row[0])
            for pair in wrong
            for row in db.execute("SELECT id FROM notices WHERE issuer = ? AND body IS ?", pair)
        ]
    return tuple(sorted(rows))


def regroup(archive: Archive, at_once: int) -> None:
    """Link again what is misplaced, so many notices a transaction, and note by which names it was
    done. What an interruption leaves is found by the next call. Raises as `Archive.change`."""
    waiting = misplaced(archive)
    for at in range(0, len(waiting), at_once):
        with archive.change() as change:
            change.regroup(waiting[at : at + at_once])
    with archive.change() as change:
        change.put_fact(_NAMES, _stamp())


def _stamp() -> str:
    groups = known_groups()
    text = json.dumps(groups, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest() if groups else ""
