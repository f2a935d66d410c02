"""Word binary files: text, tables, numbers and notes as in the .docx they were made from, and what
only other programs write, built byte by byte."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from draftkit.errors import DamagedFileError, TooLargeError, UnsupportedFileError
from draftkit.formats.doc import read_doc
from draftkit.formats.msdoc import story
from draftkit.values.source import Content
from draftkit.word.read import read_docx
from tests.formats.made import MADE
from tests.formats.word_bytes import Piece, compound, level, lists, sprm, uses, word6, word97

DATA = Path(__file__).parent / "data"
DELETED, HIDDEN = sprm(0x0800, 1), sprm(0x083C, 1)
IN_TABLE, ROW_END = sprm(0x2416, 1), sprm(0x2416, 1) + sprm(0x2417, 1)


def lines(content: Content) -> list[str]:
    """Kind and words of each block that has any; a table as its rows."""
    out = []
    for block in content.blocks:
        if block.rows:
            out.append("/".join("|".join(row).replace("\n", "+") for row in block.rows))
        elif block.text.strip():
            out.append(f"{block.kind}:{block.text}")
    return out


def texts(data: bytes) -> list[str]:
    return [block.text for block in read_doc(data, "a.doc").blocks]


def numbered(use: int, at: int = 0) -> bytes:
    return sprm(0x460B, struct.pack("<H", use)) + sprm(0x260A, at)


@pytest.mark.parametrize("name", ["numbered", "tables"])
def test_says_what_the_docx_it_was_made_from_says(name: str) -> None:
    old = read_doc((DATA / f"{name}.doc").read_bytes(), "a.doc")
    assert lines(old) == lines(read_docx(MADE[name](), "a.docx"))
    assert not old.warnings
    assert [block.index for block in old.blocks] == list(range(len(old.blocks)))


def test_numbers_are_those_a_reader_sees() -> None:
    said = lines(read_doc((DATA / "numbered.doc").read_bytes(), "a.doc"))
    assert said[1:9] == [
        "paragraph:一、总体要求",
        "paragraph:（一）突出重点。",
        "paragraph:（二）夯实基础。",
        "paragraph:1．抓试点。",
        "paragraph:2．抓推广。",
        "paragraph:①先易后难。",
        "paragraph:二、重点任务",
        "paragraph:（二）从一起数的第二款。",  # an empty paragraph has （一）
    ]
    assert "paragraph:十、示例任务7。" in said and "paragraph:五、从第五项开始。" in said
    assert "paragraph:I.b)字母之二。" in said
    assert said[-2] == "序号|任务/第四条　甲|示例任务/第五条　乙|示例任务"


def test_tables_frames_and_imprint() -> None:
    said = lines(read_doc((DATA / "tables.doc").read_bytes(), "a.doc"))
    assert said[1] == "单位|任务/|牵头|配合/市示例局|编制方案|市甲局+市乙局/合计|"
    assert said[3] == "外一|外二之前+内一+内二+内三+内四+外二之后/外三|外四"
    assert "paragraph:框内第二段。" in said
    assert said[-2:] == [
        "paragraph:抄送：市委办公室。",
        "paragraph:示例市科学技术局办公室　2026年3月21日印发",
    ]


def test_notes_changes_fields_and_boxes() -> None:
    content = read_doc((DATA / "noted.doc").read_bytes(), "a.doc")
    assert lines(content) == [
        "textbox:框中文字，",
        "textbox:分为两段。",
        "paragraph:锚在这一段。",
        "paragraph:原文新加的字接着写。",
        "paragraph:看得见又看得见。",
        "paragraph:有脚注和尾注。",
        "paragraph:请核对这句。",
        "paragraph:日期：2026年，嵌套：见附件。",
        "paragraph:一行\n软回车后\t制表符后-连字符后",
        "paragraph:分页前。",
        "paragraph:𠮷字和①②㈠。ABC abc 1234加粗",
        "footnote:脚注的话。\n脚注第二段。",
        "footnote:尾注的话。",
        "header:示例市科学技术局文件",
        "footer:内部资料",
        "comment:批注的话。",
    ]
    assert not content.warnings


def test_wordart_and_grouped_boxes_are_read_where_they_are_anchored() -> None:
    content = read_doc((DATA / "drawn.doc").read_bytes(), "a.doc")
    assert lines(content) == [
        "textbox:示例市人民政府文件",
        "paragraph:示府发〔2026〕3号",
        "textbox:组内一框",
        "textbox:组内二框",
        "paragraph:锚在这一段。",
        "paragraph:末段。",
    ]
    assert not content.warnings  # a line has nothing in it to read


def test_layout_and_page() -> None:
    content = read_doc((DATA / "numbered.doc").read_bytes(), "a.doc")
    title, heading = content.blocks[0].layout, content.blocks[1].layout
    assert title and heading and content.page
    assert (title.font, title.size, title.align) == ("仿宋_GB2312", 16.0, "center")
    assert (heading.font, heading.style) == ("黑体", "Heading 1")
    assert (content.page.width, content.page.height, content.page.top) == (210.0, 297.0, 37.0)


@pytest.mark.parametrize("backwards", [False, True])
def test_a_fast_save_leaves_pieces_with_changes_on_top(backwards: bool) -> None:
    pieces = [
        Piece("工作"),
        Piece("plan \x93A\x94\x97\xa9 ".encode("cp1252", "replace").decode("cp1252"), narrow=True),
        Piece("删去", prm=0x41 << 1 | 1 << 8),
        Piece("隐藏", prm=0 << 1 | 1),
        Piece("“abc” — 2026\r", narrow=True),
        Piece("第二段，𠮷字。\r"),
    ]
    data = word97(pieces, changes=[HIDDEN], backwards=backwards)
    said = texts(data)
    assert said[0].startswith("工作plan ") and said[0].endswith("“abc” — 2026")
    assert "删去" not in said[0] and "隐藏" not in said[0]
    assert said[1] == "第二段，𠮷字。"


def test_a_pair_split_between_pieces_is_one_character() -> None:
    pair = "𠮷".encode("utf-16-le")
    high, low = (pair[at : at + 2].decode("utf-16-le", "surrogatepass") for at in (0, 2))
    assert texts(word97([Piece("甲" + high), Piece(low + "乙\r")])) == ["甲𠮷乙"]
    assert texts(word97([Piece("甲" + high + "\r")])) == ["甲\ufffd"]


def test_a_paragraph_deleted_whole_is_no_block_and_an_empty_one_is() -> None:
    data = word97("删去。\r留下。\r\r", runs=[(0, 4, DELETED)])
    assert texts(data) == ["留下。", ""]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("见\x13 HYPERLINK \x13 REF a \x14甲\x15 \x14附件\x15。\r", "见附件。"),
        ("第\x13 PAGE \x147\x15页\r", "第页"),
        ("\x13eq \\o\\ac(○,3)\x15甲\r", "③甲"),
        ("\x13 没有结果 \x15甲\r", "甲"),
        ("\x15\x14甲\r", "甲"),
        ("甲\x1e乙\x1f丙\x0b丁\x0e\x02\x05\r", "甲-乙丙\n丁"),
        ("甲\x0c乙\r", "甲乙"),
    ],
)
def test_fields_and_special_characters(text: str, said: str) -> None:
    assert texts(word97(text)) == [said]


def test_a_field_may_run_over_paragraphs() -> None:
    assert texts(word97("\x13 TOC \x14一、目录\r二、目录\x15\r正文\r")) == [
        "一、目录",
        "二、目录",
        "正文",
    ]


def test_a_formula_that_is_not_read_is_named() -> None:
    content = read_doc(word97("值为\x13EQ \\f(1,2)\x15。\r"), "a.doc")
    assert [(one.code, one.quote) for one in content.warnings] == [("formula_unread", "\\f(1,2)")]


def test_a_drawing_is_named_with_its_paragraph_and_a_form_field_is_none() -> None:
    data = word97("图见\x01下。\r\x08\r\x01\r", runs=[(8, 9, sprm(0x0806, 1))])
    found = read_doc(data, "a.doc").warnings
    assert [(one.code, one.quote) for one in found] == [
        ("drawing_unread", "图见下。"),
        ("drawing_unread", ""),
    ]
    assert "共2处" in found[0].message


def test_a_section_mark_ends_a_paragraph() -> None:
    sections = struct.pack("<3I", 0, 2, 4) + struct.pack("<HiHi", 0, -1, 0, -1) * 2
    assert texts(word97("甲\x0c乙\r", tables={6: sections})) == ["甲", "乙"]


def test_symbols_become_characters() -> None:
    mark = sprm(0x6A09, struct.pack("<HH", 0, 0xF0FE)) + sprm(0x0855, 1)
    name = "Wingdings".encode("utf-16-le") + b"\0\0"
    fonts = struct.pack("<HH", 1, 0) + bytes([39 + len(name)]) + bytes(39) + name
    assert texts(word97("(同意\r", runs=[(0, 1, mark)], tables={15: fonts})) == ["☑同意"]
    unknown = sprm(0x6A09, struct.pack("<HH", 9, 0xF0FE)) + sprm(0x0855, 1)
    assert texts(word97("(同意\r", runs=[(0, 1, unknown)])) == ["\uf0fe同意"]


def test_numbers_restart_where_a_use_says_so_and_only_once() -> None:
    table, behind = lists([level("\0、", nfc=37), level("\0.\1", flags=4)])
    anew = struct.pack("<iI", 5, 0x10)
    given = uses((100, ()), (100, [anew]), (999, ()))
    order = [
        (1, 0),
        (1, 1),
        (2, 0),
        (2, 0),
        (1, 0),
        (1, 1),
        (0xFFFF, 0),
        (0xF801, 0),
        (3, 0),
        (9, 0),
    ]
    data = word97(
        "甲\r" * len(order),
        paragraphs=[numbered(use, at) for use, at in order],
        tables={73: table, 74: given},
        behind=behind,
    )
    assert texts(data) == [
        "一、甲", "1.1 甲", "五、甲", "六、甲", "七、甲", "7.1 甲", "八、甲", "甲", "甲", "甲",
    ]  # fmt: skip


def test_a_level_may_count_on_under_another_heading() -> None:
    table, behind = lists([level("第\0章 "), level("第\1条 ", flags=8, restart=0)])
    data = word97(
        "甲\r" * 4,
        paragraphs=[numbered(1, at) for at in (0, 1, 0, 1)],
        tables={73: table, 74: uses((100, ()))},
        behind=behind,
    )
    assert texts(data) == ["第1章 甲", "第1条 甲", "第2章 甲", "第2条 甲"]


def test_broken_lists_cost_the_numbers_and_nothing_else() -> None:
    content = read_doc(
        word97("甲\r", paragraphs=[numbered(1)], tables={73: b"\xff\xff", 74: b"\xff" * 8}), "a.doc"
    )
    assert lines(content) == ["paragraph:甲"]
    assert [one.code for one in content.warnings] == ["numbering_unread"]


def test_cells_merged_to_the_left_are_one_cell() -> None:
    merged = ROW_END + sprm(0x5624, b"\x00\x02")
    data = word97(
        "甲\x07乙\x07丙\x07\x07丁\x07戊\x07己\x07\x07完\r",
        paragraphs=[IN_TABLE, IN_TABLE, IN_TABLE, merged, IN_TABLE, IN_TABLE, IN_TABLE, ROW_END],
    )
    content = read_doc(data, "a.doc")
    assert content.blocks[0].rows == (("甲\n乙", "丙"), ("丁", "戊", "己"))


def test_a_cell_mark_outside_a_table_and_a_row_without_its_end_lose_nothing() -> None:
    assert texts(word97("甲\x07乙\r")) == ["甲", "乙"]
    content = read_doc(
        word97("甲\x07乙\x07丙\r", paragraphs=[IN_TABLE, IN_TABLE, IN_TABLE]), "a.doc"
    )
    assert content.blocks[0].rows == (("甲", "乙", "丙"),)


def test_word_95_gives_its_text_and_says_what_is_missing() -> None:
    text = "关于开展示例活动的通知\r\x13 PAGE \x141\x15甲\x07乙\x07\x07完。\r"
    content = read_doc(word6(text.encode("gb18030")), "a.doc")
    assert lines(content) == [
        f"paragraph:{one}" for one in ("关于开展示例活动的通知", "甲", "乙", "完。")
    ]
    assert [one.code for one in content.warnings] == ["layout_unread"]
    for data in (word6(b"\xff\xfe\xff"), word6("通知".encode("gb18030"), flags=4)):
        with pytest.raises(UnsupportedFileError) as caught:
            read_doc(data, "a.doc")
        assert caught.value.key == "parse.old_word"


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (word97("甲\r", flags=0x0100), "parse.password"),
        (word6(b"x", flags=0x0100), "parse.password"),
        (compound({"EncryptionInfo": b"", "EncryptedPackage": b"x"}), "parse.password"),
        (compound({"Workbook": b"x"}), "parse.old_excel"),
        (compound({"Book": b"x"}), "parse.old_excel"),
        (compound({"PowerPoint Document": b"x"}), "parse.old_powerpoint"),
        (compound({"__properties_version1.0": b"x"}), "parse.outlook"),
        (compound({"CONTENTS": b"x"}), "parse.old_wps"),
        (compound({"Something": b"x"}), "parse.other_ole"),
    ],
)
def test_what_is_no_open_word_file_is_named(data: bytes, key: str) -> None:
    with pytest.raises(UnsupportedFileError) as caught:
        read_doc(data, "a.doc")
    assert caught.value.key == key
    assert "a.doc" in str(caught.value)


def test_counts_the_text_does_not_have_are_damage() -> None:
    for counts in ((99,), (-1,), (2**31 - 1, 2**31 - 1)):
        with pytest.raises(DamagedFileError):
            read_doc(word97("甲\r", counts=counts), "a.doc")


def test_text_shown_again_and_again_is_damage() -> None:
    """A piece table of many pieces over the same bytes: 12 bytes of table for each 4 kB of text."""
    plc = struct.pack("<501I", *range(0, 501 * 2000, 2000))
    plc += struct.pack("<HIH", 0, 0x600, 0) * 500
    clx = b"\x02" + struct.pack("<I", len(plc)) + plc
    with pytest.raises(DamagedFileError):
        read_doc(word97("甲\r" * 2000, tables={33: clx}, counts=(1,)), "a.doc")


def test_more_blocks_or_paragraphs_than_the_bounds_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(story, "MAX_BLOCKS", 5)
    with pytest.raises(TooLargeError):
        read_doc(word97("甲\r" * 6), "a.doc")
    monkeypatch.setattr(story, "MAX_BLOCKS", 100)
    monkeypatch.setattr(story, "_MOST_PARAGRAPHS", 5)
    with pytest.raises(TooLargeError):
        read_doc(word97("甲\r" * 6), "a.doc")


def test_a_chain_of_sectors_that_runs_in_a_circle_ends() -> None:
    data = bytearray(word97("甲\r" * 3000))
    fat = data[512:1024]
    entries = list(struct.unpack("<128I", fat))
    entries[5] = 4
    data[512:1024] = struct.pack("<128I", *entries)
    with pytest.raises(DamagedFileError):
        read_doc(bytes(data), "a.doc")
    data = bytearray(word97("甲\r"))
    struct.pack_into("<I", data, 44, 0xFFFFFF)
    with pytest.raises(DamagedFileError):
        read_doc(bytes(data), "a.doc")
