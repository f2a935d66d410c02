"""A good paper as a Word file of ours, and the same with a fault of layout planted in it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from draftkit.output import export
from draftkit.parse import parse_source, read_text
from draftkit.values.notice import Notice
from tests.source_tree import REPO

sys.path.insert(0, str(REPO / "benchmarks"))

from planting.word import plant

TEXT = """示例市科学技术局文件

示科〔2026〕12号

示例市科学技术局关于印发《2026年市科技局精神文明建设工作要点》的通知

局机关各科室，各直属单位：

现将《2026年市科技局精神文明建设工作要点》印发给你们，请认真抓好贯彻落实。

示例市科学技术局
2026年3月20日

2026年市科技局精神文明建设工作要点

2026年，市科技局精神文明建设工作要以习近平新时代中国特色社会主义思想为指导，全面贯彻党的二十大精神，为科技创新提供精神动力。

一、加强思想引领

（一）加强理论学习

坚持每月集中学习，落实学习制度，开展专题研讨，推动学习走深走实。

（二）抓好宣传教育

用好宣传阵地，做好典型宣传，讲好科技工作者的故事。

二、深化文明创建

对照测评要求抓好创建，开展文明科室评选，深入社区开展科普服务。

抄送：市直机关文明办，局领导。
示例市科学技术局办公室　2026年3月20日印发
"""


@cache
def good_notice() -> Notice:
    return parse_source(read_text(TEXT, "good.txt")).notice


def good(folder: Path, **more: Any) -> Path:
    """The paper set by draftkit, with its red head unless told otherwise."""
    return export(good_notice(), folder / "good.docx", **{"head": "full", **more})


def planted(folder: Path, fault: Mapping[str, Any], **more: Any) -> tuple[Path, str | None]:
    """The same with a fault, and the words it was planted at."""
    target = folder / "bad.docx"
    return target, plant(good(folder, **more), target, fault)
