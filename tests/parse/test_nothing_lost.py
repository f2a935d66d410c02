"""Every Han character and digit of a file stands exactly once: in a part of the notice, in a field
of the page, or in a line listed as furniture. And each line knows where it came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import pytest

from draftkit.parse import parse_path
from draftkit.text.clean import clean
from draftkit.text.similar import bare
from draftkit.values.flow import flow
from draftkit.values.notice import Notice
from draftkit.values.source import Block, Parsed

CORPUS = sorted(
    path
    for path in (Path(__file__).parents[2] / "corpus").iterdir()
    if path.suffix in (".txt", ".docx", ".html", ".md")
)
LABELS = ("抄送", "印发", "附件", "签发人", "分送", "份号")
"""Words that a Notice implies and a file prints, or the other way round."""

VALUES = ("date", "printed", "doc_number", "cc", "signatories")

cleaned = lru_cache(clean)


def characters(texts: Iterable[str]) -> Counter[str]:
    return Counter(char for text in texts for char in bare(clean(text)))


def of_block(block: Block) -> list[str]:
    return [block.text, *(cell for row in block.rows for cell in row)]


def of_lines(parsed: Parsed, *, page: bool) -> Counter[str]:
    """Characters of the lines; `page`: of the page's own lines, else of the paper's."""
    tables = {block.index: block for block in parsed.source.blocks if block.rows}
    texts: list[str] = []
    for line in parsed.lines:
        if (line.part in ("furniture", "metadata")) == page:
            texts.append(line.text)
            if line.part == "table":
                texts += of_block(tables[line.at[0][0]])
    return characters(texts)


def of_notice(notice: Notice) -> Counter[str]:
    texts: list[str] = list(notice.signatories)
    texts += [text for text in (notice.copy_no, notice.secrecy, notice.urgency) if text]
    for line in flow(notice):
        texts.append(line.text)
        if line.table:
            texts += [cell for row in (line.table.header, *line.table.rows) for cell in row]
    return characters(texts)


def assert_nothing_lost(path: Path) -> None:
    parsed = parse_path(path)
    assert_all_there(parsed)
    for line in parsed.lines:
        assert len(line.at) == len(line.text) or line.part == "table"
        for char, (block, offset) in zip(line.text, line.at, strict=False):
            if bare(char):
                assert cleaned(parsed.source.blocks[block].text[offset]) == char


def assert_all_there(parsed: Parsed) -> None:
    """Source, lines and notice hold the same characters, as often."""
    source = characters(text for block in parsed.source.blocks for text in of_block(block))
    shown = of_lines(parsed, page=False)
    assert source == shown + of_lines(parsed, page=True)

    notice = of_notice(parsed.notice)
    paper = parsed.notice.payload
    if (
        paper is not None
        and paper.title
        and not any(line.part == "title" and line.layer == "payload" for line in parsed.lines)
    ):
        notice -= characters([paper.title])
    number = parsed.notice.doc_number
    if number and not any(line.part == "doc_number" for line in parsed.lines):
        notice -= characters([number])  # read from a field of the page
    differs = (shown - notice) + (notice - shown)
    # Dates, numbers and 抄送 are kept as values and written in the standard's form; what else
    # differs is lost or made up.
    values = characters(line.text for line in parsed.lines if line.part in VALUES)
    values += characters(line.text for line in flow(parsed.notice) if line.part in VALUES)
    allowed = values + characters(LABELS * 4)
    assert not differs - allowed


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_samples(path: Path) -> None:
    assert_nothing_lost(path)


def test_seeds(seeds: list[Path]) -> None:
    for path in seeds:
        assert_nothing_lost(path)


def test_real_papers(shared: Path) -> None:
    files = sorted((shared / "data" / "full").glob("*.txt"))
    if not files:
        pytest.skip("shared/data/full is not there")
    for path in files:
        assert_nothing_lost(path)


def test_real_heads(shared: Path) -> None:
    files = sorted((shared / "data" / "headers" / "texts").glob("*.txt"))
    if not files:
        pytest.skip("shared/data/headers is not there")
    for path in files:
        assert_nothing_lost(path)
