"""The text under one heading: facts first of all, then what past papers may lend."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from draftkit.compose import lexicon, templates
from draftkit.compose.clauses import adapt, shift_years, undated
from draftkit.compose.context import Context
from draftkit.compose.evidence import PastPaper, PastSentence
from draftkit.compose.ledger import Ledger, same_matter
from draftkit.compose.said import Said, confirm, ended, fill, join, say
from draftkit.reading import judge
from draftkit.text.sentences import count_han, split_clauses, split_sentences
from draftkit.text.similar import containment, likeness
from draftkit.values.draft import LeftOut
from draftkit.values.notice import Role, Section
from draftkit.values.outline import OutlineSection
from draftkit.values.request import Fact

PLAN_ROLES: tuple[Role | None, ...] = ("plan", "guide", "guarantee")
MAX_HAN = 320
"""An item longer than this stops taking sentences from further papers (GENRES 2.1)."""

SENTENCE = 10
"""A text that must be included and is shorter than this is a phrase, not a sentence."""

_SUBJECT = 5
"""Han characters before a count that tell what is counted; with fewer a question asks nothing."""

_OWN_ONLY = re.compile(r"目标|总体要求|指导思想|总体思路|基本原则")
"""What these parts say belongs to one body; another's is never borrowed."""

_QUOTED = re.compile(r"“([^“”]{2,})”")
_COUNT = re.compile(r"\d+(?:\.\d+)?(?:余|多)?(?=(?:次|场|期|个|件|篇|项|人|名|家|户|份|条|小时))")


def write_leaf(
    leaf: OutlineSection, extra: list[PastSentence],
    context: Context, ledger: Ledger,
) -> list[Said]:  # fmt: skip
    """The sentences under a heading, in order; never none: what nobody supplied is a blank."""
    facts = [f for f in context.grounds.request.facts if f.id in leaf.facts]
    context = replace(context, facts=tuple(fact.text for fact in facts))
    if leaf.role in PLAN_ROLES:
        said = _plan(leaf, facts, extra, context, ledger)
    else:
        said = _review(leaf, facts, context, ledger)
    when = _when(leaf, context)
    if said or when:
        return [*when, *said]
    question = templates.empty(leaf.role, leaf.heading, context.grounds)
    blank = ended(fill(question, _owner(facts)))
    if re.search("指导思想|总体要求|总体思路", leaf.heading):
        return [templates.sentence("guide", context.grounds), blank]
    return [blank]


def _when(leaf: OutlineSection, context: Context) -> list[Said]:
    """The time that an own past heading was dated with, moved to this year, to be ticked."""
    for support in leaf.support[:1]:
        paper = context.evidence.find(support.notice_id)
        dated = undated(support.heading_path[-1])[1] if support.heading_path else ""
        if paper is not None and paper.own and dated:
            moved, _ = shift_years(dated, paper, context.grounds)
            was = paper.quote(support.heading_path, support.heading_path[-1])
            asked = confirm(moved, was, "起止时间今年是否不变，请核实")
            return [ended(join(say("时间安排：", "template"), asked))]
    return []


def _owner(facts: list[Fact]) -> str | None:
    return next((fact.unit for fact in facts if fact.unit), None)


def fact_sentence(fact: Fact, *, plan: bool) -> Said:
    """A fact as a sentence; in a plan its unit and time stand behind it in brackets."""
    text = fact.text.strip().rstrip("。；;，,")
    if fact.id.startswith("must") and len(text) < SENTENCE:
        return ended(replace(fill(f"须写入“{text}”的内容"), facts=(fact.id,)))
    notes = []
    if plan and fact.unit and fact.unit not in text:
        notes.append(f"责任单位：{fact.unit}")
    if plan and fact.due and fact.due not in text:
        notes.append(f"完成时限：{fact.due}")
    if notes:
        text += f"（{'；'.join(notes)}）"
    return ended(say(text, "fact", facts=(fact.id,)))


