"""What is left of a notice that was taken out, cleared where this process may, else told in a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from draftkit.archive import Archive
from draftkit.messages import printable
from draftkit.remarks import remark_on
from draftkit.workspace.reparsing import Withdrawn

EVIDENCE = "evidence.json"
"""In the folder of a draft: the notices it was drawn from, whole."""


def clear_traces(archive: Archive, state: Path, gone: Iterable[str]) -> None:
    """After the index was looked after. gone: ids of what was taken out. What killed
    processes left in the folder for temporary files is deleted. Told are traces in an index that is too large to be built anew
    at once, copies of the archive that an upgrade made, and drafts that were drawn from it: whether
    those are still needed is for their owner to say."""
    from draftkit.index.copies import clear
    from draftkit.render import clear_left
    from draftkit.workspace.leftovers import backups

    clear()
    clear_left()
    made = archive.generation()
    if made is not None and archive.gone_after(made.gone_upto):
        remark_on("store.traces", folder=str(state / "index"))
    if kept := backups(state):
        remark_on("store.traces_copies", names=", ".join(str(one) for one in kept))
    if drawn := list(_drawn_from(state / "runs", frozenset(gone))):
        remark_on("store.traces_runs", names=", ".join(printable(one) for one in drawn))


def clear_withdrawn(archive: Archive, state: Path, gone: Sequence[Withdrawn]) -> None:
    """The same after `catch_up`, for what it had to take out."""
    if gone:
        clear_traces(archive, state, [one.notice_id for one in gone])


def _drawn_from(runs: Path, ids: frozenset[str]) -> Iterator[Path]:
    """Folders of drafts whose evidence names one of these notices, or cannot be read."""
    named = [f'"{one}"'.encode() for one in ids]
    for folder in sorted(runs.glob("*/")):
        try:
            held = (folder / EVIDENCE).read_bytes()
        except FileNotFoundError:
            continue
        except OSError:
            yield folder
            continue
        if any(name in held for name in named):
            yield folder
