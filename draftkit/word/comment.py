"""A Word file with comments, or with words replaced: a copy, everything else as it was."""

from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any

from draftkit.errors import DamagedFileError
from draftkit.values.edits import Edit, Note
from draftkit.word.parts import qn
from draftkit.word.places import SPACE, Piece, anchor, first_run, pieces, runs_of
from draftkit.word.read import body_elements
from draftkit.word.runs import W_P, RunReader

AUTHOR, INITIALS = "draftkit", "DK"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_log = logging.getLogger(__name__)


class OpenFile:
    """A .docx opened to be changed. Raises DamagedFileError for what python-docx does not open:
    templates, files with macros, strict ones, and what is broken."""

    def __init__(self, data: bytes, name: str) -> None:
        import docx

        try:
            self._document = docx.Document(io.BytesIO(data))
            body = self._document.element.body
        except Exception as error:  # noqa: BLE001 - the boundary of one input file
            _log.info("opening a Word file: %s", type(error).__name__, exc_info=True)
            raise DamagedFileError("parse.damaged", path=name) from None
        styles = self._document.styles.element
        self._reader = RunReader(styles)
        self._rows = body_elements(body, styles, _numbering(self._document))

    def comment(self, notes: Sequence[Note], day: date) -> list[Note]:
        """Hang each note on its words; one without a place on the title's paragraph or, where the
        paper has none, on the first. Gives back those that found no paragraph at all. The last are
        hung first, so that a run that is cut holds no place of one still to come."""
        lost = []
        order = sorted(
            enumerate(notes), key=lambda row: (row[1].paragraph or 0, row[1].start or 0, row[0])
        )
        for _, note in reversed(order):
            runs = self._runs(note)
            if runs:
                self._hang(runs, note.text, day)
            else:
                lost.append(note)
        self._in_order()
        return lost

    def replace(self, edits: Sequence[Edit]) -> list[Edit]:
        """Put words in the place of others, the form of the first of them kept. Gives back the
        edits that could not be made: the words stand in no run, or are others by now."""
        lost = []
        placed: dict[int, list[Piece]] = {}
        for edit in sorted(edits, key=lambda one: (one.paragraph, one.start), reverse=True):
            element = self._element(edit.paragraph)
            if element is not None and element.tag == W_P and edit.paragraph not in placed:
                text = self._rows[edit.paragraph][0].text
                placed[edit.paragraph] = pieces(element, text, self._reader)
            if not _replace(placed.get(edit.paragraph, []), edit):
                lost.append(edit)
        return lost

    def saved(self) -> bytes:
        """The file; the same changes give the same bytes."""
        made = io.BytesIO()
        self._document.save(made)
        out = io.BytesIO()
        with zipfile.ZipFile(made) as given, zipfile.ZipFile(out, "w") as package:
            for item in given.infolist():
                entry = zipfile.ZipInfo(item.filename, _EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system = 0
                package.writestr(entry, given.read(item))
        return out.getvalue()

    def _element(self, paragraph: int | None) -> Any:
        if paragraph is None or not 0 <= paragraph < len(self._rows):
            return None
        return self._rows[paragraph][1]

    def _runs(self, note: Note) -> list[Any]:
        element = self._element(note.paragraph)
        if element is None:
            element = next((row for _, row in self._rows if row is not None), None)
        if element is None:
            return []
        held = anchor(element)
        if held is None:
            return []
        if held is element and note.start is not None and note.end is not None:
            block = self._rows[note.paragraph or 0][0]
            placed = pieces(element, block.text, self._reader)
            runs = runs_of(placed, note.start, max(note.end, note.start + 1))
            if runs:
                return runs
        return [first_run(held)]

    def _hang(self, runs: list[Any], text: str, day: date) -> None:
        from docx.text.run import Run

        ends = [Run(runs[0], self._document), Run(runs[-1], self._document)]
        made = self._document.add_comment(ends, text=text, author=AUTHOR, initials=INITIALS)
        made._comment_elm.set(qn("w:date"), f"{day.isoformat()}T00:00:00Z")

    def _in_order(self) -> None:
        """List the comments as their places stand in the text, older ones first: some programs show
        them in the order of the list."""
        listed = self._document.comments._comments_elm
        place = {
            mark.get(qn("w:id")): at
            for at, mark in enumerate(self._document.element.iter(qn("w:commentRangeStart")))
        }
        rows = sorted(listed, key=lambda row: place.get(row.get(qn("w:id")), -1))
        listed.extend(rows)


def _replace(placed: list[Piece], edit: Edit) -> bool:
    """Make one edit in the text nodes of its paragraph, whose later places may have changed by now;
    whether its words stood there."""
    touched = [
        (one, max(0, edit.start - one.start), min(edit.end, one.end) - one.start)
        for one in placed
        if one.start < edit.end and edit.start < one.end
    ]
    held = "".join((one.node.text or "")[first:last] for one, first, last in touched)
    if not touched or held != edit.was:
        return False
    for at, (one, first, last) in enumerate(touched):
        words = one.node.text or ""
        one.node.text = words[:first] + (edit.put if at == 0 else "") + words[last:]
        one.node.set(SPACE, "preserve")
    return True


def _numbering(document: Any) -> Any:
    """The numbering part where the file has one; python-docx would make one."""
    for link in document.part.rels.values():
        if link.reltype.endswith("/numbering"):
            return link.target_part.element
    return None