def _plan(
    leaf: OutlineSection, facts: list[Fact], extra: list[PastSentence],
    context: Context, ledger: Ledger,
) -> list[Said]:  # fmt: skip
    """Past plan sentences made fit for this year, and the facts in place of what they renew."""
    out: list[Said] = []
    notes: list[PastSentence] = []
    han = 0
    for sentence in _candidates(leaf, extra, context):
        if lexicon.matches("note", sentence.text):
            notes.append(sentence)
            continue
        if rule := _unfit(sentence, facts):
            ledger.leave((_left(sentence, rule),))
            continue
        newer = _newer(sentence, extra)
        adapted = adapt(newer or sentence, context)
        ledger.leave(adapted.left_out)
        if adapted.said is None:
            continue
        if ledger.said_already(adapted.said.text) or any(
            same_matter(adapted.said.text, o.text) for o in out
        ):
            ledger.leave((_left(sentence, "C13 同一事项已写"),))
            continue
        if han > MAX_HAN:
            ledger.leave((_left(sentence, "篇幅"),))
            continue
        out.append(adapted.said)
        han += count_han(adapted.said.text)
    dated = [note for note in notes if re.search(r"\d{4}年", note.text)]
    ledger.leave(tuple(_left(note, "C7 年度、届次不沿用") for note in dated))
    notes = [note for note in notes if note not in dated]
    if out and notes and notes[0].paper.own and not facts:
        return [*out[:-1], _with_note(out[-1], notes[0])]
    ledger.leave(tuple(_left(note, "C11 责任单位以本年为准") for note in notes))
    return out + [fact_sentence(fact, plan=True) for fact in facts]


def _unfit(sentence: PastSentence, facts: list[Fact]) -> str:
    """The rule that keeps a past sentence out of a plan before its words are read, "" when none."""
    if any(_renews(fact, sentence.text) for fact in facts):
        return "本年事实替代"
    if sentence.path and lexicon.matches("campaign", sentence.path[-1]):
        return "C6 专项活动的内容"
    if sentence.role not in PLAN_ROLES:
        return "C1 总结内容不写入计划"
    return ""


def _with_note(said: Said, note: PastSentence) -> Said:
    """The last sentence of an item with who was responsible, to be ticked."""
    was = note.paper.quote(note.path, note.text)
    inner = note.text.rstrip("。")[1:-1]
    question = "责任单位今年是否不变，请核实"
    tail = join(say("（", "template"), confirm(inner, was, question), say("）", "template"))
    return join(ended(said), tail)


def _left(sentence: PastSentence, rule: str) -> LeftOut:
    return LeftOut(
        notice_id=sentence.paper.notice.id, quote=sentence.text, rule=rule,
        last_seen=sentence.paper.year,
    )  # fmt: skip


def _renews(fact: Fact, sentence: str) -> bool:
    """Whether a fact says this year what a past sentence said: the same named activity, or most
    of its words."""
    if fact.kind not in ("任务", "目标"):
        return False
    names = set(_QUOTED.findall(fact.text)) & set(_QUOTED.findall(sentence))
    return containment(fact.text, sentence) >= (0.35 if names else 0.5)


def _newer(sentence: PastSentence, extra: list[PastSentence]) -> PastSentence | None:
    """A newer own sentence that says the same, to be used instead (C13)."""
    alike = [
        other
        for other in extra
        if other.paper.plan_year > sentence.paper.plan_year
        and likeness(other.text, sentence.text) >= 0.5
    ]
    return alike[0] if alike else None


def _candidates(
    leaf: OutlineSection, extra: list[PastSentence], context: Context
) -> Iterator[PastSentence]:
    """Sentences of the section the heading rests on, then newer own ones, then, for lack of own
    ones, those of other bodies."""
    own: list[list[PastSentence]] = []
    others: list[list[PastSentence]] = []
    for support in leaf.support:
        paper = context.evidence.find(support.notice_id)
        if paper is None:
            continue
        rows = list(section_sentences(paper, support.heading_path))
        (own if paper.own else others).append(rows)
    yield from own[0] if own else []
    yield from extra
    if not own and leaf.role != "guide" and not _OWN_ONLY.search(leaf.heading):
        for rows in others[:2]:
            yield from rows


