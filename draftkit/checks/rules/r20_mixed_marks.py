"""R20: one level of headings, two ways of writing its mark."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.checks.rules.r19_mark_punctuation import wrong_sign
from draftkit.text.marks import read_mark, write_mark
from draftkit.values.report import Fix, Where
from draftkit.values.source import Line

_STYLES = ("han", "bracket", "digit", "bracket_digit")
_SIGNS = "（）()、.．,， "


def check(ctx: Context, _rule: RuleInfo) -> Iterator[Hit]:
    """The marks that differ from the most frequent form of their level and style. One whose sign
    is wrong anyway is R19's."""
    for layer in ("carrier", "payload"):
        groups: dict[tuple[int, str], list[tuple[str, Line, Where, str]]] = defaultdict(list)
        for line in ctx.body(layer):
            mark = read_mark(line.text) if line.part == "heading" else None
            if mark and mark.style in _STYLES and not wrong_sign(mark):
                place = ctx.where(line, 0, len(mark.text))
                form, place = _form(ctx, place)
                good = write_mark(mark.level, mark.value)
                groups[mark.level, mark.style].append((form, line, place, good))
        for rows in groups.values():
            yield from _odd_ones(rows)


def _form(ctx: Context, place: Where) -> tuple[str, Where]:
    """The signs of a mark as they stand in the file, a space after it included."""
    block = ctx.blocks.get(place.paragraph or 0)
    if block is None or place.start is None or place.end is None:
        return "", place
    end = place.end
    if block.text[end : end + 1] == " ":
        end += 1
    raw = block.text[place.start : end]
    form = "".join(char if char in _SIGNS else "#" for char in raw)
    wide = Where(
        paragraph=place.paragraph, start=place.start, end=end, heading_path=place.heading_path,
        quote=raw,
    )  # fmt: skip
    return form.replace("##", "#").replace("##", "#"), wide


def _odd_ones(rows: list[tuple[str, Line, Where, str]]) -> Iterator[Hit]:
    forms = Counter(row[0] for row in rows)
    if len(forms) < 2:
        return
    usual = forms.most_common(1)[0][0]
    sample = next(row[2].quote for row in rows if row[0] == usual)
    for form, _, place, good in rows:
        if form != usual:
            yield Hit(
                place,
                f"同级标题的序号写法不一：此处为“{place.quote}”，其余多为“{sample}”。",
                advice=f"统一为“{good}”的形式。",
                fix=Fix(safe=True, replacement=good) if place.quote != good else None,
            )
