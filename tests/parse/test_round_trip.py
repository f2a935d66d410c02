"""What draftkit writes it reads back: the same sections and fields from every format."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from draftkit.output import export
from draftkit.parse import parse_path
from draftkit.values.notice import Notice, Section

CORPUS = Path(__file__).parents[2] / "corpus"
SAMPLES = (
    "jyj-2025-fangan.docx",
    "kjj-2023-zongjie.txt",
    "sjj-2024-jingyan.html",
    "nyj-2024-fangan.txt",
)


def tree(sections: tuple[Section, ...]) -> list[Any]:
    return [
        (s.level, s.number, s.heading, s.run_in, s.paragraphs, s.tables, tree(s.children))
        for s in sections
    ]


def text_of(notice: Notice) -> tuple[Any, ...]:
    return (
        notice.genre, notice.title, notice.recipients, notice.preamble, tree(notice.sections), notice.signature,
        notice.issued_on, notice.annex_note, [(a.label, a.title) for a in notice.attachments],
    )  # fmt: skip


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("suffix", ["docx", "txt", "md", "html"])
def test_read_back(name: str, suffix: str, tmp_path: Path) -> None:
    notice = parse_path(CORPUS / name).notice
    path = tmp_path / f"稿.{suffix}"
    export(notice, path)
    again = parse_path(path).notice
    assert text_of(again) == text_of(notice)
    assert (again.payload is None) == (notice.payload is None)
    if again.payload is not None and notice.payload is not None:
        assert text_of(again.payload) == text_of(notice.payload)


def test_read_back_with_red_head_and_imprint(tmp_path: Path) -> None:
    notice = parse_path(CORPUS / "jyj-2025-fangan.docx").notice
    export(notice, tmp_path / "a.docx", head="full")
    again = parse_path(tmp_path / "a.docx").notice
    assert again.id == notice.id
    fields = ("letterhead", "doc_number", "cc", "printed_by", "printed_on", "issuers")
    assert [getattr(again, name) for name in fields] == [getattr(notice, name) for name in fields]
