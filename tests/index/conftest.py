"""An archive of made-up passages with real vectors, as many as a test asks for."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from draftkit.archive import Archive
from draftkit.index import HashEmbedder
from draftkit.index.vectors import encode
from draftkit.values.notice import Notice, Section
from draftkit.values.source import Parsed, Source

_WORDS = [
    *[
        "学习教育",
        "志愿服务",
        "文明创建",
        "科普宣传",
        "党员干部",
        "责任落实",
        "社区共建",
        "诚信建设",
        "移风易俗",
        "节约粮食",
    ],
    *[
        "道德讲堂",
        "网络文明",
        "交通劝导",
        "助农惠民",
        "典型选树",
        "制度保障",
        "督促检查",
        "宣传引导",
        "家风家训",
        "全民阅读",
    ],
]

Fill = Callable[..., Archive]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """A new archive."""
    with Archive.open(tmp_path / "archive.db") as made:
        yield made


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """Where generations go; made by the first."""
    return tmp_path / "index"


@pytest.fixture
def fill(archive: Archive) -> Fill:
    """Put notices of `each` sections into the archive; the same numbers give the same texts."""

    def put(notices: int, each: int = 10, first: int = 0) -> Archive:
        embedder = HashEmbedder()
        for at in range(first, first + notices):
            parsed = notice_of(at, each)
            archive.add(
                parsed,
                sha256=parsed.notice.id,
                path=f"{at}.txt",
                parser="1",
                vectors=(embedder.name, lambda ones: encode(embedder, ones)),
            )
        return archive

    return put


def notice_of(at: int, each: int) -> Parsed:
    """A made-up notice: the same number gives the same text."""
    chance = random.Random(at)

    def words(count: int) -> str:
        return "，".join(chance.choices(_WORDS, k=count)) + f"{chance.randrange(10**6)}。"

    sections = tuple(
        Section(level=1, heading=chance.choice(_WORDS), paragraphs=(words(12),))
        for _ in range(each)
    )
    notice = Notice(
        id=f"{at:016x}", title=f"{2015 + at % 10}年要点", year=2015 + at % 10, genre="工作要点",
        issuer=f"示例{at % 3}局", sections=sections,
    )  # fmt: skip
    return Parsed(Source(path="", sha256=notice.id, format="txt"), notice, ())
