"""Noise of real source text, kinds 55 to 68 and 71 to 74: what was put into a text by machines.

The numbers are those of the fact base on noise; the texts are made up.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from draftkit.errors import EncodingError, InputError
from draftkit.parse import parse_path
from tests.parse.noisy import (
    ISSUER,
    LONG,
    NUMBER,
    OPENING,
    TITLE,
    TO,
    Reader,
    headings,
    paper,
    quotes,
)

BODY = (OPENING, "一、办好活动", "5月启动。", "二、加强领导", "各单位要专题研究。")
HEADS = [(1, "办好活动"), (1, "加强领导")]
DROPPED = ("noise", "furniture")


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    return Reader(tmp_path)


@pytest.mark.parametrize("number", ["—1—", "— 1 —", "-12-", "－2－", "– 3 –", "—１—", "- 4 -"])
@pytest.mark.parametrize("short", [True, False], ids=["short", "long"])
def test_n55_page_number_inside_text(read: Reader, number: str, short: bool) -> None:
    left = "确保各项任务顺利实施" if short else LONG + "确保各项任务顺利实施"
    notice = read(paper(f"{left}{number}贯彻到底。", *BODY[1:]))
    assert notice.preamble == (f"{left}贯彻到底。",)
    assert quotes(notice, *DROPPED) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "2026-05-20前完成。",
        "比例为1-2-3。",
        "附表1-2-1所列。",
        "电话0000-1-22。",
        "2025—2026年实施。",
    ],
)
def test_n55_other_dashes_stay(read: Reader, text: str) -> None:
    notice = read(paper(text, *BODY[1:]))
    assert (notice.preamble, quotes(notice)) == ((text,), [])


PROSE = (
    "为深入贯彻落实全市科普工作会议精神，进一步提高公民科学素质，推动科普工作高质量发展，结合我局工作实际，现就做好二〇二六年科普工作有关事项作出如下安排。",
    "要坚持面向基层、面向群众，把科普工作摆上重要议事日程，健全领导机构和工作机制，明确责任分工，细化工作措施，落实经费保障，确保各项任务落到实处。",
    "要突出重点人群，面向青少年、农民、产业工人、老年人、领导干部和公务员分类开展科普教育，组织“科普之春”等主题活动120场以上，覆盖群众10万人次。",
)  # fmt: skip


@pytest.mark.parametrize("width", [28, 30, 33, 37, 41, 45])
@pytest.mark.parametrize("end", ["\n", "\r\n", " \n"], ids=repr)
def test_n56_hard_wrapped_lines(read: Reader, width: int, end: str) -> None:
    lines = [text[at : at + width] for text in PROSE for at in range(0, len(text), width)]
    body = end.join([*lines[:], "一、办好活动", "5月启动。"])
    notice = read(paper(body))
    assert "".join(notice.preamble) == "".join(PROSE)
    assert notice.preamble == PROSE
    assert headings(notice) == [(1, "办好活动")]


@pytest.mark.parametrize("error", ["将奉头负责的任务", "市科枝局组织", "加強领导"])
def test_n57_errors_of_recognition_stay(read: Reader, error: str) -> None:
    assert read(paper(f"各单位要{error}，抓好落实。")).preamble == (f"各单位要{error}，抓好落实。",)


TAGS = {
    "p": ('<p style="text-align: left">', "</p>"),
    "strong": ("<strong>", "</strong>"),
    "span": ('<span lang="EN-US">', "</span>"),
    "font": ("<FONT face=仿宋>", "</FONT>"),
    "word": ("<o:p>", "</o:p>"),
    "br": ("", "<br />"),
    "space": ("&nbsp;&nbsp;", "&nbsp;"),
}


@pytest.mark.parametrize("kind", list(TAGS))
def test_n58_tags_in_text(read: Reader, kind: str) -> None:
    opens, closes = TAGS[kind]
    ends = kind in ("p", "br")  # tags that a line ends with
    text = f"为做好科普工作{'' if ends else closes}，现通知如下。{closes if ends else ''}"
    notice = read(paper(opens + text, f"一、{'' if ends else opens}办好活动{closes}", *BODY[2:]))
    assert notice.preamble == ("为做好科普工作，现通知如下。",)
    assert headings(notice) == HEADS
    dropped = "".join(quotes(notice, *DROPPED))
    assert dropped == opens + closes + ("" if ends else opens) + closes


@pytest.mark.parametrize("tag", ["<br>", "<br/>", "<BR />", "</p><p>"])
def test_n58_a_tag_that_ends_a_line(read: Reader, tag: str) -> None:
    notice = read(paper(OPENING + tag + "一、办好活动" + tag + "5月启动。", *BODY[3:]))
    assert (notice.preamble, headings(notice)) == ((OPENING,), HEADS)
    assert quotes(notice, *DROPPED) == [part + ">" for part in (tag * 2).split(">")[:-1]]


def test_n58_tags_on_every_line(read: Reader) -> None:
    text = paper("<strong>" + OPENING + "</strong>", *BODY[1:])
    tagged = "\n".join(f"<span style='font-size:16pt'>{line}</span>" for line in text.splitlines())
    notice = read(tagged)
    assert (notice.title, notice.doc_number, notice.recipients) == (TITLE, NUMBER, TO.rstrip("："))
    assert (notice.preamble, headings(notice)) == ((OPENING,), HEADS)
    assert (notice.signature, notice.issued_on) == (ISSUER, date(2026, 3, 20))


@pytest.mark.parametrize(
    "text", ["增长率<5%，满意度>90%。", "a<b且b>c。", "《<条例>释义》。", "温度<10℃时停工。"]
)
def test_n58_what_is_no_tag_stays(read: Reader, text: str) -> None:
    notice = read(paper(text, *BODY[1:]))
    assert quotes(notice) == []
    assert notice.preamble[0].replace("〈", "<").replace("〉", ">") == text


def garbled(text: str, wrong: str) -> str:
    """UTF-8 that a program read byte by byte in a Western code page; bytes the page lacks stay."""
    return "".join(
        bytes([byte]).decode(wrong, "ignore") or bytes([byte]).decode("latin-1")
        for byte in text.encode()
    )


@pytest.mark.parametrize("wrong", ["latin-1", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=repr)
@pytest.mark.parametrize("bom", ["", "\ufeff"], ids=["plain", "bom"])
def test_n59_mojibake_is_read_again(read: Reader, wrong: str, end: str, bom: str) -> None:
    notice = read(bom + garbled(paper(*BODY, joint=end), wrong), whole=False)
    assert (notice.title, headings(notice)) == (TITLE, HEADS)
    assert (notice.preamble, notice.issued_on) == ((OPENING,), date(2026, 3, 20))


def test_n59_gbk_read_as_latin(read: Reader) -> None:
    notice = read(paper(*BODY).encode("gb18030").decode("latin-1"), whole=False)
    assert (notice.title, headings(notice)) == (TITLE, HEADS)


def test_n59_utf8_read_as_gbk_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "稿.txt"
    path.write_text(paper(*BODY).encode().decode("gb18030", "replace"), encoding="utf-8")
    with pytest.raises(EncodingError):
        parse_path(path)


@pytest.mark.parametrize("loss", ["drop", "mark"])
def test_n59_mojibake_with_losses_is_refused(tmp_path: Path, loss: str) -> None:
    broken = paper(*BODY, *PROSE).encode().decode("latin-1")
    holes = {"drop": "", "mark": "\ufffd"}
    text = "".join(holes[loss] if "\x80" <= char <= "\x9f" else char for char in broken)
    path = tmp_path / "稿.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(EncodingError):
        parse_path(path)


@pytest.mark.parametrize("name", ["稿.doc", "稿.txt", "稿.docx", "稿.html"])
def test_n60_bytes_of_a_doc_are_no_text(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + b"\x3e\x00\x03\x00\xfe\xff\x09\x00"
    path.write_bytes(head + bytes(range(256)) * 8)
    with pytest.raises(InputError):
        parse_path(path)


def test_n60_a_doc_saved_as_text_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "稿.txt"
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x3e\x00\x03\x00\xfe\xff\x09\x00"
    text = (head + bytes(range(256)) * 8).decode("utf-8", "replace").replace("\x00", "")
    path.write_text(text + paper(*BODY), encoding="utf-8")
    with pytest.raises(InputError):
        parse_path(path)


GARBAGE = ["% n, G2 C# P7", '6 A* E" F1 r9 Z( o! s', ") x- a9 }+ o", "$ X. `& k! l8 W' \\"]


@pytest.mark.parametrize("junk", GARBAGE)
@pytest.mark.parametrize("place", ["line", "end", "middle"])
def test_n61_garbage_against_copying(read: Reader, junk: str, place: str) -> None:
    text = {
        "line": f"为做好科普工作，\n{junk}\n现通知如下。",
        "end": f"为做好科普工作，{junk}\n现通知如下。",
        "middle": f"为做好科普工作，{junk}现通知如下。",
    }[place]
    notice = read(paper(text, *BODY[1:]))
    assert "".join(notice.preamble) == "为做好科普工作，现通知如下。"
    assert quotes(notice, *DROPPED) == [junk]
    assert headings(notice) == HEADS


@pytest.mark.parametrize(
    "text",
    [
        "按照ISO 9001:2015和GB/T 9704-2012执行。",
        "使用Windows 10、Office 365等软件。",
        "邮箱：kp@example.cn，网址：http://www.example.cn/a?b=1&c=2。",
        "评为A、B、C、D四个等级，A级占20%。",
        "公式为y = a*x + b，其中x > 0。",
        "Q & A环节由专家解答，采用“1+3+N”模式。",
    ],
)
def test_n61_other_latin_text_stays(read: Reader, text: str) -> None:
    notice = read(paper(text, *BODY[1:]))
    assert quotes(notice) == []
    assert "".join(notice.preamble).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("pair", ["()", "（）"])
def test_n62_phonetic_marks(read: Reader, pair: str) -> None:
    marks = [f"{pair[0]}{sound}{pair[1]}" for sound in ("shí", "wù", "lǜ", "de")]
    notice = read(
        paper("推动实{}践服务{}，提高效率{}，办好我们的{}活动。".format(*marks), *BODY[1:])
    )
    assert notice.preamble == ("推动实践服务，提高效率，办好我们的活动。",)
    assert quotes(notice, *DROPPED) == marks


def test_n62_decomposed_accents(read: Reader) -> None:
    notice = read(paper("推动实(shi\u0301)践。", *BODY[1:]))
    assert notice.preamble == ("推动实践。",)


@pytest.mark.parametrize(
    "text", ["发展人工智能（ai）产业。", "重量（kg）和长度（m）。", "选项（a）和（b）。"]
)
def test_n62_other_letters_in_brackets_stay(read: Reader, text: str) -> None:
    notice = read(paper(text, *BODY[1:]))
    assert (notice.preamble, quotes(notice)) == ((text,), [])


def test_n63_traditional_characters_are_told_not_changed(read: Reader) -> None:
    line = "為貫徹落實全市科普工作會議精神，現就有關事項通知如下。"
    notice = read(
        paper(line, "一、辦好活動", "5月啟動。", title=None, number=None, to=None, end=())
    )
    assert notice.preamble == (line,)
    assert headings(notice) == [(1, "辦好活動")]
    told = [item for item in notice.warnings if item.code == "traditional"]
    assert len(told) == 1
    assert told[0].quote == line
    assert "13" in told[0].message


@pytest.mark.parametrize("text", ["他们乾坤未定，瞭望塔已建成。", OPENING])
def test_n63_simplified_text_raises_no_alarm(read: Reader, text: str) -> None:
    assert quotes(read(paper(text, *BODY[1:])), "traditional") == []


@pytest.mark.parametrize("emoji", ["🏃🏻", "👍", "🎉🎉", "❤️", "1️⃣", "🇨🇳", "👨‍👩‍👧", "✅", "⚡"])
def test_n64_emoji(read: Reader, emoji: str) -> None:
    notice = read(paper(f"为做好科普{emoji}工作，现通知如下。", *BODY[1:]))
    assert notice.preamble == ("为做好科普工作，现通知如下。",)
    assert quotes(notice, *DROPPED) == [emoji]


@pytest.mark.parametrize("sign", ["★", "☆", "●", "■", "○", "℃", "㎡", "①", "→", "√", "☑", "※", "№"])
def test_n64_other_signs_stay(read: Reader, sign: str) -> None:
    notice = read(paper(f"为做好科普{sign}工作，现通知如下。", *BODY[1:]))
    assert notice.preamble == (f"为做好科普{sign}工作，现通知如下。",)


@pytest.mark.parametrize(
    "tail",
    [
        pytest.param("扫一扫在手机打开当前页", id="n71_scan"),
        pytest.param("扫一扫 在手机打开当前页\n关闭 打印", id="n71_scan_and_buttons"),
        pytest.param("版权所有：示例市人民政府  示ICP备00000000号", id="n71_rights"),
        pytest.param("拼音\n辅助浏览\n轻松阅读", id="n72_accessibility"),
        pytest.param("拼音　辅助浏览　轻松阅读", id="n72_accessibility_in_a_line"),
        pytest.param("【字体:大 中 小】", id="n73_font_size"),
        pytest.param("【字体：大　中　小】", id="n73_font_size_wide"),
        pytest.param("[字号：大 中 小]", id="n73_font_size_square"),
        pytest.param("字体大小： 大 | 中 | 小", id="n73_font_size_bars"),
    ],
)
@pytest.mark.parametrize("first", [True, False], ids=["before", "behind"])
def test_furniture_round_the_text(read: Reader, tail: str, first: bool) -> None:
    text = paper(*BODY)
    notice = read(f"{tail}\n\n{text}" if first else f"{text}\n{tail}\n")
    assert (notice.title, notice.doc_number) == (TITLE, NUMBER)
    assert (notice.signature, notice.issued_on) == (ISSUER, date(2026, 3, 20))
    assert headings(notice) == HEADS
    assert quotes(notice, "furniture") == tail.split("\n")


@pytest.mark.parametrize(
    "line",
    [
        "索 引 号: | 11140522K00",
        "| 索 引 号： | 11140522K00 |",
        "索引号：|11140522K00|",
        "索 引 号:\n| 11140522K00",
    ],
)
def test_n74_metadata_table_flattened(read: Reader, line: str) -> None:
    notice = read(
        f"{line}\n发文机关: | 示例市科学技术局\n| 成文日期: | 2026年03月20日 | 主题分类： | 科技 |\n"
        + paper(*BODY)
    )
    assert notice.metadata["索引号"] == "11140522K00"
    assert notice.metadata["发文机关"] == ISSUER
    assert notice.metadata["成文日期"] == "2026年03月20日"
    assert notice.metadata["主题分类"] == "科技"
    assert notice.title == TITLE


@pytest.mark.parametrize(
    "text",
    [
        "提供7*24小时服务。",
        "自****年**月**日起施行。",
        "联系电话：138********。",
        "共计3*5米展板2块。",
    ],
)
def test_n68_stars_that_are_no_bold_stay(read: Reader, text: str) -> None:
    assert read(paper(text, *BODY[1:])).preamble == (text,)


def test_spaces_that_are_spelt_out(read: Reader) -> None:
    text = paper(
        OPENING, "一、办好活动", "<U+3000><U+3000>5月<U+00A0>启动AI<U+00A0>Agent应用<U+2022>。"
    )
    notice = read(text)
    assert notice.sections[0].paragraphs == ("5月启动AI Agent应用<U+2022>。",)
    found = [one.quote for one in notice.warnings if one.code == "noise"]
    assert found == ["<U+3000><U+3000>", "<U+00A0>", "<U+00A0>"]
    split = read(paper(OPENING, "一、办好活动", "5月启动。<U+00A0><U", "+00A0>各单位要抓好落实。"))
    assert "U+" not in "".join(split.sections[0].paragraphs)
