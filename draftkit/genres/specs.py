"""Genre specs: eval/genres/<genre>.yaml read into frozen values, checked while reading."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Literal, NamedTuple

from draftkit import assets
from draftkit.values.base import StrictValue
from draftkit.values.notice import Role

Level = Literal["R", "W", "S", "O"]
"""How strongly a part is wanted: R its lack is an error, W a warning, S a hint, O no finding."""

Zone = Literal["opening", "first_third", "last", "paragraph_start", "any"]
Field = Literal["title", "title_year", "recipients", "signature", "date", "payload", "doc_number"]


class Heading(NamedTuple):
    """A heading of a genre's skeleton. `question` is what its writer has to answer, in Chinese."""

    level: int
    heading: str
    role: Role | None
    question: str


class Requirement(StrictValue):
    """A required or usual part and how it is looked for.

    `field` names a part of the paper's head or tail; else `headings` (moves whose heading words
    count) and `moves` in `zone` are tried; `count` asks for that many numbered items. `edge` marks
    what copies on the web often lack: without a request its lack is never more than a hint.
    """

    id: str
    name: str
    level: Level
    field: Field | None = None
    years: int = 1
    headings: tuple[str, ...] = ()
    moves: tuple[str, ...] = ()
    zone: Zone = "any"
    count: int = 0
    edge: bool = False
    advice: str = ""


class GenreSpec(StrictValue):
    """What a genre is made of. `title` is a pattern over year, next_year, name, topic, title;
    `length` and `items` are ranges (Han characters, numbered items); `opening` and `handover` are
    sentence patterns over the same fields and {basis}, {subject}."""

    genre: str
    what: str = ""
    carrier: bool = False
    default_role: Role | None = None
    opening_role: Role | None = None
    title: str = "{title}"
    length: tuple[int, int] | None = None
    items: tuple[int, int] | None = None
    run_on: bool = False
    mood: str = ""
    opening: tuple[str, ...] = ()
    handover: tuple[str, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    skeleton: tuple[Heading, ...] = ()


class Shared(NamedTuple):
    """Patterns that all genres share, compiled."""

    moves: dict[str, re.Pattern[str]]
    move_names: dict[str, str]
    headings: dict[str, re.Pattern[str]]
    roles: tuple[tuple[Role, re.Pattern[str], bool], ...]


ORDER = (
    "工作要点", "工作方案", "实施方案", "工作总结", "总结暨计划", "工作计划", "印发通知", "转发通知",
    "通知", "经验材料", "汇报", "自查报告", "意见", "报告",
)  # fmt: skip

PLANS = ("工作要点", "工作方案", "实施方案", "工作计划")
"""The genres that only look ahead."""


def names() -> tuple[str, ...]:
    """The genres with a spec, the known ones first in their fixed order, further ones sorted."""
    stems = [PurePosixPath(name).stem for name in assets.names("eval", "genres")]
    found = {stem for stem in stems if not stem.startswith("_")}
    return tuple(name for name in ORDER if name in found) + tuple(sorted(found - set(ORDER)))


@assets.cached
def spec(genre: str) -> GenreSpec:
    """The spec of a genre; a genre without one (函, 其他 …) gets an empty spec of that name."""
    try:
        raw = assets.load_yaml("eval", f"genres/{genre}.yaml")
    except FileNotFoundError:
        return GenreSpec(genre=genre)
    if not isinstance(raw, dict):
        raise TypeError("no table of keys and values")
    data = dict(raw)
    rows = [
        Heading(int(row["level"]), str(row["heading"]), row.get("role"), str(row["question"]))
        for row in data.pop("skeleton", ())
    ]
    made = GenreSpec.model_validate({**data, "skeleton": tuple(rows)})
    if assets.is_own("eval", f"genres/{genre}.yaml"):
        _check(made, genre)
    return made


def _check(made: GenreSpec, genre: str) -> None:
    """Raises ValueError for an office's genre that names what is not there."""
    if made.genre != genre:
        raise ValueError(f"genre: {made.genre}, but the file is called {genre}.yaml")
    known = shared()
    for row in made.requirements:
        for name in row.moves:
            if name not in known.moves:
                raise ValueError(f"{row.id}.moves: {name} is none of {', '.join(known.moves)}")
        for name in row.headings:
            if name not in known.headings:
                raise ValueError(
                    f"{row.id}.headings: {name} is none of {', '.join(known.headings)}"
                )


@assets.cached
def shared() -> Shared:
    """Moves, heading words and role words (eval/genres/_shared.yaml)."""
    data = assets.load_yaml("eval", "genres/_shared.yaml")
    return Shared(
        moves={key: re.compile(row["pattern"]) for key, row in data["moves"].items()},
        move_names={key: row["name"] for key, row in data["moves"].items()},
        headings={key: re.compile(text) for key, text in data["headings"].items()},
        roles=tuple(
            (row["role"], re.compile(row["pattern"]), bool(row.get("weak")))
            for row in data["roles"]
        ),
    )
