"""R09: the paper's title, the name in the 印发句 and the name in the carrier's title agree."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.text.similar import bare
from draftkit.text.titles import carried_title
from draftkit.values.report import Where
from draftkit.values.source import Line

_NAMED = (
    re.compile(r"将《(.+)》(?:等[^，。]{0,12})?(?:予以|正式)?(?:印发|转发|下发|发布)"),
    re.compile(r"(?:制定|编制|形成|起草)了?《(.+)》，?(?:现|经)"),
    re.compile(r"^《(.+?)》(?:已|业)"),
)
_BODY = re.compile(r"^.{1,12}?(?:局|厅|委员会|委|办公室|办|政府|中心|县|市|省|区)(?=.{4})")
_BODY_NAME = re.compile(r"(?:局|厅|委员会|委|办公室|办|政府|中心|县|市|省|区|镇|乡)$")
_ISSUED = re.compile(r"印发|转发|下发|发布|公布")


def check(ctx: Context, _rule: RuleInfo) -> Iterator[Hit]:
    """Differences in more than the form of the body's name or a 的 are errors, those warnings;
    in what may be a copy all are warnings."""
    title = ctx.paper.title
    if ctx.notice.payload is None or not title:
        return
    for where, name in _names(ctx):
        if _agree(ctx, name, title):
            continue
        same = _core(ctx, name) == _core(ctx, title)
        yield Hit(
            where,
            f"此处称“{name}”，所附文件标题为“{title}”，{'写法不一。' if same else '两处不一致。'}",
            severity="warning" if same or not ctx.being_written else "error",
        )


def _agree(ctx: Context, name: str, title: str) -> bool:
    """Whether the name is the title; of several papers named together one must be. The body's name
    in front may be left out, and a title that a copy ran together with what follows may go on."""
    whole = bare(title)
    for one in re.split(r"》[、，和及与]*《", name):
        short = bare(one)
        if short == whole or (
            whole.endswith(short) and _BODY_NAME.search(whole.removesuffix(short))
        ):
            return True
        if not ctx.being_written and short and (whole.startswith(short) or whole.endswith(short)):
            return True
    return False


def _names(ctx: Context) -> Iterator[tuple[Where, str]]:
    """The name of the paper in the carrier's title and in its 印发句, each with its place."""
    heads = [line for line in ctx.lines if line.layer == "carrier" and line.part == "title"]
    name = carried_title("".join(line.text for line in heads))
    if name and heads:
        line = heads[0]
        at = line.text.find(name[:8])
        end = at + len(name) if line.text.startswith(name, at) else len(line.text)
        yield ctx.where(line, max(at, 0), end), name
    for line in ctx.body("carrier"):
        found = _issue_name(line)
        if found:
            yield ctx.where(line, found.start(1), found.end(1)), found.group(1)
            return


def _issue_name(line: Line) -> re.Match[str] | None:
    if not _ISSUED.search(line.text):
        return None
    for pattern in _NAMED:
        found = pattern.search(line.text)
        if found and found.group(1).count("《") == found.group(1).count("》"):
            return found
    return None


def _core(ctx: Context, name: str) -> str:
    """A title's bare text without 的, year and any name of the issuing body."""
    request = ctx.request
    names = [*ctx.notice.issuers, ctx.notice.issuer, ctx.paper.issuer]
    if request:
        names += [request.issuer, request.short_name]
    text = bare(carried_title(name) or name)
    for body in sorted((bare(n) for n in names if n), key=len, reverse=True):
        text = text.replace(body, "")
    text = re.sub(r"^(?:关于)?(?:(?:19|20)\d{2}年(?:度)?)?", "", text).replace("的", "")
    return _BODY.sub("", text)
