"""R74: the faces of headings, by the mark they bear."""

from __future__ import annotations

from collections.abc import Iterator

from draftkit.checks.layout import Para, Sheet, face_class, han, joined, sheet_of
from draftkit.checks.layout_faults import Fault, told
from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.text.marks import Mark, read_mark

_LEVEL = {"han": 0, "bracket": 1, "digit": 2, "bracket_digit": 3}
_NAMED = ("一级标题（一、）", "二级标题（（一））", "三级标题（1.）", "四级标题（（1））")


def check(ctx: Context, _: RuleInfo) -> Iterator[Hit]:
    """Headings in a face that is not their level's. One that runs on into text may have the face of
    the text; where there is no （一） the third level stands in for the second."""
    sheet = sheet_of(ctx)
    heads = list(_heads(sheet))
    wanted = _wanted(sheet, any(mark.style == "bracket" for _, mark in heads))
    body = sheet.classes(lambda one: one.faces.body)
    for style, level in _LEVEL.items():
        mine = [para for para, mark in heads if mark.style == style]
        faults = []
        for para in mine:
            end = _head_end(para)
            if end is None:
                continue
            face = _face(para, end)
            found = face_class(face)
            run_in = end < para.end
            if face is None or found in wanted[level] or (run_in and found in body):
                continue
            faults.append(Fault(para, f"用了{face}", para.start, end))
        shown = sheet.classes(lambda one, at=level: _faces(one)[at])  # type: ignore[misc]
        yield from told(ctx, faults, len(mine), _NAMED[level], f"一般应用{joined(shown)}")


def _heads(sheet: Sheet) -> Iterator[tuple[Para, Mark]]:
    for para in sheet.text:
        if para.line.part == "heading" and para.line.at[0][0] == para.block.index:
            mark = read_mark(para.line.text)
            if mark and mark.style in _LEVEL:
                yield para, mark


def _faces(profile: object) -> tuple[str, str, str, str]:
    faces = profile.faces  # type: ignore[attr-defined]
    return (faces.heading1, faces.heading2, faces.heading3, faces.heading4)


def _wanted(sheet: Sheet, four_levels: bool) -> list[frozenset[str | None]]:
    """The classes a heading of each level may have."""
    out = [sheet.classes(lambda one, at=at: _faces(one)[at]) for at in range(4)]  # type: ignore[misc]
    if not four_levels:
        out[2] |= out[1]
    return out


def _head_end(para: Para) -> int | None:
    """Where the heading ends in its block; None where it runs over several."""
    line = para.line
    if line.body_from >= len(line.text):
        return para.end
    block, offset = line.at[line.body_from]
    return offset if block == para.block.index else None


def _face(para: Para, end: int) -> str | None:
    """The face of most of a heading's Han characters, None where it is not known."""
    counts: dict[str | None, int] = {}
    for start, last, look in para.words():
        count = han(para.block.text[start : min(last, end)]) if start < end else 0
        counts[look.face] = counts.get(look.face, 0) + count
    return max(counts, key=lambda face: counts[face]) if any(counts.values()) else None
