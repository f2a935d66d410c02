"""Word packages of other kinds, and packages that mean harm."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from draftkit.errors import DamagedFileError, EmptyFileError, InputError, TooLargeError
from draftkit.parse import read_source
from draftkit.values.source import Source
from draftkit.word.read import read_docx
from tests.formats.conftest import assert_only_input_errors, spoiled
from tests.word_files import (
    field,
    item,
    lists,
    mark_deleted,
    p,
    r,
    rich_file,
    tbl,
    tc,
    tr,
    word_file,
    zipped,
)

Read = Callable[[bytes], Source]
Change = Callable[[bytes], bytes]
MAIN = "word/document.xml"


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def build(data: bytes) -> Source:
        path = tmp_path / "稿.bin"
        path.write_bytes(data)
        return read_source(path)

    return build


def changed(data: bytes, change: Callable[[str, bytes], tuple[str, bytes]]) -> bytes:
    """A package whose parts went through `change`."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return zipped(dict(change(name, package.read(name)) for name in package.namelist()))


def with_main(data: bytes, change: Change) -> bytes:
    return changed(data, lambda name, part: (name, change(part) if name == MAIN else part))


def texts(source: Source) -> list[str]:
    return [block.text for block in source.blocks]


@pytest.mark.parametrize("kind", ["template.main", "document.main", "glossary"])
def test_macro_files_and_templates_are_read(read: Read, kind: str) -> None:
    source = read(word_file(p("正文。"), main=kind))
    assert (source.format, texts(source)) == ("docx", ["正文。"])
    macro = changed(
        word_file(p("正文。")),
        lambda name, part: (
            name,
            part.replace(
                b"openxmlformats-officedocument.wordprocessingml.document.main",
                b"ms-word.document.macroEnabled.main",
            ),
        ),
    )
    assert texts(read(macro)) == ["正文。"]


def test_a_strict_file_reads_as_a_transitional_one(read: Read) -> None:
    data = rich_file()

    def strict(name: str, part: bytes) -> tuple[str, bytes]:
        base = b"http://schemas.openxmlformats.org/"
        for family in (b"officeDocument", b"wordprocessingml", b"drawingml"):
            part = part.replace(
                base + family + b"/2006/", b"http://purl.oclc.org/ooxml/" + family + b"/"
            )
        return name, part

    made = changed(data, strict)
    assert b"purl.oclc.org" in zipfile.ZipFile(io.BytesIO(made)).read(MAIN)
    assert read(made).blocks == read(data).blocks
    assert read(made).page == read(data).page


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "gb18030"])
def test_parts_in_other_encodings(read: Read, encoding: str) -> None:
    declared = "utf-16" if encoding.startswith("utf-16") else encoding

    def recoded(part: bytes) -> bytes:
        text = f'<?xml version="1.0" encoding="{declared}"?>{part.decode()}'
        mark = b"\xff\xfe" if encoding == "utf-16-le" else b""
        return mark + text.encode(encoding)

    body = item("学习", 1) + p("正文。")
    data = word_file(body, numbering=lists(("chineseCounting", "%1、")))
    assert texts(read(with_main(data, recoded))) == ["一、学习", "正文。"]


def test_names_of_parts_count_without_case_and_links_that_lead_nowhere_not(read: Read) -> None:
    data = word_file(item("学习", 1), numbering=lists(("chineseCounting", "%1、")))

    def odd(name: str, part: bytes) -> tuple[str, bytes]:
        part = part.replace(b'Target="numbering.xml"', b'Target="\\word\\NUMBERING.xml"')
        dead = b'<Relationship Id="z" Type="x/footnotes" Target="../NULL"/></Relationships>'
        return name.replace("/", "\\") if name == MAIN else name, part.replace(
            b"</Relationships>", dead
        )

    assert texts(read(changed(data, odd))) == ["一、学习"]


def test_a_file_without_styles_or_links_is_read(read: Read) -> None:
    data = word_file(p("正文。"))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        alone = zipped({MAIN: package.read(MAIN)})
    source = read(alone)
    assert texts(source) == ["正文。"]
    assert source.page is not None


