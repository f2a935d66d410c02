"""Evidence: the past papers a draft may rest on, ranked, own ones apart from others'."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from draftkit import assets
from draftkit.genres import role_of
from draftkit.reading import names_itself, national_quotes, one_of, read, uncommon_pair
from draftkit.text.sentences import split_sentences
from draftkit.text.similar import bare, likeness
from draftkit.values.draft import SourceQuote
from draftkit.values.flow import flow
from draftkit.values.grounds import Grounds
from draftkit.values.notice import Notice, Role, Section
from draftkit.values.outline import Support

_PARTS = re.compile(r"[、，,·・\s‘’]+")

_ALIKE = 0.3
"""A topic and a title this much alike are on one matter."""

RECENT_YEARS = 3
"""A name last seen longer ago than this is not offered any more (COMPOSE C8)."""


@dataclass(frozen=True)
class PastSentence:
    """One sentence of a past paper and where it stands."""

    text: str
    path: tuple[str, ...]
    role: Role | None
    paper: PastPaper


@dataclass(frozen=True)
class PastPaper:
    """A past paper: `notice` as archived, `own` when the requester's body issued it."""

    notice: Notice
    issuer: str | None
    year: int
    own: bool

    @property
    def paper(self) -> Notice:
        """The paper itself, without its carrier."""
        return self.notice.paper

    @property
    def plan_year(self) -> int:
        """The year its plan is for: of a 总结暨计划 the year after the one it reviews."""
        return self.paper.next_year or self.year

    @property
    def title(self) -> str:
        """The paper's own title, the carrier's where it shows none."""
        return self.paper.title or self.notice.title or ""

    def quote(self, path: tuple[str, ...], words: str) -> SourceQuote:
        """A place in this paper with the words that stand there."""
        return SourceQuote(
            notice_id=self.notice.id, title=self.title, year=self.year,
            issuer=self.issuer, heading_path=path, quote=words,
        )  # fmt: skip

    def support(self, path: tuple[str, ...]) -> Support:
        """This paper's section as support of a heading."""
        return Support(
            notice_id=self.notice.id, title=self.title, year=self.year,
            issuer=self.issuer, heading_path=path,
        )  # fmt: skip

    def role(self, path: tuple[str, ...], section: Section) -> Role | None:
        """What a section does: as parsed, else read from its headings and text. 经验材料 only
        tells what was done, whatever its headings say."""
        if self.paper.genre == "经验材料":
            return "review"
        if section.role:
            return section.role
        return role_of(self.paper.genre, path, "".join(section.paragraphs)[:300])

    def sentences(self) -> Iterator[PastSentence]:
        """All sentences of the paper's sections in order."""
        for path, section in self.paper.walk():
            role = self.role(path, section)
            for paragraph in section.paragraphs:
                for sentence in split_sentences(paragraph):
                    yield PastSentence(sentence, path, role, self)

    @cached_property
    def names(self) -> frozenset[str]:
        """Bare names that this paper marks as names somewhere (in quotes or 《》, or by their
        ending): they are names wherever they stand in it, quoted or not (COMPOSE C4)."""
        out: set[str] = set()
        for line in flow(self.notice):
            for span in read(line.text):
                if span.kind == "slogan" and bare(span.value) not in national_quotes():
                    out |= {bare(part) for part in _PARTS.split(span.value) if uncommon_pair(part)}
                elif span.kind in ("body", "place") or (
                    span.kind == "work" and len(span.value) <= 10
                ):
                    out.add(bare(span.value))
        return frozenset(name for name in out if len(name) >= 4)

    @cached_property
    def domain(self) -> str | None:
        """The line of business its issuer is in, by its name, else by the words of the paper."""
        return domain_of(self.issuer or "") or domain_of(self.plain, at_least=6)

    @cached_property
    def plain(self) -> str:
        """The bare characters of the whole notice, to ask whether a name stands in it."""
        return bare("".join(line.text for line in flow(self.notice)))


@dataclass(frozen=True)
class Evidence:
    """Past papers, best first; `own` and `others` each by rank."""

    own: tuple[PastPaper, ...] = ()
    others: tuple[PastPaper, ...] = ()
    year: int = 0

    def find(self, notice_id: str) -> PastPaper | None:
        """The paper of that id."""
        return next((p for p in (*self.own, *self.others) if p.notice.id == notice_id), None)

    @cached_property
    def names(self) -> frozenset[str]:
        """Names that any of the body's own papers marks as names."""
        return frozenset(name for paper in self.own for name in paper.names)

    @cached_property
    def recent(self) -> str:
        """Bare text of the body's own papers of the last years."""
        return "|".join(p.plain for p in self.own if self.year - p.year <= RECENT_YEARS)

    def last_seen(self, words: str) -> int | None:
        """The newest year in which the body's own papers have these words."""
        needle = bare(words)
        return next(
            (p.year for p in sorted(self.own, key=lambda p: -p.year) if needle in p.plain), None
        )


def domain_of(text: str, at_least: int = 1) -> str | None:
    """The line of business a text speaks of most (eval/lexicon/domains.yaml), None for none."""
    scores = {
        name: sum(text.count(word) for word in [name, *words]) for name, words in domains().items()
    }
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] >= at_least else None


def domains() -> dict[str, list[str]]:
    """Lines of business and their words."""
    rows: dict[str, list[str]] = assets.load_yaml("eval", "lexicon/domains.yaml")
    return rows


def gather(grounds: Grounds, notices: Iterable[Notice]) -> Evidence:
    """Rank past notices for a request: own ones by genre, topic and year; others by topic first.

    Notices that are unfit to draft from, papers of a later year and papers of others on another
    topic are left out: without a topic only the own ones count.
    """
    request = grounds.request
    papers = [_past(notice, grounds) for notice in notices if notice.fit and notice.paper.fit]
    papers = [p for p in papers if p.year <= request.year]
    topic = request.topic or ""

    def rank(paper: PastPaper) -> tuple[object, ...]:
        same = paper.paper.genre == request.genre
        alike = round(likeness(topic, f"{paper.paper.topic or ''}{paper.title}"), 1) if topic else 0
        earlier = paper.year < request.year
        by_year = (-paper.year, -alike) if paper.own else (-alike, -paper.year)
        return (not same, not earlier, -(alike > 0.2), *by_year, paper.notice.id)

    papers.sort(key=rank)
    own = [p for p in papers if p.own and _on_topic(p, topic)]
    others = [p for p in papers if not p.own and topic and _on_topic(p, topic)]
    return Evidence(tuple(own), tuple(others[:8]), request.year)


def _on_topic(paper: PastPaper, topic: str) -> bool:
    """Whether a paper is about the request's topic, by title, topic or text."""
    if not topic:
        return True
    return likeness(topic, f"{paper.paper.topic or ''}{paper.title}") > _ALIKE or topic in (
        "".join(paper.paper.preamble)
    )


def _past(notice: Notice, grounds: Grounds) -> PastPaper:
    paper = notice.paper
    issuer = paper.issuer or notice.issuer
    if issuer:
        own = one_of(issuer, grounds.own_names)
    else:
        shown = f"{paper.title or ''}{''.join(paper.preamble)}"
        own = names_itself(shown, notice.title or "", grounds.own_names)
    year = paper.year or (notice.issued_on.year if notice.issued_on else 0)
    return PastPaper(notice, issuer, year, own)
