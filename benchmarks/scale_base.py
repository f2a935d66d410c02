"""What every system that benchmarks/scale.py measures is: built, opened, asked.

Each builds itself in a folder, opens that folder in another process and answers a query there. All
get the same reader, the same embedder (that of a new workspace) and the same texts.
"""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Row = dict[str, Any]
Clock = dict[str, float]
"""Seconds by phase of a build."""

K = 10
SLICE = 5000
"""Rows added to Chroma at a time; it refuses more than 5,461."""


class Missing(Exception):
    """A package a peer needs is not installed."""


@contextmanager
def phase(clock: Clock, name: str) -> Iterator[None]:
    """Add the seconds of a block to a phase."""
    began = time.perf_counter()
    try:
        yield
    finally:
        clock[name] = clock.get(name, 0.0) + time.perf_counter() - began


def timed(clock: Clock, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
    """A function that adds its seconds to a phase."""

    def wrapped(*args: Any, **more: Any) -> Any:
        with phase(clock, name):
            return call(*args, **more)

    return wrapped


def embedder_of(cache: Path) -> Any:
    """The embedder a new workspace has: every system gets the same."""
    from draftkit import Workspace

    with Workspace.open(cache / "empty") as workspace:
        return workspace.embedder


def read_rows(paths: Iterable[Path]) -> Iterator[Row]:
    """The passages of papers, by our reader: id, text and what can be filtered by."""
    from draftkit.archive import passages_of
    from draftkit.parse import parse_path

    for path in paths:
        for one in passages_of(parse_path(path, None).notice):
            yield {
                "id": one.id,
                "text": one.text,
                "title": one.title,
                "issuer": one.issuer or "",
                "year": one.year or 0,
                "genre": one.genre,
                "heading": " / ".join(one.heading_path),
            }


class System(ABC):
    """A system over one folder. `build` makes it, `open` loads it, `ask` answers."""

    from_files = False
    """Whether `build` reads the papers themselves; else it gets their passages."""
    ingests = False
    """Whether it is given their folder."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self.folder = folder
        self.cache = cache

    @abstractmethod
    def build(self, source: Any, clock: Clock) -> int:
        """Make it of paths (`from_files`) or rows, seconds by phase in `clock`; how many rows."""

    @abstractmethod
    def open(self) -> None:
        """Make ready what a query needs, the first time."""

    @abstractmethod
    def ask(self, query: str, limit: Row) -> int:
        """Answer one query; how many hits."""
