"""Rich Text Format as a reader sees it. The files are written here, word by word."""

from __future__ import annotations

import time

import pytest

from draftkit.errors import DamagedFileError, EmptyFileError, TooLargeError
from draftkit.formats import collect
from draftkit.formats import rtf as reader
from tests.formats.conftest import Read, assert_only_input_errors, spoiled

FONTS = (
    rb"{\fonttbl{\f0\froman\fcharset0 Times New Roman;}"
    rb"{\f1\fnil\fcharset134 {\*\panose 02}\'cb\'ce\'cc\'e5{\*\falt SimSun};}"
    rb"{\f2\fnil\fcharset2 Wingdings;}{\f3\fnil\fcharset136 PMingLiU;}}"
)


def rtf(body: bytes, head: bytes = rb"\ansi\ansicpg936\deff0\uc1") -> bytes:
    return rb"{\rtf1" + head + FONTS + body + b"}"


def han(text: str) -> bytes:
    r"""GBK as \'xx."""
    return b"".join(rf"\'{byte:02x}".encode() for byte in text.encode("gbk"))


def wide(text: str, uc: bytes = b"?") -> bytes:
    r"""\uN with a fallback behind each."""
    units = text.encode("utf-16-le")
    numbers = [int.from_bytes(units[at : at + 2], "little") for at in range(0, len(units), 2)]
    return b"".join(
        rf"\u{n - 65536 if n > 32767 else n} ".encode()[:-1] + b" " + uc for n in numbers
    )


def texts(read: Read, body: bytes, **more: bytes) -> list[str]:
    return [block.text for block in read(rtf(body, **more)).blocks]


def test_code_pages_and_unicode(read: Read) -> None:
    body = (
        rb"\pard\f1 " + han("示例市文件") + rb" 2026\par "
        rb"{\f0 " + han("默认代码页") + rb"\par}"
        rb"{\f3 " + b"".join(rb"\'%02x" % b for b in "為貫徹".encode("big5")) + rb"\par}"
        rb"\uc2 " + wide("两字节", rb"\'3f?") + rb"\par"
        rb"\uc0 " + wide("无替代", b"") + rb"\par\uc1 " + wide("𠮷野") + rb"\par "
        rb"{\f0 caf\'e9\par}\f1 A\~B\_C\-D\emdash\ldblquote x\rdblquote\par "
        + "原样字节".encode("gbk") + rb"\par"
    )  # fmt: skip
    assert texts(read, body) == [
        "示例市文件 2026", "默认代码页", "為貫徹", "两字节", "无替代", "𠮷野", "café",
        "A\u00a0B-CD—“x”", "原样字节",
    ]  # fmt: skip


def test_lines_tabs_and_escapes(read: Read) -> None:
    assert texts(read, rb"a\tab b\line c\{\}\\" + b"\r\n" + rb"d\par\pard\par e") == [
        "a\tb\nc{}\\d", "", "e"
    ]  # fmt: skip


def test_hidden_deleted_and_moved_text_is_out(read: Read) -> None:
    body = (
        rb"\f1 " + han("保留") + rb"{\v " + han("隐藏") + rb"}{\deleted\revauthdel1 " + han("删去")
        + rb"}{\revised " + han("加上") + rb"}{\mvf " + han("移走") + rb"}\v x\v0 y\plain\f1\par "
        rb"{\f1 " + han("前半") + rb"}{\deleted\par}\f1 " + han("后半") + rb"\par"
    )  # fmt: skip
    assert texts(read, body) == ["保留加上y", "前半后半"]


def test_numbers_stand_as_the_file_gives_them_and_bullets_do_not(read: Read) -> None:
    body = (
        rb"\f1{\listtext\pard " + han("一、") + rb"\tab}" + han("学习") + rb"\par "
        rb"{\pntext\f0 1.\tab}" + han("读书") + rb"\par"
        rb"{\listtext\f2\'6c\tab}" + han("圆点") + rb"\par"
        rb"{\listtext\f0 (a)\tab}\par{\listtext 1.1\tab}x\par"
    )
    assert texts(read, body) == ["一、学习", "1.读书", "圆点", "", "1.1 x"]


