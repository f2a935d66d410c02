"""A request completed with what its files say, and the Grounds that follow from it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from draftkit import assets, genres
from draftkit.errors import InputError, RequestError
from draftkit.parse import parse_path, secrecy_in_lines, secrecy_in_path
from draftkit.reading import with_place
from draftkit.text.sentences import count_han
from draftkit.text.similar import bare
from draftkit.values.flow import flow
from draftkit.values.grounds import Given, Grounds
from draftkit.values.notice import Notice
from draftkit.values.request import Basis, DraftRequest, Fact, FactKind, Material

_REVIEWS = ("工作总结", "总结暨计划")
_FILE = re.compile(r"[/\\]|\.[A-Za-z0-9]{2,5}$")
_ISSUED_ALONE = ("通知", "报告")
_ONLY_REVIEWS = ("工作总结", "经验材料", "汇报", "自查报告")


def fact_kind(fact: Fact, genre: str = "") -> FactKind:
    """The kind of a fact: as given, else read from its wording (eval/lexicon/drafting.yaml); what
    is merely counted is a result, but in a plan it is still to be done."""
    if fact.kind:
        return fact.kind
    for row in assets.load_yaml("eval", "lexicon/drafting.yaml")["fact_kinds"]:
        if row.get("unless_plan") and genre in genres.PLANS:
            continue
        if re.search(row["find"], fact.text):
            kind: FactKind = row["kind"]
            return kind
    return "任务"


def speaking_day(request: DraftRequest) -> date:
    """The day a paper speaks from: its date; without one, 1 March of a plan's year and
    31 January after the year that a review is about."""
    if request.issued_on:
        return request.issued_on
    if request.genre in _REVIEWS:
        return date(request.year + 1, 1, 31)
    return date(request.year, 3, 1)


def complete(request: DraftRequest) -> DraftRequest:
    """The request with facts from its materials and titles from its basis files read in.

    Raises RequestError naming the file that is missing or cannot be read.
    """
    _known_genre(request)
    facts = list(request.facts)
    for material in request.materials:
        facts += _material_facts(material, request, len(facts))
    facts += _required_facts(request, facts)
    basis = tuple(_read_basis(item, request) for item in request.basis)
    unique = {fact.text.strip("。 "): fact for fact in reversed(facts)}
    facts = [fact for fact in facts if unique[fact.text.strip("。 ")] is fact]
    facts = [fact.model_copy(update={"kind": _kind(fact, request)}) for fact in facts]
    return request.model_copy(
        update={"facts": tuple(facts), "basis": basis, "outline": _outline_lines(request)}
    )


def _known_genre(request: DraftRequest) -> None:
    """Raise RequestError for a kind nobody can draft, with the kinds that can be."""
    known = [name for name in genres.names() if not genres.spec(name).carrier]
    if request.genre not in known:
        raise RequestError("request.unknown_genre", genre=request.genre, known="、".join(known))
    if request.carrier and request.genre in _ISSUED_ALONE:
        raise RequestError("request.no_carrier", genre=request.genre)


def _required_facts(request: DraftRequest, facts: list[Fact]) -> list[Fact]:
    """What must be included and no fact says yet, as facts to be placed (ids must1, must2 …)."""
    said = "".join(fact.text for fact in facts)
    missing = [text for text in request.must_include if text.strip() and text not in said]
    return [Fact(id=f"must{at}", text=text) for at, text in enumerate(missing, 1)]


def _kind(fact: Fact, request: DraftRequest) -> FactKind:
    """As given or read; in a paper that only reviews, and of a year gone by, what reads as a task
    was done."""
    kind = fact_kind(fact, request.genre)
    if fact.kind is None and kind in ("任务", "目标"):
        years = [int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d{2}(?=年)", fact.text)]
        past = bool(years) and max(years) < request.year
        if past or request.genre in _ONLY_REVIEWS:
            return "结果"
    return kind


def _outline_lines(request: DraftRequest) -> tuple[str, ...] | None:
    """The request's own outline as heading lines, read from its file when it names one."""
    outline = request.outline
    if not isinstance(outline, str):
        return outline
    path = Path(request.folder, outline) if request.folder else Path(outline)
    if "\n" not in outline and _FILE.search(outline):
        if path.suffix.lower() not in (".md", ".txt"):
            raise RequestError("request.outline_form", path=str(path))
        try:
            _refuse_secret(path, secrecy_in_path(path))
            outline = path.read_text(encoding="utf-8-sig")
            _refuse_secret(path, secrecy_in_lines(outline.splitlines()))
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "UTF-8"
            raise RequestError("request.bad_file", path=str(path), reason=reason or "") from None
    rows = (line.strip().lstrip("#").strip() for line in outline.splitlines())
    return tuple(row for row in rows if row and not row.startswith(">"))


def _material_facts(material: Material, request: DraftRequest, count: int) -> list[Fact]:
    """Each paragraph of at least six Han characters of a material is a fact of its unit."""
    parsed = _read(material.file, request)
    lines = [line for line in flow(parsed) if line.part in ("preamble", "paragraph", "heading")]
    texts = [line.text[len(line.number or "") :] for line in lines if count_han(line.text) >= 6]
    return [
        Fact(id=f"m{count + at}", text=text.strip(), unit=material.unit)
        for at, text in enumerate(texts, 1)
    ]


def _read_basis(item: Basis, request: DraftRequest) -> Basis:
    if not item.file or (item.title and item.doc_number):
        return item
    notice = _read(item.file, request)
    title = item.title or notice.paper.title or notice.title
    return item.model_copy(
        update={"title": title, "doc_number": item.doc_number or notice.doc_number}
    )


def _read(name: str, request: DraftRequest) -> Notice:
    path = Path(request.folder, name) if request.folder else Path(name)
    _refuse_secret(path, secrecy_in_path(path))
    try:
        notice = parse_path(path).notice
    except InputError as error:
        raise RequestError("request.bad_file", path=str(path), reason=str(error)) from None
    _refuse_secret(path, notice.secrecy)
    return notice


def _refuse_secret(path: Path, mark: str | None) -> None:
    """Raise RequestError for a file that bears a mark of secrecy: what a request names goes into
    drafts and run folders."""
    if mark:
        raise RequestError("request.classified", path=str(path), mark=mark)


def grounds_of(request: DraftRequest) -> Grounds:
    """What a request vouches for: its facts, names, basis, recipients and must-include texts."""
    given = [Given(id=fact.id, text=_fact_text(fact), origin="fact") for fact in request.facts]
    for at, item in enumerate(request.basis, 1):
        words = "".join(part for part in (item.title, item.doc_number) if part)
        given.append(Given(id=f"b{at}", text=words, origin="basis"))
    plain = {
        "topic": request.topic,
        "recipients": request.recipients,
        "doc_number": request.doc_number,
        "names": "、".join(request.names),
        "must_include": "。".join(request.must_include),
        "outline": "。".join(request.outline) if isinstance(request.outline, tuple) else None,
    }
    given += [Given(id=key, text=text, origin="request") for key, text in plain.items() if text]
    short = request.short_name
    placed = with_place(short, request.issuer) if short else None
    own = [name for name in (request.issuer, short, placed, *request.names) if name and bare(name)]
    return Grounds(
        request=request,
        given=tuple(given),
        own_names=tuple(dict.fromkeys(own)),
        as_of=speaking_day(request),
    )


def _fact_text(fact: Fact) -> str:
    return "，".join(part for part in (fact.text, fact.unit, fact.due, fact.period) if part)
