"""What single lines look like."""

from __future__ import annotations

import pytest

from draftkit.parse import shapes


@pytest.mark.parametrize(
    ("printed", "emitted"),
    [
        ("泉科〔2019〕93号", "泉科〔2019〕93号"), ("嵊科[2008]26号", "嵊科〔2008〕26号"),
        ("湘政发【2012】33号", "湘政发〔2012〕33号"), ("滨质监发“2011”32号", "滨质监发〔2011〕32号"),
        ("国办发„2009‟3号", "国办发〔2009〕3号"), ("示科（2026）第7号", "示科〔2026〕7号"),
        ("达市科发200603号", "达市科发〔2006〕03号"), ("示科〔2026〕　号".replace("　", ""), "示科〔2026〕　号"),
    ],
)  # fmt: skip
def test_document_numbers(printed: str, emitted: str) -> None:
    assert shapes.is_doc_number(printed)
    found = shapes.doc_number(printed)
    assert found is not None and found[0] == emitted


@pytest.mark.parametrize(
    "text",
    [
        "关于做好（2019）工作的3号通知",
        "2019年3月5日",
        "示例市科学技术局",
        "（泉直文明组〔2019〕2号）精神",
    ],
)
def test_no_document_numbers(text: str) -> None:
    assert not shapes.is_doc_number(text)


@pytest.mark.parametrize(
    "name",
    [
        "示例市科学技术局",
        "中共示例县委宣传部",
        "县教育局办公室",
        "市直机关文明办",
        "示例市人民政府",
        "省联席会议办公室（代章）",
    ],
)
def test_bodies(name: str) -> None:
    assert shapes.is_body(name)


@pytest.mark.parametrize(
    "name",
    [
        "福州市",
        "特此通知。",
        "2026年3月1日",
        "关于印发通知的办公室",
        "认真抓好落实",
        "《办法》办公室",
    ],
)
def test_no_bodies(name: str) -> None:
    assert not shapes.is_body(name)


def test_printed_cc_and_notes() -> None:
    line = shapes.printed("泉州市科技局办公室2019年4月19日印发")
    assert line is not None and line[0] == "泉州市科技局办公室"
    assert shapes.printed("会议纪要于2019年4月19日印发，请落实") is None
    assert shapes.cc_names("抄送：市文明办，局领导。") == "市文明办，局领导"
    assert shapes.is_note("（此件公开发布）") and not shapes.is_note("（一）抓学习")
    assert (
        shapes.annex_label("附件1")
        and shapes.annex_label("附件：")
        and not shapes.annex_label("附件1：名单")
    )
    assert shapes.is_annex_note("附件：1.名单") and not shapes.is_annex_note("附件")


@pytest.mark.parametrize(
    ("text", "ends"),
    [("落实。", True), ("“三下乡”", False), ("他说“好。”", True), ("如下：", True), ("落实。（责任单位：科普科）", True),
     ("科普科（创新科）", False), ("指导思想", False)],
)  # fmt: skip
def test_sentence_ends(text: str, ends: bool) -> None:
    assert shapes.ends_sentence(text) is ends
