"""The rooms of Chroma's graph that hold no row yet.

hnswlib asks the system for memory with room to spare and writes all of it to its files, the spare
part as it got it: whatever this process kept there before. That may be text of a paper that was
refused, so it is overwritten before a generation is sealed.
"""

from __future__ import annotations

import os
from pathlib import Path

from draftkit.errors import ArchiveError

_ROWS, _LENGTHS = "data_level0.bin", "length.bin"

_LENGTH = 4
"""Bytes of a row in `length.bin`; the file has one for every row there is room for."""


def clear_spare(folder: Path, count: int) -> None:
    """Write zeros over the room beyond `count` rows, wherever under `folder` there is a graph.

    Raises ArchiveError for files of another shape than the Chroma that is pinned writes.
    """
    for lengths in folder.rglob(_LENGTHS):
        rows = lengths.with_name(_ROWS)
        room, odd = divmod(lengths.stat().st_size, _LENGTH)
        size = rows.stat().st_size
        if odd or room < count or not room or size % room:
            raise ArchiveError("store.index_unsound", folder=str(folder), held=room, wanted=count)
        _zero(lengths, count * _LENGTH)
        _zero(rows, count * (size // room))


def _zero(path: Path, start: int) -> None:
    """Make everything from `start` to the end of a file zero, its size kept."""
    with path.open("r+b") as file:
        end = file.seek(0, os.SEEK_END)
        file.truncate(start)
        file.truncate(end)
        os.fsync(file.fileno())
