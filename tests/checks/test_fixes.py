"""Safe fixes, applied, leave a paper that has none of them left and no finding it had not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from draftkit.checks import all_fixes, evaluate_parsed
from draftkit.parse import parse_path
from draftkit.values.source import Parsed

STAGE = "印发稿"
FAULTY = """示例市科技局2026年科普工作方案

为做好2021-2025年规划的收官 工作,结合我局实际，制定本方案。

一、重点工作

1、加强学习。学习《条例》、《办法》,于2026年04月05日前报送。

2.加强宣传。在“3.15”前培训5-8%的干部，开展活动1-2个。

(二)加强督查。于5月3号前 完成**自查**，到 2026年底见效。

二、工作要求

各科室(含直属单位)要落实"三会一课"制度。
"""


def _mended(parsed: Parsed, file: Path) -> Parsed:
    """The paper with every safe fix made, read again from a text file."""
    texts = {block.index: block.text for block in parsed.source.blocks}
    for row in all_fixes(parsed, stage=STAGE):
        at, fix = row.where, row.fix
        assert at.paragraph is not None and fix is not None
        text = texts[at.paragraph]
        texts[at.paragraph] = text[: at.start] + fix.replacement + text[at.end :]
    file.write_text("\n".join(texts.values()), encoding="utf-8")
    return parse_path(file)


def _found(parsed: Parsed) -> Counter[str]:
    return Counter(row.code for row in evaluate_parsed(parsed, stage=STAGE).findings)


def test_fixes_leave_nothing_to_fix(read: Callable[[str], Parsed], tmp_path: Path) -> None:
    parsed = read(FAULTY)
    first = all_fixes(parsed, stage=STAGE)
    assert {row.code for row in first} >= {"R13", "R19", "R31", "R32", "R33", "R35", "R37", "R45"}
    again = _mended(parsed, tmp_path / "again.txt")
    assert all_fixes(again, stage=STAGE) == ()
    assert set(_found(again)) <= set(_found(parsed))


def test_fixes_of_issued_papers_leave_nothing_to_fix(shared: Path, tmp_path: Path) -> None:
    files = sorted((shared / "data" / "full").glob("*.txt"))[::12]
    if not files:
        pytest.skip("the issued papers are not here")
    for file in files:
        parsed = parse_path(file)
        if not all_fixes(parsed, stage=STAGE):
            continue
        again = _mended(parsed, tmp_path / file.name)
        assert all_fixes(again, stage=STAGE) == (), file.name
        assert set(_found(again)) <= set(_found(parsed)), file.name
