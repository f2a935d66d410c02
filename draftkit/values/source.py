"""Source: what a file holds, block by block, before anything is read into it; and Line, what
the parser made of it. The raw text is kept here, not in the Notice, so that a finding can name
the place as it stands in the file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pydantic import Field, SkipValidation

from draftkit.values.base import Value
from draftkit.values.formatting import Formatting
from draftkit.values.notice import Notice, Warning_

BlockKind = Literal[
    "paragraph", "table", "textbox", "header", "footer", "footnote", "comment", "meta"
]

Part = Literal[
    "furniture", "metadata", "letterhead", "doc_number", "secrecy", "urgency", "copy_no",
    "signatories", "title", "recipients", "preamble", "heading", "paragraph", "table",
    "annex_note", "signature", "date", "annotation", "cc", "printed", "attachment",
]  # fmt: skip
"""What a line is in the paper. `heading` with `run_in` text counts as one line."""

Layer = Literal["carrier", "payload", "attachment"]

MAX_BLOCKS = 20_000
"""Blocks a file may have; a reader of a format that can hold more stops there."""
MAX_CHARACTERS = 5_000_000
"""Characters of a file, those in its tables too."""


class Layout(Value):
    """Layout facts of one block of a Word file; None where the file does not say. Sizes in points."""

    style: str | None = None
    font: str | None = None
    size: float | None = None
    bold: bool | None = None
    align: str | None = None
    first_line_chars: float | None = None
    line_pitch: float | None = None
    line_rule: str | None = None


class Page(Value):
    """Page facts of a Word file, in millimetres."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float


class Block(Value):
    """One paragraph, table or frame as it stands in the file; `text` is verbatim."""

    index: int
    kind: BlockKind = "paragraph"
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    layout: Layout | None = None


class Source(Value):
    """A file as read: the truth that every Notice can be parsed from again. `warnings` name what
    its format holds and the reader could not take in (layout, drawings). `formatting` is what a .docx
    looks like; it is not archived."""

    path: str
    sha256: str
    format: str
    encoding: str | None = None
    blocks: tuple[Block, ...] = ()
    page: Page | None = None
    warnings: tuple[Warning_, ...] = ()
    formatting: SkipValidation[Formatting | None] = Field(None, exclude=True, repr=False)


@dataclass(frozen=True)
class Content:
    """What a reader of one format finds in a file: blocks in reading order, the facts of its page
    where it has one, and in `warnings` what stands in the file and was not read."""

    blocks: tuple[Block, ...]
    page: Page | None = None
    warnings: tuple[Warning_, ...] = ()
    formatting: Formatting | None = None


@dataclass(frozen=True)
class Line:
    """One logical line of the paper: page splits joined, noise removed, its part known.

    `at[i]` is (block index, offset in that block's text) of character i of `text`.
    For a heading, `text` is the whole line with mark and run-in text; `body_from` is where the
    run-in text begins (len(text) where there is none).
    """

    text: str
    part: Part
    layer: Layer = "payload"
    level: int | None = None
    path: tuple[str, ...] = ()
    number: str | None = None
    body_from: int = 0
    at: tuple[tuple[int, int], ...] = field(default=(), repr=False)

    def locate(self, start: int, end: int) -> tuple[int, int, int]:
        """(block, start, end) in the file for text[start:end], cut at the end of the first block."""
        if not self.at:
            return (0, 0, 0)
        first = self.at[min(start, len(self.at) - 1)]
        last = first[1]
        for block, offset in self.at[start:end]:
            if block != first[0]:
                break
            last = offset
        return (first[0], first[1], last + 1 if end > start else first[1])


@dataclass(frozen=True)
class Parsed:
    """A file read: its Source, the Notice, and the lines that tie the two together."""

    source: Source
    notice: Notice
    lines: tuple[Line, ...]
