"""Old Word files among the others: told by content, converted only where nobody here can read."""

from __future__ import annotations

from pathlib import Path

import pytest

from draftkit.errors import DamagedFileError, InputError, SettingsError, UnsupportedFileError
from draftkit.parse import old_word, parse_file, read_source
from draftkit.render import find_soffice
from tests.formats.made import docx, numbered, p
from tests.formats.word_bytes import compound, word6, word97

DATA = Path(__file__).parent.parent / "formats" / "data"
BROKEN = word97("甲\r", counts=(99,))


class Office:
    """Stands for LibreOffice: what it was asked, and what it gives."""

    def __init__(self, gives: bytes | InputError) -> None:
        self.gives = gives
        self.asked: list[str | None] = []

    def __call__(self, data: bytes, name: str, *, read_as: str | None = None) -> bytes:
        self.asked.append(read_as)
        if isinstance(self.gives, InputError):
            raise self.gives
        return self.gives


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Office:
    made = Office(docx(p("示例市科学技术局关于开展示例活动的通知")))
    monkeypatch.setattr(old_word, "to_docx", made)
    monkeypatch.setattr(old_word, "find_soffice", lambda: "soffice")
    return made


def _file(folder: Path, data: bytes, name: str = "旧 通知.doc") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", ["a.doc", "a.wps", "a.docx", "a.txt"])
def test_content_decides_not_the_name(tmp_path: Path, office: Office, name: str) -> None:
    source = read_source(_file(tmp_path, (DATA / "numbered.doc").read_bytes(), name))
    assert source.format == "doc" and source.encoding is None
    assert source.page and not source.warnings
    assert source.blocks[1].text == "一、总体要求"
    assert not office.asked


def test_a_doc_parses_like_its_docx(tmp_path: Path) -> None:
    old = parse_file(_file(tmp_path, (DATA / "numbered.doc").read_bytes()))
    new = parse_file(_file(tmp_path, numbered(), "a.docx"))
    assert old.sections == new.sections and old.title == new.title


@pytest.mark.parametrize(
    ("data", "filter_"),
    [
        (BROKEN, "MS Word 97"),
        (word6("通知".encode("gb18030"), flags=4), None),
        (compound({"CONTENTS": b"x"}), None),
    ],
    ids=["damaged", "word 95", "works"],
)
def test_libreoffice_is_asked_where_we_cannot_read(
    tmp_path: Path, office: Office, data: bytes, filter_: str | None
) -> None:
    source = read_source(_file(tmp_path, data))
    assert source.blocks[0].text == "示例市科学技术局关于开展示例活动的通知"
    assert [one.code for one in source.warnings] == ["converted"]
    assert office.asked == [filter_]
    with pytest.raises(InputError):
        read_source(_file(tmp_path, data), "never")
    assert len(office.asked) == 1


def test_what_is_only_a_drawing_is_asked_for_too(tmp_path: Path, office: Office) -> None:
    assert read_source(_file(tmp_path, word97("\x08\r"))).blocks[0].text
    assert office.asked == ["MS Word 97"]
    with pytest.raises(InputError):
        read_source(_file(tmp_path, word97("\r")))
    assert len(office.asked) == 1


@pytest.mark.parametrize(
    "data",
    [
        word97("甲\r", flags=0x0100),
        compound({"Workbook": b"x"}),
        compound({"WordDocument": b"x"})[:700],
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000,
    ],
    ids=["locked", "excel", "cut off", "no container"],
)
@pytest.mark.parametrize("choice", ["auto", "always"])
def test_libreoffice_is_not_asked_for_what_is_no_open_word_file(
    tmp_path: Path, office: Office, data: bytes, choice: old_word.Office
) -> None:
    with pytest.raises((UnsupportedFileError, DamagedFileError)):
        read_source(_file(tmp_path, data), choice)
    assert not office.asked


@pytest.mark.parametrize(
    "gives",
    [
        docx(p("탏ᇠꆱ\u1ae1\uf5b1攢䩘랑?\uf1d8〾懍쒻" * 9)),
        docx(p("_l\x7f‰ w2022t^¦^€Õ‹U_(ulQ¡RXT" * 9)),
        docx(p("")),
        InputError("render.timeout", program="soffice", path="a", seconds=1),
    ],
    ids=["wide noise", "narrow noise", "nothing", "too slow"],
)
def test_where_libreoffice_makes_no_sense_our_reason_stands(
    tmp_path: Path, office: Office, gives: bytes | InputError
) -> None:
    office.gives = gives
    with pytest.raises(DamagedFileError) as caught:
        read_source(_file(tmp_path, BROKEN))
    assert caught.value.key == "parse.damaged"
    assert office.asked


def test_the_environment_may_ask_for_libreoffice(
    tmp_path: Path, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _file(tmp_path, word97("甲\r"))
    monkeypatch.setenv("DRAFTKIT_OFFICE", "always")
    assert [one.code for one in read_source(path).warnings] == ["converted"]
    assert read_source(path, "never").blocks[0].text == "甲"
    monkeypatch.setenv("DRAFTKIT_OFFICE", "sometimes")
    with pytest.raises(SettingsError, match="auto / always / never"):
        read_source(path)


def test_without_libreoffice_always_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAFTKIT_SOFFICE", str(tmp_path / "none"))
    path = _file(tmp_path, word97("甲\r"))
    with pytest.raises(InputError) as caught:
        read_source(path, "always")
    assert caught.value.key == "render.no_soffice"
    assert read_source(path).blocks[0].text == "甲"
    with pytest.raises(DamagedFileError):
        read_source(_file(tmp_path, BROKEN))


@pytest.mark.tools
@pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_the_same_lines(tmp_path: Path) -> None:
    path = _file(tmp_path, (DATA / "tables.doc").read_bytes())
    ours, theirs = read_source(path), read_source(path, "always")
    assert [one.code for one in theirs.warnings] == ["converted"]
    assert [(one.kind, one.text, one.rows) for one in ours.blocks] == [
        (one.kind, one.text, one.rows) for one in theirs.blocks
    ]
