"""OpenDocument text as a reader sees it. The packages are written here."""

from __future__ import annotations

from pathlib import Path

import pytest

from draftkit.errors import DamagedFileError, EmptyFileError, InputError, TooLargeError
from draftkit.formats import collect
from draftkit.formats import odt as odt_reader
from tests.formats.conftest import Read, assert_only_input_errors, spoiled
from tests.word_files import rich_file, zipped

_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for prefix, space in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"),
        ("draw", "drawing"), ("fo", "xsl-fo-compatible"), ("manifest", "manifest"),
    )
) + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip
KIND = b"application/vnd.oasis.opendocument.text"


def odt(body: str, styles: str = "", master: str = "", *, lead: str = "", **parts: bytes) -> bytes:
    content = (
        f"{lead}<office:document-content {_NAMES}><office:automatic-styles>{styles}"
        "</office:automatic-styles><office:body><office:text>"
        f"{body}</office:text></office:body></office:document-content>"
    )
    named = (
        f"<office:document-styles {_NAMES}><office:master-styles><style:master-page>{master}"
        "</style:master-page></office:master-styles></office:document-styles>"
    )
    files = {"mimetype": KIND, "content.xml": content.encode(), "styles.xml": named.encode()}
    files |= {name.replace("__", "/") + ".xml": data for name, data in parts.items()}
    return zipped(files)


def texts(read: Read, body: str, styles: str = "") -> list[str]:
    return [block.text for block in read(odt(body, styles)).blocks]


