"""An issuer that is asked for: who is meant, and who else fits is told."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from draftkit.workspace import Workspace
from tests.archive.test_versions import paper

ISSUERS = ("示例市科学技术局", "示例市科技局办公室", "样例市科学技术局", "示例市科学技术局信息中心")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Workspace]:
    """A paper each, of three bodies, one of them under two names."""
    for at, issuer in enumerate(ISSUERS):
        text = paper(issuer=issuer).replace("2025", str(2020 + at))
        (tmp_path / f"{at}.txt").write_text(text, encoding="utf-8")
    with Workspace.open(tmp_path) as workspace:
        workspace.ingest(*(tmp_path / f"{at}.txt" for at in range(len(ISSUERS))))
        yield workspace


def _asked(
    office: Workspace, issuer: str, caplog: pytest.LogCaptureFixture
) -> tuple[set[str], str]:
    """Years found of an issuer, and what was remarked."""
    caplog.clear()
    with caplog.at_level(logging.WARNING, logger="draftkit.remark"):
        hits = office.search("志愿服务", issuer=issuer, k=50).hits
    years = {str(year) for hit in hits for year in (hit.year, *hit.also_in)}
    return years, "\n".join(caplog.messages)


def test_an_abbreviated_issuer_says_who_fits(
    office: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    years, told = _asked(office, "市科技局", caplog)
    assert years == {"2020", "2021", "2022", "2023"}
    assert "示例市科学技术局、" in told
    assert "样例市科学技术局" in told
    assert "\n" not in told


def test_a_name_in_full_is_that_body_under_all_its_names_and_no_other(
    office: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    for asked in ("示例市科学技术局", "示例市科技局", "示例市科學技術局"):
        assert _asked(office, asked, caplog) == ({"2020", "2021"}, "")
    assert _asked(office, "样例市科技局", caplog) == ({"2022"}, "")
    assert _asked(office, "示例市科学技术局信息中心", caplog) == ({"2023"}, "")


def test_part_of_a_name_that_is_one_body_s_is_not_remarked(
    office: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    assert _asked(office, "信息中心", caplog) == ({"2023"}, "")
    assert _asked(office, "教育局", caplog) == (set(), "")
