"""Piece: a line of the file on its way into the paper, cleaned, with the place of each character."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import repeat

from draftkit.parse.flat import segments
from draftkit.parse.noise import Stripped, strip_noise
from draftkit.text.clean import clean_line
from draftkit.values.source import Block, BlockKind, Layout

At = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Piece:
    """`text` as a reader sees it; `at[i]` is (block, offset) of its character i in the file; `raw`
    the line as it stands there, without signs of no width; `gap`: an empty line or the end of a page stands before it; `noise`:
    it was put into the text by a machine and was taken out of the line it stood in."""

    text: str
    at: At
    kind: BlockKind = "paragraph"
    raw: str = ""
    gap: bool = False
    rows: tuple[tuple[str, ...], ...] = ()
    layout: Layout | None = None
    block: int = 0
    noise: bool = False

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
        plain = strip_noise(block.text)
        for start, line, new_page in _lines(plain.text):
            gap = gap or new_page
            markdown = _MARKDOWN.match(line)
            skip = markdown.end() if markdown else 0
            for begin, end in _shifted(segments(line[skip:], top=seen < TOP), skip):
                text, offsets = clean_line(line[begin:end])
                if text:
                    at = tuple(zip(repeat(block.index), plain.places(start + begin, offsets)))
                    yield Piece(
                        text, at, block.kind, line[begin:end], gap, (), block.layout, block.index
                    )
                    gap = False
                    seen += 1
        yield from _noise(block, plain)
        if not block.text.strip():
            gap = True


def _lines(text: str) -> Iterator[tuple[int, str, bool]]:
    """(offset, line, whether a page ended before it) of each line of a block."""
    start, new_page = 0, False
    for found in _BREAK.finditer(text):
        yield start, text[start : found.start()], new_page
        start, new_page = found.end(), found.group() == "\f"
    yield start, text[start:], new_page


def _noise(block: Block, plain: Stripped) -> Iterator[Piece]:
    """What was taken out of a block, as it stood."""
    for start, end in plain.dropped:
        raw = block.text[start:end]
        text, offsets = clean_line(raw)
        at = tuple((block.index, start + offset) for offset in offsets)
        if not text:
            text, at = raw, tuple((block.index, offset) for offset in range(start, end))
        yield Piece(text, at, block.kind, raw, layout=block.layout, block=block.index, noise=True)


def _shifted(spans: list[tuple[int, int]], by: int) -> list[tuple[int, int]]:
    return [(start + by, end + by) for start, end in spans]
