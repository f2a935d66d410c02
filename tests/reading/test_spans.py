"""`read`: each kind of stretch is found where it stands, and common words are left alone."""

from itertools import pairwise

import pytest

from draftkit.reading import read

FOUND = [
    ("year", "2026年，全局上下", "2026年"),
    ("year", "实施2023—2025年行动计划", "2023—2025年"),
    ("date", "于2026年3月5日前完成", "2026年3月5日"),
    ("date", "在3月份开展活动", "3月份"),
    ("ordinal", "推荐参评第七届全国道德模范", "第七届"),
    ("ordinal", "第60个学雷锋纪念日", "第60个"),
    ("date", "动员部署（2026年4月）", "4月"),
    ("figure", "共开展活动12场次", "12场次"),
    ("figure", "注册率达到70%以上", "70%"),
    ("figure", "年人均服务超过25小时", "25小时"),
    ("doc_number", "（泉直文明组〔2019〕2号）", "泉直文明组〔2019〕2号"),
    ("meeting", "学习党的二十大和二十届二中、三中全会精神", "党的二十大和二十届二中、三中全会"),
    ("campaign", "结合“两学一做”学习教育常态化制度化", "“两学一做”学习教育常态化制度化"),
    ("plan_period", "是“十五五”规划开局之年", "“十五五”规划"),
    ("anniversary", "以庆祝新中国成立70周年为主题", "新中国成立70周年"),
    ("place", "联合宝珊花园社区志愿服务站", "宝珊花园社区"),
    ("place", "组织到德化县三班镇参加活动", "德化县三班镇"),
    ("body", "由市科技信息研究所牵头", "市科技信息研究所"),
    ("work", "贯彻《志愿服务条例》", "《志愿服务条例》"),
    ("slogan", "实施“深学争优、敢为争先”行动", "“深学争优、敢为争先”"),
    ("figure", "全年开展活动三十六场", "三十六场"),
    ("figure", "吸引近千人参加", "近千人"),
    ("figure", "投入两万元", "两万元"),
    ("figure", "达到百分之八十五", "百分之八十五"),
    ("date", "六月底前完成", "六月底"),
    ("meeting", "贯彻市委十三届六次全会精神", "市委十三届六次全会精神"),
    ("meeting", "贯彻全省文明办主任会议精神", "全省文明办主任会议精神"),
    ("place", "在王厝巷开展整治", "王厝巷"),
    ("person", "由张三丰同志牵头", "张三丰"),
    ("person", "局长李四方，副组长", "李四方"),
    ("contact", "电话：0595-22123456", "0595-22123456"),
    ("contact", "邮箱abc@example.cn", "abc@example.cn"),
    ("blank", "开展活动【待补：场次】。", "【待补：场次】"),
    ("formula", "围绕“3·15”开展宣传", "“3·15”"),
]


@pytest.mark.parametrize(("kind", "text", "words"), FOUND)
def test_a_stretch_is_found_where_it_stands(kind: str, text: str, words: str) -> None:
    spans = [(s.kind, s.text) for s in read(text)]
    assert (kind, words) in spans
    for span in read(text):
        assert text[span.start : span.end] == span.text


@pytest.mark.parametrize(
    "text",
    [
        "组织志愿者进学校、进社区、进家庭",
        "推动全市各县区和乡镇落实",
        "深化文明城市创建",
        "统筹城乡发展，助力美丽乡村建设",
        "加强机关党委和各党支部建设",
        "发挥市场作用，规范市场秩序",
        "落实三会一课制度",
        "全年集中学习研讨",
        "坚持一是抓学习，二是抓落实，建设一支队伍、形成一系列成果",
        "增强“四个意识”，重点抓好三个方面工作，每年一次",
        "弘扬雷锋精神，学习黄大年同志先进事迹，各位同志要带头",
        "千方百计、百花齐放，做好两手抓",
        "在思想道路上走在前列，拓宽思路和出路",
    ],
)
def test_common_words_name_nobody(text: str) -> None:
    assert [s for s in read(text) if s.kind in ("place", "body", "figure", "person")] == []


def test_what_stands_in_a_work_is_not_read_again() -> None:
    assert [s.kind for s in read("印发《2019年市直机关工作要点》")] == ["work"]


def test_spans_do_not_overlap() -> None:
    text = (
        "2026年3月5日，第63个学雷锋纪念日，泉州市科技局在黄石社区开展12场活动（泉科〔2026〕3号）。"
    )
    spans = read(text)
    assert len(spans) >= 5
    assert all(a.end <= b.start for a, b in pairwise(spans))
