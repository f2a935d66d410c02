"""Files into Sources: formats by content, encodings, bounds, and what each failure says."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from draftkit.errors import (
    DamagedFileError,
    EmptyFileError,
    EncodingError,
    InputError,
    MissingFileError,
    TooLargeError,
    UnsupportedFileError,
)
from draftkit.messages import say
from draftkit.parse import files, parse_path, read_source

TEXT = "示例市科学技术局2026年工作要点\n\n一、加强学习。组织集中学习12次。\n"


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str, bytes], Path]:
    def write(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


def package(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "error", "key"),
    [
        ("a.txt", b"", EmptyFileError, "parse.empty"),
        ("a.txt", b" \r\n\t\n", EmptyFileError, "parse.empty"),
        ("a.txt", "\u3000\u3000\n\u00a0".encode(), EmptyFileError, "parse.empty"),
        ("a.html", b"<html><body><img src=x></body></html>", EmptyFileError, "parse.no_text"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, DamagedFileError, "parse.damaged"),
        ("a.docx", b"%PDF-1.7\n\x00\x01", UnsupportedFileError, "parse.pdf"),
        ("a.doc", b"{\\rtf1\\ansi x}", UnsupportedFileError, "parse.rtf"),
        ("a.docx", b"PK\x03\x04 not a zip at all", DamagedFileError, "parse.damaged"),
        ("a.docx", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", DamagedFileError, "parse.damaged"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", UnsupportedFileError, "parse.binary"),
        ("a.docx", package(xl__workbook_xml=b"<x/>"), UnsupportedFileError, "parse.other_zip"),
        ("a.docx", package(word__document_xml=b"<broken"), DamagedFileError, "parse.damaged"),
        ("a.txt", bytes(range(0x81, 0xFF)) * 4, EncodingError, "parse.encoding"),
        ("a.txt", "Полный текст постановления".encode("koi8-r"), EncodingError, "parse.encoding"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)  # fmt: skip
def test_what_cannot_be_read_says_what_to_do(
    written: Callable[[str, bytes], Path], name: str, data: bytes, error: type[InputError], key: str
) -> None:
    path = written(name, data)
    with pytest.raises(error) as caught:
        read_source(path)
    assert caught.value.key == key
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert say(key, "zh", **caught.value.values) != say(key, "en", **caught.value.values)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError, match="Check the path"):
        read_source(tmp_path / "没有.txt")
    with pytest.raises(InputError, match="is a folder"):
        read_source(tmp_path)


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("gb18030", "gb18030"), ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"), ("gbk", "gb18030"),
    ],
)  # fmt: skip
def test_encodings(written: Callable[[str, bytes], Path], encoding: str, named: str) -> None:
    path = written("a.txt", TEXT.encode(encoding))
    source = read_source(path)
    assert source.encoding == named
    assert [block.text for block in source.blocks] == TEXT.rstrip("\n").split("\n")


def test_traditional_big5(written: Callable[[str, bytes], Path]) -> None:
    source = read_source(
        written("a.txt", "為貫徹落實全會精神，現將有關事項通知如下。".encode("big5"))
    )
    assert source.blocks[0].text.startswith("為貫徹落實")


def test_the_name_decides_nothing(written: Callable[[str, bytes], Path]) -> None:
    assert read_source(written("a.docx", TEXT.encode())).format == "txt"
    page = "<!DOCTYPE html><html><body><p>正文。</p></body></html>"
    assert read_source(written("b.txt", page.encode())).format == "html"
    assert read_source(written("c.md", TEXT.encode())).format == "md"


def test_line_ends_make_no_difference(written: Callable[[str, bytes], Path]) -> None:
    unix = parse_path(written("a.txt", TEXT.encode())).notice
    dos = parse_path(written("b.txt", TEXT.replace("\n", "\r\n").encode())).notice
    mac = parse_path(written("c.txt", TEXT.replace("\n", "\r").encode())).notice
    assert unix.id == dos.id == mac.id
    assert unix.sections == dos.sections == mac.sections


def test_a_cut_last_character_and_doubly_encoded_text(
    written: Callable[[str, bytes], Path],
) -> None:
    assert read_source(written("a.txt", TEXT.rstrip().encode()[:-1])).encoding == "utf-8"
    mangled = (TEXT * 3).encode().decode("latin-1").encode()
    assert read_source(written("b.txt", mangled)).blocks[0].text == TEXT.split("\n")[0]


def test_bounds(written: Callable[[str, bytes], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    path = written("a.txt", TEXT.encode() * 40)
    monkeypatch.setattr(files, "MAX_BLOCKS", 50)
    with pytest.raises(TooLargeError, match="more than 50 paragraphs"):
        read_source(path)
    monkeypatch.setattr(files, "MAX_BYTES", 100)
    with pytest.raises(TooLargeError, match="Split it"):
        read_source(path)


def test_a_package_that_unpacks_to_too_much(written: Callable[[str, bytes], Path]) -> None:
    bomb = package(word__document_xml=b"<w>" + b" " * 30_000_000 + b"</w>")
    with pytest.raises(TooLargeError) as caught:
        read_source(written("a.docx", bomb))
    assert caught.value.key == "parse.too_large_inside"


@pytest.mark.parametrize("mark", [b"\x84\x31\x95\x33", b""])
def test_a_mark_before_gb18030_is_no_text(tmp_path: Path, mark: bytes) -> None:
    file = tmp_path / "通知.txt"
    file.write_bytes(mark + "示例市科学技术局文件\n\n示科〔2025〕3号\n".encode("gb18030"))
    assert parse_path(file).notice.issuer == "示例市科学技术局"
