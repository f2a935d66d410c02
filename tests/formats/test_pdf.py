"""PDFs: paragraphs by geometry, columns, tables, margins; scans, passwords, garbled letters, bounds."""

from __future__ import annotations

import random
import re
import sys
import time
import zlib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from draftkit.errors import DamagedFileError, InputError, TooLargeError, UnsupportedFileError
from draftkit.formats.pdf import read_pdf
from draftkit.formats.pdf.lines import Row, rows, stretches
from draftkit.formats.pdf.paragraphs import Column, measure, paragraphs
from draftkit.formats.pdf.shapes import Glyph
from draftkit.parse import parse_path
from draftkit.parse.files import read
from draftkit.values.source import Content
from tests.formats import pdf_samples as samples


def content(data: bytes) -> Content:
    return read_pdf(data, "样.pdf")


def sample(name: str) -> Content:
    return content((samples.DATA / f"{name}.pdf").read_bytes())


def texts(found: Content, kind: str = "paragraph") -> list[str]:
    return [block.text for block in found.blocks if block.kind == kind and block.text]


def small(*pages: str, objects: str = "", page: str = "") -> bytes:
    """A PDF of pages with such contents, in a face without Han characters; `objects` come behind,
    from number 100 on, and `page` is said of each page."""
    kids = " ".join(f"{10 + 2 * at} 0 R" for at in range(len(pages)))
    parts = [
        "%PDF-1.4",
        "1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj",
        f"2 0 obj <</Type/Pages/Kids[{kids}]/Count {len(pages)}>> endobj",
        "3 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj",
    ]
    for at, text in enumerate(pages):
        here = 10 + 2 * at
        parts.append(
            f"{here} 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {here + 1} 0 R"
            f"/Resources<</Font<</F 3 0 R>>/XObject<</P 100 0 R>>>>{page}>> endobj"
        )
        parts.append(f"{here + 1} 0 obj <</Length {len(text)}>>\nstream\n{text}\nendstream endobj")
    return "\n".join([*parts, objects, "trailer <</Root 1 0 R>>", "%%EOF"]).encode("latin-1")


def said(text: str, x: float = 72, y: float = 700, size: float = 12) -> str:
    return f"BT /F {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET "


PICTURE = (
    "100 0 obj <</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray"
    "/BitsPerComponent 8/Length 1>>\nstream\n\x80\nendstream endobj"
)
SCANNED = "q 595 0 0 842 0 0 cm /P Do Q " + said("Scanner App", 480, 20)
LINES = "".join(said(f"Line number {at} of the page.", y=700 - 20 * at) for at in range(5))


class TestParagraphs:
    def test_lines_are_rejoined_over_pages(self) -> None:
        assert texts(sample("notice")) == list(samples.NOTICE)

    def test_title_lines_stay_lines(self) -> None:
        first = sample("notice").blocks[:2]
        assert [block.layout.align for block in first if block.layout] == ["center", "center"]

    def test_columns_are_not_mixed(self) -> None:
        assert texts(sample("columns")) == [samples.COLUMNS_TITLE, *samples.COLUMNS]

    def test_page_numbers_and_running_heads_are_kept_apart(self) -> None:
        assert texts(sample("notice"), "footer") == ["- 1 -", "- 2 -", "- 3 -"]
        found = sample("columns")
        assert texts(found, "footer") == ["第1页", "第2页"]
        assert texts(found, "header") == [samples.COLUMNS_HEAD] * 2

    def test_table_over_pages_is_one(self) -> None:
        found = sample("table")
        tables = [block.rows for block in found.blocks if block.rows]
        assert len(tables) == 1
        dense = tuple(tuple(cell.replace("\n", "") for cell in row) for row in tables[0])
        assert dense == samples.table_rows()
        before = [samples.TABLE_TITLE, samples.TABLE_BEFORE]
        assert texts(found) == [*before, samples.TABLE_AFTER, *samples.TABLE_END]
        assert set(texts(found, "header")) == {"\t".join(samples.TABLE_HEAD)}

    @pytest.mark.parametrize("name", ["notice", "columns", "table", "owned"])
    def test_nothing_is_lost(self, name: str) -> None:
        """Each character that the file holds stands in one block, and no other."""
        from draftkit.formats.pdf.sheets import sheets

        data = (samples.DATA / f"{name}.pdf").read_bytes()
        held = Counter("".join(sheet.text for sheet in sheets(data, name)))
        blocks = content(data).blocks
        got = "".join(block.text + "".join(map("".join, block.rows)) for block in blocks)
        assert Counter(re.sub(r"\s", "", got)) == held

    def test_pages_turned_read_the_same(self) -> None:
        for turn in (90, 180, 270):
            found = content(small(LINES, page=f"/Rotate {turn}"))
            assert texts(found) == texts(content(small(LINES)))

    def test_hidden_text_and_text_printed_twice(self) -> None:
        found = content(small("3 Tr " + said("Hidden layer") + said("Bold", y=600) * 2))
        assert texts(found) == ["Hidden layer", "Bold"]

    def test_short_lines_of_one_length_stay_lines(self) -> None:
        assert len(texts(content(small(LINES)))) == 5

    def test_rows_without_ruling_lines_stay_rows(self) -> None:
        wide = "A cell with text in it that goes on and on"
        rows = "".join(
            said(wide, y=700 - 20 * at) + said(f"{at} {wide}", x=340, y=700 - 20 * at)
            for at in range(2)
        )
        assert len(texts(content(small(rows)))) == 2

    def test_remarks_are_comments(self) -> None:
        note = "100 0 obj <</Type/Annot/Subtype/Text/Rect[9 9 20 20]/Contents(Check this)>> endobj"
        found = content(small(LINES, objects=note, page="/Annots[100 0 R]"))
        assert texts(found, "comment") == ["Check this"]

    def test_footnotes_stand_apart(self) -> None:
        note = "72 120 m 200 120 l S " + said("The note below the line.", y=105, size=8)
        found = content(small(LINES + note))
        assert texts(found, "footnote") == ["The note below the line."]
        assert len(texts(found)) == 5

    def test_a_number_in_the_text_is_no_page_number(self) -> None:
        found = content(small(LINES + said("2025", y=500), LINES))
        assert "2025" in texts(found)


