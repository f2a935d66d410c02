"""What stands on the pages and where, before any writer sees it."""

from __future__ import annotations

from datetime import date

import pytest

from draftkit.output.closing import note_indents, sealed, signers, unsealed
from draftkit.output.typeset import typeset
from draftkit.values.flow import DAY_TO_COME
from draftkit.values.notice import Attachment, Notice, Section
from draftkit.values.typeset import SetLine, pieces
from draftkit.word.profiles import load_profile

PROFILE = load_profile()


def set_lines(notice: Notice, head: str = "none") -> list[SetLine]:
    return list(typeset(notice, head, PROFILE))


def looks(lines: list[SetLine]) -> list[str]:
    return [line.look for line in lines]


def one(lines: list[SetLine], look: str) -> SetLine:
    found = [line for line in lines if line.look == look]
    assert len(found) == 1, looks(lines)
    return found[0]


def test_the_draft_for_approval_has_no_head_and_no_imprint(carrier: Notice) -> None:
    lines = set_lines(carrier)
    assert looks(lines)[:3] == ["title", "recipients", "body"]
    assert not {"letterhead", "doc_number", "imprint"} & set(looks(lines))


def test_full_head_and_imprint(carrier: Notice) -> None:
    lines = set_lines(carrier, "full")
    assert looks(lines)[:3] == ["letterhead", "doc_number", "title"]
    assert lines[1].ruled and lines[2].above == 1  # drawn in: clause 7.3.5.5
    assert [line.text for line in lines if line.look == "imprint"] == [
        "抄送：市委文明办，市直机关文明办。",
        "示例市科学技术局办公室\t2026年3月21日印发",
    ]


def test_mark_and_number_nobody_gave_yet(carrier: Notice) -> None:
    bare = carrier.model_copy(update={"letterhead": None, "doc_number": None})
    lines = set_lines(bare, "full")
    assert lines[0].text == "示例市科学技术局文件"
    assert lines[1].text.strip() == "〔2026〕\u3000号"


def test_secrecy_is_printed_on_a_draft_too(paper: Notice) -> None:
    lines = set_lines(paper.model_copy(update={"secrecy": "机密★5年", "urgency": "加急"}))
    assert looks(lines)[:3] == ["secrecy", "urgency", "title"]
    assert lines[2].above == 1


def test_signatories_stand_beside_the_number(carrier: Notice) -> None:
    up = carrier.model_copy(update={"signatories": ("张一", "李二", "王三")})
    rows = [line for line in set_lines(up, "full") if line.look == "doc_number"]
    assert [row.text for row in rows] == [
        "\t签发人：张一\u3000李二",
        "示科〔2026〕12号\t\u3000\u3000\u3000\u3000王三",
    ]
    assert [row.ruled for row in rows] == [False, True]


def test_carried_paper_and_annex_begin_a_page(carrier: Notice) -> None:
    lines = set_lines(carrier)
    fresh = [line.text for line in lines if line.new_page]
    assert fresh == ["2026年示例市科学技术局精神文明建设工作要点", "附件1"]
    annex = lines[lines.index(next(line for line in lines if line.text == "附件1")) :]
    assert looks(annex) == ["attachment", "title", "body"]
    assert annex[1].text == "志愿服务队名单" and annex[1].above == 1


def test_nothing_begins_a_page_at_the_top(paper: Notice) -> None:
    assert not any(line.new_page for line in set_lines(paper))


def test_title_is_set_off_from_the_text(paper: Notice) -> None:
    title, first = set_lines(paper)[:2]
    assert title.above == 0 and first.above == 1
    without = set_lines(paper.model_copy(update={"title": None}))
    assert without[0].above == 0


def test_carrier_of_which_only_the_title_is_there(paper: Notice) -> None:
    lines = set_lines(Notice(genre="印发通知", title="关于印发要点的通知", payload=paper))
    assert looks(lines)[:2] == ["title", "title"]
    assert lines[1].new_page and lines[1].above == 0


def test_headings_alone_and_run_in(paper: Notice) -> None:
    lines = set_lines(paper)
    assert [line.text for line in lines if line.look == "heading1"] == [
        "一、加强思想道德建设", "二、深化文明创建", "三、任务分工",
    ]  # fmt: skip
    run_in = next(line for line in lines if line.text.startswith("（二）"))
    assert run_in.look == "body"
    assert [(piece.text, piece.role, piece.level) for piece in run_in.pieces] == [
        ("（二）打造学习阵地。", "head", 2),
        ("建好职工书屋。", "text", None),
    ]


def test_first_of_all_is_no_level_of_the_standard() -> None:
    practice = Section(
        level=1,
        number="一是",
        heading="建强机制",
        heading_end="。",
        run_in=True,
        paragraphs=("好。",),
    )
    line = set_lines(Notice(sections=(practice,)))[0]
    assert line.pieces[0].level == 3


