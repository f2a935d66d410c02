"""What a search remarks of words that nothing in the archive answers to."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from draftkit.messages import say
from draftkit.workspace import Workspace
from tests.archive.test_versions import paper


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Workspace]:
    """Two papers of two bodies that bear document numbers."""
    for at, issuer in enumerate(("示例市科学技术局", "样例市科学技术局")):
        text = f"示科〔2025〕{at + 1}号\n\n" + paper(issuer=issuer)
        (tmp_path / f"{at}.txt").write_text(text, encoding="utf-8")
    with Workspace.open(tmp_path) as workspace:
        workspace.ingest(tmp_path / "0.txt", tmp_path / "1.txt")
        assert {row.doc_number for row in workspace.rows()} == {
            "示科〔2025〕1号",
            "示科〔2025〕2号",
        }
        yield workspace


def _told(caplog: pytest.LogCaptureFixture, office: Workspace, query: str) -> list[str]:
    caplog.clear()
    with caplog.at_level(logging.WARNING, logger="draftkit.remark"):
        office.search(query)
    return list(caplog.messages)


def test_a_number_that_no_paper_bears_is_told(
    office: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    told = say("search.no_number", number="示科〔2099〕99号")
    assert _told(caplog, office, "示科〔2099〕99号") == [told]
    assert _told(caplog, office, "示科[2025]1号") == []
    assert _told(caplog, office, "志愿服务") == []