def p(inside: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{inside}</text:p>'


def test_white_space_tabs_and_breaks(read: Read) -> None:
    body = p(
        "\n  示例 \n <text:span> 市</text:span><text:s/><text:s text:c='3'/>县<text:tab/>甲"
        "<text:line-break/>乙<text:soft-page-break/><text:bookmark text:name='x'/>　丙"
    )
    assert texts(read, body) == ["示例 市    县\t甲\n乙　丙"]


HAN = '<text:list-level-style-number text:level="{}" style:num-format="{}" {}/>'
LISTS = (
    '<text:list-style style:name="L1">'
    + HAN.format(1, "一, 二, 三, ...", 'style:num-suffix="、"')
    + HAN.format(2, "一, 二, 三, ...", 'style:num-prefix="（" style:num-suffix="）"')
    + HAN.format(3, "1", 'style:num-suffix="." text:display-levels="1" text:start-value="3"')
    + '</text:list-style><text:list-style style:name="L2">'
    + HAN.format(1, "1", "")
    + HAN.format(2, "1", 'text:display-levels="2"')
    + '</text:list-style><text:list-style style:name="L3">'
    '<text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>'
)


def items(style: str, *inside: str, more: str = "") -> str:
    rows = "".join(f"<text:list-item>{one}</text:list-item>" for one in inside)
    return f'<text:list text:style-name="{style}" {more}>{rows}</text:list>'


def test_lists_have_the_numbers_a_reader_sees(read: Read) -> None:
    inner = items("L1", p("学理论") + items("L1", p("读书"), p("听讲")), p("学业务") + p("续段"))
    body = (
        items("L1", p("学习") + inner, items("L1", p("只有下级")), more='xml:id="list1"')
        + p("中间一段")
        + items("L1", p("作风"), more='text:continue-list="list1"')
        + items("L1", p("新的一列"))
        + items("L1", p("接着"), more='text:continue-numbering="true"')
        + items("L2", p("甲") + items("L2", p("乙")))
        + items("L3", p("圆点"))
        + '<text:list text:style-name="L1"><text:list-header>'
        + p("无号")
        + '</text:list-header><text:list-item text:start-value="5">'
        + p("五")
        + "</text:list-item></text:list>"
    )
    assert texts(read, body, LISTS) == [
        "一、学习", "（一）学理论", "3.读书", "4.听讲", "（二）学业务", "续段", "（三）只有下级",
        "中间一段", "二、作风", "一、新的一列", "二、接着", "1 甲", "1.1 乙", "圆点", "无号", "五、五",
    ]  # fmt: skip


def test_a_list_without_a_style_takes_that_of_its_paragraphs(read: Read) -> None:
    styles = (
        '<style:style style:name="P1" style:list-style-name="L1"/>'
        '<style:style style:name="P2" style:parent-style-name="P1"/>'
    )
    body = "<text:list>" + "".join(
        f"<text:list-item>{p(text, 'P2')}</text:list-item>" for text in ("学习", "作风")
    )
    assert texts(read, body + "</text:list>", LISTS + styles) == ["一、学习", "二、作风"]


def test_headings_are_numbered_by_the_outline(read: Read) -> None:
    levels = (
        '<text:outline-style><text:outline-level-style text:level="1" '
        'style:num-format="一, 二, 三, ..." style:num-suffix="、"/></text:outline-style>'
    )
    body = "".join(
        f'<text:h text:outline-level="{level}">{text}</text:h>' for level, text in
        ((1, "学习"), (2, "读书"), (1, "作风"))
    )  # fmt: skip
    assert texts(read, body, levels) == ["一、学习", "读书", "二、作风"]


def test_what_tracking_and_styles_hide_is_out(read: Read) -> None:
    styles = (
        '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>'
        '<style:style style:name="T2" style:parent-style-name="T1"/>'
        '<style:style style:name="T3" style:parent-style-name="T1">'
        '<style:text-properties text:display="true"/></style:style>'
        '<style:style style:name="T4"><style:text-properties style:font-name="Wingdings"/>'
        "</style:style>"
    )
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><office:change-info/>"
        f"{p('删去')}</text:deletion></text:changed-region></text:tracked-changes>"
        + p("保留<text:change text:change-id='c'/><text:change-start/>加上<text:change-end/>")
        + p("甲<text:span text:style-name='T1'>隐藏</text:span><text:span text:style-name='T2'>也"
            "</text:span><text:span text:style-name='T3'>乙</text:span>")
        + p("整段隐藏", "T1")
        + f"<text:section text:display='none'>{p('节')}</text:section>"
        + p("条件<text:hidden-paragraph text:is-hidden='true'/>")
        + p("<text:ruby><text:ruby-base>字</text:ruby-base><text:ruby-text>zì</text:ruby-text>"
            "</text:ruby><text:span text:style-name='T4'>\uf0fe</text:span>"
            "<text:variable-set text:display='none'>变量</text:variable-set><text:date>2026年3月20日</text:date><text:a xlink:href='x'>链接</text:a>")
    )  # fmt: skip
    assert texts(read, body, styles) == ["保留加上", "甲乙", "", "", "字☑2026年3月20日链接"]


def test_notes_margins_boxes_and_pictures(read: Read) -> None:
    box = f"<draw:frame><draw:text-box>{p('框内')}{p('二')}</draw:text-box></draw:frame>"
    shape = f"<draw:g><draw:custom-shape>{p('图形')}</draw:custom-shape></draw:g>"
    picture = "<draw:frame><draw:image xlink:href='a.png'/></draw:frame>"
    note = (
        "<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        f"{p('脚注')}</text:note-body></text:note>"
    )
    comment = (
        "<office:annotation><dc:creator>某</dc:creator><dc:date>2026</dc:date>"
        f"{p('批注')}</office:annotation>"
    )
    margins = (
        f"<style:header>{p('内部资料')}</style:header><style:header-left>{p('内部资料')}"
        "</style:header-left><style:footer>"
        + p("— <text:page-number>7</text:page-number> —")
        + f"</style:footer><style:footer-left style:display='false'>{p('不显示')}</style:footer-left>"
    )
    source = read(odt(p(f"正{box}{note}文{comment}{shape}{picture}"), master=margins))
    assert [(block.kind, block.text) for block in source.blocks] == [
        ("textbox", "框内"), ("textbox", "二"), ("textbox", "图形"), ("paragraph", "正文"),
        ("footnote", "脚注"), ("comment", "批注"), ("header", "内部资料"),
    ]  # fmt: skip
    assert [w.code for w in source.warnings] == ["layout_unread", "drawing_unread"]


