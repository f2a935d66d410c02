"""An empty archive, and parsed files to put into it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from draftkit.archive import Archive, Outcome
from draftkit.parse import parse_path
from draftkit.values.source import Parsed

PAPER = """2024年示例市科技局精神文明建设工作要点

2024年是关键之年，局机关精神文明建设工作要抓住重点、落到实处。

一、深化理论学习
严格落实“第一议题”制度，健全学习制度。

二、开展志愿服务
（一）科普志愿服务。组织科技工作者进社区、进学校。
（二）文明交通。组织党员干部到路口值守。
"""


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """A new archive."""
    with Archive.open(tmp_path / "archive.db") as made:
        yield made


@pytest.fixture
def parsed(tmp_path: Path) -> Callable[[str], Parsed]:
    """A text parsed from a file."""

    def parse(text: str, name: str = "要点.txt") -> Parsed:
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return parse_path(file)

    return parse


Put = Callable[..., Outcome]


@pytest.fixture
def put(archive: Archive, parsed: Callable[[str], Parsed]) -> Put:
    """Add a text under a path; its vectors are one byte of its length, of an embedder `t`."""

    def add(text: str, path: str = "要点.txt", parser: str = "1") -> Outcome:
        return archive.add(
            parsed(text),
            sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
            path=path,
            parser=parser,
            vectors=("t", lambda ones: [(one.id, bytes([len(one.text) % 256])) for one in ones]),
        )

    return add
