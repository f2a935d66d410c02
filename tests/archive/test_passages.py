"""Notice → Passages: what the passages of a notice are, and that nothing is lost or invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from draftkit.archive import passages_of
from draftkit.archive.passages import LIMIT, split_text
from draftkit.parse import parse_file
from draftkit.values.notice import Attachment, Notice, Section, Table


def test_a_section_carries_its_heading_path_and_role_down() -> None:
    notice = Notice(
        id="n",
        title="要点",
        issuer="示例局",
        year=2024,
        genre="工作要点",
        preamble=("开头。",),
        sections=(
            Section(
                level=1,
                heading="总任务",
                role="plan",
                children=(Section(level=2, heading="学习", paragraphs=("学。", "再学。")),),
            ),
        ),
    )
    opening, section = passages_of(notice)
    assert (opening.heading_path, opening.text, opening.role) == ((), "开头。", None)
    assert section.heading_path == ("总任务", "学习")
    assert section.text == "学。\n再学。"
    assert section.role == "plan"
    assert (section.title, section.issuer, section.year) == ("要点", "示例局", 2024)
    assert [opening.ordinal, section.ordinal] == [0, 1]


def test_a_heading_that_stands_alone_is_its_own_text() -> None:
    only = Section(level=3, heading="按时报送材料", heading_end="。")
    (passage,) = passages_of(Notice(id="n", sections=(only,)))
    assert passage.text == "按时报送材料。"


def test_a_payload_takes_from_its_carrier_what_it_does_not_show() -> None:
    payload = Notice(genre="工作要点", title="2024年要点", year=2024, preamble=("要点开头。",))
    carrier = Notice(
        id="c", genre="印发通知", title="关于印发要点的通知", issuer="示例局",
        preamble=("现印发给你们。",), payload=payload,
    )  # fmt: skip
    announced, opening = passages_of(carrier)
    assert (announced.genre, announced.title, announced.year) == ("印发通知", carrier.title, 2024)
    assert (opening.genre, opening.title, opening.issuer) == ("工作要点", "2024年要点", "示例局")
    assert {announced.notice_id, opening.notice_id} == {"c"}


def test_attachments_stand_under_their_title_and_rosters_stay_out() -> None:
    table = Section(
        level=1, heading="任务", tables=(Table(header=("任务", "科室"), rows=(("甲", "乙"),)),)
    )
    notice = Notice(
        id="n",
        attachments=(
            Attachment(label="附件1", title="任务分解表", notice=Notice(sections=(table,))),
            Attachment(label="附件2", kind="roster", notice=Notice(preamble=("组长：某某",))),
        ),
    )
    (passage,) = passages_of(notice)
    assert passage.heading_path == ("任务分解表", "任务")
    assert passage.text == "任务　科室\n甲　乙"


def test_an_unfit_paper_has_unfit_passages() -> None:
    assert not passages_of(Notice(id="n", fit=False, preamble=("某。",)))[0].fit


def test_ids_tell_notices_places_and_texts_apart() -> None:
    def ids(notice_id: str, *texts: str) -> list[str]:
        sections = tuple(Section(level=1, heading="同", paragraphs=(text,)) for text in texts)
        return [one.id for one in passages_of(Notice(id=notice_id, sections=sections))]

    assert len({*ids("a", "同文。", "同文。"), *ids("b", "同文。"), *ids("a", "异文。")}) == 4
    assert ids("a", "同文。") == ids("a", "同文。")


@pytest.mark.parametrize(
    "text",
    [
        "短。",
        "一句话说完整。" * 200,
        ("一段话，" * 60 + "完。\n") * 7,
        "没有句号只有逗号，" * 150,
        "无标点" * 500,
        "“引号里。不断开" * 80 + "”。",
    ],
)
def test_splitting_loses_nothing_and_keeps_to_the_limit(text: str) -> None:
    parts = split_text(text)
    assert "".join(parts) == text
    assert all(parts)
    if "无标点" not in text:
        assert max(map(len, parts)) <= LIMIT


def test_parts_of_a_long_section_are_numbered() -> None:
    notice = Notice(
        id="n", sections=(Section(level=1, heading="长", paragraphs=("话说完了。" * 300,)),)
    )
    passages = passages_of(notice)
    assert [one.part for one in passages] == [0, 1, 2]
    assert {one.heading_path for one in passages} == {("长",)}


def test_every_character_of_the_samples_is_in_a_passage(corpus: Path) -> None:
    """What sections and openings hold is what passages hold, no more and no less; in what is
    attached too, rosters aside."""
    files = sorted(one for one in corpus.iterdir() if one.suffix in (".txt", ".docx", ".html"))
    assert files
    for file in files:
        notice = parse_file(file)
        held = sorted("".join(one.text for one in passages_of(notice)).replace("\n", ""))
        wanted = []
        layers = {id(one): one for one in (notice, notice.paper)}.values()
        annexes = [one for layer in layers for one in layer.attachments if one.kind != "roster"]
        for layer in (*layers, *(one.notice for one in annexes if one.notice)):
            wanted += [*layer.preamble]
            for _, section in layer.walk():
                wanted += [*section.paragraphs]
                wanted += [cell for table in section.tables for cell in _cells(table)]
                if not section.paragraphs and not section.tables and not section.children:
                    wanted.append(section.heading + section.heading_end)
        assert held == sorted("".join(wanted)) or _without_gaps(held, wanted), file.name


def _cells(table: Table) -> list[str]:
    return [table.caption or "", *table.header, *(cell for row in table.rows for cell in row)]


def _without_gaps(held: list[str], wanted: list[str]) -> bool:
    """Equal but for the spaces that set cells apart."""
    return [one for one in held if one != "　"] == sorted("".join(wanted).replace("　", ""))


def test_what_is_attached_to_a_carried_paper_is_indexed_too() -> None:
    """A second paper of one carrier is read as an attachment of the first; both stand before what
    the carrier itself attaches."""

    def annex(title: str, text: str) -> Attachment:
        return Attachment(title=title, kind="text", notice=Notice(title=title, preamble=(text,)))

    paper = Notice(
        title="甲办法", genre="规则", preamble=("甲文。",), attachments=(annex("乙细则", "乙文。"),)
    )
    carrier = Notice(
        genre="印发通知",
        preamble=("现印发。",),
        payload=paper,
        attachments=(annex("丙表", "丙文。"),),
    )
    made = passages_of(carrier)
    assert [one.text for one in made] == ["现印发。", "甲文。", "乙文。", "丙文。"]
    assert [one.heading_path for one in made] == [(), (), ("乙细则",), ("丙表",)]