def test_a_formula_is_text(read: Read) -> None:
    maths = (
        b'<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mfrac><mi>a</mi>'
        b"<mrow><mi>b</mi><mo>+</mo><mn>1</mn></mrow></mfrac>"
        b"<annotation>{a} over {b+1}</annotation></semantics></math>"
    )
    body = p(
        "比例<draw:frame><draw:object xlink:href='./Object 1'/><draw:image/></draw:frame>为准。"
    )
    source = read(odt(body, **{"Object 1__content": maths}))
    assert source.blocks[0].text == "比例a/(b+1)为准。"
    assert [w.code for w in source.warnings] == ["layout_unread"]


def row(*cells: str, more: str = "") -> str:
    whole = "".join(
        one if one.startswith("<table") else f"<table:table-cell>{p(one)}</table:table-cell>"
        for one in cells
    )
    return f"<table:table-row {more}>{whole}</table:table-row>"


COVERED = "<table:covered-table-cell/>"


def test_tables_keep_rows_and_columns(read: Read) -> None:
    wide = f'<table:table-cell table:number-columns-spanned="2">{p("宽")}</table:table-cell>'
    tall = f'<table:table-cell table:number-rows-spanned="2">{p("高")}</table:table-cell>'
    inner = f"<table:table>{row('内', '层')}</table:table>"
    nested = f"<table:table-cell>{p('外')}{inner}{p('后')}</table:table-cell>"
    repeated = '<table:table-cell table:number-columns-repeated="999999999"/>'
    closed = 'table:visibility="collapse"'
    often = 'table:number-rows-repeated="1048576"'
    body = (
        "<table:table><table:table-column table:number-columns-repeated='3'/>"
        f"<table:table-header-rows>{row(tall, wide, COVERED)}</table:table-header-rows>"
        f"{row(COVERED, '乙', '丙')}{row(nested, '一', '二')}"
        f"{row('', '', '', more=closed)}</table:table>"
        f"<table:table>{row('甲', repeated)}"
        f"{row('空', '', more=often)}</table:table>"
    )
    first, second = (block.rows for block in read(odt(body)).blocks)
    assert first == (("高", "宽", ""), ("", "乙", "丙"), ("外\n内\n层\n后", "一", "二"))
    assert len(second) <= 1_001
    assert len(second[0]) <= 65


def test_frames_and_the_foot_are_paragraphs(read: Read) -> None:
    frame = f"<table:table>{row('框内')}{row('二')}</table:table>"
    foot = (
        f"<table:table>{row('抄送：市委办。', '')}{row('办公室', '2026年3月1日印发')}</table:table>"
    )
    assert texts(read, frame + foot) == [
        "框内", "二", "抄送：市委办。", "办公室　2026年3月1日印发"
    ]  # fmt: skip


def test_a_password_is_said(read: Read) -> None:
    manifest = (
        f"<manifest:manifest {_NAMES}><manifest:file-entry><manifest:encryption-data/>"
        "</manifest:file-entry></manifest:manifest>"
    ).encode()
    locked = {"mimetype": KIND, "content.xml": b"\x8a\x01", "META-INF/manifest.xml": manifest}
    with pytest.raises(InputError, match="password") as caught:
        read(zipped(locked))
    assert caught.value.key == "parse.locked"


