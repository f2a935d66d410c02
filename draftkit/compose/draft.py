"""`compose`: a draft from an outline, grounds and evidence, without a model."""

from __future__ import annotations

import re
from dataclasses import replace

from draftkit.compose import lexicon
from draftkit.compose.context import Context
from draftkit.compose.evidence import Evidence, PastPaper, PastSentence
from draftkit.compose.leaf import PLAN_ROLES, find_section, lead_in, write_leaf
from draftkit.compose.ledger import Ledger
from draftkit.compose.opening import carrier_body, number, opening, recipients, signed
from draftkit.compose.said import Said, say
from draftkit.compose.skeleton import choose_base
from draftkit.compose.titles import carrier_title, paper_title
from draftkit.genres import spec
from draftkit.text.ids import content_id
from draftkit.text.similar import likeness
from draftkit.values.draft import Change, Draft, LeftOut, Origin
from draftkit.values.flow import flow
from draftkit.values.grounds import Grounds
from draftkit.values.notice import Notice, Section
from draftkit.values.outline import Outline, OutlineSection

Extra = dict[tuple[str, ...], list[PastSentence]]


def compose(grounds: Grounds, outline: Outline, evidence: Evidence) -> Draft:
    """The draft of the requested paper: every sentence with its origin, every gap a blank."""
    ledger = Ledger()
    context = Context(grounds, evidence)
    base, _ = choose_base(grounds, evidence)
    request = grounds.request
    carrier = _carrier(context, outline.title, ledger) if request.carrier else None
    paper = _paper(outline, base, context, ledger, alone=carrier is None)
    notice = carrier.model_copy(update={"payload": paper}) if carrier else paper
    _leave_rest(base, ledger)
    used = {fact for sentence in ledger.sentences for fact in sentence.facts}
    return Draft(
        notice=_identified(notice),
        sentences=tuple(ledger.sentences),
        blanks=tuple(ledger.blanks),
        left_out=tuple(ledger.left_out),
        unused_facts=tuple(fact.id for fact in request.facts if fact.id not in used),
    )


def _leave_rest(base: PastPaper | None, ledger: Ledger) -> None:
    """Note every sentence of the skeleton's paper that was neither used nor left out so far."""
    if base is None:
        return
    seen = {row.quote for row in ledger.left_out}
    seen |= {source.quote for sentence in ledger.sentences for source in sentence.sources}
    rest = [s for s in base.sentences() if s.text.strip() not in seen]
    ledger.leave(
        tuple(
            LeftOut(
                notice_id=base.notice.id,
                quote=s.text,
                rule="C20 所在部分未采用",
                last_seen=base.year,
            )
            for s in rest
        )
    )


def _identified(notice: Notice) -> Notice:
    payload = _identified(notice.payload) if notice.payload else None
    text = "".join(line.text for line in flow(notice))
    return notice.model_copy(update={"id": content_id(text), "payload": payload})


def _carrier(context: Context, title: str, ledger: Ledger) -> Notice:
    """The 印发通知 around the paper."""
    request = context.grounds.request
    issued = (
        request.issued_on.year if request.issued_on else _issue_year(request.genre, request.year)
    )
    doc_number = ledger.put(number(context, issued), (), "doc_number")
    own_title = ledger.put(say(carrier_title(context.grounds, title), "template"), (), "title")
    to = ledger.put(recipients(context), (), "recipients")
    body = ledger.put(carrier_body(context, title), (), "carrier")
    name, day = signed(context)
    signature = ledger.put(name, (), "signature")
    ledger.put(day, (), "date")
    return Notice(
        genre="印发通知", title=own_title, issuer=request.issuer, issuers=(request.issuer,),
        doc_number=doc_number or None, recipients=to, issued_on=request.issued_on,
        year=request.year, next_year=_next_year(request.genre, request.year), topic=request.topic,
        stage=request.stage, preamble=(body,), signature=signature,
    )  # fmt: skip


def _issue_year(genre: str, year: int) -> int:
    """The year a paper is issued in when nobody says: a review comes out the year after."""
    return year + 1 if genre in ("工作总结", "总结暨计划") else year


def _next_year(genre: str, year: int) -> int | None:
    return year + 1 if genre == "总结暨计划" else None


