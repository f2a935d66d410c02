"""A text as the parser reads it from a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from draftkit.parse import parse_path
from draftkit.values.source import Parsed

Read = Callable[[str], Parsed]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Parse a text by way of a file in UTF-8."""

    def parse(text: str) -> Parsed:
        path = tmp_path / "稿.txt"
        path.write_text(text, encoding="utf-8")
        return parse_path(path)

    return parse
