"""What is left of a notice that was taken out, cleared where this process may, else told in a line."""

from __future__ import annotations

from pathlib import Path

from draftkit.archive import Archive
from draftkit.remarks import remark_on


def clear_traces(archive: Archive, state: Path) -> None:
    """After the index was looked after. Copies of it that killed readers left are deleted. Told are
    traces in an index that is too large to be built anew at once, and copies of the archive that an
    upgrade made: whether those are still needed is for their owner to say."""
    from draftkit.index.copies import clear
    from draftkit.workspace.leftovers import backups

    clear()
    made = archive.generation()
    if made is not None and archive.gone_after(made.gone_upto):
        remark_on("store.traces", folder=str(state / "index"))
    if kept := backups(state):
        remark_on("store.traces_copies", names=", ".join(str(one) for one in kept))
