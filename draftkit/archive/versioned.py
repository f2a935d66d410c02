"""Which notices of an archive are versions of one paper, as searches ask it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from draftkit.archive.archive import Archive
from draftkit.archive.packing import decoding
from draftkit.values.hits import Version

_BATCH = 500
"""Ids asked for in one statement."""


class VersionsOf(NamedTuple):
    """What version of its paper a notice is: its stage, the id of the version that is drafted from
    (None where there is no other), and the other ones, best first."""

    stage: str | None
    best: str | None
    others: tuple[Version, ...]


def versions(archive: Archive) -> dict[str, tuple[str, int]]:
    """Of each notice whose paper is there in several versions: the id of the one that is drafted
    from, and how many versions are better than this one. Raises ArchiveError."""
    with archive.reading() as db, decoding("notices"):
        found = db.execute(
            "SELECT id, best, row_number() OVER (PARTITION BY best ORDER BY standing, id) - 1"
            " FROM notices WHERE best IS NOT NULL"
        )
        return {str(row[0]): (str(row[1]), int(row[2])) for row in found}


def versions_of(archive: Archive, ids: Iterable[str]) -> dict[str, VersionsOf]:
    """What versions of their papers these notices are; those that are gone left out. Raises
    ArchiveError."""
    wanted = list(ids)
    out: dict[str, VersionsOf] = {}
    with archive.reading() as db, decoding("notices"):
        for at in range(0, len(wanted), _BATCH):
            part = wanted[at : at + _BATCH]
            rows = db.execute(
                "SELECT n.id, n.stage, n.best, other.id, other.stage,"
                " (SELECT min(path) FROM paths JOIN sources USING (sha256)"
                "  WHERE notice_id = other.id)"
                " FROM notices n LEFT JOIN notices other ON other.best = n.best"
                f" AND other.id <> n.id WHERE n.id IN ({', '.join('?' * len(part))})"
                " ORDER BY other.standing, other.id",
                part,
            )
            for ident, stage, best, other, its_stage, path in rows:
                held = out.setdefault(str(ident), VersionsOf(stage, best, ()))
                if other is not None:
                    one = Version(notice_id=other, stage=its_stage, path=path or "")
                    out[str(ident)] = held._replace(others=(*held.others, one))
    return out
