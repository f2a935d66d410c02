"""The fitted embedder: its vectors stay what they are, mean something, and come quickly."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from draftkit import assets
from draftkit.index import HashEmbedder, LsaEmbedder
from draftkit.index.lsa import counted

EXPECTED = [[0.021802, -0.057761, -0.036239, 0.015002], [0.115994, -0.127967, -0.022797, 0.095186]]
"""The first four numbers of each of the vectors of TEXTS."""

TEXTS = ["深入开展科普志愿服务活动", "2024年A级景区12个"]


def test_vectors_are_those_of_the_table_that_ships() -> None:
    """Taken once on Linux; machines may differ in the last bits only."""
    rows = LsaEmbedder().embed(TEXTS)
    assert rows[:, :4] == pytest.approx(np.array(EXPECTED), abs=1e-5)


def test_shape_length_and_silence() -> None:
    rows = LsaEmbedder().embed(["学", "学习教育", "，。（）", "", "龘靐齉"])
    assert rows.shape == (5, LsaEmbedder.dim)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1, 0, 0, 0], abs=1e-6)
    assert LsaEmbedder().embed([]).shape == (0, LsaEmbedder.dim)


def test_one_text_does_not_depend_on_its_neighbours() -> None:
    embedder = LsaEmbedder()
    texts = ["甲科开展活动", "İ", "乙科开展检查"]  # the second one is longer in lower case
    assert np.array_equal(embedder.embed(texts)[2], embedder.embed(texts[2:])[0])


@pytest.mark.parametrize(
    ("asked", "about", "words"),
    [
        (
            "保障和改善民生",
            "提高城乡居民基本医疗保险补助标准，做好困难群众救助。",
            "改善农村公路养护条件，保障道路畅通。",
        ),
        (
            "提升跨境贸易便利化水平",
            "压缩进出口整体通关时间，推广“单一窗口”。",
            "提升城镇老旧小区改造水平。",
        ),
    ],
)
def test_what_is_about_the_same_is_nearer_than_the_same_words(
    asked: str, about: str, words: str
) -> None:
    """Hashing has it the other way round."""
    fitted = LsaEmbedder().embed([asked, about, words])
    assert fitted[0] @ fitted[1] > fitted[0] @ fitted[2] + 0.1
    hashed = HashEmbedder().embed([asked, about, words])
    assert hashed[0] @ hashed[1] < hashed[0] @ hashed[2]


def test_marks_case_and_which_digit_count_for_nothing() -> None:
    left, right = LsaEmbedder().embed(["学习 ABC 12", "学习，abc，98"])
    assert np.array_equal(left, right)


def test_grams_are_characters_and_pairs_within_a_run() -> None:
    owners, codes, counts = counted(["学学，习", ""])
    study, practice = ord("学"), ord("习")
    assert codes.tolist() == [practice, study, study << 16 | study]
    assert counts.tolist() == [1, 2, 1]
    assert owners.tolist() == [0, 0, 0]


def test_a_workspace_cannot_put_another_table_under_the_same_name(tmp_path: Path) -> None:
    with assets.overriding(tmp_path):
        (tmp_path / "eval" / "lsa").mkdir(parents=True)
        (tmp_path / "eval" / "lsa" / "zh-lsa-320-1.npz").write_bytes(b"")
        assert LsaEmbedder().embed(TEXTS).any()
