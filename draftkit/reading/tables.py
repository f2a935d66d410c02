"""The dated tables (`eval/tables`) and lexicons (`eval/lexicon`) as typed values.

National facts, old by the day they ship: each file carries `as_of`.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from draftkit import assets
from draftkit.text.similar import bare


@dataclass(frozen=True)
class Campaign:
    """A dated campaign; `names` are the bare forms, longest first."""

    names: tuple[str, ...]
    start: date
    end: date


@dataclass(frozen=True)
class Expired:
    """A phrase that is no current task after a day, unless it stands in one of `but`."""

    text: str
    after: date
    but: tuple[str, ...]


@dataclass(frozen=True)
class Counted:
    """An anniversary or numbered day: N = year − base."""

    names: tuple[str, ...]
    base: int


def _table(name: str) -> dict[str, Any]:
    data: dict[str, Any] = assets.load_yaml("eval", name)
    return data


def _month(text: str, *, last: bool) -> date:
    year, month = (int(part) for part in str(text).split("-")[:2])
    return date(year, month, calendar.monthrange(year, month)[1] if last else 1)


def as_of() -> str:
    """How far the shipped tables were followed, as YYYY-MM."""
    return str(min(str(_table(f"tables/{name}.yaml")["as_of"]) for name in
                   ("meetings", "campaigns", "formulations", "years")))  # fmt: skip


@assets.cached
def campaigns() -> tuple[Campaign, ...]:
    """All campaigns of the table."""
    return tuple(
        Campaign(
            tuple(sorted((bare(n) for n in row["names"]), key=len, reverse=True)),
            _month(row["start"], last=False),
            _month(row["end"], last=True),
        )
        for row in _table("tables/campaigns.yaml")["campaigns"]
    )


@assets.cached
def expired() -> tuple[Expired, ...]:
    """All phrases with a last day."""
    return tuple(
        Expired(row["text"], row["after"], tuple(row.get("but", ())))
        for row in _table("tables/campaigns.yaml")["expired"]
    )


def current_campaign(day: date) -> str | None:
    """The party-wide campaign that is on that day, by its full name; None when there is none."""
    for campaign, row in zip(
        campaigns(), _table("tables/campaigns.yaml")["campaigns"], strict=True
    ):
        if campaign.start <= day <= campaign.end:
            return str(row["names"][0])
    return None


def current_chain(day: date) -> str | None:
    """How congress and plenums are cited together on a day: 党的二十大和二十届历次全会."""
    texts = [row["text"] for row in _table("tables/meetings.yaml")["chains"] if row["from"] <= day]
    return texts[-1] if texts else None


@assets.cached
def meeting_days() -> dict[str, date]:
    """Bare name of each congress and plenum (二十大, 二十届四中全会) → last day."""
    table = _table("tables/meetings.yaml")
    days = {row["name"]: row["held"] for row in table["congresses"]}
    days.update({f"{row['term']}{row['number']}中全会": row["held"] for row in table["plenums"]})
    return days


def newest_plenum(day: date) -> str:
    """The number of the newest plenum of the current term held by that day: 四; "" for none."""
    term = current_congress(day).removesuffix("大") + "届"
    rows = _table("tables/meetings.yaml")["plenums"]
    held = [row for row in rows if row["term"] == term and row["held"] <= day]
    return str(held[-1]["number"]) if held else ""


def current_congress(day: date) -> str:
    """The newest congress held by that day: 二十大."""
    held = [row for row in _table("tables/meetings.yaml")["congresses"] if row["held"] <= day]
    return str(held[-1]["name"]) if held else ""


def period_of(year: int) -> str | None:
    """The five-year plan a year is in: 2026 → 十五五."""
    for row in _table("tables/years.yaml")["plan_periods"]:
        if row["start"] <= year <= row["end"]:
            return str(row["name"])
    return None


def period_years(name: str) -> tuple[int, int] | None:
    """First and last year of a five-year plan."""
    for row in _table("tables/years.yaml")["plan_periods"]:
        if row["name"] == name:
            return row["start"], row["end"]
    return None


def year_tag(year: int) -> str | None:
    """What an opening may say of a year: 2026 → “十五五”开局之年; None where the table is silent."""
    tag = _table("tables/years.yaml")["tags"].get(year)
    return str(tag) if tag else None


@assets.cached
def anniversaries() -> tuple[Counted, ...]:
    """Anniversaries: N周年 of a year."""
    return _counted("anniversaries")


@assets.cached
def numbered_days() -> tuple[Counted, ...]:
    """Days that are counted: 第N个学雷锋纪念日."""
    return _counted("numbered_days")


def _counted(key: str) -> tuple[Counted, ...]:
    return tuple(
        Counted((row["name"], *row["also"]), row["base"])
        for row in _table("tables/years.yaml")[key]
    )


@assets.cached
def national_quotes() -> frozenset[str]:
    """Quoted names of the whole country, bare."""
    return frozenset(bare(name) for name in _table("lexicon/national.yaml")["quoted"])


@assets.cached
def national_works() -> frozenset[str]:
    """Titles of national laws and papers, bare."""
    return frozenset(bare(name) for name in _table("lexicon/national.yaml")["works"])


@assets.cached
def common_words() -> tuple[str, ...]:
    """Words that are common in this field though their characters seldom stand together."""
    return tuple(_table("lexicon/national.yaml")["words"])


@dataclass(frozen=True)
class NameLexicon:
    """How names end and begin; see eval/lexicon/names.yaml."""

    suffix: re.Pattern[str]
    places: frozenset[str]
    common_stems: frozenset[str]
    common_bodies: frozenset[str]
    openers: tuple[str, ...]
    known: frozenset[str]
    common_before: dict[str, str]
    departments: tuple[str, ...]


@assets.cached
def names() -> NameLexicon:
    """The lexicon of places and bodies."""
    row, known = _table("lexicon/names.yaml"), _table("lexicon/places.yaml")
    suffixes = sorted({*row["place_suffixes"], *row["body_suffixes"]}, key=len, reverse=True)
    return NameLexicon(
        re.compile("|".join(map(re.escape, suffixes))),
        frozenset(row["place_suffixes"]),
        frozenset(row["common_stems"]),
        frozenset(row["common_bodies"]),
        tuple(sorted(set(row["openers"]), key=len, reverse=True)),
        frozenset(known["provinces"]) | frozenset(cities()) | frozenset(known["sample"]),
        row["common_before"],
        tuple(row["departments"]),
    )


@assets.cached
def abbreviations() -> tuple[tuple[str, str], ...]:
    """Long names of lines of business with their short forms, longest first."""
    rows = _table("lexicon/names.yaml")["abbreviations"]
    return tuple(sorted(rows.items(), key=lambda row: (-len(row[0]), row[0])))


@assets.cached
def cities() -> dict[str, str]:
    """City → province, both without their last character."""
    rows = _table("lexicon/places.yaml")["cities"]
    return {city: province for province, names in rows.items() for city in names}


@dataclass(frozen=True)
class PersonLexicon:
    """Surnames, words that stand behind or before a person's name, names everybody knows."""

    surnames: tuple[str, ...]
    after: tuple[str, ...]
    before: tuple[str, ...]
    verbs: tuple[str, ...]
    listed: tuple[str, ...]
    known: frozenset[str]


@assets.cached
def persons() -> PersonLexicon:
    """The lexicon of persons."""
    row = _table("lexicon/persons.yaml")
    return PersonLexicon(
        tuple(row["surnames"]),
        tuple(row["after"]),
        tuple(row["before"]),
        tuple(row["verbs"]),
        tuple(row["listed"]),
        frozenset(row["known"]),
    )
