"""Notices that are unfit to draft from: kept, listed and found, and no word of theirs in a draft."""

from __future__ import annotations

from pathlib import Path

import pytest

from draftkit.values.flow import flow
from draftkit.values.request import DraftRequest
from draftkit.workspace import Workspace

HEADING = "打造星火先锋阵地"
SENTENCE = "组织科技人员深入一线开展星火先锋宣讲，引导干部职工学习先进典型"
PAPER = f"""2025年示例市科学技术局精神文明建设工作要点
2025年，市科技局精神文明建设工作以习近平新时代中国特色社会主义思想为指导，全面贯彻党的二十大精神。
一、{HEADING}
1.开展宣讲活动。{SENTENCE}。
二、深化文明创建
2.开展志愿服务。组织开展科普志愿服务活动，推动志愿服务常态化。{{more}}
三、加强组织领导
3.压实责任。各科室要明确专人负责，抓好任务落实。
"""
MASKED = "全年开展活动××场次。"


def _text(office: Workspace, file: Path, more: str) -> str:
    file.write_text(PAPER.format(more=more), encoding="utf-8")
    row = office.ingest(file).files[0]
    assert row.result == "added"
    assert row.notice_id is not None
    assert office.notice(row.notice_id).fit is not bool(more)
    run = office.draft(
        DraftRequest(
            genre="工作要点", issuer="示例市科学技术局", year=2026, topic="精神文明建设"
        )
    )  # fmt: skip
    used = {source.notice_id for one in run.sentences for source in one.sources}
    assert (row.notice_id in used) is not bool(more)
    assert (row.notice_id in (run.folder / "evidence.json").read_text("utf-8")) is not bool(more)
    return "\n".join(line.text for line in flow(run.notice))


def test_a_fit_paper_lends_its_words(office: Workspace, root: Path) -> None:
    text = _text(office, root / "要点.txt", "")
    assert HEADING in text
    assert "星火先锋宣讲" in text


@pytest.mark.parametrize(
    "more",
    [
        MASKED,
        "全面落实科学开展观。",
        "深入学习贯彻党的XX大精神。",
        "自2024年被评为文明单位以来，连续9年保持称号。",
    ],
)
def test_an_unfit_paper_lends_none(more: str, office: Workspace, root: Path) -> None:
    text = _text(office, root / "要点.txt", more)
    assert "星火" not in text
    hits = office.search(HEADING).hits
    assert any(HEADING in hit.heading_path for hit in hits)
    row = next(row for row in office.rows() if not row.fit)
    assert row.year == 2025
    assert all(not one.fit for one in office.archive.passages() if one.notice_id == row.id)


def test_unfit_papers_take_no_place_of_fit_ones(office: Workspace, root: Path) -> None:
    """Many masked papers of the same body and kind do not push the good one out."""
    folder = root / "masked"
    folder.mkdir()
    for at in range(30):
        (folder / f"{at}.txt").write_text(
            PAPER.format(more=f"{MASKED}另行组织第{at + 2}组活动。"), encoding="utf-8"
        )
    office.ingest(folder)
    assert HEADING in _text(office, root / "要点.txt", "")


def test_an_unfit_payload_makes_its_carrier_unfit(office: Workspace, root: Path) -> None:
    carrier = (
        "示例市科学技术局关于印发《2025年示例市科学技术局精神文明建设工作要点》的通知\n"
        "示科发〔2025〕9号\n各科室：\n现将《2025年示例市科学技术局精神文明建设工作要点》印发给你们，"
        "请认真贯彻落实。\n示例市科学技术局\n2025年3月20日\n"
    )
    file = root / "通知.txt"
    file.write_text(carrier + PAPER.format(more=MASKED), encoding="utf-8")
    notice = office.notice(office.ingest(file).files[0].notice_id or "")
    assert notice.payload is not None
    assert (notice.fit, notice.payload.fit) == (False, False)
    assert "数字被隐去" in (notice.unfit_because or "")
