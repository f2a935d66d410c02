"""What is within 50 MB and still more than a paper: characters, tags, depth, lying web archives."""

from __future__ import annotations

from pathlib import Path

import pytest

from draftkit.errors import DraftkitError, TooLargeError
from draftkit.parse import files, nesting, parse_path

PAGE = "<html><body>{}</body></html>"
PAPER = (
    "<p>示例市科学技术局2026年工作要点</p><p>一、加强学习</p><p>组织集中学习十二次，人人参加。</p>"
)


def write(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return path


def test_more_characters_than_a_paper_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_CHARACTERS", 100)
    for name in ("a.txt", "a.md"):
        with pytest.raises(TooLargeError) as caught:
            parse_path(write(tmp_path, name, "示例市科学技术局工作要点\n" + "学" * 100))
        assert caught.value.key == "parse.too_many_characters"


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 2_000 + PAPER,
        "<table><tr><td>" * 1_500 + PAPER,
        "<ul><li>" * 2_000 + PAPER,
        f"<p {'a=1 ' * 40_000}>" + PAPER,
        "<" * (nesting.MAX_TAGS + 1),
    ],
    ids=["div", "table", "list", "attributes", "tags"],
)
def test_markup_that_no_page_has(tmp_path: Path, markup: str) -> None:
    with pytest.raises(TooLargeError) as caught:
        parse_path(write(tmp_path, "页.html", PAGE.format(markup)))
    assert caught.value.key == "parse.too_much_markup"


def test_sloppy_pages_are_read(tmp_path: Path) -> None:
    markup = "<p>" * 3_000 + "<br>" * 3_000 + PAPER
    assert parse_path(write(tmp_path, "页.html", PAGE.format(markup))).notice.year == 2026


@pytest.mark.parametrize(
    "charset", ["punycode", "idna", "undefined", "utf-8\0", "rot13", "latin-1"]
)
def test_an_archive_is_told_by_its_bytes_where_its_charset_is_none(
    tmp_path: Path, charset: str
) -> None:
    head = f'MIME-Version: 1.0\r\nContent-Type: text/html; charset="{charset}"\r\n\r\n'
    path = write(tmp_path, "页.mht", head + PAGE.format(PAPER))
    try:
        notice = parse_path(path).notice
    except DraftkitError:
        return
    assert notice.title == "示例市科学技术局2026年工作要点"


def test_an_archive_with_an_endless_header_is_refused(tmp_path: Path) -> None:
    head = "MIME-Version: 1.0\r\nContent-Type: text/html" + ";a=1" * 50_000
    with pytest.raises(DraftkitError):
        parse_path(write(tmp_path, "页.mht", head + "\r\n\r\n" + PAGE.format(PAPER)))
