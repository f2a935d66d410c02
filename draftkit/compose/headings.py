"""A past heading for this year, and the marks that number headings."""

from __future__ import annotations

from draftkit.compose.clauses import adapt, shift_years, surviving, undated
from draftkit.compose.context import Context
from draftkit.compose.evidence import Evidence, PastPaper, PastSentence
from draftkit.text.marks import read_mark, write_mark
from draftkit.text.numerals import to_han
from draftkit.values.grounds import Grounds
from draftkit.values.notice import Section
from draftkit.values.outline import OutlineSection

_UNNAMED = "【待补：本部分标题】"


def heading_for(
    section: Section, path: tuple[str, ...], base: PastPaper, grounds: Grounds, evidence: Evidence
) -> str:
    """The heading with its year moved and its clauses admitted; "" when it cannot stand."""
    text, shifted = shift_years(undated(section.heading)[0], base, grounds)
    if shifted and section.children:
        return text
    if not shifted and len(text) < len(section.heading):
        return text
    whole = PastSentence(text + "。", path, section.role, base)
    said = adapt(whole, Context(grounds, evidence)).said
    if said is None and len(text) < 6:
        return text
    if said is not None and not said.opens:
        return said.text.rstrip("。")
    if not section.children:
        return ""
    return surviving(whole, Context(grounds, evidence)) or _UNNAMED


def _alike_siblings(
    children: tuple[OutlineSection, ...],
) -> tuple[OutlineSection, ...]:
    """Leaves of one part all run in or all stand alone."""
    run_in = any(child.run_in for child in children if not child.children)
    return tuple(
        child if child.children else child.model_copy(update={"run_in": run_in})
        for child in children
    )


def renumber(
    sections: tuple[OutlineSection, ...], base: PastPaper | None
) -> tuple[OutlineSection, ...]:
    """Marks in the standard's form; third-level numbers run on where the base paper's do."""
    run_on = base is not None and runs_on(base)
    counter = {"n": 0}

    def mark(section: OutlineSection, at: int) -> OutlineSection:
        if section.level == 3 and run_on:
            counter["n"] += 1
            at = counter["n"]
        old = read_mark(section.number or "")
        number = write_mark(section.level, at)
        if (old is not None and old.style == "shi") or (section.number or "").endswith("是"):
            number = f"{to_han(at)}是"
        siblings = _alike_siblings(section.children)
        children = tuple(mark(child, n) for n, child in enumerate(siblings, 1))
        return section.model_copy(update={"number": number, "children": children})

    return tuple(mark(section, n) for n, section in enumerate(sections, 1))


def runs_on(base: PastPaper) -> bool:
    """Whether a paper's third-level numbers run on over its sections (GENRES 2.1)."""
    numbers = [
        mark.value
        for _, section in base.paper.walk()
        if section.level == 3 and (mark := read_mark(f"{section.number or ''} "))
    ]
    return (
        len(numbers) > 1
        and numbers == list(range(1, len(numbers) + 1))
        and (sum(bool(s.children) for s in base.paper.sections) > 1)
    )
