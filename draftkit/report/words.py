"""The words a report uses, and the text around a place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Any, NamedTuple

from draftkit.checks import rule
from draftkit.errors import NotFoundError
from draftkit.parse import from_notice
from draftkit.text.sentences import sentence_spans
from draftkit.values.draft import Draft
from draftkit.values.report import EvalReport, EvalReports, Waived, Where
from draftkit.values.source import Source

VERDICT = {"fail": "不通过", "review": "需复核", "pass": "通过"}
SEVERITY = {"error": "错误", "warning": "警告", "hint": "提示"}
STATUS = {"present": "有", "merged": "合并在文中", "missing": "缺"}
RUNG = {"heading": "按标题", "sentence": "按句子", "field": "按要素", "model": "由模型认出"}
OPEN = {"fill": "待补", "confirm": "待核", "registry": "待编号"}
ORIGIN = {
    "fact": "事实", "basis": "依据", "past": "往年公文", "table": "统一提法",
    "template": "模板", "model": "模型", "user": "人工",
}  # fmt: skip
SUPPORT = {
    "given": "要求里有", "computed": "推算得出", "cited": "引自上文", "national": "全国通用",
    "common": "通用词语", "own": "本单位往年", "open": "留作待填", "unsupported": "没有出处",
}  # fmt: skip
"""Who vouches for a year, figure or name."""
SCORES = {
    "required_parts": "必备部分齐备率", "han": "汉字数", "sentences": "句数", "headings": "标题数",
    "open_fill": "待补", "open_confirm": "待核", "open_registry": "待编号",
    "figures": "年份和数字", "figures_supported": "数字有出处的比例",
    "names": "名称和口号", "names_supported": "名称有出处的比例", "length_fits": "篇幅合乎常例",
}  # fmt: skip

_HIDDEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
NEAR = 40
"""Characters of a sentence shown on each side of a place."""


class Quote(NamedTuple):
    """A place in its surroundings: what stands before it, itself, and after it."""

    before: str
    marked: str
    after: str


class Context:
    """The texts that a report's places point into; empty when nobody handed them over."""

    def __init__(self, draft: Draft | None = None, sources: Iterable[Source] = ()) -> None:
        self.draft = draft
        sources = tuple(sources)
        self._blocks = {
            source.path: {block.index: block.text for block in source.blocks} for source in sources
        }
        self._rows = {
            source.path: {block.index: block.rows for block in source.blocks if block.rows}
            for source in sources
        }
        read = from_notice(draft.notice).source.blocks if draft else ()
        self._flow = {block.index: block.text for block in read}

    def blocks(self, path: str) -> dict[int, str]:
        """The texts of a paper in order, by the numbers that places use; none where unknown."""
        return self._blocks.get(path, self._flow)

    def rows(self, path: str, block: int) -> tuple[tuple[str, ...], ...]:
        """The cells of a table of a paper."""
        return self._rows.get(path, {}).get(block, ())

    def block(self, path: str, paragraph: int | None) -> str:
        """The text of a block, empty where it is not known."""
        return self._blocks.get(path, {}).get(paragraph if paragraph is not None else -1, "")

    def quote(self, path: str, where: Where) -> Quote | None:
        """The sentence around a place, None for a place that is missing from the paper."""
        if where.quote is None:
            return None
        blocks = self._blocks.get(path, self._flow)
        text = blocks.get(where.paragraph if where.paragraph is not None else -1, "")
        start, end = where.start or 0, where.end or 0
        if not text or not text[start:end].startswith(where.quote[: end - start]):
            return Quote("", where.quote, "")
        end = min(end, start + len(where.quote))
        first, last = _around(text, start, end)
        return Quote(text[first:start], text[start:end], text[end:last])


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence that holds text[start:end], cut to a readable length on both sides."""
    first, last = start, end
    for left, right in sentence_spans(text):
        if left <= start < right:
            first = left
        if left < end <= right:
            last = right
    return max(first, start - NEAR), min(max(last, end), end + NEAR)


def visible(text: str) -> str:
    """Control characters, those that turn the writing direction first, shown as marks."""
    return _HIDDEN.sub(lambda found: f"⟦U+{ord(found.group(0)):04X}⟧", text)


def rule_name(code: str) -> str:
    """The name of a rule, "" for a code this version does not know."""
    try:
        return rule(code).name
    except NotFoundError:
        return ""


def place(where: Where) -> str:
    """A place in words: 一、…／第12段."""
    parts = [part for part in where.heading_path if part]
    if where.paragraph is not None:
        parts.append(f"第{where.paragraph + 1}段")
    return " › ".join(parts) or "全文"


def title_of(report: EvalReport) -> str:
    """The paper's title, else its file name."""
    return report.document.title or re.split(r"[\\/]", report.document.path)[-1]


def summary(report: EvalReport) -> str:
    """The verdict in one sentence that says what to do."""
    errors, warnings = report.counts.get("error", 0), report.counts.get("warning", 0)
    marks = len(report.open)
    if report.verdict == "fail":
        return f"有{errors}处错误，改正后才能报送。"
    if report.verdict == "review":
        parts = [f"{warnings}处警告需要复核"] if warnings else []
        parts += [f"{marks}处待补、待核或待编号需要落实"] if marks else []
        return "，".join(parts) + "。"
    return "没有发现错误和警告。" if report.rules_run else "没有运行任何规则。"


def missing_parts(report: EvalReport) -> list[str]:
    """Names of the parts that a finding calls missing, in order."""
    named = [row.message for row in report.findings if row.code == "R08"]
    return [
        row.name
        for row in report.requirements
        if row.status == "missing" and any(f"“{row.name}”" in text for text in named)
    ]


def score_text(value: Any) -> str:
    """A score as people read it."""
    if value is None:
        return "未评"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return f"{value:.0%}"
    return str(value)


def reports_of(report: EvalReport | EvalReports) -> tuple[EvalReport, ...]:
    """The single reports of either kind."""
    return report.reports if isinstance(report, EvalReports) else (report,)


def told(row: Waived) -> str:
    """What was waived and why, in a line."""
    until = f"，到{row.until.isoformat()}为止" if row.until else ""
    return f"{row.finding.message}（{row.reason}{until}）"


def safe(text: object) -> str:
    """Any text escaped for HTML, direction-turning characters shown as marks."""
    return escape(visible(str(text)), quote=True)
