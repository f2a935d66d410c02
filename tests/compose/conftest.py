"""A made-up body with two past papers, and the grounds of this year's request."""

from datetime import date

import pytest

from draftkit.compose import Evidence, PastPaper, gather
from draftkit.compose.context import Context
from draftkit.compose.evidence import PastSentence
from draftkit.intake import complete, grounds_of
from draftkit.values.grounds import Grounds
from draftkit.values.notice import Notice, Section
from draftkit.values.request import DraftRequest, Fact


def item(number: int, heading: str, text: str) -> Section:
    return Section(
        level=3, number=f"{number}.", heading=heading, heading_end="。", run_in=True, role="plan",
        paragraphs=(text,),
    )  # fmt: skip


def paper(year: int, sections: tuple[Section, ...], issuer: str = "示例市科学技术局") -> Notice:
    inner = Notice(
        id=f"inner{year}{issuer}",
        genre="工作要点",
        title=f"{year}年{issuer.replace('科学技术', '科技')}精神文明建设工作要点",
        year=year,
        topic="精神文明建设",
        preamble=(
            f"{year}年，全局精神文明建设工作要以习近平新时代中国特色社会主义思想为指导，"
            "深入学习贯彻党的十九大精神，推动各项工作再上新台阶。",
        ),
        sections=sections,
    )
    return Notice(
        id=f"outer{year}{issuer}", genre="印发通知", issuer=issuer, doc_number=f"示科〔{year}〕12号",
        recipients="局机关各科室、各直属单位", year=year, payload=inner,
        title=f"{issuer}关于印发《{inner.title}》的通知",
    )  # fmt: skip


@pytest.fixture
def own_notice() -> Notice:
    return paper(
        2025,
        (
            Section(
                level=1, number="一、", heading="深化志愿服务", role="plan",
                children=(
                    item(1, "打造服务品牌",
                         "持续擦亮“科技萤火”志愿服务品牌，组织志愿者走进青石社区开展科普宣传。"
                         "全年共开展活动12场次。"),
                    item(2, "健全保障机制",
                         "完善志愿者招募、培训和激励机制，推动注册志愿者占比达到85%以上。"
                         "以庆祝新中国成立76周年为契机，组织参加主题演讲比赛。"),
                ),
            ),
            Section(
                level=1, number="二、", heading="加强作风建设", role="plan",
                children=(item(3, "优化机关环境", "倡导勤俭节约，推进节能减排，创建节约型机关。"),),
            ),
        ),
    )  # fmt: skip


@pytest.fixture
def other_notice() -> Notice:
    return paper(
        2025,
        (
            Section(
                level=1, number="一、", heading="培育文明风尚", role="plan",
                children=(
                    item(1, "倡导移风易俗",
                         "积极倡导文明健康的生活方式，在云溪街道开展“清风入户”行动，"
                         "引导干部职工厉行节约、反对浪费。"),
                ),
            ),
        ),
        issuer="样例县农业农村局",
    )  # fmt: skip


@pytest.fixture
def request_2026() -> DraftRequest:
    return DraftRequest(
        genre="工作要点", issuer="示例市科学技术局", short_name="示例市科技局", year=2026,
        topic="精神文明建设", issued_on=date(2026, 3, 20), carrier="印发通知",
        recipients="局机关各科室、各直属单位",
        facts=(
            Fact(id="f1", text="开展“科技萤火”志愿服务活动不少于16场", kind="任务", unit="科普科",
                 due="11月底前"),
            Fact(id="f2", text="2025年获评省级文明单位", kind="荣誉"),
        ),
    )  # fmt: skip


@pytest.fixture
def grounds(request_2026: DraftRequest) -> Grounds:
    return grounds_of(complete(request_2026))


@pytest.fixture
def evidence(grounds: Grounds, own_notice: Notice, other_notice: Notice) -> Evidence:
    return gather(grounds, [own_notice, other_notice])


@pytest.fixture
def context(grounds: Grounds, evidence: Evidence) -> Context:
    return Context(grounds, evidence)


@pytest.fixture
def own(evidence: Evidence) -> PastPaper:
    return evidence.own[0]


@pytest.fixture
def foreign(evidence: Evidence) -> PastPaper:
    return evidence.others[0]


def sentence(text: str, paper: PastPaper) -> PastSentence:
    return PastSentence(text, ("一",), "plan", paper)