def section_sentences(paper: PastPaper, path: tuple[str, ...]) -> Iterator[PastSentence]:
    """Sentences of the section of that heading path and of those under it."""
    for at, section in paper.paper.walk():
        if at[: len(path)] == path:
            role = paper.role(at, section)
            for paragraph in section.paragraphs:
                for text in split_sentences(paragraph):
                    yield PastSentence(text.strip(), at, role, paper)


def find_section(paper: PastPaper, path: tuple[str, ...]) -> Section | None:
    """The section of that heading path."""
    return next((section for at, section in paper.paper.walk() if at == path), None)


def _review(
    leaf: OutlineSection, facts: list[Fact], context: Context, ledger: Ledger
) -> list[Said]:  # fmt: skip
    """Facts; without any, last year's standing practice to be ticked and last year's figures as
    questions. A past event is never told again."""
    out = [fact_sentence(fact, plan=False) for fact in facts]
    past = [s for s in _candidates(leaf, [], context) if s.paper.own]
    if out:
        ledger.leave(tuple(_left(s, "C1 上年事项，由本年事实替代") for s in past))
        return out
    for sentence in past:
        adapted = adapt(sentence, replace(context, mode="standing"))
        said = adapted.said
        if said is not None and len(out) < 2 and not ledger.said_already(said.text):
            was = sentence.paper.quote(sentence.path, sentence.text)
            question = "这一做法今年是否延续，请核实后保留或改写"
            out.append(ended(confirm(said.text.rstrip("。"), was, question)))
        else:
            ledger.leave((_left(sentence, "C1 已发生的事项"),))
    asked = _questions(past, context)
    if asked or not out:
        out.append(_ask(leaf, asked, past, context))
    return out


def _ask(
    leaf: OutlineSection, asked: list[str], past: list[PastSentence], context: Context
) -> Said:
    request = context.grounds.request
    was = past[0].paper.quote(past[0].path, past[0].text) if past else None
    if asked:
        return ended(fill(f"{request.year}年{'，'.join(asked)}", None, was))
    return ended(fill(templates.empty(leaf.role, leaf.heading, context.grounds), None, was))


def _questions(past: list[PastSentence], context: Context) -> list[str]:
    """Last year's counted clauses as questions: 集中学习几次. At most three, none that names a
    thing of last year's."""
    out: list[str] = []
    for sentence in past:
        for clause in split_clauses(sentence.text):
            text = clause.strip("，；。：")
            found = _COUNT.search(text)
            if found is None or lexicon.matches("sensitive", sentence.text):
                continue
            if lexicon.matches("year_bound", text) or lexicon.matches("campaign", text):
                continue
            if count_han(text[: found.start()]) < _SUBJECT:
                continue
            if any(
                j.support == "unsupported" and j.span.kind != "figure"
                for j in judge(text, context.grounds)
            ):
                continue
            asked = _COUNT.sub("几", text)
            if not re.search(r"\d", asked) and len(asked) <= 30 and asked not in out:
                out.append(asked)
    return out[:3]


def lead_in(
    paper: PastPaper, section: Section, path: tuple[str, ...], context: Context, ledger: Ledger
) -> list[Said]:
    """The paragraphs between a heading and its first sub-heading, for this year."""
    out: list[Said] = []
    for paragraph in section.paragraphs:
        for text in split_sentences(paragraph):
            adapted = adapt(
                PastSentence(text.strip(), path, paper.role(path, section), paper), context
            )
            ledger.leave(adapted.left_out)
            if adapted.said is not None:
                out.append(adapted.said)
    return out
