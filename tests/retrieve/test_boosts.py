"""Levels and kinds of bodies, and how far a preference goes."""

from __future__ import annotations

import numpy as np
import pytest

from draftkit.retrieve.boosts import MOST, Preference, kind_of_body, level_of, newness
from draftkit.values.searching import SearchOptions

OWN = "示例市科学技术局"


@pytest.mark.parametrize(
    ("name", "level", "kind"),
    [
        ("国务院办公厅", "国", "国务院"),
        ("样例省科学技术厅", "省", "科技"),
        ("内蒙古自治区人民政府", "省", "人民政府"),
        ("上海市教育委员会", "省", "教育"),
        ("示例市科学技术局", "市", "科技"),
        ("示例市科技局党组", "市", "科技"),
        ("示例省样例市示例县科技局", "县", "科技"),
        ("上海市示例区教育局", "县", "教育"),
        ("示例镇人民政府", "乡", "人民政府"),
        ("示例街道办事处", "乡", "办事处"),
        ("市场监督管理局", "", "市场监管"),
        ("", "", ""),
    ],
)
def test_a_name_tells_level_and_kind(name: str, level: str, kind: str) -> None:
    assert (level_of(name), kind_of_body(name)) == (level, kind)


def _factor(issuer: str | None, year: int | None = 2025, **off: bool) -> float:
    options = SearchOptions(**off)
    newer = newness(np.array([year or 0, 2025]))[0] if options.newer else 0.0
    return float(1.0 + Preference(options, OWN).of_body(issuer or "") + newer)


def test_own_then_like_then_others() -> None:
    order = ["市科技局", "样例市科学技术局", "样例县科技局", "样例市教育局", "样例县教育局"]
    factors = [_factor(issuer) for issuer in order]
    assert factors == sorted(set(factors), reverse=True)


def test_newer_before_older() -> None:
    assert _factor(OWN, 2025) > _factor(OWN, 2020) > _factor(OWN, 2010)
    assert _factor(OWN, 2010) == _factor(OWN, 1990) == _factor(OWN, None)


def test_all_of_it_together_stays_within_the_bound() -> None:
    assert _factor(OWN, 2025) == pytest.approx(1 + MOST)
    assert MOST <= 0.12


def test_each_is_switched_off() -> None:
    assert _factor(OWN, 2010, own=False) < _factor(OWN, 2010)
    assert _factor("样例市科技局", 2010, kind=False) == 1.0
    assert _factor(OWN, 2025, newer=False) == _factor(OWN, 2010)
    assert _factor(OWN, 2025, own=False, kind=False, newer=False) == 1.0


@pytest.mark.parametrize("name", [f"{OWN}下属科技咨询有限公司", f"原{OWN}", f"{OWN}职工王某", "局"])
def test_a_name_that_only_holds_the_own_one_is_not_preferred_as_own(name: str) -> None:
    from draftkit.retrieve.boosts import OWN as MUCH

    assert Preference(SearchOptions(), OWN).of_body(name) < MUCH
    assert Preference(SearchOptions(), OWN).of_body(f"中共{OWN}党组") == MUCH
