"""Vectors that have nothing near a heading leave more of the answer to its words."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import pytest

from draftkit.assets import bundled
from draftkit.index.idf import TABLE as IDF
from draftkit.index.lsa import TABLE as LSA
from draftkit.retrieve.kinds import UNSURE, sureness, weights_for

_HEADING = "推动低空物流示范航线常态化运行试点工作"


def test_sureness_rises_between_its_bounds() -> None:
    found = [sureness(nearest, (0.5, 0.7)) for nearest in (-0.1, 0.5, 0.6, 0.7, 1.0)]
    assert found == pytest.approx([0, 0, 0.5, 1, 1])


def test_a_heading_far_from_every_text_is_looked_for_by_its_words() -> None:
    assert weights_for(_HEADING, 0.0, sure=0.0) == UNSURE
    assert weights_for(_HEADING, 0.0, sure=1.0).body < weights_for(_HEADING, 0.0, sure=0.4).body


def test_where_headings_hold_part_of_it_sureness_counts_for_nothing() -> None:
    assert weights_for(_HEADING, 0.4, sure=0.0) == weights_for(_HEADING, 0.4)


@pytest.mark.parametrize("table", [LSA, IDF])
def test_the_manifest_of_a_table_is_that_tables(
    repo: Path, monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    monkeypatch.syspath_prepend(str(repo / "benchmarks"))
    sha256 = importlib.import_module("fit_manifest")._sha256
    path = bundled("eval") / table
    held = json.loads(path.with_name(f"{path.stem}.manifest.json").read_text(encoding="utf-8"))
    assert held["sha256"] == sha256(path)
    assert held["papers"] == len(held["files"])
    assert all(name.count("/") == 1 for name in held["files"])
