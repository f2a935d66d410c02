"""Rows of archive.db held to the types they were stored with, which SQLite itself does not do."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from types import NoneType
from typing import Any

from draftkit.archive.change import COLUMNS
from draftkit.archive.derived import GENERATION
from draftkit.archive.packing import decoding
from draftkit.archive.schema import declared
from draftkit.values.hits import Passage
from draftkit.values.store import Generation

_NAMES = tuple(name.strip() for name in COLUMNS.split(","))

_WORD, _NUMBER = (str, NoneType), (int, NoneType)
_KINDS: tuple[Any, ...] = (
    str,
    str,
    int,
    int,
    str,
    _WORD,
    _NUMBER,
    str,
    _WORD,
    _WORD,
    int,
    str,
    str,
)
"""Types of `COLUMNS`, in their order."""

LISTED = (
    "id", "title", "issuer", "year", "genre", "doc_number", "path", "passages", "fit", "stage",
    "body", "best",
)  # fmt: skip
"""Fields of a row of the list, in the order they are asked for."""

_META = {"changes", "chunking", "linked"}

_LATEST = 9999
"""The last year a notice may be of."""


def as_passages(rows: Iterable[Sequence[Any]]) -> list[Passage]:
    """Passages from rows of `COLUMNS`. Raises ArchiveError for one of another type."""
    with decoding("passages"):
        return [_as_passage(row) for row in rows]


def _as_passage(row: Sequence[Any]) -> Passage:
    if not all(isinstance(one, kind) for one, kind in zip(row, _KINDS, strict=True)):
        raise TypeError(row[0])
    values = dict(zip(_NAMES, row, strict=True))
    path = json.loads(values["heading_path"])
    if not isinstance(path, list) or not all(isinstance(one, str) for one in path):
        raise TypeError(row[0])
    return Passage.model_construct(**{**values, "heading_path": tuple(path), "fit": bool(row[10])})


def as_generation(row: Sequence[Any]) -> Generation:
    """A generation from its number and `GENERATION`. Raises ArchiveError for one of another type,
    or whose folder is no plain name: it is where we read, and leave a mark beside."""
    with decoding("generations"):
        made = Generation(**dict(zip(("id", *GENERATION), row, strict=True)))
        if not made.folder.replace("-", "").replace("_", "").isalnum():
            raise ValueError(made.folder)
        return made


def misfit(db: sqlite3.Connection) -> str | None:
    """The first column that holds a value of another type than we store there, None for none.
    Reads the heads of all rows; vectors, which can be made anew, are looked at elsewhere."""
    if missing := _META - {row[0] for row in db.execute("SELECT name FROM meta")}:
        return f"meta: {min(missing)}"
    for table, columns in declared().items():
        for name, kind, nullable in columns if table != "vectors" else ():
            kinds = f"'{kind}', 'null'" if nullable else f"'{kind}'"
            beyond = f" OR abs({name}) > {_LATEST}" if name == "year" else ""
            if db.execute(
                f"SELECT 1 FROM {table} WHERE typeof({name}) NOT IN ({kinds}){beyond} LIMIT 1"
            ).fetchone():
                return f"{table}.{name}"
    return None
