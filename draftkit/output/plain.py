"""A paper as set → plain text and Markdown: one paragraph a line, open marks as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from draftkit.values.notice import Table
from draftkit.values.typeset import SetLine

_SPECIAL = re.compile(r"([\\`*_<>\[\]|])")
_LINE_START = re.compile(r"^(#{1,6}(?=\s|$)|[-+](?=\s)|\d{1,9}[.)](?=\s))")
_PARTED = ("title", "signature", "attachment", "caption", "imprint")
_HASHES = {"title": "#", "heading1": "##", "heading2": "###", "heading3": "####",
           "heading4": "#####", "attachment": "######"}  # fmt: skip


def as_text(lines: Sequence[SetLine]) -> str:
    """Plain text: an empty line round titles, before a signature and where a new page begins;
    the cells of a table set apart by tabs."""
    out: list[str] = []
    before: SetLine | None = None
    for line in lines:
        new_part = line.look in _PARTED or line.new_page or (before and before.look == "title")
        repeated = before is not None and line.look == before.look
        if out and new_part and not repeated:
            out.append("")
        out += _rows(line.table) if line.table else [line.text.replace("\t", "\u3000")]
        before = line
    return "\n".join(out) + "\n"


def _rows(table: Table) -> list[str]:
    rows = [table.header, *table.rows] if table.header else list(table.rows)
    return ["\t".join(re.sub(r"\s+", " ", cell) for cell in row) for row in rows]


def as_markdown(lines: Sequence[SetLine]) -> str:
    """Markdown: # for titles, ## and on for headings that stand alone, a rule where a new page
    begins. What Markdown would take for its own is escaped."""
    blocks: list[str] = []
    for line in lines:
        if line.new_page and blocks:
            blocks.append("---")
        if line.table:
            blocks += _table(line.table)
            continue
        text = _escaped(line.text.replace("\t", "\u3000"))
        hashes = _HASHES.get(line.look)
        blocks.append(f"{hashes} {text}" if hashes else text)
    return "\n\n".join(blocks) + "\n"


def _escaped(text: str) -> str:
    text = _SPECIAL.sub(r"\\\1", text)
    return _LINE_START.sub(lambda found: "\\" + found.group(0), text)


def _table(table: Table) -> Iterator[str]:
    """A table of the common dialect; without a header row an empty one, which it demands."""
    width = max((len(row) for row in (table.header, *table.rows)), default=0)
    if not width:
        return
    rows = [table.header or ("",) * width, ("---",) * width, *table.rows]
    yield "\n".join("| " + " | ".join(_cell(row, at) for at in range(width)) + " |" for row in rows)


def _cell(row: Sequence[str], at: int) -> str:
    cell = row[at] if at < len(row) else ""
    return cell if cell == "---" else _escaped(re.sub(r"\s+", " ", cell))
