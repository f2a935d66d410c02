"""Web pages saved with all they need (.mht)."""

from __future__ import annotations

import base64

import pytest

from draftkit.errors import DamagedFileError
from tests.formats.conftest import Read, assert_only_input_errors, spoiled

PAGE = (
    "<html><head><title>示例市工作要点</title></head><body><div><p>为做好科普工作，制定本要点。</p>"
    "<p>一、加强学习。每月集中学习一次，全年不少于十二次，由机关党委组织，各科室参加。</p></div>"
    "</body></html>"
)


def part(kind: str, payload: bytes, more: str = "") -> bytes:
    coded = base64.encodebytes(payload)
    head = f"Content-Type: {kind}\r\nContent-Transfer-Encoding: base64\r\n{more}\r\n"
    return head.encode() + coded.replace(b"\n", b"\r\n")


def mht(*parts: bytes, start: str = "") -> bytes:
    head = (
        "From: <Saved by Blink>\r\nSubject: =?utf-8?B?56S65L6L?=\r\nMIME-Version: 1.0\r\n"
        f'Content-Type: multipart/related;\r\n\ttype="text/html";{start}\r\n\tboundary="--x"\r\n\r\n'
    ).encode()
    body = b"".join(b"----x\r\n" + one + b"\r\n" for one in parts)
    return head + b"\r\n" + body + b"----x--\r\n"


@pytest.mark.parametrize(
    ("encoding", "kind"),
    [("utf-8", 'text/html; charset="utf-8"'), ("gbk", 'text/html; charset="gb2312"'),
     ("gb18030", "text/html"), ("utf-8", 'text/html; charset="us-nonsense"')],
)  # fmt: skip
def test_the_page_is_read(read: Read, encoding: str, kind: str) -> None:
    picture = part("image/png", b"\x89PNG")
    source = read(mht(part(kind, PAGE.encode(encoding)), picture))
    assert source.format == "mht"
    assert [block.text for block in source.blocks if block.kind == "paragraph"] == [
        "为做好科普工作，制定本要点。",
        "一、加强学习。每月集中学习一次，全年不少于十二次，由机关党委组织，各科室参加。",
    ]


def test_the_start_named_in_the_head_counts(read: Read) -> None:
    frame = part("text/html", b"<html><body><p>frame</p></body></html>")
    page = part("text/html", PAGE.encode(), "Content-ID: <main@x>\r\n")
    source = read(mht(frame, page, start='\r\n\tstart="<main@x>";'))
    assert "制定本要点" in source.blocks[1].text
    assert read(mht(frame, page)).blocks[0].text == "frame"


def test_an_archive_without_a_page_is_damaged(read: Read) -> None:
    for broken in (mht(part("image/png", b"\x89PNG")), mht(part("text/html", b" "))):
        with pytest.raises(DamagedFileError):
            read(broken)


def test_an_archive_of_endless_parts_is_damaged(read: Read) -> None:
    with pytest.raises(DamagedFileError):
        read(mht(part("text/html", PAGE.encode())) + b"----x\r\n\r\n" * 30_000)


def test_text_that_only_looks_like_a_head_is_text(read: Read) -> None:
    for text in (
        "通知：MIME-Version: 1.0 是什么\n",
        "Note: x\n\nMIME-Version: 1.0\nContent-Type: text/html\n",
    ):
        assert read(text.encode()).format == "txt"


def test_spoiled_files_are_read_or_refused(read: Read) -> None:
    whole = mht(part("text/html", PAGE.encode()), part("image/png", b"\x89PNG" * 20))
    assert assert_only_input_errors(read, spoiled(whole, 300)) > 50
