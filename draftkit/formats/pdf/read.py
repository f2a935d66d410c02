"""From sheets to blocks: paragraphs and ruled tables in reading order, then notes, remarks, heads
and feet of the pages.

A PDF holds characters at places, not paragraphs; what belongs together is told by geometry alone.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from draftkit.errors import DamagedFileError, DraftkitError
from draftkit.formats.pdf.bounds import refuse_bomb
from draftkit.formats.pdf.legible import judge, warnings_of
from draftkit.formats.pdf.lines import Row, Stretch, columns, rows, stretches
from draftkit.formats.pdf.margins import split_margins
from draftkit.formats.pdf.paragraphs import Column, Paragraph, joined_rows, measure, paragraphs
from draftkit.formats.pdf.shapes import Sheet
from draftkit.formats.pdf.tables import Rows, Table, tables
from draftkit.values.source import Block, BlockKind, Content, Layout

SAME_EDGE = 4.0
"""Points by which the edges of one table may move from page to page."""
NOTE_RULE = 0.45
"""The line above footnotes takes at most this share of the width of a page."""
NOTE_SIZE = 0.9
"""Footnotes are set at most in this share of the size of the text."""

_log = logging.getLogger(__name__)


def read_pdf(data: bytes, name: str) -> Content:
    """The blocks of a PDF. Raises an InputError: for a scan without text, a password, letters whose
    meaning the file does not say, bounds, damage."""
    from draftkit.formats.pdf.sheets import sheets

    refuse_bomb(data, name)
    try:
        pages = sheets(data, name)
        judge(pages, name)
        reader = _Reader(pages)
        reader.read()
        return Content(tuple(reader.blocks), None, warnings_of(pages))
    except DraftkitError:
        raise
    except Exception as error:  # noqa: BLE001 - the boundary of one input file
        _log.info("reading a PDF: %s", type(error).__name__, exc_info=True)
        raise DamagedFileError("parse.pdf_damaged", path=name) from None


@dataclass
class _Reader:
    """The pages of a file on their way into blocks."""

    sheets: list[Sheet]
    blocks: list[Block] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    margins: list[tuple[BlockKind, str]] = field(default_factory=list)

    def read(self) -> None:
        """Fill `blocks`."""
        flow = paragraphs(self._columns())
        for run in self._tables_joined(flow):
            if isinstance(run, Paragraph):
                if run.gap:
                    self.blocks.append(Block(index=len(self.blocks)))
                layout = Layout(size=round(run.size, 1), align="center" if run.centred else None)
                self.put("paragraph", run.text, layout=layout)
            else:
                self.put("table", "", rows=run)
        for text in self.notes:
            self.put("footnote", text)
        for sheet in self.sheets:
            for text in sheet.boxes:
                self.put("textbox", text)
            for text in sheet.remarks:
                self.put("comment", text)
        for kind, text in self.margins:
            self.put(kind, text)

    def put(
        self, kind: BlockKind, text: str, *, rows: Rows = (), layout: Layout | None = None
    ) -> None:
        """Append a block that holds anything."""
        if text.strip() or rows:
            self.blocks.append(
                Block(index=len(self.blocks), kind=kind, text=text, rows=rows, layout=layout)
            )

    def _columns(self) -> list[Column]:
        """The columns of all pages, margins and notes taken off and kept."""
        found = [self._stretches(sheet) for sheet in self.sheets]
        margins, texts = split_margins(self.sheets, found)
        usual = _usual_size(one for text in texts for one in text)
        out: list[Column] = []
        for sheet, page, text in zip(self.sheets, margins, texts, strict=True):
            if sheet.state == "scan":
                self.margins += [("footer", row.text) for row in rows(text)]
                text = []
            text, notes = _notes_off(sheet, text, usual)
            if notes:
                self.notes.append(joined_rows(notes))
            parts = columns(text)
            alone = sheet.width if len(parts) == 1 else None
            out += [Column(sheet.number, rows(part), alone) for part in parts]
            self.margins += [("header", row.text) for row in page.heads]
            self.margins += [("footer", row.text) for row in reversed(page.feet)]
        measure(out)
        return out

    def _stretches(self, sheet: Sheet) -> list[Stretch]:
        """What stands on a page: stretches of text and, each as one of them, ruled tables."""
        if sheet.state == "garbled":
            return []
        ruled, rest = tables(sheet.rules, sheet.glyphs)
        found = stretches(rest)
        for table in ruled:
            found.append(
                Stretch(
                    table.edges[0], table.edges[-1], table.levels[0], 10.0,
                    table=len(self.tables), depth=table.levels[-1] - table.levels[0],
                )
            )  # fmt: skip
            self.tables.append(table)
        turned = "".join(glyph.char for glyph in rest if glyph.turned).strip()
        if turned:
            self.margins.append(("header", turned))
        return found

    def _tables_joined(self, flow: Sequence[Paragraph]) -> list[Paragraph | Rows]:
        """The flow with its tables as rows; one that goes on over a page end is one table, and the
        head it repeats there goes to the running heads."""
        out: list[Paragraph | Rows] = []
        last: Paragraph | None = None
        for one in flow:
            before = out[-1] if out else None
            if one.table is None:
                out.append(one)
                last = None
            elif last is not None and isinstance(before, tuple) and self._continues(last, one):
                more = self.tables[one.table].rows
                if len(before) > 1 and more[0] == before[0]:
                    self.margins.append(("header", "\t".join(more[0])))
                    more = more[1:]
                out[-1] = (*before, *more)
                last = one
            else:
                out.append(self.tables[one.table].rows)
                last = one
        return out

    def _continues(self, last: Paragraph, one: Paragraph) -> bool:
        """Whether a table at the top of a page goes on with the one at the end of the page above."""
        if last.table is None or one.table is None or last.page + 1 != one.page:
            return False
        above, below = self.tables[last.table].edges, self.tables[one.table].edges
        return len(above) == len(below) and all(
            abs(a - b) <= SAME_EDGE for a, b in zip(above, below, strict=True)
        )


def _usual_size(found: Iterable[Stretch]) -> float:
    """The size that most characters are set in."""
    sizes: Counter[float] = Counter()
    for one in found:
        sizes[round(one.size * 2) / 2] += len(one.glyphs)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _notes_off(sheet: Sheet, found: list[Stretch], usual: float) -> tuple[list[Stretch], list[Row]]:
    """The text of a page without its footnotes, and the rows of those: smaller letters below a
    short line in the lower half."""
    rules = [
        rule.at
        for rule in sheet.rules
        if rule.flat
        and rule.at > sheet.height / 2
        and rule.end - rule.start <= NOTE_RULE * sheet.width
    ]
    for level in sorted(rules):
        below = [one for one in found if one.top >= level - 2]
        if below and all(one.size <= NOTE_SIZE * usual for one in below):
            kept = [one for one in found if one.top < level - 2]
            return kept, rows(below)
    return found, []
