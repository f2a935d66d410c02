"""Required parts: present by heading, merged in a sentence, missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from draftkit.genres import requirements_of
from draftkit.parse import parse_path
from draftkit.values.notice import Notice, Section


def _section(number: str, heading: str, *texts: str) -> Section:
    return Section(level=1, number=number, heading=heading, paragraphs=texts)


def _plan(*sections: Section, preamble: str = "为深化创建，结合我局实际，特制定本方案。") -> Notice:
    return Notice(
        genre="工作方案",
        title="市科技局2026年创建工作方案",
        preamble=(preamble,),
        sections=sections,
    )


TASKS = (
    _section("一、", "开展宣传", "用好宣传栏。"),
    _section("二、", "开展服务", "组织志愿者进社区。"),
    _section("三、", "开展评选", "评选文明科室。"),
)


def _status(notice: Notice, part: str) -> tuple[str, str | None]:
    rows = {row.id: row for row in requirements_of(notice, notice.genre)}
    return rows[part].status, rows[part].rung


def test_a_part_with_its_heading_is_present() -> None:
    notice = _plan(*TASKS, _section("四、", "保障措施", "成立专班。"))
    assert _status(notice, "guarantee") == ("present", "heading")


def test_a_part_inside_other_text_is_merged() -> None:
    notice = _plan(*TASKS, _section("四、", "抓好落实", "办公室要加强督查考核，确保实效。"))
    assert _status(notice, "guarantee") == ("merged", "sentence")


def test_a_part_that_stands_nowhere_is_missing() -> None:
    assert _status(_plan(*TASKS), "guarantee") == ("missing", None)


def test_tasks_are_counted_outside_aims_and_guarantees() -> None:
    few = _plan(
        _section("一、", "总体要求", "贯彻精神。"), TASKS[0], _section("三、", "保障措施", "督查。")
    )
    assert _status(few, "tasks") == ("missing", None)
    assert _status(_plan(*TASKS), "tasks") == ("present", "heading")


def test_tasks_numbered_inside_a_paragraph_are_merged() -> None:
    notice = _plan(
        _section("一、", "主要任务", "一是开展宣传，办好专栏；二是开展服务；三是开展评选。")
    )
    assert _status(notice, "tasks") == ("merged", "sentence")


def test_an_open_blank_in_the_opening_keeps_its_place() -> None:
    notice = Notice(
        genre="经验材料", title="市局：做法", preamble=("【待补：背景】",), sections=TASKS
    )
    assert _status(notice, "background")[0] == "present"


def test_a_title_known_from_the_carrier_only_counts() -> None:
    notice = Notice(genre="工作要点", preamble=("坚持以新思想为指导。",), sections=TASKS)
    rows = {r.id: r.status for r in requirements_of(notice, "工作要点", title="2022年创建工作要点")}
    assert (rows["title"], rows["title_year"]) == ("present", "present")


def test_carrier_and_paper_are_judged_on_their_own_lines() -> None:
    paper = _plan(*TASKS)
    carrier = Notice(
        genre="印发通知",
        title="市科技局关于印发《市科技局2026年创建工作方案》的通知",
        recipients="各科室",
        preamble=("现将《市科技局2026年创建工作方案》印发给你们，请认真组织实施。",),
        signature="示例市科学技术局",
        payload=paper,
    )
    rows = {row.id: row for row in requirements_of(carrier, "印发通知")}
    assert rows["carrier.issue"].status == rows["carrier.exec"].status == "present"
    assert rows["carrier.payload"].status == rows["carrier.recipients"].status == "present"
    assert rows["carrier.date"].status == "missing"
    assert {r.status for r in requirements_of(carrier, "工作方案") if r.id == "tasks"} == {
        "present"
    }


@pytest.mark.parametrize("number", range(5))
def test_no_seed_lacks_a_part_of_its_text(number: int, seeds: list[Path]) -> None:
    """Only head and tail, which the copies lost, may be missing from the seeds."""
    parsed = parse_path(seeds[number])
    genre = parsed.notice.paper.genre
    rows = requirements_of(parsed.lines, genre)
    lost = {row.id for row in rows if row.status == "missing"}
    assert lost <= {"title", "title_year", "duty", "problems", "goal"}


def test_the_seed_plan_has_its_headed_parts(seeds: list[Path]) -> None:
    parsed = parse_path(seeds[4])
    rows = {row.id: row for row in requirements_of(parsed.lines, "工作方案")}
    assert [rows[key].rung for key in ("tasks", "guide_or_goal", "guarantee")] == ["heading"] * 3
