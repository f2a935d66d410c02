"""A past sentence made fit for this year, clause by clause: keep, replace, offer or cut.

The rules are named as in docs/composing.md; each cut is reported with its rule. When in doubt a
clause is cut; when more than half of a sentence is cut it is dropped whole (C2).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from draftkit.compose import lexicon
from draftkit.compose.context import Context
from draftkit.compose.evidence import PastPaper, PastSentence
from draftkit.compose.rules import COUNTED, cut_by_span, cut_by_words, renewed, unmarked_names
from draftkit.compose.said import Said, confirm, ended, join, say
from draftkit.reading import current_campaign, judge, reword
from draftkit.text.sentences import clause_spans, count_han
from draftkit.values.draft import Change, LeftOut, SourceQuote
from draftkit.values.grounds import Grounds
from draftkit.values.spans import Judged

_RESPONSIBLE = re.compile(
    r"[（〔(](?:责任|牵头|配合|承办)(?:单位|科室|部门)[：:][^（）〔〕]*[）〕)]"
)
_DATED = re.compile(r"[（(]([^（）()]*\d[^（）()]*[年月日][^（）()]*)[）)]$")
_LISTING = re.compile(r"^[、和及与以至到—～，等“”（）-]*(?:(?:微信)?公众号[、和及与]?)?$")


@dataclass
class Row:
    """One clause on its way: `said` is None once `rule` has cut it."""

    text: str
    said: Said | None
    rule: str = ""

    @property
    def leads(self) -> bool:
        """Whether the clause only leads to the next one (结合…, 以…为抓手)."""
        if self.text.endswith("："):
            return True
        return self.text.endswith("，") and lexicon.matches("leads", self.text)


@dataclass(frozen=True)
class Adapted:
    """What became of a sentence: `said` (None when dropped) and what was left out on the way."""

    said: Said | None
    left_out: tuple[LeftOut, ...] = ()


def adapt(sentence: PastSentence, context: Context) -> Adapted:
    """A past sentence for this year's paper."""
    paper = sentence.paper
    was = paper.quote(sentence.path, sentence.text)
    rule = _drop_whole(sentence.text, paper, context)
    if rule:
        return Adapted(None, (_left(paper, sentence.text, rule),))
    text, changes, rows = _rows(sentence.text, was, paper, context)
    _drop_orphans(rows)
    left = [_left(paper, row.text, row.rule) for row in rows if row.said is None]
    if left and lexicon.matches("governed", text):
        return Adapted(None, (_left(paper, sentence.text, "C2 删去部分会改变原意"),))
    pieces = [row.said for row in rows if row.said is not None]
    kept = sum(count_han(row.text) for row in rows if row.said is not None)
    if not pieces or kept * 2 < count_han(text):
        return Adapted(None, (_left(paper, sentence.text, "C2 所留不足一半"),))
    return _finish(pieces, changes, left, was)


def surviving(sentence: PastSentence, context: Context) -> str:
    """What is left of a heading's clauses when those that may not stand or would have to be ticked
    are cut; "" when nothing is."""
    was = sentence.paper.quote(sentence.path, sentence.text)
    _, _, rows = _rows(sentence.text, was, sentence.paper, context)
    kept = [row.text for row in rows if row.said is not None and not row.said.opens]
    return "".join(kept).strip("，；。、")


def _finish(
    pieces: list[Said], changes: tuple[Change, ...], left: list[LeftOut], was: SourceQuote
) -> Adapted:
    said = ended(join(*pieces), "：" if was.quote.endswith(("：", ":")) else "。")
    text = said.text
    if lexicon.matches("dangling", text) or count_han(text) < 6:
        broken = LeftOut(
            notice_id=was.notice_id, quote=was.quote, rule="C19 句子不完整", last_seen=was.year
        )
        return Adapted(None, (*left, broken))
    kept_changes = tuple(change for change in changes if change.to and change.to in text)
    cuts = tuple(Change(rule=item.rule, from_=item.quote, to="") for item in left)
    return Adapted(
        Said(text, said.spans, said.facts, (*kept_changes, *cuts), said.opens), tuple(left)
    )


