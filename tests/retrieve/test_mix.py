"""The mix of legs beside each leg alone, and names that stand in one place only; sample notices."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from draftkit.values.hits import Passage
from draftkit.values.searching import SearchOptions
from draftkit.workspace import Workspace

LEGS = {
    "headings": SearchOptions(bodies=False, vectors=False),
    "words": SearchOptions(headings=False, vectors=False),
    "vectors": SearchOptions(headings=False, bodies=False),
}
TOLERANCE = 0.02
"""MRR by which a leg may be ahead of the mix, of about 40 queries: less than one query that the leg has
first and the mix second."""

COUNT = 40
_LONG = 230
_LEAST = 12
"""The samples have no more sections of 230 characters."""
NAME = "鲸珀瑶号便民驿站"

Ask = Callable[[Passage, random.Random], str | None]


@pytest.fixture(scope="module")
def office(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with Workspace.open(tmp_path_factory.mktemp("office")) as workspace:
        workspace.ingest(corpus)
        yield workspace


def _sloppy(text: str, chance: random.Random) -> str:
    """As people type what they remember: a pair of words swapped about a mark, characters left out."""
    parts = [one for one in re.split("[，、：]", text) if one]
    if len(parts) > 1:
        at = chance.randrange(len(parts) - 1)
        parts[at], parts[at + 1] = parts[at + 1], parts[at]
    kept = list("，".join(parts))
    for _ in range(len(kept) // 12):
        del kept[chance.randrange(len(kept))]
    return "".join(kept)


def _heading(one: Passage, chance: random.Random) -> str | None:
    return _sloppy(one.heading_path[-1], chance) if one.heading_path else None


def _sentence(one: Passage, chance: random.Random) -> str | None:
    said = [each for each in re.split("(?<=。)", one.text) if len(each) > 25]
    return _sloppy(chance.choice(said), chance) if said else None


def _fact(one: Passage, chance: random.Random) -> str | None:
    said = [each for each in re.split("[。；，]", one.text) if re.search(r"\d", each)]
    said = [each for each in said if 8 <= len(each) <= 40]
    return chance.choice(said) if said else None


def _section(one: Passage, chance: random.Random) -> str | None:
    return _sloppy(one.text, chance) if len(one.text) > _LONG else None


@pytest.mark.parametrize("ask", [_heading, _sentence, _fact, _section])
def test_the_mix_is_no_worse_than_its_best_leg(office: Workspace, ask: Ask) -> None:
    """The section a question was made from is to be found again."""
    chance = random.Random(4)
    wanted = [one for one in office.archive.passages() if one.part == 0]
    chance.shuffle(wanted)
    made = [(one, query) for one in wanted if (query := ask(one, chance))][:COUNT]
    assert len(made) >= _LEAST
    mix = _mrr(office, made, SearchOptions())
    for name, leg in LEGS.items():
        assert mix >= _mrr(office, made, leg) - TOLERANCE, name


def _mrr(office: Workspace, made: list[tuple[Passage, str]], options: SearchOptions) -> float:
    """Mean of 1 / the place of the section, or of one that says the same under its heading."""
    apart = options.model_copy(update={"years_as_one": False})
    total = 0.0
    for one, query in made:
        hits = office.search(query, k=10, options=apart).hits
        places = (
            hit.rank
            for hit in hits
            if hit.passage_id == one.id
            or (hit.heading_path[-1:] == one.heading_path[-1:] and hit.text == one.text)
            or (_is_heading(query, hit.heading_path) and one.heading_path == hit.heading_path)
        )
        total += 1 / next(places, float("inf"))
    return total / len(made)


def _is_heading(query: str, path: tuple[str, ...]) -> bool:
    """Whether a heading is what was asked for: then any section under the same one answers."""
    return bool(path) and len(query) <= len(path[-1]) + 2


_TEXT = "坚持就近便民，依托社区党群服务中心建设便民服务点，为居民办理社保、医保等事项，方便群众就近办事。"

_PLACES = {
    "text": ("推进便民服务", f"{_TEXT}建成{NAME}，受理居民诉求。"),
    "heading": (f"建设{NAME}", _TEXT + "按月通报办理情况。"),
    "across a mark": ("推进便民服务", f"{_TEXT}建成鲸珀、瑶号便民驿站，受理居民诉求。"),
}


def _notice(year: int, heading: str, text: str, title: str = "便民服务") -> str:
    return (
        f"示例市青禾区政务服务局{year}年{title}工作要点\n\n"
        "为做好全年工作，制定本工作要点。\n\n"
        f"一、{heading}\n{text}\n二、加强组织保障\n各科室要压实责任，按季度报送进展情况。\n"
        "三、加强志愿服务\n组织志愿者走进社区，为老年人提供服务。\n"
    )


@pytest.fixture(scope="module", params=[*_PLACES, "title"])
def named(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Workspace]:
    """Fourteen notices that say the same; an older one alone has the name, here or there."""
    room = tmp_path_factory.mktemp("named")
    (room / "papers").mkdir()
    for year in range(2012, 2026):
        heading, text, title = "推进便民服务", _TEXT + "受理居民诉求。", "便民服务"
        if year == 2017 and request.param == "title":
            title = NAME + "建设"
        elif year == 2017:
            heading, text = _PLACES[request.param]
        paper = room / "papers" / f"{year}.txt"
        paper.write_text(_notice(year, heading, text, title), encoding="utf-8")
    with Workspace.open(room / "office") as workspace:
        assert workspace.ingest(room / "papers").counts["added"] == 14
        yield workspace


@pytest.mark.parametrize("asked", [NAME, f"建设{NAME}", "鲸珀瑶号驿站", "鲸珀瑶号"])
def test_a_name_that_stands_once_is_the_first_hit(named: Workspace, asked: str) -> None:
    hits = named.search(asked, k=5).hits
    assert hits[0].year == 2017
    assert hits[0].score >= max(hit.score for hit in hits)


def test_what_no_row_allowed_shares_a_word_with_is_not_found(office: Workspace) -> None:
    assert office.search("鲸珀瑶号").hits == ()
    assert office.search("科普", year=1990).hits == ()


def test_one_character_is_looked_for(office: Workspace) -> None:
    hits = office.search("学", k=3).hits
    assert hits
    assert all("学" in "".join((hit.title, *hit.heading_path, hit.text)) for hit in hits)
    assert office.search("鲸").hits == ()


def test_a_heading_that_is_filtered_out_does_not_weigh_the_legs(tmp_path: Path) -> None:
    """Only 2023 has the heading; of 2024, the text that says it comes before a heading like it."""
    papers = {
        2023: ("保障粮食安全", "推进高标准农田建设，压实耕地保护责任。"),
        2024: ("防范安全风险", "排查燃气、消防隐患，开展安全生产整治，守牢安全底线。"),
        2025: ("推进农业农村现代化", "扛牢粮食安全责任，保障粮食安全，建设高标准农田。"),
    }
    (tmp_path / "papers").mkdir()
    for year, (heading, text) in papers.items():
        paper = tmp_path / "papers" / f"{year}.txt"
        paper.write_text(_notice(year, heading, text), encoding="utf-8")
    with Workspace.open(tmp_path / "office") as workspace:
        workspace.ingest(tmp_path / "papers")
        assert workspace.search("保障粮食安全").hits[0].year == 2023
        first = workspace.search("保障粮食安全", year="2024..").hits[0]
    assert first.heading_path[-1] == "推进农业农村现代化"