def test_entities_are_not_expanded(read: Read, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("不许读出", encoding="utf-8")
    for value in (f'SYSTEM "{secret.as_uri()}"', '"内部"'):
        lead = f"<!DOCTYPE x [<!ENTITY e {value}>]>"
        with pytest.raises(DamagedFileError):
            read(odt(p("&e;"), lead=lead))


def test_what_is_no_odt(read: Read) -> None:
    for files in ({}, {"content.xml": b"<x/>"}, {"content.xml": b"<x"}):
        with pytest.raises(DamagedFileError):
            read(zipped({"mimetype": KIND, **files}))
    with pytest.raises(EmptyFileError):
        read(odt(p("<draw:frame><draw:image/></draw:frame>")))


def test_bounds(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TooLargeError) as caught:
        read(odt(p("x") * 20_001))
    assert caught.value.key == "parse.too_many_blocks"
    monkeypatch.setattr(collect, "MAX_BLOCKS", 5)
    with pytest.raises(TooLargeError):
        read(odt(p("x") * 6))


def test_spoiled_files_are_read_or_refused(read: Read) -> None:
    rows = row("甲", "乙") + row("丙", "丁")
    body = p("示例市") + items("L1", p("学习")) + f"<table:table>{rows}</table:table>" + p("末段")
    content = odt(body, LISTS)
    assert_only_input_errors(read, spoiled(content, 300))
    inside = (_content(one) for one in spoiled(body.encode(), 300))
    assert assert_only_input_errors(read, inside) > 3


def _content(body: bytes) -> bytes:
    head, tail = odt_markup()
    return zipped({"mimetype": KIND, "content.xml": head + body + tail})


def odt_markup() -> tuple[bytes, bytes]:
    head = f"<office:document-content {_NAMES}><office:body><office:text>"
    return head.encode(), b"</office:text></office:body></office:document-content>"


def test_a_word_file_is_not_taken_for_one(read: Read) -> None:
    assert read(rich_file()).format == "docx"


@pytest.mark.parametrize("part", ["num-prefix", "num-suffix"])
def test_a_number_has_a_bound(read: Read, part: str) -> None:
    form = HAN.format(1, "1", f'style:{part}="{"第" * 50_000}"')
    styles = f'<text:list-style style:name="L1">{form}</text:list-style>'
    items = f"<text:list-item>{p('学习')}</text:list-item>" * 3
    found = texts(read, f'<text:list text:style-name="L1">{items}</text:list>', styles)
    assert len(found) == 3
    assert all(len(text) <= 103 and text.endswith("学习") for text in found)


def test_what_is_repeated_is_counted_before_it_is_made(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    spaces = p("一" + "<text:s text:c='1000'/>" + "二")
    assert len(texts(read, spaces)[0]) == 102
    cell = f"<table:table-cell table:number-columns-repeated='50'>{p('字' * 1_000)}"
    row = f"<table:table-row table:number-rows-repeated='1000'>{cell}</table:table-cell>"
    big = f"<table:table>{row}</table:table-row></table:table>"
    monkeypatch.setattr(collect, "MAX_CHARACTERS", 10_000)
    for body in (spaces * 101, big, p("字" * 2_000) * 6):
        with pytest.raises(TooLargeError) as caught:
            read(odt(body))
        assert caught.value.key == "parse.too_many_characters"
    empty = "<table:table-row table:number-rows-repeated='1000'>" + (
        "<table:table-cell table:number-columns-repeated='64'/>" * 20 + "</table:table-row>"
    )
    with pytest.raises(TooLargeError) as caught:
        read(odt(f"<table:table>{empty}</table:table>"))
    assert caught.value.key == "parse.too_many_blocks"


def test_a_formula_used_often_is_read_once(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    frame = "<draw:frame><draw:object xlink:href='./O'/></draw:frame>"
    formula = f'<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>{"x" * 100}</mi></math>'
    calls: list[object] = []
    monkeypatch.setattr(odt_reader, "linear", lambda inside: calls.append(inside) or "x" * 100)
    found = read(odt(p(frame) * 50, O__content=formula.encode()))
    assert [block.text for block in found.blocks] == ["x" * 100] * 50
    assert len(calls) == 1
    monkeypatch.setattr(collect, "MAX_CHARACTERS", 1_000)
    with pytest.raises(TooLargeError):
        read(odt(p(frame) * 50, O__content=formula.encode()))
