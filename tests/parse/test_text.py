"""Text that is no file is read as the same text in a file is."""

from __future__ import annotations

from pathlib import Path

import pytest

import draftkit
from draftkit.api import read_open


def _said(notice: draftkit.Notice) -> str:
    return notice.model_dump_json(exclude={"source"})


def test_as_from_a_file(corpus: Path) -> None:
    for path in sorted([*corpus.glob("*.txt"), *corpus.glob("*.html")]):
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            text = path.read_text(encoding="gb18030")
        assert _said(draftkit.parse_text(text)) == _said(draftkit.parse_file(path)), path.name


@pytest.mark.parametrize("text", ["", " \n　\n"])
def test_nothing_but_space_is_refused(text: str) -> None:
    with pytest.raises(draftkit.EmptyFileError, match="网页"):
        draftkit.parse_text(text, name="网页")


def test_text_without_end_is_refused() -> None:
    with pytest.raises(draftkit.TooLargeError):
        draftkit.parse_text("字" * 5_000_001)


def test_half_a_character_does_no_harm() -> None:
    assert draftkit.parse_text("关于某事的通知\ud800").source


def test_the_text_of_a_file_is_all_of_it(corpus: Path) -> None:
    """Line by line, rows of tables among them; none of it doubled."""
    text, notice = read_open(corpus / "jyj-2025-fangan.docx")
    lines = text.splitlines()
    assert all(line == line.strip() and line for line in lines)
    for passage in draftkit.passages_of(notice):
        for line in passage.text.splitlines():
            assert line in text
    assert text.count(notice.doc_number or "?") == 1


def test_a_folder_named_as_secret_is_not_opened(tmp_path: Path) -> None:
    folder = tmp_path / "机密"
    folder.mkdir()
    (folder / "要点.txt").write_text("关于印发工作要点的通知\n", encoding="utf-8")
    with pytest.raises(draftkit.ClassifiedFileError):
        read_open(folder / "要点.txt")