def test_nothing_but_pictures_is_no_text(read: Read) -> None:
    blip = (
        '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><a:blip r:embed="r"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    with pytest.raises(EmptyFileError) as caught:
        read(word_file(p(blip) + p("　")))
    assert caught.value.key == "parse.no_text"


PARTS = (
    "word/document.xml",
    "word/footnotes.xml",
    "word/styles.xml",
    "word/_rels/document.xml.rels",
)


@pytest.mark.parametrize("part", PARTS)
def test_no_part_may_declare_entities(read: Read, tmp_path: Path, part: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("不许读出", encoding="utf-8")
    laughs = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 30))
    declared = (
        f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>',
        f'<!DOCTYPE x SYSTEM "{secret.as_uri()}">',
        f'<!DOCTYPE x [<!ENTITY l0 "呵呵">{laughs}]>',
    )
    data = word_file(
        p("正文。&e;&l29;"),
        footnotes=f'<w:footnote w:id="2">{p("&e;")}</w:footnote>',
        styles="<w:docDefaults/>",
    )
    for doctype in declared:
        for encoding in ("utf-8", "utf-16"):
            head = f'<?xml version="1.0" encoding="{encoding}"?>{doctype}'

            def hostile(
                name: str, text: bytes, head: str = head, encoding: str = encoding
            ) -> tuple[str, bytes]:
                return name, (head + text.decode()).encode(encoding) if name == part else text

            begun = time.perf_counter()
            with pytest.raises(DamagedFileError):
                read(changed(data, hostile))
            assert time.perf_counter() - begun < 1


def test_a_hundred_thousand_paragraphs_are_counted_before_they_are_read(read: Read) -> None:
    resource = pytest.importorskip("resource", reason="Windows has no such figures")
    data = word_file("".join(p(f"第{at}段，{at * 7919 % 10_007}。") for at in range(100_000)))
    before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    with pytest.raises(TooLargeError) as caught:
        read(data)
    assert caught.value.key == "parse.too_many_blocks"
    assert time.perf_counter() - begun < 3
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000  # kilobytes


