"""A report with one of everything, and the draft it is about."""

from __future__ import annotations

import pytest

from draftkit.checks import evaluate_draft
from draftkit.values.draft import Blank, Change, Draft, Sentence, SourceQuote
from draftkit.values.notice import Notice, Section
from draftkit.values.report import EvalReport

TASK = "学习《办法》、《细则》,开展【待补：场次】活动。\u202e<script>alert(1)</script>"


@pytest.fixture(scope="session")
def draft() -> Draft:
    sections = (
        Section(level=1, number="一、", heading="加强学习", paragraphs=(TASK,)),
        Section(level=1, number="三、", heading="加强宣传", paragraphs=("办好宣传栏。",)),
    )
    notice = Notice(
        genre="工作要点",
        title="2026年创建<b>要点",
        preamble=("坚持以新思想为指导。",),
        sections=sections,
    )
    source = SourceQuote(
        notice_id="a" * 16, title="2025年创建工作要点", year=2025, heading_path=("加强学习",),
        quote="学习《办法》，开展12场活动。",
    )  # fmt: skip
    change = Change.model_validate({"rule": "figure", "from": "12", "to": "【待补】"})
    sentences = (
        Sentence(id="s1", part="title", text=notice.title or "", origin="template"),
        Sentence(id="s2", part="opening", text=notice.preamble[0], origin="table"),
        Sentence(
            id="s3", section=("加强学习",), text=TASK, origin="past", sources=(source,),
            changes=(change,),
        ),
        Sentence(id="s4", section=("加强宣传",), text="办好宣传栏。", origin="fact", facts=("f1",)),
    )  # fmt: skip
    blank = Blank(id="b1", sentence="s3", kind="fill", question="场次", owner="科普科")
    return Draft(notice=notice, sentences=sentences, blanks=(blank,), unused_facts=("f2",))


@pytest.fixture(scope="session")
def report(draft: Draft) -> EvalReport:
    return evaluate_draft(draft)
