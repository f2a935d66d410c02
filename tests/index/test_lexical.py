"""BM25 against a plain twin, and against bm25s."""

from __future__ import annotations

import math
import random
from collections import Counter

import numpy as np
import pytest

from draftkit.index.lexical import Bm25
from draftkit.text.similar import bare


def _texts() -> list[str]:
    chance = random.Random(5)
    signs = "科普志愿服务文明创建学习教育，。"
    return ["".join(chance.choices(signs, k=chance.randrange(0, 60))) for _ in range(200)]


def _grams(text: str) -> list[str]:
    kept = bare(text.lower())
    return [kept[at : at + 2] for at in range(len(kept) - 1)]


def _plain(texts: list[str], query: str, k1: float, b: float) -> list[float]:
    counted = [Counter(_grams(text)) for text in texts]
    mean = sum(sum(one.values()) for one in counted) / len(texts)
    scores = [0.0] * len(texts)
    for gram in set(_grams(query)):
        found = sum(gram in one for one in counted)
        idf = math.log(1 + (len(texts) - found + 0.5) / (found + 0.5))
        for at, one in enumerate(counted):
            norm = k1 * (1 - b + b * sum(one.values()) / mean)
            scores[at] += idf * one[gram] * (k1 + 1) / (one[gram] + norm)
    return scores


@pytest.mark.parametrize("query", ["科普服务", "文明创建学习教育科普", "没有的字", "学", ""])
def test_scores_are_those_of_the_formula(query: str) -> None:
    texts = _texts()
    assert Bm25(texts).scores(query) == pytest.approx(_plain(texts, query, 2.0, 0.75), abs=2e-4)


def test_scores_are_those_of_bm25s_but_for_a_factor() -> None:
    import bm25s

    texts = [text for text in _texts() if len(bare(text)) > 1]
    peer = bm25s.BM25(k1=2.0, b=0.75)
    peer.index([_grams(text) for text in texts], show_progress=False)
    ours = Bm25(texts).scores("科普服务")
    theirs = peer.get_scores(sorted(set(_grams("科普服务"))))
    assert ours == pytest.approx(theirs * 3.0, rel=1e-3, abs=1e-3)


def test_texts_do_not_run_into_each_other() -> None:
    index = Bm25(["科", "普及", "科普"])
    assert list(index.scores("科普") > 0) == [False, False, True]


def test_chunks_of_texts_count_on(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = _texts()
    whole = Bm25(texts).scores("科普服务")
    monkeypatch.setattr("draftkit.index.lexical._CHUNK", 7)
    assert np.array_equal(Bm25(texts).scores("科普服务"), whole)


@pytest.mark.parametrize("texts", [[], [""], ["，。"], ["学"]])
def test_nothing_to_find(texts: list[str]) -> None:
    index = Bm25(texts)
    assert not index.scores("科普服务").any()
    assert index.coverage("科普服务") == 0.0


def test_coverage_is_the_share_that_the_best_text_holds() -> None:
    index = Bm25(["科普志愿服务", "文明创建", "科普基地建设"])
    assert index.coverage("科普志愿服务") == pytest.approx(1.0)
    assert 0 < index.coverage("科普惠民天团") < 0.5
