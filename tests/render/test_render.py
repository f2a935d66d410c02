"""The Word file as LibreOffice lays it out, and what rendering says when it cannot."""

from __future__ import annotations

import os
import re
import tempfile
from datetime import date
from pathlib import Path

import pytest

from draftkit.errors import InputError, MissingFileError, OutputError
from draftkit.output import export
from draftkit.output.title_lines import break_title
from draftkit.render import clear_left, find_poppler, find_soffice, page_texts, to_pdf, to_pngs
from draftkit.values.notice import Attachment, Notice, Section, Table

needs_office = [
    pytest.mark.tools,
    pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed"),
    pytest.mark.skipif(find_poppler() is None, reason="poppler-utils is not installed"),
]
HAN = "精神文明建设工作要点"


def _carrier() -> Notice:
    """A carrier on one page, a paper of several full pages, a table over two."""
    rows = tuple((str(at), HAN * 6, "科普科") for at in range(1, 30))
    sections = (
        Section(level=1, number="一、", heading="总体要求", paragraphs=(HAN * 300,)),
        Section(level=1, number="二、", heading="分工", tables=(Table(header=("序号", "任务", "单位"), rows=rows),)),
    )  # fmt: skip
    return Notice(
        genre="印发通知",
        title="示例市科学技术局关于印发《示例市科技局2025年精神文明工作总结暨2026年工作思路》的通知",
        issuer="示例市科学技术局",
        issuers=("示例市科学技术局",),
        letterhead="示例市科学技术局文件",
        doc_number="示科〔2026〕12号",
        recipients="局机关各科室",
        preamble=("现将工作思路印发给你们，请认真贯彻落实。",),
        signature="示例市科学技术局",
        issued_on=date(2026, 3, 20),
        cc="市委文明办",
        printed_by="示例市科学技术局办公室",
        printed_on=date(2026, 3, 21),
        payload=Notice(
            title="示例市科技局2025年精神文明工作总结暨2026年工作思路", sections=sections
        ),
    )


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The carrier with head and 版记 as LibreOffice prints it."""
    folder = tmp_path_factory.mktemp("排 版")
    return to_pdf(export(_carrier(), folder / "通知 [1].docx", head="full"), folder / "pdf")


@pytest.fixture(scope="module")
def pages(pdf: Path) -> list[list[str]]:
    """Its pages as lists of lines that are not empty."""
    return [[line for line in text.splitlines() if line.strip()] for text in page_texts(pdf)]


class TestPages:
    pytestmark = needs_office

    def test_full_page_is_22_lines_of_28_characters(self, pages: list[list[str]]) -> None:
        full = [
            page for page in pages if len(page) == 23 and set("".join(page[1:21])) <= set(HAN + " ")
        ]
        assert len(full) >= 3
        for page in full:
            assert {len(line.strip()) for line in page[1:21]} == {28}

    def test_carried_paper_begins_a_page(self, pages: list[list[str]]) -> None:
        assert "印发给你们" in "".join(pages[0]) and "总体要求" not in "".join(pages[0])
        assert [line.strip() for line in pages[1][:2]] == [
            "示例市科技局 2025 年精神文明工作总结", "暨 2026 年工作思路",
        ]  # fmt: skip

    def test_title_is_broken_as_decided(self, pages: list[list[str]]) -> None:
        lines = [re.sub(r"\s", "", line) for line in pages[0]]
        at = lines.index("示例市科学技术局关于印发")
        assert lines[at + 1 : at + 3] == [
            "《示例市科技局2025年精神文明工作总结", "暨2026年工作思路》的通知",
        ]  # fmt: skip

    def test_page_numbers_odd_right_even_left(self, pages: list[list[str]]) -> None:
        for number, page in enumerate(pages, 1):
            numbered = page[-1]
            assert re.sub(r"\s", "", numbered) == f"—{number}—"
            indent = len(numbered) - len(numbered.lstrip())
            assert (indent > 20) == (number % 2 == 1), (number, numbered)

    def test_date_begins_two_characters_right_of_the_name(self, pages: list[list[str]]) -> None:
        name, day = pages[0][-3:-1]
        assert name.strip() == "示例市科学技术局" and re.sub(r"\s", "", day) == "2026年3月20日"
        assert len(day) - len(day.lstrip()) > len(name) - len(name.lstrip())

    def test_head_of_a_table_comes_again(self, pages: list[list[str]]) -> None:
        heads = [page for page in pages if any("序号" in line and "任务" in line for line in page)]
        assert len(heads) >= 2

    def test_imprint_is_at_the_foot_of_the_last_page(self, pages: list[list[str]]) -> None:
        last = [re.sub(r"\s", "", line) for line in pages[-1][-3:]]
        assert last[:2] == ["抄送：市委文明办。", "示例市科学技术局办公室2026年3月21日印发"]

    def test_pictures_in_order(self, pdf: Path, pages: list[list[str]]) -> None:
        pictures = to_pngs(pdf, dpi=20)
        assert len(pictures) == len(pages)
        assert [int(path.stem.rsplit("-", 1)[1]) for path in pictures] == [
            *range(1, len(pages) + 1)
        ]

    def test_lines_of_titles_are_not_broken_again(self, tmp_path: Path) -> None:
        """Lines as wide as the rule allows, digits and all, fit the type area."""
        titles = [
            "示例市科学技术局关于印发《示例市科技局2025年精神文明建设工作总结暨2026年工作思路》的通知",
            "示例市教育体育局2026年度“双减”工作要点",
            "示例市经济开发区管理委员会办公室二〇二六年精神文明建设工作要点和分工方案",
        ]
        annexes = tuple(Attachment(label="附件", title=title) for title in titles)
        path = export(Notice(preamble=("甲。",), attachments=annexes), tmp_path / "稿.docx")
        for title, text in zip(titles, page_texts(to_pdf(path, tmp_path))[1:], strict=True):
            lines = [re.sub(r"\s", "", line) for line in text.splitlines() if line.strip()]
            assert tuple(lines[1:-1]) == break_title(title, 20)

    def test_broken_file_is_an_error(self, tmp_path: Path) -> None:
        broken = tmp_path / "坏.pdf"
        broken.write_bytes(b"%PDF-1.4 nothing")
        with pytest.raises(InputError, match="pdftotext"):
            page_texts(broken)

    def test_time_runs_out(self, tmp_path: Path) -> None:
        path = export(Notice(preamble=("甲。",)), tmp_path / "稿.docx")
        with pytest.raises(InputError, match="did not finish") as raised:
            to_pdf(path, tmp_path, seconds=0.05)
        assert raised.value.key == "render.timeout"

    def test_missing_file(self, tmp_path: Path) -> None:
        with pytest.raises(MissingFileError):
            to_pdf(tmp_path / "没有.docx", tmp_path)


def test_without_office_and_poppler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("DRAFTKIT_SOFFICE", str(tmp_path / "none"))
    assert find_soffice() is None and find_poppler() is None
    with pytest.raises(OutputError, match="DRAFTKIT_SOFFICE"):
        to_pdf(tmp_path / "稿.docx", tmp_path)
    with pytest.raises(OutputError, match="poppler-utils"):
        to_pngs(tmp_path / "稿.pdf")
    with pytest.raises(OutputError, match="poppler-utils"):
        page_texts(tmp_path / "稿.pdf")


def test_office_named_by_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.touch()
    monkeypatch.setenv("DRAFTKIT_SOFFICE", str(program))
    assert find_soffice() == str(program)


def test_what_a_killed_conversion_left_is_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It holds the whole paper; one that may still run stays, and no link is followed."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for name in ("draftkit-office-old", "draftkit-office-new", "theirs"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "paper.doc").write_bytes(b"x")
    (tmp_path / "draftkit-office-link").symlink_to(tmp_path / "theirs")
    for name in ("draftkit-office-old", "theirs"):
        os.utime(tmp_path / name, (0, 0))
    clear_left()
    left = sorted(one.name for one in tmp_path.iterdir())
    assert left == ["draftkit-office-link", "draftkit-office-new", "theirs"]
    assert (tmp_path / "theirs" / "paper.doc").exists()
