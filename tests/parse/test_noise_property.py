"""Clean notices, spoiled at random in the ways files are spoiled: nothing is lost, and header and
headings come out as they do from the clean text.

Where the noise takes away what a reader could tell it by, the test says so (`Kind.allows`).
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from draftkit.parse import parse_path, read_source
from draftkit.parse.pieces import pieces_of
from draftkit.parse.shapes import mark_of
from draftkit.text.clean import clean
from draftkit.values.notice import Notice
from draftkit.values.source import Block
from tests.parse.test_nothing_lost import assert_all_there, assert_nothing_lost

SAMPLES = sorted((Path(__file__).parents[2] / "corpus").glob("*.txt"))
CASES = 240
FIELDS = (
    "genre", "title", "issuer", "issuers", "letterhead", "doc_number", "recipients", "issued_on", "year",
    "next_year", "topic", "stage", "signature", "annex_note", "annotation", "cc", "printed_by", "printed_on",
)  # fmt: skip
Lines = list[str]
LONG = 60
"""A line that a page end or a fixed width may break; shorter ones are titles and names."""


def _text(line: str) -> bool:
    return len(line) > LONG and "。" in line


def page_splits(lines: Lines, dice: random.Random) -> Lines:
    """Some sentences torn by the end of a page, with or without its number."""
    out: Lines = []
    for line in lines:
        cut = dice.randint(LONG, len(line) - 1) if _text(line) and len(line) > LONG + 9 else 0
        torn = cut and line[cut - 1] not in "。；：！？）”" and not mark_of(clean(line[cut:]))
        if not torn or dice.random() < 0.6:
            out.append(line)
        else:
            out += [line[:cut], dice.choice(["", "— 4 —", "- 12 -", "第 3 页"]), line[cut:]]
    return out


def hard_wraps(lines: Lines, dice: random.Random) -> Lines:
    """Every line broken at a width, as text comes out of a PDF; one that is laid out with spaces
    (name and date) keeps its place."""
    width = dice.randint(28, 45)
    out: Lines = []
    for line in lines:
        if not line or re.search(r"\s{3}", line):
            out.append(line)
            continue
        start = 0
        while start < len(line):
            end = start + width + (line[start + width - 1 : start + width + 1] == "**")
            out.append(line[start:end])
            start = end
    return out


def half_width(lines: Lines, dice: random.Random) -> Lines:
    """The punctuation that crawlers fold."""
    table = str.maketrans("，：；？！（）", ",:;?!()")
    return [line.translate(table) for line in lines]


def digit_spaces(lines: Lines, dice: random.Random) -> Lines:
    """Spaces round numbers, now and then."""
    space = dice.choice([" ", "\u00a0", "　"])
    return [
        re.sub(r"(?<=[一-鿿])(\d+)(?=[一-鿿])", rf"{space}\1{space}", line)
        if dice.random() < 0.7 and not mark_of(clean(line))
        else line
        for line in lines
    ]


def page_numbers(lines: Lines, dice: random.Random) -> Lines:
    """Page numbers between paragraphs."""
    out: Lines = []
    for line in lines:
        out.append(line)
        if dice.random() < 0.1 and line.endswith("。"):
            out += ["", dice.choice(["— 7 —", "－ 2 －", "-3-", "第 5 页 共 9 页"]), ""]
    return out


def furniture(lines: Lines, dice: random.Random) -> Lines:
    """A page of a site round the text."""
    before = [
        "简体 | 繁体 | 无障碍阅读", "首页 > 政务公开 > 通知公告", "【字体：大 中 小】", "2019年12月3日 星期二",
        "索引号：000/2026-1　主题分类：科技", "打印本页 关闭窗口",
    ]  # fmt: skip
    behind = [
        "扫一扫在手机打开当前页",
        "上一篇：没有了",
        "版权所有：示例市人民政府",
        "拼音 辅助浏览 轻松阅读",
        "登录",
    ]
    head = dice.sample(before, dice.randint(1, 3))
    return [*head, "", *lines, "", *dice.sample(behind, dice.randint(1, 3))]


def hard_spaces(lines: Lines, dice: random.Random) -> Lines:
    """Indents of spaces that do not break."""
    indent = dice.choice(["\u00a0\u00a0\u00a0\u00a0", "　　", "\u2003\u2003", "\t"])
    return [indent + line if line else line for line in lines]


def soft_hyphens(lines: Lines, dice: random.Random) -> Lines:
    """Signs of no width between characters."""
    sign = dice.choice(["\u00ad", "\u200b", "\ufeff", "\u2060"])
    return ["".join(char + sign * (dice.random() < 0.03) for char in line) for line in lines]


def bold(lines: Lines, dice: random.Random) -> Lines:
    """Headings in Markdown's bold."""
    out: Lines = []
    for line in lines:
        mark = mark_of(clean(line))
        plain = mark is not None and "*" not in line and dice.random() < 0.7
        if plain and "。" not in line:
            line = f"**{line.strip()}**"
        elif plain and mark is not None and line.startswith(mark.text):
            head, stop, rest = line.partition("。")
            line = f"{mark.text} **{head[len(mark.text) :].strip()}{stop}**{rest}"
        out.append(line)
    return out


