"""The table of false alarms: it holds what is measured, and may only go down."""

from __future__ import annotations

import ast
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from draftkit.checks import rules
from tests.source_tree import REPO

BENCHMARKS = REPO / "benchmarks"
SLACK = 1.15
"""A sample of the papers is measured here; the whole is measured by the benchmark."""


def _table() -> dict[str, Any]:
    table: dict[str, Any] = json.loads((BENCHMARKS / "false_alarms.json").read_text("utf-8"))
    return table


def _benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("false_alarms", BENCHMARKS / "false_alarms.py")
    assert spec and spec.loader
    made = importlib.util.module_from_spec(spec)
    sys.modules["false_alarms"] = made
    spec.loader.exec_module(made)
    return made


def test_the_table_has_every_rule_and_meets_its_aims() -> None:
    table = _table()
    assert set(table["rules"]) == {info.code for info in rules()}
    assert all(table["met"].values())
    assert table["per_1000_characters"]["error"] <= 0.1
    assert table["per_1000_characters"]["warning"] <= 1.0


def test_a_sample_of_clean_papers_raises_no_more_than_the_table_says(shared: Path) -> None:
    files = sorted((shared / "data" / "full").glob("*.txt"))[::6]
    if not files:
        pytest.skip("no full documents in shared/")
    found, lines = _benchmark().measured(files)
    known = _table()
    for kind, most in known["per_1000_characters"].items():
        per = max(most * SLACK, most + 0.02)
        assert found["per_1000_characters"][kind] <= per, [row for row in lines if kind in row]


def test_the_planter_knows_nothing_of_draftkit() -> None:
    """It is written from the rules as they are worded for people, so that it can prove them wrong."""
    for file in sorted((BENCHMARKS / "planting").glob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not any(name.split(".")[0] == "draftkit" for name in names), file.name