def test_paragraphs_of_a_table_are_not_blocks_but_have_a_bound(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = tbl(*[tr("一", "二") for _ in range(60)], columns=2)
    monkeypatch.setattr("draftkit.word.read.MAX_BLOCKS", 50)
    assert len(read(word_file(rows)).blocks) == 1
    monkeypatch.setattr("draftkit.word.read.MAX_PARAGRAPHS", 100)
    with pytest.raises(TooLargeError):
        read(word_file(rows))


def test_a_part_larger_than_a_tree_may_be_is_refused(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("draftkit.word.read.MAX_PART", 1_000)
    with pytest.raises(TooLargeError) as caught:
        read(word_file(p("段。") * 20))
    assert caught.value.key == "parse.too_large_inside"


@pytest.mark.parametrize("tag", ["w:sdt", "w:tbl", "w:hyperlink"])
def test_deep_nesting_ends_in_one_clear_error(read: Read, tag: str) -> None:
    deep = f"<{tag}>" * 50_000 + f"</{tag}>" * 50_000
    with pytest.raises(InputError):
        read(word_file(p("正文。") + deep))


def test_a_zip_with_a_password_says_so(read: Read) -> None:
    data = bytearray(word_file(p("正文。")))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as package:
        entries = package.infolist()
    for entry in entries:
        data[entry.header_offset + 6] |= 1
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    with pytest.raises(InputError) as caught:
        read(bytes(data))
    assert caught.value.key == "parse.locked"


def test_forty_pages_are_read_in_a_second(read: Read) -> None:
    page = "".join(
        [item("加强学习", 1), item("学理论", 1, 1)]
        + [p("为深入贯彻落实全会精神，扎实推进科普工作，结合实际，制定本方案。" * 4)] * 8
        + [tbl(tr("序号", "任务", "时限"), *[tr("1", "科技进社区", "全年")] * 4)]
    )
    numbers = lists(("chineseCounting", "%1、"), ("chineseCounting", "（%2）"))
    styles = '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="x"/></w:style>'
    data = word_file(page * 40, numbering=numbers, styles=styles)
    read(word_file(p("一")))
    begun = time.perf_counter()
    assert len(read(data).blocks) == 40 * 11
    assert time.perf_counter() - begun < 1


def test_spoiled_packages_are_read_or_refused(read: Read) -> None:
    data = rich_file()
    assert_only_input_errors(read, spoiled(data, 150))
    for part in ("word/document.xml", "word/numbering.xml"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            whole = package.read(part)
        copies = (
            changed(
                data, lambda name, text, one=one, part=part: (name, one if name == part else text)
            )
            for one in spoiled(whole, 75)
        )
        assert_only_input_errors(read, copies)


def test_a_part_linked_a_thousand_times_is_read_once_and_a_kind_has_a_bound(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = word_file(p("正文。"), footnotes=f'<w:footnote w:id="2">{p("注。")}</w:footnote>')
    link = b'<Relationship Id="z%d" Type="x/footnotes" Target="%s"/>'
    end = b"</Relationships>"

    def linking(links: bytes) -> bytes:
        return changed(
            data,
            lambda name, part: (
                name,
                part.replace(end, links + end) if name.endswith("document.xml.rels") else part,
            ),
        )

    same = b"".join(link % (at, b"Footnotes.xml") for at in range(1_000))
    assert texts(read(linking(same))) == ["正文。", "注。"]
    monkeypatch.setattr("draftkit.word.parts.MAX_LINKED", 1)
    source = read(linking(link % (1, b"document.xml")))
    assert texts(source) == ["正文。", "注。"]
    assert [warning.code for warning in source.warnings] == ["part_unread"]


@pytest.mark.parametrize("form", ["%1" * 50_000, "第" * 50_000])
def test_a_label_has_a_bound(read: Read, form: str) -> None:
    source = read(word_file(item("学习", 1) * 3, numbering=lists(("decimal", form))))
    assert all(len(text) <= 103 and text.endswith("学习") for text in texts(source))


def test_the_characters_of_a_file_have_a_bound(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("draftkit.word.read.MAX_CHARACTERS", 40)
    assert len(read(word_file(p("正文" * 10) * 2)).blocks) == 2
    joined = p("正文" * 10, properties=mark_deleted()) * 3
    for body in (p("正文" * 10) * 3, joined, tbl(tr("正文" * 10, "二"), tr("正文" * 10, "四"))):
        with pytest.raises(TooLargeError) as caught:
            read(word_file(body))
        assert caught.value.key == "parse.too_many_characters"


def test_the_columns_of_tables_have_a_bound(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    wide = tc(p("甲"), properties='<w:gridSpan w:val="60"/>') + tc(p("乙"))
    monkeypatch.setattr("draftkit.word.read.MAX_CELLS", 130)
    row = f"<w:tr>{wide}</w:tr>"
    assert len(read(word_file(tbl(row, row))).blocks[0].rows[0]) == 61
    with pytest.raises(TooLargeError):
        read(word_file(tbl(row, row, row)))


def test_nested_tables_and_drawings_are_read_in_linear_time() -> None:
    table = "甲"
    for _ in range(60):
        rest = tr("一", "二") * 50
        inner = p(table) if table == "甲" else table + p("")
        table = tbl(f"<w:tr>{tc(inner)}{tc(p('乙'))}</w:tr>", rest, columns=2)
    blip = '<w:drawing><a:graphic><a:blip r:embed="r"/></a:graphic></w:drawing>'
    deep = "<w:pict><v:group>" * 60 + blip * 20_000 + "</v:group></w:pict>" * 60
    data = word_file(table + p(f"<w:r>{deep}</w:r>"))
    begun = time.perf_counter()
    source = read_docx(data, "稿")
    assert time.perf_counter() - begun < 3
    assert source.blocks[0].rows[0][0].count("甲") == 1
    assert "20060处" in source.warnings[0].message


def test_text_after_a_field_without_an_end_is_text(read: Read) -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = mark("begin") + "<w:r><w:instrText>DATE</w:instrText></w:r>"
    whole = field("IF x", "乙")
    body = p("甲", code, "丙", whole, "丁") + p("戊") + p("己", code + mark("separate"), "庚")
    assert texts(read(word_file(body))) == ["甲丙乙丁", "戊", "己庚"]
    page = field("PAGE", "7").replace("PAGE", " PA</w:instrText><w:instrText>GE")
    closed = p("甲", page, "乙", code + r("码") + mark("end"), "丙")
    assert texts(read(word_file(closed))) == ["甲乙丙"]
