"""Request files as people write them: every mistake is one line that says what to do."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from draftkit.errors import RequestError
from draftkit.values.request import DraftRequest
from draftkit.workspace.config import REQUEST_TEXT

BASE = "文种: 工作要点\n单位: 示例市科学技术局\n年度: 2026\n"


def load(tmp_path: Path, more: str) -> DraftRequest:
    file = tmp_path / "要求.yaml"
    file.write_text(BASE + more, encoding="utf-8")
    return DraftRequest.load(file)


@pytest.mark.parametrize("written", ["2026-03-18", "2026年3月18日", "2026/3/18", "'2026-03-18'"])
def test_a_date_in_any_usual_form(tmp_path: Path, written: str) -> None:
    assert load(tmp_path, f"成文日期: {written}\n").issued_on == date(2026, 3, 18)


def test_terms_mean_what_they_mean_where_they_stand(tmp_path: Path) -> None:
    asked = load(
        tmp_path,
        "主题: 文明创建\n事实:\n - {内容: 开展活动, 单位: 科普科, 完成时限: 全年}\n"
        "依据:\n - {标题: 工作要点, 文号: 示组〔2026〕2号}\n",
    )
    assert (asked.issuer, asked.facts[0].unit, asked.facts[0].due) == (
        "示例市科学技术局", "科普科", "全年",
    )  # fmt: skip
    assert asked.basis[0].doc_number == "示组〔2026〕2号"


def test_a_key_left_empty_is_not_given(tmp_path: Path) -> None:
    asked = load(tmp_path, "事实:\n名称:\n主题:\n发文字号:\n")
    assert (asked.facts, asked.names, asked.topic, asked.doc_number) == ((), (), None, None)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ("成文日期: 2026-02-30\n", "line 4.*2026-02-30"),
        ("成文日期: 明天\n", "2026年3月20日"),
        ("成文日期: 2029-01-01\n", "does not fit the year"),
        ("主题: a\n主题: b\n", "line 5.*given twice"),
        ("载体: 通知\n", "印发通知"),
        ("事实:\n - {内容: 开展活动, 类别: 工作任务}\n", "任务、目标、结果、荣誉、问题"),
        ("事实:\n - {内容: 开展活动, 责任: 科普科}\n", "责任单位"),
        ("事实: 开展活动\n", "must be a list"),
        ("篇幅: 5\n", "200 to 30000"),
        ("主题题: x\n", "主题"),
        ("topci: x\n", "topic"),
        ("a: &x [1]\nb: *x\n", "line 5.*references"),
        ("  坏: [\n", "line"),
        ("主题: 123\n", "quotes"),
    ],
)
def test_a_mistake_is_named_with_its_mend(tmp_path: Path, more: str, says: str) -> None:
    with pytest.raises(RequestError, match=says) as caught:
        load(tmp_path, more)
    assert "\n" not in str(caught.value)
    assert "要求.yaml" in str(caught.value)


@pytest.mark.parametrize("year", ["abc", "20260", "1900", "-1", "2026.5"])
def test_an_impossible_year(tmp_path: Path, year: str) -> None:
    file = tmp_path / "要求.yaml"
    file.write_text(BASE.replace("2026", year), encoding="utf-8")
    with pytest.raises(RequestError, match="1980 to 2100"):
        DraftRequest.load(file)


def test_the_form_that_init_writes_is_a_request(tmp_path: Path) -> None:
    file = tmp_path / "form.yaml"
    file.write_text(REQUEST_TEXT, encoding="utf-8")
    asked = DraftRequest.load(file)
    assert (asked.genre, asked.short_name, asked.facts) == ("工作要点", "市科技局", ())
