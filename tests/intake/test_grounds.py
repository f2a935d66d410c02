"""A request completed from its files, and what it vouches for."""

from datetime import date
from pathlib import Path

import pytest

from draftkit.errors import RequestError
from draftkit.intake import complete, fact_kind, grounds_of, speaking_day
from draftkit.values.request import DraftRequest, Fact


def request(**more: object) -> DraftRequest:
    return DraftRequest.model_validate(
        {"genre": "工作要点", "issuer": "示例市科学技术局", "year": 2026, **more}
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("开展“科技进社区”志愿服务活动", "任务"),
        ("注册志愿者占比达到90%以上", "目标"),
        ("全年共开展志愿服务42场次", "结果"),
        ("获评市级优秀志愿服务项目称号", "荣誉"),
        ("青年干部参与活动的积极性不够高", "问题"),
    ],
)
def test_the_kind_of_a_plain_fact_is_read_from_its_wording(text: str, kind: str) -> None:
    assert fact_kind(Fact(text=text)) == kind


def test_what_is_merely_counted_is_still_to_be_done_in_a_plan() -> None:
    fact = Fact(text="举办道德讲堂6期")
    assert fact_kind(fact, "工作要点") == "任务"
    assert fact_kind(fact, "工作总结") == "结果"


def test_a_given_kind_stands() -> None:
    assert fact_kind(Fact(text="全年共开展42场", kind="目标")) == "目标"


def test_in_a_review_what_reads_as_a_task_was_done() -> None:
    done = complete(request(genre="经验材料", facts=["完善志愿服务制度"]))
    assert done.facts[0].kind == "结果"
    kept = complete(request(genre="经验材料", facts=[{"text": "完善制度", "kind": "任务"}]))
    assert kept.facts[0].kind == "任务"


def test_the_day_a_paper_speaks_from() -> None:
    assert speaking_day(request(issued_on=date(2026, 4, 1))) == date(2026, 4, 1)
    assert speaking_day(request()) == date(2026, 3, 1)
    assert speaking_day(request(genre="工作总结")) == date(2027, 1, 31)


def test_materials_become_facts_of_their_unit(tmp_path: Path) -> None:
    (tmp_path / "党委.txt").write_text(
        "一、学习情况\n\n组织集中学习13次，开展专题研讨6次。\n", encoding="utf-8"
    )
    asked = request(
        genre="工作总结", materials=[{"file": "党委.txt", "unit": "机关党委"}], folder=str(tmp_path)
    )
    facts = complete(asked).facts
    assert [(f.text, f.unit, f.kind) for f in facts] == [
        ("组织集中学习13次，开展专题研讨6次。", "机关党委", "结果")
    ]


def test_a_basis_file_gives_its_title_and_number(tmp_path: Path) -> None:
    (tmp_path / "上级.txt").write_text(
        "示直文明组〔2026〕2号\n\n示例市直机关精神文明建设领导小组关于印发《2026年市直机关精神文明建设工作要点》的通知\n\n"
        "市直各单位：\n\n现将《2026年市直机关精神文明建设工作要点》印发给你们，请认真贯彻落实。\n\n"
        "2026年市直机关精神文明建设工作要点\n\n一、加强理论武装\n\n抓好理论学习。\n\n二、深化创建\n\n抓好创建。\n",
        encoding="utf-8",
    )
    (basis,) = complete(request(basis=[{"file": "上级.txt"}], folder=str(tmp_path))).basis
    assert basis.doc_number == "示直文明组〔2026〕2号"
    assert basis.title == "2026年市直机关精神文明建设工作要点"


def test_a_missing_material_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="不在这里"):
        complete(request(materials=[{"file": "不在这里.docx"}], folder=str(tmp_path)))


def test_an_outline_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "提纲.md").write_text("## 一、学习\n> 备注\n\n### 1.抓学习\n", encoding="utf-8")
    asked = complete(request(outline="提纲.md", folder=str(tmp_path)))
    assert asked.outline == ("一、学习", "1.抓学习")


def test_what_must_be_included_becomes_a_fact_unless_one_says_it() -> None:
    asked = request(facts=["开展“科技萤火”活动"], must_include=["科技萤火", "书香科技"])
    assert [(f.id, f.text) for f in complete(asked).facts] == [
        ("f1", "开展“科技萤火”活动"),
        ("must1", "书香科技"),
    ]


def test_grounds_hold_all_that_the_request_says() -> None:
    asked = request(
        short_name="市科技局",
        names=["青石社区"],
        basis=[{"title": "2026年工作要点", "doc_number": "示组〔2026〕2号"}],
        facts=[{"text": "开展活动", "unit": "科普科", "due": "11月底前"}],
    )
    grounds = grounds_of(asked)
    said = {item.id: item.text for item in grounds.given}
    assert said["f1"] == "开展活动，科普科，11月底前"
    assert said["b1"] == "2026年工作要点示组〔2026〕2号"
    assert grounds.own_names == ("示例市科学技术局", "市科技局", "示例市科技局", "青石社区")


def test_material_in_a_folder_of_secret_papers_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "机密"
    folder.mkdir()
    (folder / "材料.txt").write_text("全年开展科普志愿服务活动不少于十五场。", encoding="utf-8")
    asked = request(materials=[{"unit": "科普科", "file": "机密/材料.txt"}])
    with pytest.raises(RequestError, match="机密"):
        complete(asked.model_copy(update={"folder": str(tmp_path)}))
