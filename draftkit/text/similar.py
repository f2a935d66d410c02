"""How alike two stretches of Chinese are: by character bigrams."""

from __future__ import annotations

import math
import re
from collections import Counter

_DROPPED = re.compile(r"[^㐀-䶿一-鿿0-9A-Za-z]+")


def bare(text: str) -> str:
    """Han characters, letters and digits only."""
    return _DROPPED.sub("", text)


def bigrams(text: str) -> Counter[str]:
    """Character bigrams of the bare text, with their counts."""
    kept = bare(text)
    return Counter(kept[at : at + 2] for at in range(len(kept) - 1))


def likeness(left: str, right: str) -> float:
    """Cosine of bigram counts, 0 to 1."""
    a, b = bigrams(left), bigrams(right)
    dot = sum(count * b[gram] for gram, count in a.items() if gram in b)
    norm = math.sqrt(sum(c * c for c in a.values()) * sum(c * c for c in b.values()))
    return dot / norm if norm else 0.0


def containment(small: str, large: str) -> float:
    """Share of the bigrams of `small` that stand in `large`, 0 to 1."""
    a, b = set(bigrams(small)), set(bigrams(large))
    return len(a & b) / len(a) if a else 0.0