HALF = (
    "一、国土绿化",
    "今年以来，全市完成造林绿化任务12.6万亩，占年度计划的105%，其中人工造林4.2万亩、"
    "封山育林8.4万亩，义务植树尽责率达到92%，新建“互联网+全民义务植树”基地5处。",
    "二、森林防火",
    "全市没有发生重特大森林火灾，组建专业扑火队14支、462人，配备无人机28架，建成视频监控"
    "点位136个，实现重点林区全覆盖，火情早发现、早处置率达到98%。",
)


def set_lines(texts: Iterable[str], indent: float, width: float = 205) -> list[Row]:
    """Lines as a program sets them flush left in the left half of a page, 11 points high: a word
    that has no room, a mark with the word before it, goes to the next line."""
    glyphs: list[Glyph] = []
    y = 100.0
    for text in texts:
        x = 90 + indent
        y += 24
        for word in re.findall(r"[“+]*(?:[0-9.%]+|.)[，。、；：”%]*", text):
            wide = sum(5.5 if char.isascii() else 11.0 for char in word)
            if x + wide > 90 + width:
                x, y = 90.0, y + 14.7
            for char in word:
                step = 5.5 if char.isascii() else 11.0
                glyphs.append(Glyph(char, x, x + step, y, 11.0))
                x += step
    return rows(stretches(glyphs))


def rejoined(found: list[Row]) -> list[str]:
    column = Column(1, found, 612.0)
    measure([column])
    return [one.text for one in paragraphs([column])]


class TestHalfFilledPages:
    """Text in the left of two columns, nothing in the right one."""

    @pytest.mark.parametrize("indent", [0.0, 22.0])
    def test_ragged_lines_are_rejoined(self, indent: float) -> None:
        found = set_lines(HALF, indent)
        assert len(found) > 10
        assert rejoined(found) == list(HALF)

    def test_the_title_above_stands_in_the_middle_of_the_page(self) -> None:
        title = "示例市林业局工作简报第三期第五版"
        left = (612 - 11 * len(title)) / 2
        above = [
            Glyph(char, left + 11 * at, left + 11 * (at + 1), 90.0, 11.0)
            for at, char in enumerate(title)
        ]
        found = [*rows(stretches(above)), *set_lines(HALF, 0)]
        column = Column(1, found, 612.0)
        measure([column])
        first = paragraphs([column])[0]
        assert (first.text, first.centred) == (title, True)

    def test_lines_that_each_say_a_thing_stay_lines(self) -> None:
        names = [f"示例市第{at}号水库除险加固工程项目部" for at in "一二三四五六七八"]
        found = [
            row
            for at, name in enumerate(names)
            for row in rows(
                stretches(
                    Glyph(char, 90 + 11 * n, 101 + 11 * n, 100 + 15 * at, 11.0)
                    for n, char in enumerate(name)
                )
            )
        ]
        assert rejoined(found) == names


