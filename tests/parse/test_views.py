"""A Notice seen from other sides: as lines without a file, and as the outline people read."""

from __future__ import annotations

from pathlib import Path

import pytest

from draftkit.parse import from_notice, parse_path, to_tree
from draftkit.values.flow import flow

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.mark.parametrize(
    "name", ["kjj-2023-zongjie.txt", "jyj-2025-fangan.docx", "sjj-2024-jingyan.html"]
)
def test_a_notice_without_a_file_has_the_same_lines(name: str) -> None:
    notice = parse_path(CORPUS / name).notice
    parsed = from_notice(notice, "draft.json")
    assert parsed.notice is notice
    assert parsed.source.path == "draft.json"
    assert [(line.part, line.text) for line in parsed.lines] == [
        (one.part, one.text) for one in flow(notice)
    ]
    for line in parsed.lines:
        if line.text:
            block, start, end = line.locate(0, len(line.text))
            assert parsed.source.blocks[block].text[start:end] == line.text


def test_lines_point_into_the_file(seeds: list[Path]) -> None:
    parsed = parse_path(seeds[0])
    line = next(line for line in parsed.lines if "身边的感动" in line.text)
    at = line.text.index("身边的感动")
    block, start, end = line.locate(at, at + 5)
    assert parsed.source.blocks[block].text[start:end] == "身边的感动"
    assert (line.part, line.layer, line.level) == ("heading", "payload", 3)
    assert line.path == ("大力推进机关思想道德建设", "培育和践行社会主义核心价值观")
    assert line.text[line.body_from :].startswith("深入开展机关党员")


def test_the_outline_speaks_chinese(seeds: list[Path]) -> None:
    shown = to_tree(parse_path(seeds[0]).notice)
    for part in ("文种：印发通知", "发文字号：泉科〔2019〕93号", "印发日期：2019年4月19日", "所印发的文件：",
                 "  一、大力推进机关思想道德建设", "    1.深入学习", "（1段）"):  # fmt: skip
        assert part in shown
    web = to_tree(parse_path(seeds[3]).notice)
    assert "网页信息：" in web and "提示（furniture）" in web
