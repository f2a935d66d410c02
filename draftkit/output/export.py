"""A notice or a draft in the form its file name asks for."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Literal, get_args

from draftkit.errors import OutputError
from draftkit.output.files import check_place, write_whole
from draftkit.output.html import as_html
from draftkit.output.plain import as_markdown, as_text
from draftkit.output.typeset import typeset
from draftkit.values.draft import Draft
from draftkit.values.notice import Notice
from draftkit.values.typeset import PageProfile, SetLine, one_way
from draftkit.word.package import About
from draftkit.word.profiles import DEFAULT, load_profile
from draftkit.word.write import write_docx

Head = Literal["none", "full"]
"""none = the 送审稿: no red head, no 版记; full = as the paper is issued."""

FORMATS = (".docx", ".md", ".txt", ".html", ".json")
"""Endings a result file may have."""


def export(
    what: Notice | Draft,
    path: str | Path,
    *,
    head: Head = "none",
    profile: str | PageProfile = DEFAULT,
) -> Path:
    """Write `what` to `path` in the form its ending names; the path written is returned.

    `profile` is a page profile or the name of one (`eval/layout/`). The same arguments give the
    same bytes. Raises OutputError for an unknown ending or profile and for a place that cannot be
    written; nothing is left half-written.
    """
    target = check_target(path)
    if head not in get_args(Head):
        raise OutputError("output.head", value=head)
    layout = profile if isinstance(profile, PageProfile) else load_profile(profile)
    write_whole(target, _WRITERS[target.suffix.lower()](what, head, layout))
    return target


def check_target(path: str | Path) -> Path:
    """The path, if `export` could write there: to be asked before long work, not after it.

    Raises OutputError as `export` does.
    """
    target = Path(os.fspath(path))
    if target.is_dir():
        raise OutputError("output.is_folder", path=str(path))
    if target.suffix.lower() not in FORMATS:
        raise OutputError("output.suffix", path=str(path), known=" ".join(FORMATS))
    check_place(target)
    return target


def _notice(what: Notice | Draft) -> Notice:
    return what.notice if isinstance(what, Draft) else what


def _set(what: Notice | Draft, head: Head, profile: PageProfile) -> tuple[SetLine, ...]:
    return typeset(_notice(what), head, profile)


def _docx(what: Notice | Draft, head: Head, profile: PageProfile) -> bytes:
    notice = _notice(what)
    title = notice.title or notice.paper.title or ""
    day: date | None = notice.issued_on or notice.paper.issued_on
    about = About(title=one_way(title), subject=notice.paper.genre, day=day)
    return write_docx(_set(what, head, profile), profile, about)


def _html(what: Notice | Draft, head: Head, profile: PageProfile) -> bytes:
    notice = _notice(what)
    title = notice.title or notice.paper.title or notice.paper.genre
    return as_html(_set(what, head, profile), profile, title).encode("utf-8")


def _markdown(what: Notice | Draft, head: Head, profile: PageProfile) -> bytes:
    return as_markdown(_set(what, head, profile)).encode("utf-8")


def _text(what: Notice | Draft, head: Head, profile: PageProfile) -> bytes:
    return as_text(_set(what, head, profile)).encode("utf-8")


def _json(what: Notice | Draft, _head: Head, _profile: PageProfile) -> bytes:
    """The contract's JSON: the whole value, whatever the other forms leave out."""
    return (what.model_dump_json(indent=2) + "\n").encode("utf-8")


_WRITERS: dict[str, Callable[[Notice | Draft, Head, PageProfile], bytes]] = {
    ".docx": _docx,
    ".md": _markdown,
    ".txt": _text,
    ".html": _html,
    ".json": _json,
}