def test_open_marks_are_pieces_of_their_own() -> None:
    found = pieces("共【待补：场次】场，【待核：12人】\u202e参加。")
    assert [(piece.text, piece.role) for piece in found] == [
        ("共", "text"), ("【待补：场次】", "fill"), ("场，", "text"), ("【待核：12人】", "confirm"),
        ("参加。", "text"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "day", "right_name", "right_day"),
    [
        (8, 6.5, 2, 1.5),  # the date begins 2 字 right of the name: 2 + 8 - 2 = 1.5 + 6.5
        (16, 7, 2, 9),
        (3, 6.5, 7.5, 2),  # a date longer than the name stands 2 字 from the edge
        (8, 0, 2, 2),
        (0, 7, 2, 2),
    ],
)
def test_unsealed(name: float, day: float, right_name: float, right_day: float) -> None:
    assert unsealed(name, day) == (right_name, right_day)
    if name and day:
        assert right_name + name - 2 == right_day + day


def test_sealed_centres_the_name_on_the_date() -> None:
    right_name, right_day = sealed(8, 6)
    assert right_day == 4
    assert right_name + 8 / 2 == right_day + 6 / 2


def test_closing_stands_together(carrier: Notice) -> None:
    lines = set_lines(carrier)
    at = looks(lines).index("signature")
    assert looks(lines)[at - 2 : at + 2] == ["annex_note", "annex_note", "signature", "date"]
    assert lines[at].above == 1 and lines[at + 1].above == 0
    assert (lines[at].right, lines[at + 1].right) == (2, 1.5)


def test_only_text_of_the_paper_keeps_with_the_signature(carrier: Notice) -> None:
    """The first page has to show text, so the only paragraph is not taken along to the next."""
    alone = carrier.model_copy(update={"annex_note": ()})
    lines = set_lines(alone)
    assert not lines[looks(lines).index("signature") - 1].keep_next
    more = alone.model_copy(update={"preamble": ("甲。", "乙。")})
    lines = set_lines(more)
    assert lines[looks(lines).index("signature") - 1].keep_next


def test_joint_signature_stands_in_lines() -> None:
    assert signers("甲市科技局\u3000乙市教育局\n丙市财政局") == [
        "甲市科技局",
        "乙市教育局",
        "丙市财政局",
    ]


def test_day_to_come_is_placed_like_a_date(carrier: Notice) -> None:
    undated = carrier.model_copy(update={"issued_on": None, "stage": "送审稿"})
    line = one(set_lines(undated), "date")
    assert line.text == DAY_TO_COME and line.right == 8 - len(DAY_TO_COME)


@pytest.mark.parametrize(
    ("line", "left", "first"),
    [("附件：名单", 5, -3), ("附件：1.名单", 6, -4), ("2.安排表", 6, -1)],
)
def test_annex_note_wraps_under_the_name(line: str, left: float, first: float) -> None:
    assert note_indents(line) == (left, first)
    assert left + first == (2 if line.startswith("附件") else 5)


def test_annex_with_a_title_of_its_own_prints_it_once() -> None:
    inner = Notice(title="名单", preamble=("甲。",))
    lines = set_lines(
        Notice(preamble=("乙。",), attachments=(Attachment(title="名单", notice=inner),))
    )
    assert looks(lines) == ["body", "attachment", "title", "body"]
    assert lines[1].text == "附件"


def test_date_without_a_name() -> None:
    lines = set_lines(Notice(preamble=("甲。",), issued_on=date(2026, 1, 2)))
    assert one(lines, "date").above == 1


def test_a_signature_does_not_stand_alone_on_a_page() -> None:
    """Clause 7.3.5.5: the gaps above are drawn in when that keeps signature and date on page one."""
    profile = load_profile("gbt9704")
    body = "根据上级部署，现将工作要点印发给你们，请结合工作实际，认真抓好贯彻落实。" * 3
    notice = Notice(
        genre="印发通知", issuer="示例市科学技术局", doc_number="示科〔2026〕3号",
        title="示例市科学技术局关于印发《2026年示例市科技局精神文明建设工作要点》的通知",
        recipients="局机关各科室、各直属单位", preamble=(body,), signature="示例市科学技术局",
        issued_on=date(2026, 3, 20),
        payload=Notice(genre="工作要点", title="2026年示例市科技局精神文明建设工作要点"),
    )  # fmt: skip
    full = typeset(notice, "full", profile)
    plain = typeset(notice, "none", profile)
    title = next(line for line in full if line.look == "title")
    assert title.above == 1
    assert one(list(full), "signature").above < profile.gaps.signature_lines
    assert one(list(plain), "signature").above == profile.gaps.signature_lines
