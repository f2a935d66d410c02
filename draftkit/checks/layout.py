"""A Word file as the layout rules see it: the lines of the paper with their formatting, and what
page profiles ask of them. A value that any profile at hand has is right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from draftkit import assets
from draftkit.checks.model import BODY, Context
from draftkit.text.sentences import is_han
from draftkit.values.formatting import Formatting, ParagraphFormat, RunFormat, SectionFormat
from draftkit.values.report import Where
from draftkit.values.source import Block, Line
from draftkit.values.typeset import PageProfile
from draftkit.word.profiles import load_profile, profile_names

RED = ("FF", "E6", "CC", "C0", "D9", "EE")
_ASIDE = ("center", "right")
_DARK = 0x46
_SHORT = 40


@dataclass(frozen=True, slots=True)
class Para:
    """Characters `start` to `end` of a block, which are one line of the paper, and the block's
    formatting."""

    line: Line
    block: Block
    look: ParagraphFormat
    start: int
    end: int

    @property
    def text(self) -> str:
        """Its words."""
        return self.block.text[self.start : self.end]

    @property
    def alone(self) -> bool:
        """Whether nothing else stands in the block before it."""
        return not self.block.text[: self.start].strip()

    def words(self, start: int | None = None) -> Iterator[tuple[int, int, RunFormat]]:
        """The stretches of the line from an offset in the block on: (start, end, look)."""
        first = self.start if start is None else max(start, self.start)
        for one in self.look.stretches:
            here, there = max(one.start, first), min(one.end, self.end)
            if here < there:
                yield here, there, one.look


@dataclass(frozen=True)
class Sheet:
    """One Word file under review."""

    form: Formatting
    paras: tuple[Para, ...]
    profiles: tuple[PageProfile, ...]

    def own(self, *parts: str) -> Iterator[Para]:
        """The lines of carrier and paper that stand in the text itself, of these parts."""
        for para in self.paras:
            if (
                para.line.part in parts
                and para.line.layer != "attachment"
                and para.look.standing == "body"
            ):
                yield para

    @cached_property
    def text(self) -> tuple[Para, ...]:
        """Running text and headings but what is set to the middle or to the right, and but the lines
        under a title that say who speaks and when."""
        begun: set[str] = set()
        out = []
        for para in self.own("recipients", *BODY):
            line = para.line
            if (line.part != "paragraph" and line.part != "preamble") or _begins(line.text):
                begun.add(line.layer)
            if line.layer in begun and line.part != "recipients":
                out.append(para)
        return tuple(para for para in out if para.look.align not in _ASIDE)

    def accepted(self, of: Callable[[PageProfile], Any]) -> frozenset[Any]:
        """What the profiles have for something."""
        return frozenset(of(profile) for profile in self.profiles)

    def classes(self, of: Callable[[PageProfile], str]) -> frozenset[str | None]:
        """The classes of the faces that the profiles have for something."""
        return frozenset(face_class(of(profile)) for profile in self.profiles)

    def sections(self) -> Iterator[tuple[SectionFormat, Para]]:
        """The sections that text of the paper stands in, each with the first of its lines; those of
        attachments and of nothing but tables are left out."""
        seen: set[int] = set()
        for para in self.own("title", "recipients", *BODY):
            at = para.look.section
            if at not in seen and at < len(self.form.sections):
                seen.add(at)
                yield self.form.sections[at], para


def _begins(text: str) -> bool:
    """Whether a line is the first of the text: it is long, or ends as a sentence does."""
    return len(text) > _SHORT or text.rstrip().endswith(("。", "：", "；", "，"))


def sheet_of(ctx: Context) -> Sheet:
    """The Word file of a paper, made ready once for all rules."""
    if "sheet" not in ctx.pages:
        form = ctx.parsed.source.formatting or Formatting()
        profiles = tuple(load_profile(name) for name in profile_names())
        ctx.pages["sheet"] = Sheet(form, tuple(_paras(ctx, form)), profiles)
    made: Sheet = ctx.pages["sheet"]
    return made


def _paras(ctx: Context, form: Formatting) -> Iterator[Para]:
    for line in ctx.lines:
        for block, start, end in _places(line):
            look = form.paragraphs.get(block)
            if look is not None and block in ctx.blocks:
                yield Para(line, ctx.blocks[block], look, start, end)


def _places(line: Line) -> Iterator[tuple[int, int, int]]:
    """The blocks of a line, each with where the line begins and ends in it."""
    if not line.at:
        return
    (block, start), last = line.at[0], line.at[-1]
    if block == last[0]:
        yield block, start, last[1] + 1
        return
    end = start
    for here, offset in line.at:
        if here != block:
            yield block, start, end + 1
            block, start = here, offset
        end = offset
    yield block, start, end + 1


def where(ctx: Context, para: Para, start: int | None = None, end: int | None = None) -> Where:
    """A place in a paragraph, the whole of its line by default."""
    first = para.start if start is None else start
    return ctx.at(para.block.index, first, para.end if end is None else end, para.line.path)


@lru_cache(maxsize=1024)
def _class(face: str, _stamp: int) -> str | None:
    low = face.lower()
    for row in _data()["classes"]:
        if any(word in low for word in row["words"]):
            return str(row["class"])
    return None


def _data() -> dict[str, Any]:
    data: dict[str, Any] = assets.load_yaml("eval", "lexicon/faces.yaml")
    return data


def face_class(face: str | None) -> str | None:
    """仿宋, 楷体, 黑体, 小标宋, 宋体 …; None for no face and for one that is none of these."""
    return _class(face, id(_data())) if face else None


def size_name(points: float) -> str:
    """“三号（16磅）”, “15.5磅”."""
    name = _data()["sizes"].get(points)
    return f"{name}（{number(points)}磅）" if name else f"{number(points)}磅"


def number(value: float) -> str:
    """A figure without idle zeros."""
    return f"{round(value, 2):g}"


def joined(names: frozenset[Any]) -> str:
    """Names of which any will do."""
    return "或".join(sorted(str(name) for name in names if name))


def han(text: str) -> int:
    """How many Han characters there are."""
    return sum(map(is_han, text))


def is_dark(colour: str | None) -> bool:
    """Whether a colour (RRGGBB) prints as black."""
    if colour is None or len(colour) != 6:
        return True
    try:
        return all(int(colour[at : at + 2], 16) <= _DARK for at in (0, 2, 4))
    except ValueError:
        return True


def is_red(colour: str | None) -> bool:
    """Whether a colour is the red of a head or a seal."""
    return bool(colour) and len(colour or "") == 6 and (colour or "")[:2] in RED and (
        int((colour or "FFFFFF")[2:], 16) & 0xE0E0
    ) == 0  # fmt: skip
