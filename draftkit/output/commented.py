"""A Word copy of a paper with comments at the places they are about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import cast

from draftkit.errors import DamagedFileError
from draftkit.values.edits import Note
from draftkit.values.notice import Table
from draftkit.values.source import Block, Parsed
from draftkit.values.typeset import Look, PageProfile, Piece, SetLine
from draftkit.word.package import About
from draftkit.word.profiles import DEFAULT, load_profile
from draftkit.word.write import write_docx

_DAY = date(1980, 1, 1)
"""The date of comments on a paper that has none: the same paper gives the same bytes."""


def commented(parsed: Parsed, notes: Sequence[Note], profile: str | PageProfile = DEFAULT) -> bytes:
    """The file with its comments. A .docx is copied as it is, comments added; anything else is set
    anew, paragraph by paragraph as it was read. Raises InputError when the file cannot be read."""
    from draftkit.word.comment import OpenFile

    day = parsed.notice.issued_on or parsed.notice.paper.issued_on or _DAY
    opened = None
    if parsed.source.format == "docx":
        try:
            opened = OpenFile(Path(parsed.source.path).read_bytes(), parsed.source.path)
        except (DamagedFileError, OSError):  # one that only our reader reads: set anew
            opened = None
    if opened is None:
        layout = profile if isinstance(profile, PageProfile) else load_profile(profile)
        opened = OpenFile(_set_anew(parsed, layout), parsed.source.path)
        notes = _moved(parsed, notes)
    opened.comment(notes, day)
    return opened.saved()


_LOOKS: dict[str, Look] = {
    "title": "title", "letterhead": "title", "recipients": "recipients", "signature": "signature",
    "doc_number": "recipients", "date": "date", "annotation": "annotation", "cc": "recipients",
    "printed": "recipients", "attachment": "attachment",
}  # fmt: skip
_UNSAID = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""What XML cannot hold or what turns the direction of reading: a space takes its place, so that
places stay."""


def _set_anew(parsed: Parsed, profile: PageProfile) -> bytes:
    """A Word file with a paragraph or table for each block, its words as they stand."""
    look: dict[int, Look] = {}
    for line in parsed.lines:
        for block in {place[0] for place in line.at}:
            kind = f"heading{min(line.level or 1, 4)}" if line.part == "heading" else ""
            look.setdefault(block, cast(Look, kind) if kind else _LOOKS.get(line.part, "body"))
    lines = [_line(block, look.get(block.index, "body")) for block in parsed.source.blocks]
    return write_docx(lines, profile, About(title=parsed.notice.title or ""))


def _line(block: Block, look: Look) -> SetLine:
    if block.kind == "table":
        rows = tuple(tuple(_UNSAID.sub(" ", cell) for cell in row) for row in block.rows)
        return SetLine("table", table=Table(rows=rows))
    return SetLine(look, (Piece(_UNSAID.sub(" ", block.text)),))


def _moved(parsed: Parsed, notes: Sequence[Note]) -> list[Note]:
    """Notes counted in the file set anew: the writer puts a thin paragraph between two tables."""
    extra, shift, before = [], 0, ""
    for block in parsed.source.blocks:
        shift += block.kind == before == "table"
        extra.append(shift)
        before = block.kind
    return [
        note
        if note.paragraph is None or note.paragraph >= len(extra)
        else note.model_copy(update={"paragraph": note.paragraph + extra[note.paragraph]})
        for note in notes
    ]