class TestUnread:
    def test_scan_is_named_with_its_pages(self) -> None:
        with pytest.raises(UnsupportedFileError) as caught:
            content(small(SCANNED, SCANNED, objects=PICTURE))
        assert caught.value.key == "parse.pdf_scan"
        assert "1-2" in str(caught.value)

    def test_scanned_pages_between_text_are_warned_of(self) -> None:
        found = content(small(LINES, SCANNED, SCANNED, LINES, SCANNED, objects=PICTURE))
        unread = [warning for warning in found.warnings if warning.code == "page_unread"]
        assert [warning.quote for warning in unread] == ["第2页至第3页", "第5页"]
        assert len(texts(found)) == 10
        assert texts(found, "footer").count("Scanner App") == 3

    def test_text_layer_under_a_picture_is_read(self) -> None:
        found = content(small("q 595 0 0 842 0 0 cm /P Do Q 3 Tr " + LINES, objects=PICTURE))
        assert len(texts(found)) == 5
        assert not found.warnings

    def test_password(self) -> None:
        with pytest.raises(UnsupportedFileError) as caught:
            sample("locked")
        assert caught.value.key == "parse.pdf_password"
        assert texts(sample("owned")) == texts(sample("columns"))

    def test_letters_without_a_meaning_are_refused(self) -> None:
        data = (samples.DATA / "notice.pdf").read_bytes()
        with pytest.raises(UnsupportedFileError) as caught:
            content(re.sub(rb"/ToUnicode \d+ 0 R", lambda one: b" " * len(one[0]), data))
        assert caught.value.key == "parse.pdf_garbled"

    @pytest.mark.parametrize(
        "data", [b"%PDF-1.7", b"%PDF-1.7\n\x00\x01", b"%PDF-1.4\ntrailer <<>>"]
    )
    def test_damaged(self, data: bytes) -> None:
        with pytest.raises(DamagedFileError):
            content(data)

    def test_cut_off(self) -> None:
        data = (samples.DATA / "table.pdf").read_bytes()
        with pytest.raises(DamagedFileError):
            content(data[: len(data) // 3])


class TestBounds:
    def test_too_many_pages(self) -> None:
        kids = "10 0 R " * 1_001
        data = small(LINES).replace(b"/Kids[10 0 R]/Count 1", f"/Kids[{kids}]/Count 1001".encode())
        with pytest.raises(TooLargeError) as caught:
            content(data)
        assert caught.value.key == "parse.pdf_too_long"

    def test_bomb_is_not_opened(self) -> None:
        packed = zlib.compress(b" " * 60_000_000)
        head = f"9 0 obj <</Length {len(packed)}/Filter/FlateDecode>>\nstream\n".encode()
        data = small(LINES).replace(b"trailer", head + packed + b"\nendstream endobj\ntrailer")
        with pytest.raises(TooLargeError) as caught:
            content(data)
        assert caught.value.key == "parse.pdf_too_large_inside"

    def test_letters_far_off_the_page_cost_nothing(self) -> None:
        far = "".join(said("x", 10.0**at, 10.0**at) for at in range(2, 30))
        start = time.perf_counter()
        content(small(LINES + far))
        assert time.perf_counter() - start < 2

    def test_mutated_files_end_well(self) -> None:
        data = (samples.DATA / "table.pdf").read_bytes()
        told: list[object] = []
        for seed in range(60):
            chance, bent = random.Random(seed), bytearray(data)
            for _ in range(chance.choice((1, 20, 400))):
                bent[chance.randrange(len(bent))] = chance.randrange(256)
            if seed % 3 == 0:
                del bent[chance.randrange(len(bent)) :]
            try:
                told.append(content(bytes(bent)).blocks)
            except InputError as error:
                told.append(error.key)
        assert len(told) == 60
        assert any(isinstance(one, str) for one in told), "some are refused"
        assert any(isinstance(one, tuple) for one in told), "some are read"


class TestFiles:
    def test_format_by_content(self, tmp_path: Path) -> None:
        path = tmp_path / "通知.docx"
        path.write_bytes((samples.DATA / "notice.pdf").read_bytes())
        source = read(path)
        assert source.format == "pdf"
        parsed = parse_path(path)
        assert parsed.notice.title == "".join(samples.NOTICE[:2])
        assert parsed.notice.recipients == samples.NOTICE[2].rstrip("：")
        assert [one.heading for one in parsed.notice.sections] == ["总体要求", "工作安排"]

    def test_other_formats_do_not_load_pdfium(self) -> None:
        import subprocess

        code = "import sys, draftkit.parse.files; sys.exit('pypdfium2' in sys.modules)"
        assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


class TestRealFiles:
    def test_pdf_and_docx_of_one_paper(self, shared: Path) -> None:
        folder = shared / "data" / "files"
        one, other = (
            [(line.part, line.text) for line in parse_path(folder / name).lines]
            for name in ("zhongyang-yihao-2026.pdf", "zhongyang-yihao-2026.docx")
        )
        assert one == other

    def test_notice_of_two_bodies(self, shared: Path) -> None:
        notice = parse_path(shared / "data" / "files" / "hainan-nongji-2024.pdf").notice
        assert notice.issuers == ("海南省农业农村厅", "海南省财政厅")
        assert notice.payload is not None
        assert notice.payload.title == "2024—2026年海南省农机购置与应用补贴实施方案"
        assert len(notice.payload.sections) == 7
        assert len(notice.payload.attachments) == 1

    def test_scanner_watermark_is_no_text(self, shared: Path) -> None:
        with pytest.raises(UnsupportedFileError) as caught:
            read(shared / "data" / "files" / "nongji-youji-scan.pdf")
        assert caught.value.key == "parse.pdf_scan"
        assert "1-8" in str(caught.value)
