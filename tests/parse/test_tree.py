"""Marked lines into sections."""

from __future__ import annotations

import pytest

from draftkit.parse.pieces import Piece
from draftkit.parse.shapes import mark_of
from draftkit.parse.tree import Node, node_of, read_body


def piece(text: str) -> Piece:
    return Piece(text, tuple((0, at) for at in range(len(text))))


def node(text: str) -> Node:
    mark = mark_of(text)
    assert mark is not None
    return node_of(piece(text), mark)


@pytest.mark.parametrize(
    ("line", "number", "heading", "stop", "run_in"),
    [
        ("一、总体要求", "一、", "总体要求", "", False),
        ("（一）加强学习。每月一次。", "（一）", "加强学习", "。", True),
        ("(四)深化创建。做好申报。", "(四)", "深化创建", "。", True),
        ("1.深入学习宣传贯彻党的二十大精神。", "1.", "深入学习宣传贯彻党的二十大精神", "。", False),
        ("1、广泛动员，营造氛围。要深入发动。", "1、", "广泛动员，营造氛围", "。", True),
        ("（1）抓机关，强作风，树形象。先从自身做起。", "（1）", "抓机关，强作风，树形象", "。", True),
        ("2.打造“点亮‘微心愿’”项目。利用3月份开展。", "2.", "打造“点亮‘微心愿’”项目", "。", True),
        ("（二）职责分工：办公室负责统筹，各科室配合落实，做好有关工作，重要事项及时报告。", "（二）", "职责分工", "：", True),
        ("一、撤销甲村、乙村建制，合并后设立甲村，村委会驻址设原甲村。", "一、", "", "", True),
        ("（1）在市内设立支行以上的银行机构；", "（1）", "", "", True),
        ("1.2025年以来，全局上下认真贯彻落实市委、市政府的决策部署，围绕中心工作，扎实开展各项活动，取得新进展。下一步继续。", "1.", "", "", True),
    ],
)  # fmt: skip
def test_heading_and_what_runs_on(
    line: str, number: str, heading: str, stop: str, run_in: bool
) -> None:
    made = node(line)
    assert (made.number, made.heading, made.stop, made.run_in) == (number, heading, stop, run_in)
    assert number + heading + stop + line[made.body_from :] == line


def shape(lines: list[str]) -> list[object]:
    def of(nodes: list[Node]) -> list[object]:
        return [(n.number, of(n.children)) for n in nodes]

    return of(read_body([piece(line) for line in lines]).nodes)


def test_run_on_and_restarting_numbers_nest_alike() -> None:
    run_on = shape(["一、甲", "1.乙。丙。", "2.丁。戊。", "二、己", "3.庚。辛。"])
    restart = shape(["一、甲", "1.乙。丙。", "2.丁。戊。", "二、己", "1.庚。辛。"])
    assert run_on == [("一、", [("1.", []), ("2.", [])]), ("二、", [("3.", [])])]
    assert restart == [("一、", [("1.", []), ("2.", [])]), ("二、", [("1.", [])])]


def test_spoken_marks_are_heads_only_where_there_are_no_written_ones() -> None:
    spoken = ["一是抓学习。一是读书。二是听讲。", "二是抓作风。下基层。"]
    assert shape(spoken) == [("一是", []), ("二是", [])]
    assert shape(["一、做法", *spoken, "二、打算"]) == [("一、", []), ("二、", [])]
    assert shape(["二是抓作风。下基层。"]) == []


@pytest.mark.parametrize(
    "line", ["一、二、三等奖各5名", "2.82亩", "4.26世界知识产权日", "2026年工作", "十五五时期"]
)
def test_what_is_no_mark(line: str) -> None:
    assert mark_of(line) is None


def test_a_table_before_the_first_heading_has_a_section() -> None:
    table = Piece("", (), rows=(("甲", "乙"), ("1", "2")))
    body = read_body([table])
    assert len(body.nodes) == 1 and body.nodes[0].tables == [table]
