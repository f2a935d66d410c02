"""A past sentence, clause by clause: what is kept, replaced, offered, cut."""

import pytest

from draftkit.compose.clauses import adapt
from draftkit.compose.context import Context
from draftkit.compose.evidence import PastPaper, PastSentence


def adapted(text: str, paper: PastPaper, context: Context) -> str | None:
    said = adapt(PastSentence(text, ("一",), "plan", paper), context).said
    return said.text if said else None


def test_a_neutral_sentence_stands_as_it_is(own: PastPaper, context: Context) -> None:
    text = "倡导勤俭节约，推进节能减排，创建节约型机关。"
    assert adapted(text, own, context) == text


def test_an_own_recent_name_is_offered_to_be_ticked(own: PastPaper, context: Context) -> None:
    said = adapted("组织志愿者走进青石社区开展科普宣传，推动活动常态化。", own, context)
    assert said == "组织志愿者走进【待核：青石社区】开展科普宣传，推动活动常态化。"


def test_another_bodys_name_never_passes(foreign: PastPaper, context: Context) -> None:
    said = adapted(
        "积极倡导文明健康的生活方式，在云溪街道开展“清风入户”行动，引导干部职工厉行节约、反对浪费。",
        foreign,
        context,
    )
    assert said == "积极倡导文明健康的生活方式，引导干部职工厉行节约、反对浪费。"


def test_another_bodys_figure_never_passes(foreign: PastPaper, context: Context) -> None:
    said = adapted("加强队伍建设，组织培训5期，不断提升服务能力和工作水平。", foreign, context)
    assert said is not None
    assert "5" not in said


def test_an_own_threshold_is_offered(own: PastPaper, context: Context) -> None:
    said = adapted("完善志愿者招募和激励机制，推动注册志愿者占比达到85%以上。", own, context)
    assert said is not None
    assert "【待核：85%】" in said


@pytest.mark.parametrize(
    "text",
    [
        "全年共开展活动12场次，受到群众好评。",
        "成功举办科技活动周启动仪式。",
        "我局获评省级文明单位，7名党员受到表彰。",
    ],
)
def test_a_past_event_is_never_turned_into_an_intention(
    text: str, own: PastPaper, context: Context
) -> None:
    assert adapted(text, own, context) is None


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        (
            "深入开展理想信念教育，以庆祝新中国成立76周年为契机，加强爱国主义教育和形势政策教育。",
            "76周年",
        ),
        ("全面系统深入地学习创新理论，结合党史学习教育，做到真学真懂真信真用。", "党史学习教育"),
        ("积极参加主题演讲比赛，引导干部职工见贤思齐，不断提升道德素养和文明水平。", "演讲比赛"),
        ("培育身边好人，选树先进典型，推荐参评第九届道德模范。", "第九届"),
    ],
)
def test_what_belonged_to_one_year_is_cut_and_the_rest_stands(
    text: str, gone: str, own: PastPaper, context: Context
) -> None:
    said = adapted(text, own, context)
    assert said is not None
    assert gone not in said
    assert said.endswith("。")
    assert "，，" not in said


def test_the_cut_is_on_record_with_its_rule(own: PastPaper, context: Context) -> None:
    text = "积极参加主题演讲比赛，引导干部职工见贤思齐，不断提升道德素养和文明水平。"
    result = adapt(PastSentence(text, ("一",), "plan", own), context)
    assert [(row.quote, row.rule) for row in result.left_out] == [
        ("积极参加主题演讲比赛，", "C5 一次性活动")
    ]
    assert result.said is not None
    assert [change.rule for change in result.said.changes] == ["C5 一次性活动"]


def test_more_than_half_cut_drops_the_sentence(own: PastPaper, context: Context) -> None:
    text = "组织干部职工参加主题演讲比赛，推荐参评第九届道德模范，形成良好风尚。"
    assert adapted(text, own, context) is None


def test_formulations_are_those_of_the_day(own: PastPaper, context: Context) -> None:
    said = adapted("深入学习贯彻党的十九大精神，健全党组（党委）中心组学习制度。", own, context)
    assert (
        said
        == "深入学习贯彻党的二十大和二十届历次全会精神，健全党委（党组）理论学习中心组学习制度。"
    )


def test_every_character_has_an_origin(own: PastPaper, context: Context) -> None:
    result = adapt(
        PastSentence("走进青石社区开展宣传，注册率达到85%，持续深化服务。", ("一",), "plan", own),
        context,
    )
    said = result.said
    assert said is not None
    assert said.spans[0].start == 0
    assert said.spans[-1].end == len(said.text)
    assert all(a.end == b.start for a, b in zip(said.spans, said.spans[1:], strict=False))
    assert all(span.sources and span.sources[0].quote for span in said.spans)


def test_a_sensitive_matter_is_never_carried(own: PastPaper, context: Context) -> None:
    assert adapted("加强网络舆情监测和信访维稳工作，及时报告情况。", own, context) is None
