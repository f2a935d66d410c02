"""Noise of crawling and copying taken out of a line, offsets kept."""

from __future__ import annotations

import pytest

from draftkit.text.clean import clean, clean_line


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("　　成立 70 周年", "成立70周年"),
        ("9. **加强宣传。**贯彻", "9.加强宣传。贯彻"),
        ("“学思想 强党性 重实践”", "“学思想 强党性 重实践”"),
        ("树牢目标,建立机制;三是", "树牢目标，建立机制；三是"),
        ("(四) 深化创建", "（四）深化创建"),
        ("2020 - 2022 年度", "2020-2022年度"),
        ("时间10:26,比例1:3", "时间10:26，比例1:3"),
        ("ChatGPT 、AI Agent 应用", "ChatGPT、AI Agent应用"),
        ("２０２６年", "2026年"),
        ('跑13"1，跳4\'25"', '跑13"1，跳4\'25"'),
        ('13"以内为优，14"以内为良', '13"以内为优，14"以内为良'),
        ('跑进13"1的为"优秀"等次', '跑进13"1的为“优秀”等次'),
        ('第"3"号和"1+X"证书', '第“3”号和“1+X”证书'),
        ('开展2024"清风行动"', '开展2024“清风行动”'),
        ("a\u200bb\ufeff", "ab"),
        ("①第一项…50㎡", "①第一项…50㎡"),
    ],
)  # fmt: skip
def test_what_a_reader_sees(raw: str, shown: str) -> None:
    assert clean(raw) == shown


def test_offsets_lead_back() -> None:
    raw = "　 2. **传承 弘扬**（ 2026 年）"
    text, at = clean_line(raw)
    assert text == "2.传承弘扬（2026年）"
    assert len(at) == len(text)
    assert [clean(raw[index]) for index in at] == list(text)


def test_cleaning_twice_changes_nothing() -> None:
    for raw in ("一、 2023 年 工作 总结 ，“甲 乙”", "市科技局( 试行 ):通知"):
        assert clean(clean(raw)) == clean(raw)
