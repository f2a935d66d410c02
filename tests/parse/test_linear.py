"""Reading takes time in proportion to length, on what would drive a careless pattern or loop into
the square. Processor time, the best of three, and a wide bound: a busy machine is no failure."""

from __future__ import annotations

import importlib.util
import math
import time
from types import ModuleType

import pytest

from tests.source_tree import REPO

LENGTH = 8_000
RATIO = 8.0
"""Four times the length may take eight times as long: in the square it takes sixteen."""
SHORTEST = 0.02
"""Seconds below which a ratio says nothing: four times as much of nothing."""


def _benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("parsing", REPO / "benchmarks" / "parsing.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


BENCHMARK = _benchmark()


def best(text: str, runs: int = 3) -> float:
    """The shortest processor time of some runs, in seconds."""
    taken = math.inf
    for _ in range(runs):
        begun = time.process_time()
        BENCHMARK.parse_text(text)
        taken = min(taken, time.process_time() - begun)
    return taken


@pytest.mark.parametrize("shape", BENCHMARK.SHAPES)
def test_four_times_the_text_takes_no_sixteen_times_the_time(shape: str) -> None:
    best(BENCHMARK.shaped("ordinary", 1000), 1)
    short, long = (BENCHMARK.shaped(shape, LENGTH * factor) for factor in (1, 4))
    assert len(long) > 3.5 * len(short) - 1500
    assert best(long) < RATIO * max(best(short), SHORTEST)


def test_growth_is_told_right() -> None:
    assert BENCHMARK.exponent({10: 1.0, 40: 4.0, 160: 16.0}) == 1
    assert BENCHMARK.exponent({10: 1.0, 40: 16.0, 160: 256.0}) == 2
    assert BENCHMARK.exponent({10: 1.0}) is None
