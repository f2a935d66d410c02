"""Structure marks and dates."""

from __future__ import annotations

from datetime import date

import pytest

from draftkit.text.dates import find_date, write_date
from draftkit.text.marks import read_mark, write_mark


@pytest.mark.parametrize(
    ("line", "level", "value", "text"),
    [
        ("一、总体", 1, 1, "一、"), ("十二、其他", 1, 12, "十二、"), ("（三）深化", 2, 3, "（三）"), ("(四)深化", 2, 4, "(四)"),
        ("1.加强", 3, 1, "1."), ("12、丰富", 3, 12, "12、"), ("2．其他", 3, 2, "2．"), ("（1）学习", 4, 1, "（1）"),
        ("一是抓学习", 1, 1, "一是"), ("3.2023年度细则", 3, 3, "3."),
    ],
)  # fmt: skip
def test_marks(line: str, level: int, value: int, text: str) -> None:
    mark = read_mark(line)
    assert mark is not None
    assert (mark.level, mark.value, mark.text) == (level, value, text)


@pytest.mark.parametrize(
    "line", ["2.82亩", "5.12防灾减灾日", "2026年", "一是的确", "十分重要", "(甲)说明"]
)
def test_no_marks(line: str) -> None:
    assert read_mark(line) is None


def test_marks_are_written_by_the_standard() -> None:
    assert [write_mark(level, 11) for level in (1, 2, 3, 4)] == [
        "十一、",
        "（十一）",
        "11.",
        "（11）",
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024 年 3 月 29 日印发", date(2024, 3, 29)), ("二〇〇四年三月二日", date(2004, 3, 2)),
        ("二O一二年十月三十一日", date(2012, 10, 31)), ("2023-07-14", date(2023, 7, 14)), ("2023年2月30日", None),
        ("一二年一月十二日", None),
    ],
)  # fmt: skip
def test_dates(text: str, day: date | None) -> None:
    assert find_date(text) == day


def test_a_date_is_written_without_padding() -> None:
    assert write_date(date(2026, 3, 5)) == "2026年3月5日"
