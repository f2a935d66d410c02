"""The hashing embedder: the same vectors everywhere, unit length, nearness that means something."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest

from draftkit.index import HashEmbedder
from draftkit.index.vectors import STORED, decode


def test_vectors_are_the_same_on_every_machine() -> None:
    """Taken once on Linux; half precision keeps out what logarithms of other machines differ in."""
    rows = HashEmbedder().embed(["深入开展科普志愿服务活动", "2024年A级景区12个"])
    stored = rows.astype(STORED).tobytes()
    assert hashlib.sha256(stored).hexdigest()[:16] == "8366f4ccd7a8eeb2"


def test_shape_length_and_silence() -> None:
    rows = HashEmbedder().embed(["学", "学习教育", "，。（）", ""])
    assert rows.shape == (4, HashEmbedder.dim)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1, 0, 0], abs=1e-6)


def test_one_text_does_not_depend_on_its_neighbours() -> None:
    embedder = HashEmbedder()
    texts = ["甲科开展活动", "乙科开展检查"]
    both = embedder.embed(texts)
    assert np.array_equal(both[1], embedder.embed(texts[1:])[0])


def test_like_texts_are_nearer_than_unlike_ones() -> None:
    asked, like, unlike = HashEmbedder().embed(
        ["组织志愿者进社区开展科普服务", "科普志愿者走进社区服务群众", "严格执行公务用车管理规定"]
    )
    assert asked @ like > asked @ unlike + 0.2


def test_marks_and_case_count_for_nothing() -> None:
    left, right = HashEmbedder().embed(["学习 ABC", "学习，abc"])
    assert np.array_equal(left, right)


def test_a_damaged_vector_is_no_vector() -> None:
    good = HashEmbedder().embed(["学习"]).astype(STORED).tobytes()
    rows = decode([good, good[:100], b""], HashEmbedder.dim)
    assert [bool(row.any()) for row in rows] == [True, False, False]
