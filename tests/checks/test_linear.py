"""No rule takes more than its share of time as a text grows, whatever it is made of."""

from __future__ import annotations

import re
import time

import pytest

from draftkit.checks import rules
from draftkit.checks.evaluate import _context, _findings
from draftkit.checks.model import Context
from draftkit.checks.patterns import finder
from draftkit.parse import parse_source, read_text
from tests.source_tree import REPO

SHORT, LONG = 20_000, 80_000
"""Characters; what is quadratic takes sixteen times as long for the longer."""

SHAPES = {
    "one paragraph without a mark": "加强组织领导推动工作落实",
    "clauses": "加强领导，推动落实，",
    "figures": "1234567890",
    "years": "2026年3月至2026—2027年，",
    "opened": "《“（〔【",
    "closed": "》”）〕】",
    "spaces": "  　",
    "marks": "、，。；：",
    "lists": "一是加强领导；二是落实责任；",
    "counts": "等3个，抓好3个方面，34余场，约5个左右，共开展8余次",
    "passives": "通过学习使能力提升，由于原因造成超过30人以上",
    "masks": "××某某□□__**[请填写",
    "numbers": "（示发〔2026〕5号）示发[2026]第05号",
    "masters": "习近平总书记关于重要讲话精神的重要论述",
    "paragraphs": "一、加强领导\n（一）落实责任。各科室落实责任。\n1.加强协调。\n",
}


def _grown(shape: str, length: int) -> Context:
    text = "2026年示例市科技局工作要点\n\n" + (shape * (length // len(shape) + 1))[:length] + "\n"
    return _context(parse_source(read_text(text, "x.txt")), None, None, (), "印发稿")


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_time_grows_with_length_alone(shape: str) -> None:
    short, long = _grown(shape, SHORT), _grown(shape, LONG)
    slow = []
    for info in rules():
        took = []
        for ctx in (short, long):
            start = time.process_time()
            sum(1 for _ in _findings(ctx, info))
            took.append(time.process_time() - start)
        if took[1] > 0.4 and took[1] > 8 * took[0]:
            slow.append((info.code, took))
    assert not slow


def test_a_pattern_is_found_as_its_expression_says() -> None:
    """The way that is faster than `re.finditer` finds the same."""
    papers = sorted((REPO / "corpus").glob("*.txt"))
    texts = [path.read_bytes().decode("utf-8", errors="replace") for path in papers]
    texts += [row.wrong for info in rules() for row in info.rows]
    text = "\n".join(texts)
    for info in rules():
        for row in info.rows:
            for pattern in filter(None, (row.pattern, row.unless)):
                known = [found.span() for found in re.finditer(pattern, text)]
                assert [found.span() for found in finder(pattern).all(text)] == known, pattern


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"(?<!a)b|c", "abcb"), (r"(?<=[一-鿿])(?<!二)\d+", "一12二34三5"), (r"(?<!\d)\d{2}", "1234 56"),
        (r"(?<=[\]x])y", "]yxyy"), (r"(?<!a)(?:b|c)", "abacbc"), (r"(?<=x)", "xx"),
    ],
)  # fmt: skip
def test_looking_back_is_looking_back(pattern: str, text: str) -> None:
    known = [found.span() for found in re.finditer(pattern, text)]
    assert [found.span() for found in finder(pattern).all(text)] == known
