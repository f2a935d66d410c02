"""The five seed notices give exactly what the first issue says they must."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from draftkit.parse import parse_path
from draftkit.values.notice import Notice, Section
from draftkit.values.source import Parsed


@pytest.fixture(scope="module")
def parsed(seeds: list[Path]) -> list[Parsed]:
    return [parse_path(path) for path in seeds]


def children(section: Section) -> int:
    return len(section.children)


def payload(parsed: Parsed) -> Notice:
    assert parsed.notice.payload is not None
    return parsed.notice.payload


def torn(parsed: Parsed) -> int:
    """Places inside sentences where a line of the text goes on in another block of the file."""
    count = 0
    for line in parsed.lines:
        if line.part in ("paragraph", "preamble", "heading"):
            blocks = [block for block, _ in line.at]
            count += sum(1 for left, right in pairwise(blocks) if left != right)
    return count


def test_000_carrier(parsed: list[Parsed]) -> None:
    notice = parsed[0].notice
    assert notice.genre == "印发通知"
    assert notice.title == "泉州市科技局关于印发《2019年泉州市科技局精神文明建设工作要点》的通知"
    assert notice.issuer == "泉州市科学技术局"
    assert notice.letterhead == "泉州市科学技术局文件"
    assert notice.doc_number == "泉科〔2019〕93号"
    assert notice.recipients == "市地震局、基准地震台，机关各科室、直属各单位"
    assert notice.issued_on is None
    assert notice.signature is None
    assert notice.cc == "市直机关文明办、市局机关工会、团支部、妇委会，市局领导"
    assert notice.printed_by == "泉州市科技局办公室"
    assert notice.printed_on == date(2019, 4, 19)
    assert notice.year == 2019


def test_000_payload(parsed: list[Parsed]) -> None:
    paper = payload(parsed[0])
    assert paper.genre == "工作要点"
    assert paper.year == 2019
    assert paper.title == "2019年泉州市科技局精神文明建设工作要点"
    assert paper.topic == "精神文明建设"
    assert paper.issuer is None
    assert len(paper.preamble) == 1
    assert [section.number for section in paper.sections] == [
        "一、",
        "二、",
        "三、",
        "四、",
        "五、",
    ]
    assert [children(section) for section in paper.sections] == [4, 4, 3, 3, 3]
    items = [item for section in paper.sections for item in section.children]
    assert [item.number for item in items] == [f"{at}." for at in range(1, 18)]
    assert all(item.level == 3 for item in items)
    assert not any("*" in item.heading for item in items)
    assert items[8].heading == "加强志愿服务典型宣传"
    assert items[8].paragraphs[0].startswith("贯彻《志愿服务条例》")


def test_000_heading_alone_and_run_in(parsed: list[Parsed]) -> None:
    first, second = payload(parsed[0]).sections[0].children[:2]
    assert first.heading == "深入学习宣传贯彻习近平新时代中国特色社会主义思想"
    assert (first.heading_end, first.run_in, len(first.paragraphs)) == ("。", False, 1)
    assert first.paragraphs[0].startswith("把学习宣传贯彻")
    assert (second.heading, second.heading_end, second.run_in) == (
        "培育和践行社会主义核心价值观",
        "。",
        True,
    )


def test_001(parsed: list[Parsed]) -> None:
    notice = parsed[1].notice
    assert notice.genre == "印发通知"
    assert notice.doc_number == "泉科〔2024〕34号"
    assert notice.issued_on == date(2024, 3, 29)
    assert notice.signature == "泉州市科学技术局"
    assert notice.printed_on == date(2024, 3, 29)
    assert (notice.year, notice.next_year) == (2023, 2024)
    paper = payload(parsed[1])
    assert paper.genre == "总结暨计划"
    assert (paper.year, paper.next_year) == (2023, 2024)
    assert [section.heading for section in paper.sections] == ["2023年工作总结", "2024年工作思路"]
    assert [children(section) for section in paper.sections] == [5, 4]
    assert [children(item) for item in paper.sections[0].children] == [3, 3, 2, 2, 2]
    last = paper.sections[1].children[3]
    assert (last.number, last.level) == ("（四）", 2)
    assert last.heading == "深化文明创建工作"


def test_002(parsed: list[Parsed]) -> None:
    notice = parsed[2].notice
    assert notice.genre == "印发通知"
    assert notice.title == "福州市关于印发《2022年精神文明创建工作要点》的通知"
    assert notice.issuer is None
    assert notice.issuers == ()
    assert notice.preamble == () and notice.sections == ()
    paper = payload(parsed[2])
    assert (paper.genre, paper.year, paper.issuer) == ("工作要点", 2022, None)
    assert paper.title == "2022年精神文明创建工作要点"
    assert len(paper.sections) == 3
    items = [item for section in paper.sections for item in section.children]
    assert [item.number for item in items] == [f"{at}." for at in range(1, 12)]


def test_003(parsed: list[Parsed]) -> None:
    notice = parsed[3].notice
    assert notice.genre == "经验材料"
    assert notice.title == "武山县科学技术局：扎实开展文明单位创建工作"
    assert notice.issuer == "武山县科学技术局"
    assert notice.year == 2023
    assert notice.issued_on is None
    wanted = {
        "索引号": "kjj1/2023-00026",
        "发布机构": "科技局",
        "时间": "2023-07-14",
        "来源": "科技局",
    }
    assert wanted.items() <= notice.metadata.items()
    assert [(s.number, s.level, s.run_in) for s in notice.sections] == [
        ("一是", 1, True), ("二是", 1, True), ("三是", 1, True), ("四是", 1, True)
    ]  # fmt: skip
    assert notice.sections[0].heading == "树牢创建目标，建立文明机制"
    assert not any(section.children for section in notice.sections)
    assert notice.sections[2].paragraphs[0].count("是扎实开展“一爱一为”") == 1
    text = "".join(
        line.text for line in parsed[3].lines if line.part not in ("furniture", "metadata")
    )
    for word in ("登录", "长者模式", "匹配度", "下载Word"):
        assert word not in text
        assert (
            any(word in w.quote for w in notice.warnings if w.code == "furniture")
            or word == "下载Word"
        )


def test_004(parsed: list[Parsed]) -> None:
    notice = parsed[4].notice
    assert (notice.genre, notice.year, notice.title, notice.issuer) == (
        "工作方案",
        2018,
        None,
        None,
    )
    assert notice.payload is None
    assert [section.heading for section in notice.sections] == [
        "明确指导思想", "确定创建目标", "创建活动重点工作", "保障措施"
    ]  # fmt: skip
    assert [children(section) for section in notice.sections] == [0, 0, 5, 3]
    assert notice.sections[2].children[0].heading == "加强组织领导，提高创建意识"


def test_page_breaks_inside_sentences_are_joined(parsed: list[Parsed]) -> None:
    assert [torn(one) for one in parsed] == [8, 5, 0, 0, 0]


def test_the_raw_text_is_kept(seeds: list[Path], parsed: list[Parsed]) -> None:
    for path, one in zip(seeds, parsed, strict=True):
        raw = path.read_text(encoding="utf-8")
        assert "\n".join(block.text for block in one.source.blocks) == "\n".join(
            raw.rstrip().splitlines()
        )