def _paper(
    outline: Outline, base: PastPaper | None, context: Context, ledger: Ledger, *, alone: bool
) -> Notice:
    """The paper itself: title, opening, sections and, where no carrier signs, its own signature."""
    request = context.grounds.request
    title = ledger.put(_title(outline.title, base, context), (), "title")
    to = None
    if alone and any(row.field == "recipients" for row in spec(request.genre).requirements):
        to = ledger.put(recipients(context), (), "recipients")
    preamble = "".join(ledger.put(s, (), "opening") for s in opening(base, context, ledger))
    extra = _newer_sentences(outline, base, context)
    sections = tuple(_section(s, (), extra, context, ledger) for s in outline.sections)
    signature = None
    alone = alone and request.genre != "经验材料"
    if alone:
        name, day = signed(context)
        signature = ledger.put(name, (), "signature")
        ledger.put(day, (), "date")
    return Notice(
        genre=request.genre, title=title, issuer=request.issuer, issuers=(request.issuer,),
        recipients=to,
        year=request.year, next_year=_next_year(request.genre, request.year), topic=request.topic,
        stage=request.stage, preamble=(preamble,) if preamble else (), sections=sections,
        signature=signature, issued_on=request.issued_on if alone else None,
    )  # fmt: skip


def _title(title: str, base: PastPaper | None, context: Context) -> Said:
    """The title with where its wording comes from."""
    if base is None or not base.own or title != paper_title(context.grounds, base):
        return say(title, "template")
    was = base.paper.title or ""
    if re.sub(r"\d{4}", "", was) != re.sub(r"\d{4}", "", title):
        return say(title, "template")
    change = Change(rule="年度推算", from_=was, to=title)
    return say(title, "past", source=base.quote((), was), changes=(change,))


def _section(
    outlined: OutlineSection, above: tuple[str, ...], extra: Extra, context: Context, ledger: Ledger
) -> Section:
    """One heading with its text and what stands under it."""
    path = (*above, outlined.heading)
    run_in = outlined.run_in or outlined.level >= 3
    said = _text(outlined, path, extra, context, ledger)
    run_in = run_in and bool(said)
    ledger.put(_heading(outlined, "。" if run_in else "", context), path, "heading")
    paragraph = "".join(ledger.put(item, path, "body") for item in said)
    children = tuple(_section(c, path, extra, context, ledger) for c in outlined.children)
    return Section(
        level=outlined.level, number=outlined.number, heading=outlined.heading,
        heading_end="。" if run_in else "", run_in=run_in,
        role=outlined.role, paragraphs=(paragraph,) if paragraph else (), children=children,
    )  # fmt: skip


def _text(
    outlined: OutlineSection, path: tuple[str, ...], extra: Extra, context: Context, ledger: Ledger
) -> list[Said]:
    if not outlined.children:
        return write_leaf(outlined, extra.get(path, []), context, ledger)
    support = outlined.support[0] if outlined.support else None
    paper = context.evidence.find(support.notice_id) if support else None
    section = find_section(paper, support.heading_path) if paper and support else None
    if paper is None or section is None or not paper.own:
        return []
    there = support.heading_path if support else ()
    return lead_in(paper, section, there, replace(context, mode="opening"), ledger)


def _heading(outlined: OutlineSection, stop: str, context: Context) -> Said:
    """The heading line with the past section it was taken from."""
    origin: Origin = "template"
    source = None
    if outlined.support:
        first = outlined.support[0]
        paper = context.evidence.find(first.notice_id)
        if paper is not None:
            origin = "past"
            source = paper.quote(
                first.heading_path, first.heading_path[-1] if first.heading_path else ""
            )
    text = f"{outlined.number or ''}{outlined.heading}{stop}"
    return say(text, origin, source=source)


def _newer_sentences(outline: Outline, base: PastPaper | None, context: Context) -> Extra:
    """Plan sentences of own papers newer than the skeleton, each under the heading it is most like."""
    leaves = [
        (path, leaf)
        for path, leaf in outline.walk()
        if not leaf.children and leaf.role in PLAN_ROLES
    ]
    out: Extra = {}
    if base is None or not base.own or not leaves:
        return out
    for paper in context.evidence.own:
        if paper.plan_year <= base.plan_year or paper is base:
            continue
        for sentence in paper.sentences():
            if sentence.role != "plan" or lexicon.matches("lead_in", sentence.text):
                continue
            scored = [
                (_nearness(sentence, leaf, base), -at, path)
                for at, (path, leaf) in enumerate(leaves)
            ]
            score, _, path = max(scored)
            if score >= 0.15:
                out.setdefault(path, []).append(sentence)
    return out


def _nearness(sentence: PastSentence, leaf: OutlineSection, base: PastPaper) -> float:
    """How much a sentence belongs under a heading: by the heading and by what stood under it."""
    there = leaf.support[0].heading_path if leaf.support else ()
    section = find_section(base, there)
    text = "".join(section.paragraphs) if section else ""
    here = f"{sentence.path[-1] if sentence.path else ''}{sentence.text}"
    return likeness(here, leaf.heading) + likeness(here, text)