@dataclass(frozen=True)
class Kind:
    """A kind of noise; `allows` are the fields it may take away, `tree` whether headings survive."""

    spoil: Callable[[Lines, random.Random], Lines]
    allows: tuple[str, ...] = ()
    tree: bool = True


KINDS = (
    Kind(page_splits), Kind(half_width), Kind(digit_spaces), Kind(page_numbers), Kind(furniture),
    Kind(bold), Kind(hard_wraps), Kind(hard_spaces), Kind(soft_hyphens),
)  # fmt: skip
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "gb18030", "utf-16-le")


def header(notice: Notice) -> dict[str, object]:
    """The fields of a notice and of the paper it carries."""
    found: dict[str, object] = {name: getattr(notice, name) for name in FIELDS}
    if notice.payload is not None:
        found |= {f"payload.{name}": getattr(notice.payload, name) for name in FIELDS}
    return found


def headings(notice: Notice) -> list[tuple[int, str]]:
    """Level and heading of every section, the payload's and the annexes' too."""
    found = [(section.level, section.heading) for _, section in notice.walk()]
    inner = [notice.payload, *(annex.notice for annex in notice.attachments)]
    return found + [pair for one in inner if one is not None for pair in headings(one)]


@pytest.fixture(scope="module")
def clean_notices() -> dict[str, tuple[str, Notice]]:
    return {
        path.name: (
            "\n".join(block.text for block in read_source(path).blocks),
            parse_path(path).notice,
        )
        for path in SAMPLES
    }


@pytest.mark.parametrize("seed", range(CASES))
def test_noise_changes_nothing(
    seed: int, clean_notices: dict[str, tuple[str, Notice]], tmp_path: Path
) -> None:
    dice = random.Random(seed)
    text, notice = clean_notices[SAMPLES[seed % len(SAMPLES)].name]
    lines = text.split("\n")
    kinds = [kind for kind in KINDS if dice.random() < 0.35] or [dice.choice(KINDS)]
    for kind in kinds:
        lines = kind.spoil(lines, dice)
    path = tmp_path / "稿.txt"
    end = dice.choice(["\n", "\r\n"])
    path.write_bytes(end.join(lines).encode(dice.choice(ENCODINGS)))
    used = [kind.spoil.__name__ for kind in kinds]

    parsed = parse_path(path)
    if seed % 8:
        assert_all_there(parsed)
    else:
        assert_nothing_lost(path)
    spared = {name for kind in kinds for name in kind.allows}
    before, after = header(notice), header(parsed.notice)
    changed = {
        name: (before.get(name), after.get(name))
        for name in before
        if before[name] != after.get(name)
    }
    assert not {name: pair for name, pair in changed.items() if name not in spared}, used
    if all(kind.tree for kind in kinds):
        assert headings(parsed.notice) == headings(notice), used


@pytest.mark.parametrize(
    "unit",
    ["“", "甲 ", "—1—甲", "<!--", "<p ", "**甲", "__甲", "a b c ", "实(shí", '"甲', "(甲", "20212025年", "为",
     "甲" + " " * 50],
)  # fmt: skip
def test_reading_a_line_is_linear(unit: str) -> None:
    block = [Block(index=0, text=unit * (100_000 // len(unit)))]
    started = time.process_time()
    assert list(pieces_of(block))
    assert time.process_time() - started < 5
