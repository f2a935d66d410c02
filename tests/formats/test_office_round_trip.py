"""The same notice as .docx, and as LibreOffice saves it in the other formats, reads the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from draftkit.parse import parse_path, read_source
from tests.formats.conftest import converted
from tests.word_files import rich_file

pytestmark = [pytest.mark.tools, pytest.mark.slow]


@pytest.mark.parametrize("ending", ["odt", "rtf", "docx"])
def test_paragraphs_tables_and_notes_are_the_same(tmp_path: Path, ending: str) -> None:
    path = tmp_path / "要点.docx"
    path.write_bytes(rich_file())
    ours = parse_path(path)
    (tmp_path / "又").mkdir()
    again = tmp_path / "又" / path.name
    again.write_bytes(path.read_bytes())
    made = converted(again, ending) if ending != "docx" else _twice(again)
    theirs = read_source(made)
    assert [(b.kind, b.text, b.rows) for b in theirs.blocks] == [
        (b.kind, b.text, b.rows) for b in ours.source.blocks
    ]
    assert parse_path(made).notice.id == ours.notice.id
    assert {w.code for w in theirs.warnings} == ({"layout_unread"} if ending != "docx" else set())


def _twice(path: Path) -> Path:
    """Saved as .docx by LibreOffice, through .odt."""
    odt = converted(path, "odt")
    path.unlink()
    return converted(odt, "docx")
