"""A good paper, its request, and a way to plant faults in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from draftkit.checks import evaluate_parsed
from draftkit.parse import parse_path
from draftkit.values.report import EvalReport
from draftkit.values.request import DraftRequest
from draftkit.values.source import Parsed

GOOD = """示例市科学技术局文件

示科〔2026〕12号

示例市科学技术局关于印发《2026年市科技局精神文明建设工作要点》的通知

局机关各科室，各直属单位：

根据《2026年市直机关精神文明建设工作要点》（示直文明组〔2026〕2号）精神，结合市科技局实际，制定《2026年市科技局精神文明建设工作要点》，现印发给你们，请认真抓好贯彻落实。

示例市科学技术局
2026年3月20日

2026年市科技局精神文明建设工作要点

2026年，市科技局精神文明建设工作要以习近平新时代中国特色社会主义思想为指导，全面贯彻党的二十大精神，为科技创新提供精神动力。

一、加强思想引领

1.深化理论学习。落实学习制度，开展专题研讨。

2.抓好宣传教育。用好宣传阵地，做好典型宣传。

二、深化文明创建

3.建设文明单位。对照测评要求抓好创建，开展文明科室评选。

4.做好结对共建。深入社区开展科普服务6场。

三、健全工作机制

5.压实工作责任。各科室要明确专人，按季度报送进展。
"""

REQUEST = {
    "genre": "工作要点", "issuer": "示例市科学技术局", "short_name": "市科技局", "year": 2026,
    "topic": "精神文明建设", "recipients": "局机关各科室，各直属单位", "carrier": "印发通知",
    "issued_on": "2026-03-20", "doc_number": "示科〔2026〕12号",
    "basis": [
        {"title": "2026年市直机关精神文明建设工作要点", "doc_number": "示直文明组〔2026〕2号"}
    ],
    "facts": ["深入社区开展科普服务6场"],
}  # fmt: skip


@pytest.fixture(scope="session")
def request_2026() -> DraftRequest:
    return DraftRequest.from_mapping(REQUEST)


@pytest.fixture(scope="session")
def good() -> str:
    return GOOD


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str], Parsed]:
    """Text as a file, parsed."""

    def reading(text: str, name: str = "稿.txt") -> Parsed:
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return parse_path(file)

    return reading


@pytest.fixture
def judge(read: Callable[[str], Parsed], request_2026: DraftRequest) -> Callable[..., EvalReport]:
    """The report on a text, as this year's paper of the request."""

    def judging(text: str, **options: object) -> EvalReport:
        return evaluate_parsed(read(text), **{"request": request_2026, **options})

    return judging
