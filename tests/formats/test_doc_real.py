"""Word binary files of real offices, and every sample converted by LibreOffice."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from draftkit.formats.doc import read_doc
from draftkit.parse.decode import decode
from draftkit.render import find_soffice
from draftkit.values.source import Block, Content
from draftkit.word.read import read_docx
from tests.formats.made import MADE


def _words(block: Block) -> str:
    return block.text + "".join("".join(row) for row in block.rows)


def _said(content: Content) -> list[tuple[str, str]]:
    return [
        (block.kind, "/".join("|".join(row) for row in block.rows) or block.text)
        for block in content.blocks
        if block.kind != "comment" and (block.rows or block.text.strip())
    ]


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_real_files_hold_what_their_manifest_says(shared: Path) -> None:
    folder = shared / "data" / "files"
    rows = (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    found = 0
    for row in map(json.loads, rows):
        if row["format"] == "doc":
            content = read_doc((folder / row["file"]).read_bytes(), row["file"])
            text = _bare("".join(map(_words, content.blocks)))
            assert len(text) > 200, row["file"]
            for name in row["expect"].get("issuer", "").split():
                assert name in text, row["file"]
            assert not [one for one in content.warnings if one.code != "drawing_unread"]
            found += 1
    assert found >= 5


def test_a_real_paper_has_its_tables(shared: Path) -> None:
    data = (shared / "data" / "files" / "jiaoshi-mulu-2022.doc").read_bytes()
    tables = [block.rows for block in read_doc(data, "a.doc").blocks if block.rows]
    assert tables and max(len(rows) for rows in tables) > 5


@pytest.mark.tools
def test_a_doc_and_the_pdf_of_one_notice_have_the_same_text(shared: Path) -> None:
    folder = shared / "data" / "files"
    try:
        printed = subprocess.run(
            ["pdftotext", "-layout", str(folder / "hainan-nongji-2024.pdf"), "-"],
            capture_output=True,
            encoding="utf-8",
            check=True,
        ).stdout
    except FileNotFoundError:
        pytest.skip("poppler-utils is not installed")
    content = read_doc((folder / "hainan-nongji-2024.doc").read_bytes(), "a.doc")

    def words(text: str) -> str:
        return "".join(re.findall(r"[\w（）《》〔〕]", text))

    assert words("".join(map(_words, content.blocks))) == words(printed)


def _to_doc(given: list[Path], folder: Path) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(find_soffice()), profile, "--headless", "--convert-to", "doc:MS Word 97"]
    command += ["--outdir", str(folder), *map(str, given)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


@pytest.mark.tools
@pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed")
def test_a_docx_and_the_doc_libreoffice_makes_of_it_say_the_same(
    corpus: Path, tmp_path: Path
) -> None:
    for name, make in MADE.items():
        (tmp_path / f"{name}.docx").write_bytes(make())
    for path in sorted(corpus.glob("*.txt")):  # LibreOffice knows the encoding by the mark alone
        text = decode(path.read_bytes(), path)[0]
        (tmp_path / path.name).write_text(text, encoding="utf-8-sig")
    given = [*sorted(tmp_path.iterdir()), *sorted(corpus.glob("*.docx"))]
    _to_doc(given, tmp_path)
    assert len(given) > 15
    for path in given:
        old = read_doc((tmp_path / f"{path.stem}.doc").read_bytes(), path.name)
        if path.suffix == ".txt":
            lines = path.read_text(encoding="utf-8-sig").splitlines()
            said = [block.text for block in old.blocks if block.text.strip()]
            assert said == [line for line in lines if line.strip()], path.name
        elif path.stem not in ("noted", "drawn"):  # the .docx reader sees what a style hides,
            # and no WordArt
            assert _said(old) == _said(read_docx(path.read_bytes(), path.name)), path.name
