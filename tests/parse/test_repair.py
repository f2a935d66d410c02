"""Hard-wrapped texts made whole: by width, indent, brackets and runs of marks."""

from __future__ import annotations

import pytest

from draftkit.parse.pieces import pieces_of
from draftkit.parse.repair import join_split
from draftkit.parse.wrapping import wrapping_of
from draftkit.values.source import Block

SENTENCE = "各科室要对照任务清单逐项落实责任，按月报送进展，年底前完成全部任务并形成书面总结。"
ITEMS = [
    "一、总体要求",
    "全县各学校要把科普工作摆在重要位置，统筹安排课程与活动，保证每个班级每学期至少开展两次科普活动。"
    "有条件的学校可以建设科普角，向社区开放。",
    "二、重点任务",
    "（一）办好科普活动周",
    "活动周于五月举行，由科技馆承办，各学校组织学生分批参加，具体时间由科技馆与学校商定后另行通知。",
    "（二）建好科普场馆",
    "场馆建设列入年度计划，资金由县财政安排，施工期间要保证安全，竣工后由主管部门组织验收并公布结果。",
    "三、保障措施",
    "县科协负责统筹协调，每季度通报一次进展，对进展缓慢的单位进行提醒，对成效突出的单位给予表扬。",
]
ITEMS = [item * 3 if item.endswith("。") else item for item in ITEMS]


def lines(*texts: str) -> list[str]:
    """The joined lines of a text in lines."""
    blocks = [Block(index=at, text=text) for at, text in enumerate(texts)]
    return [piece.text for piece in join_split(list(pieces_of(blocks)))]


def wrap(text: str, width: int, indent: str = "") -> list[str]:
    """A text in lines of a width, the first indented."""
    whole = indent + text
    return [whole[at : at + width] for at in range(0, len(whole), width)]


@pytest.mark.parametrize("indent", ["　　", "\u3000\u00a0\u00a0", ""])
@pytest.mark.parametrize("width", [28, 30, 34])
def test_wrapped_paragraphs_come_back(width: int, indent: str) -> None:
    wrapped = [line for item in ITEMS for line in wrap(item, width, indent)]
    assert "".join(lines(*wrapped)) == "".join(ITEMS)
    if indent:
        assert lines(*wrapped) == ITEMS


def test_indents_are_seen_only_where_paragraphs_have_them() -> None:
    for indent in ("　　", ""):
        blocks = [
            Block(index=at, text=line)
            for at, line in enumerate(line for item in ITEMS for line in wrap(item, 30, indent))
        ]
        assert wrapping_of(list(pieces_of(blocks))).indented is bool(indent)


def test_a_full_line_that_ends_a_sentence_goes_on_without_an_indent() -> None:
    first = "全县各学校要把科普工作摆在重要位置统筹安排课程活动。"
    text = [line for item in ITEMS for line in wrap(item, len(first) + 2, "　　")]
    assert first + "向社区开放。" in lines(*text, "　　" + first, "向社区开放。")
    assert first in lines(*text, "　　" + first, "　　向社区开放。")


def test_lines_broken_at_commas_are_one() -> None:
    wrapped = [line for item in ITEMS for line in wrap(item, 30)]
    torn = [
        "本办法所称的科普基地，",
        "是指面向公众开放的场所。",
        "为深入贯彻",
        "《示例县科普条例》",
    ]
    read = lines(*wrapped, *torn, "，制定本办法。")
    assert "本办法所称的科普基地，是指面向公众开放的场所。" in read
    assert "为深入贯彻《示例县科普条例》，制定本办法。" in read


@pytest.mark.parametrize("start", ["2）中的任务", "80）以上", "二，2项"])
def test_a_number_in_a_sentence_is_no_mark(start: str) -> None:
    wrapped = [line for item in ITEMS for line in wrap(item, 30)]
    full = "全县各学校要把科普工作摆在重要位置统筹安排课程与活动排名第"
    assert f"{full}{start}列入考核。" in lines(*wrapped, full, f"{start}列入考核。")


def test_a_run_of_marks_is_kept_apart() -> None:
    wrapped = [line for item in ITEMS for line in wrap(item, 30)]
    full = "1．县内各学校要把科普工作摆在重要位置并统筹安排课程与活动"
    read = lines(*wrapped, full, "2．县科技馆负责场地与讲解", "3．县科协负责统筹")
    assert read[-2:] == ["2．县科技馆负责场地与讲解", "3．县科协负责统筹"]


def test_an_open_bracket_is_closed() -> None:
    whole = "根据《示例县科普办法》（示科发〔2025〕4号）和有关要求，制定本方案。"
    assert lines("根据《示例县科普办法》（示", "科发〔2025〕4号", "）和有关要求，制定本方案。") == [
        whole
    ]
    assert lines("《示例县热线", "“科普分线”", "工作方案》") == ["《示例县热线“科普分线”工作方案》"]


def test_a_bracket_that_never_closes_joins_nothing() -> None:
    texts = ["（一）办好活动（五月", SENTENCE, "（二）建好场馆", SENTENCE]
    assert lines(*texts) == texts


def test_subtitle_speaker_and_salutation_stand_alone() -> None:
    head = [
        "政府工作报告",
        "——2026年1月10日在示例县第九届人民代表大会第五次会议上",
        "示例县县长某某",
        "各位代表：",
    ]
    wrapped = [line for item in ITEMS for line in wrap(item, 30)]
    assert lines(*head, *wrapped)[:4] == head
