"""What a body gets from the real seeds: two of its own papers, three of others."""

from __future__ import annotations

import re
from datetime import date

import pytest

from draftkit.errors import EmptyArchiveError
from draftkit.values.flow import flow
from draftkit.values.request import DraftRequest
from draftkit.workspace import DraftRun, Workspace


@pytest.fixture(scope="module")
def run(seed_office: Workspace) -> DraftRun:
    return seed_office.draft(
        DraftRequest(
            genre="工作要点", issuer="泉州市科学技术局", short_name="泉州市科技局", year=2026,
            topic="精神文明建设", issued_on=date(2026, 3, 20), carrier="印发通知",
        )
    )  # fmt: skip


@pytest.fixture(scope="module")
def text(run: DraftRun) -> str:
    return "\n".join(line.text for line in flow(run.notice))


def test_it_is_this_years_paper(run: DraftRun, text: str) -> None:
    assert run.notice.paper.title == "2026年泉州市科技局精神文明建设工作要点"
    assert "2026年是“十五五”开局之年" in text
    assert len(run.notice.paper.sections[0].children) == 4
    assert run.report.counts.get("error", 0) == 0


@pytest.mark.parametrize(
    "gone",
    ["2019", "70周年", "十九大", "不忘初心", "两学一做", "第六届", "第七届", "宝珊", "赶超", "国庆",
     "祖国", "演讲比赛", "应急管理知识竞赛", "脱贫攻坚", "两个坚决维护", "新时期", "国安", "福州",
     "武山", "马厂", "46篇", "3000家"],
)  # fmt: skip
def test_nothing_of_other_years_and_bodies_is_left(text: str, gone: str) -> None:
    assert gone not in text


@pytest.mark.parametrize(
    "kept",
    [
        "用以武装头脑、指导实践、推动工作。",
        "健全完善党委（党组）理论学习中心组学习制度",
        "党的二十大和二十届历次全会精神，重点学习习近平文化思想",
        "【待核：结合树立和践行正确政绩观学习教育】",
        "深刻领悟“两个确立”的决定性意义，增强“四个意识”、坚定“四个自信”、做到“两个维护”",
        "宣传贯彻《新时代公民道德建设实施纲要》",
        "【待核：“科技进社区（校园）”】",
        "【待核：黄石社区、仙境村】",
        "严格落实“第一议题”制度",
    ],
)
def test_what_is_still_true_stands(text: str, kept: str) -> None:
    assert kept in text


def test_thresholds_are_offered_not_asserted(text: str) -> None:
    for value in ("30%", "70%", "25小时"):
        assert text.count(value) == text.count(f"【待核：{value}】") == 1


def test_the_age_of_the_skeleton_is_said(run: DraftRun) -> None:
    assert any("2019年，缺2020年" in note for note in run.notes)


def test_everything_unused_is_in_left_out(run: DraftRun, seed_office: Workspace) -> None:
    base = next(n for n in map(seed_office.notice, (r.id for r in seed_office.rows()))
                if (n.paper.title or "").startswith("2019年"))  # fmt: skip
    used = {source.quote for s in run.sentences for source in s.sources}
    left = "".join(row.quote for row in run.left_out)
    for _, section in base.paper.walk():
        for paragraph in section.paragraphs:
            for sentence in re.findall(r"[^。]+。", paragraph):
                assert (
                    sentence.strip() in used
                    or sentence.strip() in left
                    or any(part in left for part in re.findall(r"[^，]{8,}，", sentence))
                ), sentence


def test_an_empty_archive_is_said(tmp_path_factory: pytest.TempPathFactory) -> None:
    with (
        Workspace.open(tmp_path_factory.mktemp("empty")) as workspace,
        pytest.raises(EmptyArchiveError),
    ):
        workspace.draft(DraftRequest(genre="工作要点", issuer="示例市科学技术局", year=2026))


def test_a_plan_of_a_new_genre_takes_the_tasks_of_the_bodys_other_plan(
    seed_office: Workspace,
) -> None:
    asked = DraftRequest(
        genre="实施方案", issuer="泉州市科学技术局", short_name="泉州市科技局", year=2026,
        topic="精神文明建设",
    )  # fmt: skip
    run = seed_office.draft(asked)
    text = "\n".join(line.text for line in flow(run.notice))
    assert any("任务部分取自本单位" in note for note in run.notes)
    assert "大力推进机关思想道德建设" in text
    assert "用以武装头脑、指导实践、推动工作。" in text
    assert run.report.counts.get("error", 0) == 0


@pytest.mark.parametrize("name", ["泉州市科技局", "泉州市科学技术局"])
def test_a_body_is_itself_under_its_short_name_too(seed_office: Workspace, name: str) -> None:
    asked = DraftRequest(genre="工作要点", issuer=name, year=2026, topic="精神文明建设")
    assert "取自本单位" in seed_office.draft(asked).notes[0]


def test_a_paper_that_shows_no_issuer_is_known_by_place_and_short_name(
    seed_office: Workspace,
) -> None:
    asked = DraftRequest(
        genre="工作要点", issuer="福州市工业和信息化局", year=2026, topic="精神文明建设"
    )
    run = seed_office.draft(asked)
    assert "《2022年精神文明创建工作要点》" in run.notes[0]
    text = "\n".join(line.text for line in flow(run.notice))
    assert "泉州" not in text
    assert "迎接宣传党的二十大" not in text


def test_without_a_topic_nothing_of_other_bodies_is_used(seed_office: Workspace) -> None:
    asked = DraftRequest(genre="工作方案", issuer="样例县水利局", year=2026)
    run = seed_office.draft(asked)
    assert {s.origin for s in run.sentences} <= {"template", "table", "fact"}
