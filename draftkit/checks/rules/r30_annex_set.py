"""R30: annexes cited, listed and present are the same ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.text.numerals import to_int
from draftkit.text.similar import bare
from draftkit.values.source import Line

_CITED = re.compile(
    r"(?:(?<=[见《（(按照填将报])|(?<=详见)|(?<=参见))附件\s*([1-9]\d?|[一二三四五六七八九十]{1,2})(?![.．：:\d])"
)
_NUMBER = re.compile(r"(?:^|附\s*件\s*[：:]?\s*)(\d{1,2})(?!\d)\s*[.．、：:]?")
_NAME = re.compile(r"^(?:附\s*件\s*\d{0,2}\s*[：:.．]?\s*)?(?:\d{1,2}\s*[.．、：:]\s*)?")
_LABEL = re.compile(r"附\s*件\s*\d{0,2}\s*(?:[：:.．]|$)")
_LEFT_OUT = re.compile(r"[（(]\s*略\s*[)）]|另附|另发")


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """An annex is cited whose number no list and no annex has; a list and the annexes below differ
    in number or name. Nothing is said where the paper lists none, or leaves them out (略)."""
    listed = [line for line in ctx.lines if line.part == "annex_note" and _NAME.sub("", line.text)]
    listed = [line for line in listed if not re.fullmatch(r"附\s*件\s*\d{0,2}[：:]?", line.text)]
    present = [*ctx.notice.attachments, *(ctx.paper.attachments if ctx.notice.payload else ())]
    inline = sum(len(re.findall(r"\d{1,2}[.．：:](?=[^\d])", line.text)) for line in listed)
    numbers = [int(n) for line in listed for n in _NUMBER.findall(line.text)]
    numbers += [int(n) for one in present for n in re.findall(r"(?<!\d)\d{1,2}(?!\d)", one.label)]
    most = max([len(listed), len(present), inline, *numbers], default=0)
    labels = [line for line in ctx.lines if _LABEL.match(line.text)]
    numbers += [
        int(n) for line in labels for n in re.findall(r"(?<!\d)\d{1,2}(?!\d)", line.text[:8])
    ]
    most = max([most, min(len(labels), 1), *numbers])
    if listed or labels or len(present) > 1:
        for line in ctx.body():
            for found in _CITED.finditer(line.text):
                if (to_int(found.group(1)) or 0) > most:
                    yield Hit(
                        ctx.where(line, found.start(), found.end()),
                        f"文中引到“{found.group(0)}”，附件只有{most}个。",
                        severity=None if ctx.being_written else rule.data["copied"],
                    )
    if ctx.being_written and present and not any(_LEFT_OUT.search(one.text) for one in listed):
        yield from _against(ctx, listed, [bare(one.title) for one in present])


def _against(ctx: Context, listed: list[Line], titles: list[str]) -> Iterator[Hit]:
    """A list against the annexes that stand below."""
    for line, title in zip(listed, titles, strict=False):
        start = _NAME.match(line.text).end()  # type: ignore[union-attr]
        name = bare(line.text[start:])
        if title and name and name not in title and title not in name:
            yield Hit(
                ctx.where(line, start, len(line.text)),
                f"附件说明里的名称与后面附件的标题“{title[:30]}”不一致。",
            )
    if listed and len(listed) > len(titles):
        line = listed[len(titles)]
        yield Hit(
            ctx.where(line, 0, len(line.text)),
            f"附件说明列了{len(listed)}个，后面只有{len(titles)}个。",
        )
