"""`reword`: set formulations as they are written on a day, replaced whole, by the dated tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from draftkit import assets
from draftkit.reading import tables
from draftkit.reading.spans import MEETING


@dataclass(frozen=True)
class Rewording:
    """One replacement: which row of the tables, what stood there, what stands now and where
    (offsets in the reworded text)."""

    rule: str
    was: str
    now: str
    start: int


@assets.cached
def _rows() -> tuple[tuple[str, date, re.Pattern[str], str], ...]:
    return tuple(
        (row["id"], row["from"], re.compile(row["find"]), row["put"])
        for row in assets.load_yaml("eval", "tables/formulations.yaml")["rows"]
    )


def reword(text: str, day: date) -> tuple[str, tuple[Rewording, ...]]:
    """The text in the formulations of a day, and what was replaced in reading order.

    A citation of an older congress or an outrun list of plenums becomes the chain of the day;
    names inside 《》 are never touched.
    """
    done: list[Rewording] = []
    for rule, since, pattern, put in _rows():
        if day >= since:
            text = _replace(text, pattern, put, rule, done)
    chain = tables.current_chain(day)
    if chain:
        text = _replace_meetings(text, chain, day, done)
    return text, tuple(sorted(done, key=lambda item: item.start))


def _inside_work(text: str, at: int) -> bool:
    return text.rfind("《", 0, at) > text.rfind("》", 0, at)


def _replace(
    text: str, pattern: re.Pattern[str], put: str, rule: str, done: list[Rewording]
) -> str:
    out, last = "", 0
    for found in pattern.finditer(text):
        if found.group(0) == put or _inside_work(text, found.start()):
            continue
        out += text[last : found.start()]
        _shift(done, len(out), len(put) - len(found.group(0)))
        done.append(Rewording(rule, found.group(0), put, len(out)))
        out += put
        last = found.end()
    return out + text[last:]


def _shift(done: list[Rewording], at: int, by: int) -> None:
    """Move the replacements made behind `at` by `by` characters."""
    for index, item in enumerate(done):
        if item.start > at:
            done[index] = Rewording(item.rule, item.was, item.now, item.start + by)


def _replace_meetings(text: str, chain: str, day: date, done: list[Rewording]) -> str:
    out, last = "", 0
    for found in MEETING.finditer(text):
        if _inside_work(text, found.start()) or not _outrun(found.group(0), day):
            continue
        tail = "精神" if found.group(0).endswith("精神") else ""
        put = chain + tail
        out += text[last : found.start()]
        _shift(done, len(out), len(put) - len(found.group(0)))
        done.append(Rewording("会议提法", found.group(0), put, len(out)))
        out += put
        last = found.end()
    return out + text[last:]


def _outrun(text: str, day: date) -> bool:
    """Whether a citation is of an older congress, or a list of plenums that has grown since."""
    terms = set(re.findall(r"(十[五六七八九]|二十一?)(?:大|届)", text))
    current = tables.current_congress(day).removesuffix("大")
    if terms != {current}:
        return bool(terms) and not _future(terms, current)
    newest = tables.newest_plenum(day)
    if "届" not in text:
        return text.endswith("精神") and "届" in (tables.current_chain(day) or "")
    return "届" in text and "历次" not in text and bool(newest) and f"{newest}中" not in text


def _future(terms: set[str], current: str) -> bool:
    order = ["十五", "十六", "十七", "十八", "十九", "二十", "二十一"]
    return any(order.index(term) > order.index(current) for term in terms)
