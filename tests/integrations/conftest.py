"""Papers made for these tests; every body and name in them is made up."""

from __future__ import annotations

from pathlib import Path

import pytest

PLAN = """示例市科学技术局文件
示科〔2025〕18号

关于印发《2025年示例市科技局精神文明建设工作要点》的通知

局机关各科室：
现将《2025年示例市科技局精神文明建设工作要点》印发给你们，请认真抓好落实。
示例市科学技术局
2025年3月10日

2025年示例市科技局精神文明建设工作要点
2025年全局精神文明建设工作要坚持稳中求进,服务科技创新。
一、强化思想引领
（一）抓实理论学习。全年集中学习不少于12次。
（二）办好道德讲堂。每季度举办1期道德讲堂。
二、深化文明实践
组建“科技萤火”志愿服务队，开展志愿服务不少于15场。
"""

POEM = """静夜思

床前明月光，疑是地上霜。
举头望明月，低头思故乡。
"""


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """A folder with one plan."""
    folder = tmp_path / "往年 材料"
    folder.mkdir()
    (folder / "要点.txt").write_text(PLAN, encoding="utf-8")
    return folder