def _left(paper: PastPaper, words: str, rule: str) -> LeftOut:
    return LeftOut(notice_id=paper.notice.id, quote=words, rule=rule, last_seen=paper.year)


def _drop_whole(text: str, paper: PastPaper, context: Context) -> str:
    """The rule that keeps a whole sentence out, "" when none does."""
    if lexicon.matches("alien", text):
        return "C19 原文未定稿或夹有非公文内容"
    if lexicon.matches("sensitive", text):
        return "C18 敏感内容"
    if context.mode == "opening" and not lexicon.matches("frame", text):
        return "C1 开头中的往年事项"
    if lexicon.matches("past", text):
        return "C1 已发生的事项"
    if context.mode == "standing" and (
        re.search(r"\d", text)
        or lexicon.matches("one_off", text)
        or not lexicon.matches("standing", text)
        or not paper.own
    ):
        return "C1 已发生的事项"
    return ""


def _renew(text: str, paper: PastPaper, context: Context) -> tuple[str, tuple[Change, ...]]:
    """Set formulations of the day, ageing verbs, and in an opening the year itself."""
    new, rewordings = reword(text, context.grounds.as_of)
    changes = [Change(rule=f"C9 {r.rule}", from_=r.was, to=r.now) for r in rewordings]
    if paper.year < context.grounds.request.year:
        for pattern, put in lexicon.ageing():
            found = pattern.search(new)
            if found:
                changes.append(Change(rule="C12 时效动词", from_=found.group(0), to=put))
                new = pattern.sub(put, new)
    if context.mode == "opening" and paper.own and re.match(r"(?:19|20)\d{2}年", new):
        new, shifted = shift_years(new, paper, context.grounds)
        changes += shifted
    return new, tuple(changes)


def shift_years(text: str, paper: PastPaper, grounds: Grounds) -> tuple[str, list[Change]]:
    """The paper's own year and the one after it moved to the request's; other years stay."""
    delta = grounds.request.year - paper.year
    changes: list[Change] = []

    def move(found: re.Match[str]) -> str:
        year = int(found.group(0))
        if year not in (paper.year, paper.year + 1) or not delta:
            return found.group(0)
        changes.append(Change(rule="年度推算", from_=str(year), to=str(year + delta)))
        return str(year + delta)

    return re.sub(r"(?<!\d)(?:19|20)\d{2}(?=年)", move, text), changes


def undated(heading: str) -> tuple[str, str]:
    """A heading without the bracket that dates it, and what stood in that bracket: 动员部署阶段 and
    2025年4月; "" where none does."""
    found = _DATED.search(heading)
    return (heading[: found.start()], found.group(1)) if found else (heading, "")


def _rows(
    text: str, was: SourceQuote, paper: PastPaper, context: Context
) -> tuple[str, tuple[Change, ...], list[Row]]:
    """The renewed text, what was changed in it, and its clauses, each judged on its own."""
    new, changes = _renew(text, paper, context)
    judged = (*judge(new, context.grounds), *unmarked_names(new, paper, context))
    rows = [_row(new, span, judged, was, paper, context) for span in clause_spans(new)]
    return new, changes, rows


def _row(
    text: str, span: tuple[int, int], judged: tuple[Judged, ...], was: SourceQuote,
    paper: PastPaper, context: Context,
) -> Row:  # fmt: skip
    """One clause judged; an ended campaign's 结合… clause gives way to the one that is on."""
    start, end = span
    clause = text[start:end]
    inside = [j for j in judged if start <= j.span.start < end]
    said, rule = _clause(clause, start, inside, was, paper, context)
    if said is None and rule.startswith("C6") and clause.startswith("结合") and paper.own:
        campaign = current_campaign(context.grounds.as_of)
        if campaign and campaign not in context.offered:
            context.offered.add(campaign)
            question = f"成文时正在开展{campaign}，是否写入请核实"
            said = join(confirm(f"结合{campaign}", None, question), say("，", "table"))
    return Row(clause, said, rule)


