"""Said: one sentence on its way into a draft, with the origin of each stretch of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from draftkit.values.draft import BlankKind, Change, Origin, SourceQuote, SpanOrigin

_WEAKEST: tuple[Origin, ...] = ("model", "past", "template", "table", "basis", "user", "fact")


@dataclass(frozen=True)
class Open:
    """A blank to be: what to ask, what is offered, and where the offered value stood."""

    kind: BlankKind
    question: str
    offered: str | None = None
    was: SourceQuote | None = None
    owner: str | None = None


@dataclass(frozen=True)
class Said:
    """A sentence (or title, date line …) with its spans, facts, changes and open marks."""

    text: str
    spans: tuple[SpanOrigin, ...] = ()
    facts: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    opens: tuple[Open, ...] = ()

    @property
    def origin(self) -> Origin:
        """The weakest origin of its spans: what a reviewer has to look at first."""
        origins = {span.origin for span in self.spans}
        return next((name for name in _WEAKEST if name in origins), "template")

    @property
    def sources(self) -> tuple[SourceQuote, ...]:
        """All sources of its spans, each once."""
        out: list[SourceQuote] = []
        for span in self.spans:
            out += [source for source in span.sources if source not in out]
        return tuple(out)


def say(
    text: str,
    origin: Origin,
    *,
    source: SourceQuote | None = None,
    facts: tuple[str, ...] = (),
    changes: tuple[Change, ...] = (),
    opens: tuple[Open, ...] = (),
) -> Said:
    """One stretch of one origin."""
    sources = (source,) if source else ()
    span = SpanOrigin(start=0, end=len(text), origin=origin, sources=sources, changes=changes)
    return Said(text, (span,) if text else (), facts, changes, opens)


def join(*parts: Said) -> Said:
    """Stretches one after another as one sentence."""
    text, spans = "", []
    for part in parts:
        for span in part.spans:
            spans.append(
                span.model_copy(
                    update={"start": span.start + len(text), "end": span.end + len(text)}
                )
            )
        text += part.text
    return Said(
        text,
        tuple(spans),
        tuple(fact for part in parts for fact in part.facts),
        tuple(change for part in parts for change in part.changes),
        tuple(item for part in parts for item in part.opens),
    )


def confirm(offered: str, was: SourceQuote | None, question: str = "") -> Said:
    """An old value shown to be ticked: 【待核：旧值】."""
    shown = offered if "“" in offered else f"“{offered}”"
    mark = Open("confirm", question or f"{shown}今年是否仍然适用，请核实", offered, was)
    origin: Origin = "past" if was else "table"
    return say(f"【待核：{offered}】", origin, source=was, opens=(mark,))


def fill(question: str, owner: str | None = None, was: SourceQuote | None = None) -> Said:
    """What nobody has supplied yet: 【待补：问题】."""
    mark = Open("fill", question, None, was, owner)
    return say(f"【待补：{question}】", "template", opens=(mark,))


def ended(said: Said, stop: str = "。") -> Said:
    """The same sentence closed by a stop, whatever mark it ended in."""
    text = said.text
    if text.endswith(("，", "；", "、", ",", ";")) or (text.endswith("：") and stop != "："):
        cut = len(text) - 1
        spans = tuple(
            span.model_copy(update={"end": min(span.end, cut)})
            for span in said.spans
            if span.start < cut
        )
        said = replace(said, text=text[:cut], spans=spans)
    if said.text.endswith(("。", "！", "？", "：")):
        return said
    if not said.spans:
        return join(said, say(stop, "template"))
    last = said.spans[-1]
    return join(said, say(stop, last.origin, source=last.sources[0] if last.sources else None))


def without_head(said: Said, head: str) -> Said:
    """The sentence without the words it begins with; as it is when it begins otherwise."""
    if not said.text.startswith(head):
        return said
    cut = len(head)
    spans = tuple(
        span.model_copy(update={"start": max(0, span.start - cut), "end": span.end - cut})
        for span in said.spans
        if span.end > cut
    )
    return replace(said, text=said.text[cut:], spans=spans)
