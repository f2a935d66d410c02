"""Text copied from web pages: what pages put round a paper is told from the paper."""

from __future__ import annotations

import pytest

from draftkit.parse import parse_source
from draftkit.parse.files import text_blocks
from draftkit.values.source import Parsed, Source

TITLE = "示例市教育局关于做好2024年校园安全工作的通知"
HEAD = f"""{TITLE}
示教发〔2024〕5号
各县区教育局，市直各学校：
"""
BODY = """为做好校园安全工作，现将有关事项通知如下。
一、加强领导
各单位要高度重视。
二、狠抓落实
各学校要开展自查。
附件：1.任务分工表
　　2.联系人名单
示例市教育局
2024年6月10日
"""
IMPRINT = """抄送：市委办公室，市政府办公室。
示例市教育局办公室　　2024年6月11日印发
"""
PAPER = HEAD + BODY + IMPRINT


def read(text: str) -> Parsed:
    """A text as a saved .txt is read."""
    blocks = text_blocks(text)
    return parse_source(
        Source(path="a.txt", sha256="0", format="txt", encoding="utf-8", blocks=blocks)
    )


def of(parsed: Parsed, part: str) -> list[str]:
    """The texts of a part."""
    return [line.text for line in parsed.lines if line.part == part]


def core(parsed: Parsed) -> list[tuple[str, str]]:
    """The paper's own lines."""
    return [(one.part, one.text) for one in parsed.lines if one.part not in PAGE]


PAGE = ("furniture", "metadata")
WANTED = core(read(PAPER))

FIELDS = {
    "bars": f"| 索引号 | 01/2024-3 | 分类 | 教育 |\n| 名称 | {TITLE} |\n| 文号 | 示教发〔2024〕5号 |",
    "markdown": f"|索引号|01/2024-3|\n|---|---|\n|名称|{TITLE}|\n|文号|示教发〔2024〕5号|",
    "tabs": f"索引号\t01/2024-3\t分类\t教育\n名称\t{TITLE}\n文号\t示教发〔2024〕5号\t有效性\t有效",
    "table": f"索引号\t01/2024-3\t分类\t教育\n名称\t{TITLE}\t文号\t示教发〔2024〕5号",
    "brackets": f"【索引号】01/2024-3\n【名称】 {TITLE}\n【 文 号 】 示教发〔2024〕5号",
    "alone": f"索引号\n01/2024-3\n名称\n{TITLE}\n文号\n示教发〔2024〕5号",
}


@pytest.mark.parametrize("form", sorted(FIELDS))
def test_field_tables_without_colons(form: str) -> None:
    parsed = read(FIELDS[form] + "\n\n" + PAPER)
    assert core(parsed) == WANTED
    found = parsed.notice.metadata
    assert (found["索引号"], found["名称"]) == ("01/2024-3", TITLE)
    assert found["文号"] == "示教发〔2024〕5号"
    assert of(parsed, "metadata")


def test_a_table_of_other_cells_stays_a_table() -> None:
    table = "时间\t名称\t作者\n2024年\t校园安全\t王某\n"
    parsed = read(TITLE + "\n" + table + BODY)
    assert of(parsed, "metadata") == []
    assert any(line.part == "table" for line in parsed.lines)


ABOVE = {
    "site": f"{TITLE}_示例市人民政府门户网站",
    "path": f"{TITLE} - 通知公告 - 示例市教育局",
    "title and time": f"{TITLE}\n2024-06-12 09:02",
    "gazette": "示例市人民政府公报 2024年第5期\n部门文件",
    "source": "来源：示例市教育局\n字号：大 中 小",
    "spaces": "发布时间 2024-06-12 来源 示例市教育局",
    "no colons": "来源 示例市教育局  字号 大 中 小",
}


@pytest.mark.parametrize("form", sorted(ABOVE))
def test_lines_above_the_title(form: str) -> None:
    parsed = read(ABOVE[form] + "\n" + PAPER)
    assert core(parsed) == WANTED
    assert set(of(parsed, "furniture") + of(parsed, "metadata")) > set()


def test_a_second_title_behind_dashes_is_the_papers() -> None:
    text = "政府工作报告——2024年1月10日在示例市人民代表大会上\n政府工作报告\n各位代表：\n我报告工作。\n"
    assert not any("2024年1月10日" in line for line in of(read(text), "furniture"))


def test_menu_entries_above_a_decree() -> None:
    menu = "首页\n政务公开\n走进示例\n当前位置：首页 > 政务公开\n"
    decree = """示例市人民政府令
第12号
《示例市停车管理办法》已经市政府常务会议通过，现予公布，自2024年7月1日起施行。
市长　王某某
2024年5月1日
示例市停车管理办法
第一条　为加强停车管理，制定本办法。
第二条　本办法适用于本市。
"""
    parsed = read(menu + decree)
    assert parsed.notice.title == "示例市停车管理办法"
    assert "走进示例" in of(parsed, "furniture")


FEET = {
    "links": "相关链接\n示例市人民政府关于表彰的决定\n政策解读：一图读懂\n上一篇：某某公告\n"
    + "某某\n" * 9,
    "downloads": "附件下载：1.任务分工表.doc\n2.联系人名单.xls\n责任编辑：王某",
    "attachments": "相关附件\n任务分工表.doc\n联系人名单.xls\n扫一扫在手机打开当前页",
    "time": "2024-06-12",
    "time and foot": "发布时间 2024-06-12 09:02\n扫一扫在手机打开当前页\n某某新闻",
}


@pytest.mark.parametrize("form", sorted(FEET))
def test_feet(form: str) -> None:
    parsed = read(PAPER + FEET[form] + "\n")
    assert core(parsed) == WANTED
    notice = parsed.notice
    assert (notice.cc, notice.printed_by) == ("市委办公室，市政府办公室", "示例市教育局办公室")
    assert not notice.attachments
    quotes = [warning.quote for warning in notice.warnings if warning.code == "furniture"]
    assert len(quotes) + len(of(parsed, "metadata")) == len(FEET[form].splitlines())


def test_time_below_is_a_field() -> None:
    assert read(PAPER + "发布时间 2024-06-12\n").notice.metadata == {"发布时间": "2024-06-12"}


def test_a_foot_that_a_paper_follows_is_none() -> None:
    annex = "附件1\n任务分工表\n各科室按照本表分工负责，做好工作。\n"
    parsed = read(HEAD + BODY + "相关附件\n" + annex)
    assert any("按照本表分工" in text for _, text in core(parsed))
    assert "任务分工表" not in of(parsed, "furniture")


def test_a_date_that_is_the_only_one_stays() -> None:
    text = PAPER.replace("2024年6月10日\n", "2024-06-10\n").replace(IMPRINT, "")
    assert "2024-06-10" not in of(read(text), "furniture")
