"""Papers of a made-up body, as values: what the writers are tested on."""

from __future__ import annotations

from datetime import date

import pytest

from draftkit.values.notice import Attachment, Notice, Section, Table


def _paper() -> Notice:
    tasks = (
        Section(
            level=3, number="1.", heading="举办读书月活动", heading_end="。", run_in=True,
            paragraphs=("4月举办读书月活动，参加人数【待补：参加人数】。",),
        ),
        Section(
            level=3, number="2.", heading="开展“科技进社区”活动", heading_end="。", run_in=True,
            paragraphs=("全年开展【待核：12场】，由科普科负责。", "各直属单位参照执行。"),
        ),
    )  # fmt: skip
    learn = Section(
        level=2, number="（一）", heading="加强理论学习", paragraphs=("坚持每月学习。",)
    )
    run_in = Section(
        level=2, number="（二）", heading="打造学习阵地", heading_end="。", run_in=True,
        paragraphs=("建好职工书屋。",),
    )  # fmt: skip
    table = Table(
        caption="任务分工表",
        header=("序号", "任务", "责任单位"),
        rows=(("1", "举办读书月活动", "机关党委"), ("2", "【待补：任务】", "科普科")),
    )
    return Notice(
        genre="工作要点",
        title="2026年示例市科学技术局精神文明建设工作要点",
        issuer="示例市科学技术局",
        issuers=("示例市科学技术局",),
        year=2026,
        preamble=("2026年是“十五五”开局之年——全局要<认真>落实&推进。",),
        sections=(
            Section(level=1, number="一、", heading="加强思想道德建设", children=(learn, run_in)),
            Section(level=1, number="二、", heading="深化文明创建", children=tasks),
            Section(level=1, number="三、", heading="任务分工", tables=(table,)),
        ),
    )


@pytest.fixture
def paper() -> Notice:
    """A 工作要点 with headings alone and run in, both open marks, a table."""
    return _paper()


@pytest.fixture
def carrier() -> Notice:
    """A 印发通知 with head, signature, an annex and 版记, carrying `paper`."""
    annex = Notice(preamble=("名单如下。",))
    return Notice(
        genre="印发通知",
        title="示例市科学技术局关于印发《2026年示例市科学技术局精神文明建设工作要点》的通知",
        issuer="示例市科学技术局",
        issuers=("示例市科学技术局",),
        letterhead="示例市科学技术局文件",
        doc_number="示科〔2026〕12号",
        recipients="局机关各科室、各直属单位",
        preamble=(
            "现将《2026年示例市科学技术局精神文明建设工作要点》印发给你们，请认真贯彻落实。",
        ),
        annex_note=("附件：1.志愿服务队名单", "2.活动安排表"),
        signature="示例市科学技术局",
        issued_on=date(2026, 3, 20),
        cc="市委文明办，市直机关文明办",
        printed_by="示例市科学技术局办公室",
        printed_on=date(2026, 3, 21),
        payload=_paper(),
        attachments=(Attachment(label="附件1", title="志愿服务队名单", notice=annex),),
    )