def test_notes_margins_and_boxes_are_apart(read: Read) -> None:
    body = (
        rb"{\header\pard\f1 " + han("内部资料") + rb"\par}{\headerr\f1 " + han("内部资料") + rb"\par}"
        rb"{\footer\pard - {\field{\*\fldinst PAGE}{\fldrslt 7}} -\par}"
        rb"\f1 " + han("正文")
        + rb"{\super\chftn{\footnote\pard\plain{\super\chftn} \f1 " + han("脚注") + rb"\par}}"
        rb"{\*\atnid x}{\*\atnauthor y}{\*\annotation{\*\atndate 1}\pard\f1 " + han("批注") + rb"}"
        rb"{\shp{\*\shpinst\shpleft0{\sp{\sn a}{\sv b}}{\shptxt\pard\f1 " + han("框内") + rb"\par}}"
        rb"{\shprslt{\*\do{\dptxbxtext\f1 " + han("框内") + rb"\par}}}}\par"
    )  # fmt: skip
    source = read(rtf(body))
    assert [(block.kind, block.text) for block in source.blocks] == [
        ("textbox", "框内"), ("paragraph", "正文"), ("footnote", "脚注"), ("comment", "批注"),
        ("header", "内部资料"),
    ]  # fmt: skip
    assert [block.index for block in source.blocks] == list(range(5))


def test_fields_show_their_results(read: Read) -> None:
    link = rb'{\field{\*\fldinst{HYPERLINK "http://example.org"}}{\fldrslt{\ul link}}}'
    ring = rb"{\field{\*\fldinst EQ \\o\\ac(\u9675 ?,21)}{\fldrslt }}"
    tick = (
        rb"{\field{\*\fldinst FORMCHECKBOX {\*\formfield{\fftype1\ffres1}}}{\fldrslt }}"
        rb"{\field{\*\fldinst FORMCHECKBOX {\*\formfield{\fftype1\ffres25\ffdefres0}}}}"
    )
    twice = rb"{\upr{ansi}{\*\ud{\u32479 ?\u19968 ?}}}"
    assert texts(read, link + ring + tick + twice + rb"{\f2\'fe}\par") == ["link㉑☑☐统一☑"]


def test_pictures_are_passed_over_and_said(read: Read) -> None:
    picture = rb"{\pict\pngblip\picw10 89504e47}"
    raw = rb"{\pict\wmetafile8\bin8 {{}\'{\}" + b"}"
    body = (
        rb"a{\*\shppict" + picture + rb"}{\nonshppict" + picture + rb"}" + raw
        + rb"{\object\objemb{\*\objclass Excel}{\*\objdata 0105}{\result" + picture + rb"}}"
        rb"{\*\unknown secret}{\info{\title t}}{\stylesheet{\s0 Normal;}}b\par"
    )  # fmt: skip
    source = read(rtf(body))
    assert [block.text for block in source.blocks] == ["ab"]
    assert [(w.code, w.quote) for w in source.warnings] == [
        ("layout_unread", ""), ("drawing_unread", "")
    ]  # fmt: skip
    assert "3处" in source.warnings[1].message
    assert [w.code for w in read(rtf(rb"b\par")).warnings] == ["layout_unread"]


def row(*cells: bytes, edges: bytes) -> bytes:
    inside = b"".join(rb"\pard\intbl " + cell + rb"\cell" for cell in cells)
    return rb"\trowd\trleft0" + edges + inside + rb"\row"


def test_tables_keep_rows_and_columns(read: Read) -> None:
    three = rb"\cellx1000\cellx2000\cellx3000"
    inner = (
        rb"d\par\pard\intbl\itap2 x\nestcell y\nestcell{\*\nesttableprops\trowd\cellx9\nestrow}"
        rb"{\nonesttables\par}\pard\intbl e"
    )
    body = (
        rb"before\par"
        + row(b"A", b"B", edges=rb"\cellx1005\clmgf\cellx3000")
        + row(b"a", rb"b\par c", b"", edges=three)
        + row(b"", inner, b"f", edges=rb"\clvmrg\cellx1000\cellx2000\cellx3000")
        + rb"\pard after\par"
    )
    blocks = read(rtf(body)).blocks
    assert [block.text for block in blocks] == ["before", "", "after"]
    assert blocks[1].rows == (("A", "B", ""), ("a", "b\nc", ""), ("", "d\nx\ny\ne", "f"))


