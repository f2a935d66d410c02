"""How a paper is named on the terminal: by its title, or by its file where no title was read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath
from typing import TYPE_CHECKING

from draftkit.messages import say

if TYPE_CHECKING:
    from draftkit.values.hits import Hit
    from draftkit.values.store import NoticeRow


def titled(row: NoticeRow) -> str:
    """The name of an archived notice, with a mark where it serves no draft or where another version
    of the paper does."""
    title = row.title or file_name(row)
    if row.superseded:
        stage = row.stage or say("cli.version")
        title = say("cli.see_version", stage=stage, best=(row.best or "")[:8], title=title)
    return title if row.fit else say("cli.unfit", title=title)


def title_of(hit: Hit, held: Iterable[NoticeRow]) -> str:
    """《title》 of a hit, or the name of the file it stands in."""
    if hit.title:
        return f"《{hit.title}》"
    return next((file_name(row) for row in held if row.id == hit.notice_id), "")


def file_name(row: NoticeRow) -> str:
    """The last part of the path a notice was read from."""
    return PurePath(row.path).name