def _drop_orphans(rows: list[Row]) -> None:
    """Cut a leading clause whose main clause is cut: it would lead nowhere; and a listing whose
    verb is cut (C19)."""
    for at, row in enumerate(rows[1:], 1):
        if row.said is not None and rows[at - 1].said is None and row.text.startswith(("《", "等")):
            rows[at] = Row(row.text, None, "C19 失去谓语")
    for at in range(len(rows) - 2, -1, -1):
        row = rows[at]
        dangles = row.said is not None and rows[at + 1].said is None
        if dangles and lexicon.matches("dangling_end", row.text.rstrip("；：。")):
            rows[at] = Row(row.text, None, "C19 失去后文")
    for at, row in enumerate(rows):
        if row.said is not None and row.leads:
            following = rows[at + 1] if at + 1 < len(rows) else None
            if following is None:
                if not row.text.endswith("："):
                    rows[at] = Row(row.text, None, "C19 失去所引出的内容")
            elif following.said is None:
                rows[at] = Row(row.text, None, "C19 失去所引出的内容")


def _clause(
    clause: str, offset: int, judged: list[Judged], was: SourceQuote,
    paper: PastPaper, context: Context,
) -> tuple[Said | None, str]:  # fmt: skip
    """The clause as it may stand, or None with the rule that cuts it."""
    rule = cut_by_words(clause, paper, context)
    if rule:
        return None, rule
    if any(j.span.kind == "figure" for j in judged) and renewed(clause, context):
        return None, "本年事实替代"
    marks, rule = _to_tick(clause, offset, judged, paper, context)
    if rule:
        return None, rule
    if context.mode == "standing" and marks:
        return None, "C8 需要核实"
    found = _RESPONSIBLE.search(clause)
    if found and not paper.own:
        clause = clause[: found.start()] + clause[found.end() :]
        marks = [mark for mark in marks if mark[1] <= found.start()]
    elif found:
        at = clause.index("：", found.start()) if "：" in found.group(0) else found.start()
        marks = [m for m in marks if m[1] <= found.start()] + [(at + 1, found.end() - 1)]
    return _marked(clause, _merge(clause, marks), was), ""


def _to_tick(
    clause: str, offset: int, judged: list[Judged], paper: PastPaper, context: Context
) -> tuple[list[tuple[int, int]], str]:
    """Stretches to be offered as 【待核】, or the rule by which one of them cuts the clause."""
    marks: list[tuple[int, int]] = []
    for item in judged:
        counted = item.support == "given" and item.span.kind in COUNTED
        if item.support != "unsupported" and not counted:
            continue
        rule = cut_by_span(item, paper, context)
        if rule:
            return [], rule
        marks.append((item.span.start - offset, item.span.end - offset))
    marks += [f.span() for p in lexicon.patterns("deadline") if (f := p.search(clause))]
    return marks, ""


def _merge(clause: str, marks: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Marks with only a listing between them become one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(marks):
        if out and _LISTING.match(clause[out[-1][1] : start]):
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return [_balanced(clause, *mark) for mark in out]


def _balanced(clause: str, start: int, end: int) -> tuple[int, int]:
    """A mark widened so that it does not cut a pair of brackets or quotes."""
    for left, right in ("“”", "（）", "《》"):
        part = clause[start:end]
        if part.count(left) > part.count(right) and right in clause[end:]:
            end = clause.index(right, end) + 1
        elif part.count(right) > part.count(left) and left in clause[:start]:
            start = clause.rindex(left, 0, start)
    return start, end


def _marked(clause: str, marks: list[tuple[int, int]], was: SourceQuote) -> Said:
    """The clause with each mark offered as 【待核：…】; one that is mostly marks as a whole."""
    tail = clause[-1] if clause and clause[-1] in "，；：。！？" else ""
    body = clause[: len(clause) - len(tail)]
    covered = sum(count_han(body[a:b]) for a, b in marks)
    if len(marks) > 2 or (marks and covered * 10 >= count_han(body) * 7):
        return join(confirm(body, was), say(tail, "past", source=was))
    parts: list[Said] = []
    at = 0
    for start, end in marks:
        parts += [say(clause[at:start], "past", source=was), confirm(clause[start:end], was)]
        at = end
    return join(*parts, say(clause[at:], "past", source=was))
