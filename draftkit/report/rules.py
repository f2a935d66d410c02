"""What a rule looks for, as a page: the text of `rules show` and of docs/rules/."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from draftkit.checks import Example, RuleInfo
from draftkit.checks.model import FAMILIES
from draftkit.report.words import SEVERITY

FIX = {"none": "由人来改", "safe": "可自动改", "unsafe": "给出改法，由人确认"}
NEED = {
    "request": "起草要求", "archive": "往年公文", "issuer": "看得出的发文单位", "title": "标题", "carrier": "所附文件",
    "plain_text": "正文", "level": "单位层级", "layout": "Word 文件的版面", "date": "成文日期或年度", "others": "一次评阅的几份文件",
}  # fmt: skip


def rule_page(info: RuleInfo) -> str:
    """One rule as Markdown: what it is about, what it rests on, what to do, wrong and right."""
    return "\n".join(
        [f"# {info.code} {info.name}", "", info.what, "", f"怎么改：{info.advice}", "", *_facts(info),
         "", *_examples(info), "", *_passes(info), *_waiving(info)]
    )  # fmt: skip


def _facts(info: RuleInfo) -> Iterator[str]:
    yield f"- 类别：{FAMILIES[info.family]}（`{info.family}`）"
    off = "" if info.on else "（默认不查，点名才查）"
    yield f"- 级别：{SEVERITY[info.severity]}{off}"
    yield f"- 依据：{info.basis}（{info.strength}）"
    yield f"- 谁来改：{info.owner}"
    yield f"- 改法：{FIX[how_fixed(info)]}"
    if info.needs:
        yield f"- 要有：{'、'.join(NEED[need] for need in info.needs)}；没有就不评，列在报告的“没有评的内容”里"


def how_fixed(info: RuleInfo) -> str:
    """none, safe or unsafe: the best that a rule offers."""
    if info.fix == "safe" or any(row.to is not None and row.safe for row in info.rows):
        return "safe"
    return "unsafe" if any(row.to is not None for row in info.rows) else info.fix


def _examples(info: RuleInfo) -> Iterator[str]:
    pairs: list[tuple[str, str]] = [(one.wrong, one.right) for one in info.examples]
    pairs += [(row.wrong, row.right) for row in info.rows]
    yield "| 误 | 正 |"
    yield "| --- | --- |"
    for wrong, right in pairs:
        yield f"| {_cell(wrong)} | {_cell(right)} |"


def _passes(info: RuleInfo) -> list[str]:
    passed = [text for row in info.rows for text in row.passes]
    if not passed:
        return []
    return ["不算错：", "", *(f"- {_cell(text)}" for text in passed), ""]


def _waiving(info: RuleInfo) -> Iterator[str]:
    yield f'不查这条：`--ignore {info.code}`，或在 `draftkit.toml` 的 `[eval]` 里写 `ignore = ["{info.code}"]`。'
    yield ""


def _cell(text: str) -> str:
    """Text in a cell of a table or an item of a list, as code: what stands in it is not Markdown."""
    shown = text.replace("\n", "⏎").replace("|", "\\|")
    mark = "``" if "`" in shown else "`"
    return f"{mark}{shown}{mark}"


def rules_index(every: Iterable[RuleInfo], left: Iterable[tuple[str, str, str]]) -> str:
    """The rules by family as Markdown, and what is left to people: (code, what, why)."""
    listed = sorted(every, key=lambda info: (tuple(FAMILIES).index(info.family), info.code))
    lines = ["# 检查规则", "", *_PREFACE]
    for family, name in FAMILIES.items():
        mine = [info for info in listed if info.family == family]
        if not mine:
            continue
        lines += ["", f"## {name}（`{family}`）", "", *_table(mine)]
    lines += ["", "## 程序判断不了的", "", "| 编号 | 内容 | 为什么不查 |", "| --- | --- | --- |"]
    lines += [f"| {code} | {what} | {why} |" for code, what, why in left]
    return "\n".join(lines) + "\n"


_PREFACE = (
    "每条规则是 `eval/rules/<编号>.yaml` 一个文件；只靠词语就能判断的，文件里写词语和改法，要计算的，"
    "程序在 `draftkit/checks/rules/`。文件里的正误例子就是测试，也就是下面各页的内容。",
    "",
    "“依据”后面的词说它有多硬：规定、一般、推荐、惯例取自标准和条例的用词，算术和事实由程序自己核对。"
    "只是一般、推荐或惯例的，多半只提醒，不报错误。一条规则在一段里最多报一处，全文最多十处。",
    "",
    "缺什么（起草要求、往年公文、版面）就不评什么，列在报告的“没有评的内容”里，不当作问题。",
)


def _table(infos: Iterable[RuleInfo]) -> Iterator[str]:
    yield "| 编号 | 名称 | 级别 | 依据 | 谁来改 | 改法 |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for info in infos:
        level = SEVERITY[info.severity] if info.on else f"{SEVERITY[info.severity]}（默认不查）"
        yield (
            f"| [{info.code}](rules/{info.code}.md) | {info.name} | {level} | {info.strength} "
            f"| {info.owner} | {FIX[how_fixed(info)]} |"
        )


def plain_page(info: RuleInfo) -> str:
    """The page for a terminal: what differs between wrong and right stands in 〖〗."""
    lines = [f"{info.code} {info.name}", "", info.what, f"怎么改：{info.advice}", *_facts(info), ""]
    pairs = [*info.examples, *(Example(wrong=row.wrong, right=row.right) for row in info.rows)]
    for at, one in enumerate(pairs, 1):
        wrong, right = _apart(_flat(one.wrong), _flat(one.right))
        lines += [f"{at:>3}. 误：{wrong}", f"     正：{right}"]
    passed = [text for row in info.rows for text in row.passes]
    if passed:
        lines += ["", "不算错：", *(f"     {_flat(text)}" for text in passed)]
    return "\n".join(lines)


def _flat(text: str) -> str:
    return text.rstrip("\n").replace("\n", "⏎")


def _apart(wrong: str, right: str) -> tuple[str, str]:
    """Both texts with the stretch that differs marked; what is whole apart is left as it is."""
    first = _alike(wrong, right)
    last = _alike(wrong[first:][::-1], right[first:][::-1])
    if not first and not last:
        return wrong, right
    return _marked(wrong, first, last), _marked(right, first, last)


def _alike(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _marked(text: str, first: int, last: int) -> str:
    end = len(text) - last
    return f"{text[:first]}〖{text[first:end]}〗{text[end:]}"
