"""Piece: a line of the file on its way into the paper, cleaned, with the place of each character."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from draftkit.parse.flat import segments
from draftkit.text.clean import clean_line
from draftkit.values.source import Block, BlockKind, Layout

At = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Piece:
    """`text` as a reader sees it; `at[i]` is (block, offset) of its character i in the file; `raw`
    the line as it stands there; `gap`: an empty line stands before it."""

    text: str
    at: At
    kind: BlockKind = "paragraph"
    raw: str = ""
    gap: bool = False
    rows: tuple[tuple[str, ...], ...] = ()
    layout: Layout | None = None
    block: int = 0

    def cut(self, start: int, end: int | None = None) -> Piece:
        """The part text[start:end], its outer spaces off."""
        stop = len(self.text) if end is None else end
        while start < stop and self.text[start] == " ":
            start += 1
        while stop > start and self.text[stop - 1] == " ":
            stop -= 1
        return Piece(
            self.text[start:stop], self.at[start:stop], self.kind, self.text[start:stop], self.gap,
            layout=self.layout, block=self.at[start][0] if start < stop else self.block,
        )  # fmt: skip

    def plus(self, other: Piece) -> Piece:
        """This piece and another as one line; words in Latin letters stay apart."""
        return joined((self, other))

    def dense(self) -> Piece:
        """Without spaces, but those between Latin words."""
        kept = [
            index
            for index, char in enumerate(self.text)
            if char != " " or (_latin(self.text[index - 1]) and _latin(self.text[index + 1]))
        ]
        return Piece(
            "".join(self.text[index] for index in kept), tuple(self.at[index] for index in kept),
            self.kind, self.raw, self.gap, layout=self.layout, block=self.block,
        )  # fmt: skip


def joined(pieces: Iterable[Piece]) -> Piece:
    """Several pieces as one line, in time proportional to their length."""
    first, *rest = pieces
    texts, raws, at = [first.text], [first.raw], list(first.at)
    end = first.text[-1:]
    for piece in rest:
        if _latin(end) and _latin(piece.text[:1]):
            texts.append(" ")
            raws.append(" ")
            at.append(at[-1])
        texts.append(piece.text)
        raws.append(piece.raw)
        at += piece.at
        end = piece.text[-1:] or end
    return Piece(
        "".join(texts), tuple(at), first.kind, "".join(raws), first.gap, layout=first.layout,
        block=first.block,
    ) if rest else first  # fmt: skip


def _latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


_MARKDOWN = re.compile(r"\s{0,3}#{1,6}(?:\s+|$)|\s*(?:-{3,}|\*{3,}|_{3,}|={3,})\s*$")
"""Signs of Markdown that a reader does not see: # before a heading, a rule across the page."""
TOP = 6
"""So many lines may hold title and recipients."""
_BREAK = re.compile(r"[\r\n\v\f\u2028]")


def pieces_of(blocks: Iterable[Block]) -> Iterator[Piece]:
    """The lines of the blocks that hold anything, in order; a soft break ends a line."""
    gap = False
    seen = 0
    for block in blocks:
        if block.rows:
            yield Piece("", (), block.kind, gap=gap, rows=block.rows, block=block.index)
            gap = False
            continue
        start = 0
        for line in _BREAK.split(block.text):
            markdown = _MARKDOWN.match(line)
            skip = markdown.end() if markdown else 0
            for begin, end in _shifted(segments(line[skip:], top=seen < TOP), skip):
                text, offsets = clean_line(line[begin:end])
                if text:
                    at = tuple((block.index, start + begin + offset) for offset in offsets)
                    raw = line[begin:end]
                    yield Piece(
                        text, at, block.kind, raw, gap, layout=block.layout, block=block.index
                    )
                    gap = False
                    seen += 1
            start += len(line) + 1
        if not block.text.strip():
            gap = True


def _shifted(spans: list[tuple[int, int]], by: int) -> list[tuple[int, int]]:
    return [(start + by, end + by) for start, end in spans]
