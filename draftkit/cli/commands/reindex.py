"""`draftkit reindex`: build the index anew from the archive."""

from __future__ import annotations

from draftkit.cli.options import WaitOption
from draftkit.cli.shell import Common
from draftkit.cli.terminal import progress, put, put_items, tell
from draftkit.messages import say


def run(common: Common, wait: WaitOption = None) -> int:
    """Rebuild what is derived: nothing of it is needed to do so but archive.db. 1 when a notice had
    to be taken out, because this version reads a mark of secrecy in it."""
    with common.open() as workspace, progress("cli.reindexing") as show:
        passages = workspace.reindex(progress=show, wait=wait)
    if common.json:
        put_items([{"passages": passages}])
    else:
        put(say("cli.reindexed", count=passages))
    for reason in workspace.withdrawn:
        tell("cli.error", text=reason)
    return 1 if workspace.withdrawn else 0
