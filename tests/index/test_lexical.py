"""BM25 with frozen weights against a plain twin; its parts against the whole."""

from __future__ import annotations

import random
from collections import Counter

import numpy as np
import pytest

from draftkit.index.bigrams import asked, counted
from draftkit.index.idf import Idf, shipped
from draftkit.index.lexical import SCALE, Field, FieldBuilder
from draftkit.text.similar import bare

IDF = shipped()["bodies"]


def _texts() -> list[str]:
    chance = random.Random(5)
    signs = "科普志愿服务文明创建学习教育，。"
    return ["".join(chance.choices(signs, k=chance.randrange(0, 60))) for _ in range(200)]


def _field(texts: list[str], chunk: int = 1000) -> Field:
    builder = FieldBuilder(IDF)
    for at in range(0, len(texts), chunk):
        builder.add(counted(texts[at : at + chunk]))
    return builder.done()


def _scores(field: Field, query: str, size: int) -> list[int]:
    out = np.zeros(size, dtype=np.int32)
    field.add_scores(asked(query), out)
    found: list[int] = out.tolist()
    return found


def _grams(text: str) -> list[str]:
    kept = bare(text).lower()
    return [kept[at : at + 2] for at in range(len(kept) - 1)]


def _plain(texts: list[str], query: str) -> list[float]:
    counts = [Counter(_grams(text)) for text in texts]
    scores = [0.0] * len(texts)
    for gram in set(_grams(query)):
        code = (ord(gram[0]) << 16) | ord(gram[1])
        idf = float(IDF.of(np.array([code], dtype=np.uint32))[0])
        for at, one in enumerate(counts):
            norm = 2.0 * (0.25 + 0.75 * sum(one.values()) / IDF.mean)
            scores[at] += idf * one[gram] * 3.0 / (one[gram] + norm)
    return scores


@pytest.mark.parametrize("query", ["科普服务", "文明创建学习教育科普", "没有的字", "学", ""])
def test_scores_are_those_of_the_formula(query: str) -> None:
    texts = _texts()
    found = np.array(_scores(_field(texts), query, len(texts))) / SCALE
    assert found == pytest.approx(_plain(texts, query), abs=20 / SCALE)


def test_texts_do_not_run_into_each_other() -> None:
    found = _scores(_field(["科", "普及", "科普"]), "科普", 3)
    assert [score > 0 for score in found] == [False, False, True]


@pytest.mark.parametrize("chunk", [1, 7, 199])
def test_a_score_depends_on_its_own_text_alone(chunk: int) -> None:
    """Built in chunks, or apart and beside each other: the same whole numbers."""
    texts = _texts()
    whole = _scores(_field(texts), "科普服务创建", len(texts))
    assert _scores(_field(texts, chunk), "科普服务创建", len(texts)) == whole
    left = _scores(_field(texts[:chunk]), "科普服务创建", chunk)
    right = _scores(_field(texts[chunk:]), "科普服务创建", len(texts) - chunk)
    assert left + right == whole


@pytest.mark.parametrize("texts", [[], [""], ["，。"], ["学"]])
def test_nothing_to_find(texts: list[str]) -> None:
    field = _field(texts)
    assert not any(_scores(field, "科普服务", len(texts)))
    assert not field.holds_all(asked("科普"), np.arange(len(texts))).any()


def test_rows_that_hold_every_bigram_asked() -> None:
    field = _field(["科普志愿服务", "文明创建", "科普基地，志愿服务"])
    rows = np.array([2, 0, 1])
    assert field.holds_all(asked("志愿服务"), rows).tolist() == [True, True, False]
    assert field.holds_all(asked("普志"), rows).tolist() == [False, True, False]
    assert not field.holds_all(asked("科普麒麟"), rows).any()


def test_a_bigram_that_is_not_in_the_table_counts_as_rare() -> None:
    table = Idf("1", np.array([3, 9], np.uint32), np.array([1.5, 2.5], np.float32), 8.0, 10.0)
    assert table.of(np.array([1, 3, 4, 9, 99], np.uint32)).tolist() == [8.0, 1.5, 8.0, 2.5, 8.0]
    nothing = Idf("1", np.zeros(0, np.uint32), np.zeros(0, np.float32), 8.0, 10.0)
    assert nothing.of(np.array([1], np.uint32)).tolist() == [8.0]


@pytest.mark.parametrize("name", ["headings", "bodies"])
def test_the_shipped_weights_tell_common_from_rare(name: str) -> None:
    table = shipped()[name]
    assert 1000 < len(table.codes) <= 60_000
    assert (np.diff(table.codes.astype(np.int64)) > 0).all()
    common, rare = table.of(asked("工作")), table.of(asked("麒麟"))
    assert 0 < common[0] < rare[0] <= table.rare * 1.2
    assert table.values.max() * 3 * SCALE < 65535