def test_frames_and_the_foot_are_paragraphs(read: Read) -> None:
    foot = row(rb"\f1 " + han("抄送：市委办。"), edges=rb"\cellx4000") + row(
        rb"\f1 " + han("办公室"), rb"\f1 " + han("2026年3月1日印发"), edges=rb"\cellx2000\cellx4000"
    )
    body = row(rb"one\par two", edges=rb"\cellx4000") + rb"\pard z\par" + foot
    blocks = read(rtf(body)).blocks
    assert [block.text for block in blocks] == [
        "one", "two", "z", "抄送：市委办。", "办公室　2026年3月1日印发"
    ]  # fmt: skip


def test_a_table_without_its_last_mark_is_kept(read: Read) -> None:
    blocks = read(rtf(rb"\trowd\cellx9\cellx99\pard\intbl a\cell b\cell\pard z")).blocks
    assert blocks[0].rows == (("a", "b"),)
    assert blocks[1].text == "z"


def test_what_ends_in_the_middle_is_damaged(read: Read) -> None:
    whole = rtf(rb"\f1 " + han("一、加强学习。") + rb"{\b x}\par")
    assert read(whole + b"\x00\x00").blocks[0].text == "一、加强学习。x"
    for cut in (len(whole) - 1, len(whole) - 9, len(whole) // 2):
        with pytest.raises(DamagedFileError):
            read(whole[:cut])
    with pytest.raises(DamagedFileError):
        read(rtf(b"{" * 5_000 + b"x" + b"}" * 5_000))
    with pytest.raises(EmptyFileError):
        read(rtf(rb"{\pict 00}\par"))


def test_bounds(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collect, "MAX_BLOCKS", 50)
    assert len(read(rtf(rb"x\par " * 50)).blocks) == 50
    with pytest.raises(TooLargeError) as caught:
        read(rtf(rb"x\par " * 51))
    assert caught.value.key == "parse.too_many_blocks"


def test_endless_words_and_groups_are_given_up(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("draftkit.formats.rtf.MOST_TOKENS", 1_000)
    for endless in (b"{}", rb"\b"):
        assert read(rtf(endless * 100 + b" x")).blocks[0].text.strip() == "x"
        with pytest.raises(DamagedFileError):
            read(rtf(endless * 1_000 + b" x"))


def test_spoiled_files_are_read_or_refused(read: Read) -> None:
    three = rb"\cellx1000\cellx2000\cellx3000"
    body = (
        rb"\f1 " + han("示例市科学技术局文件") + rb"\par{\listtext 1.\tab}" + wide("加强学习") + rb"\par"
        + row(b"A", b"B", b"C", edges=three) + rb"\pard{\footnote x}{\header y}{\pict 0102}"
        rb"{\field{\*\fldinst PAGE}{\fldrslt 7}}{\shp{\*\shpinst{\shptxt z\par}}}{\v h}\par"
    )  # fmt: skip
    assert assert_only_input_errors(read, spoiled(rtf(body), 300)) > 20


def test_the_characters_of_a_file_have_a_bound(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collect, "MAX_CHARACTERS", 40)
    assert len(texts(read, (b"a" * 20 + rb"\par ") * 2)) == 2
    cell = rb"\trowd\cellx1000\cellx2000\intbl " + b"a" * 25 + rb"\cell b\cell\row"
    for body in ((b"a" * 20 + rb"\par ") * 3, cell * 2):
        with pytest.raises(TooLargeError) as caught:
            texts(read, body)
        assert caught.value.key == "parse.too_many_characters"


def test_halves_of_texts_given_twice_are_read_in_linear_time(read: Read) -> None:
    deep = rb"{\upr" + b"{" * 990 + rb"{\*\ud x}" * 20_000 + b"}" * 990 + rb"}\par"
    begun = time.perf_counter()
    assert texts(read, deep) == ["x" * 20_000]
    assert time.perf_counter() - begun < 2
    inner = rb"{\upr{a}{\*\ud b{\upr{c}{\*\ud d}}}}{\v{\upr{e}{\*\ud f}}}\par"
    assert texts(read, inner) == ["bd"]


def test_a_lack_of_memory_is_no_damage(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(reader._Reader, "_put", full)
    with pytest.raises(TooLargeError):
        texts(read, rb"a\par")
