"""Common wording: which pairs of characters stand side by side in many official papers.

The list (eval/lexicon/common_bigrams.txt, fitted by benchmarks/fit_common_bigrams.py) is frozen, so
that what counts as common does not depend on the archive.
"""

from __future__ import annotations

import re

from draftkit import assets
from draftkit.reading.tables import common_words

_RUNS = re.compile(r"[㐀-䶿一-鿿]+")


@assets.cached
def _common() -> frozenset[str]:
    text = assets.find("eval", "lexicon/common_bigrams.txt").read_text(encoding="utf-8")
    return frozenset(line[0] + second for line in text.splitlines() if line for second in line[1:])


def uncommon_run(text: str) -> str | None:
    """The first three characters whose two pairs are both uncommon, None when all is common.

    Such a run is nearly always part of a name (云溪街, 暖榕城); it is asked only of wording that
    comes from another body, where cutting too much costs less than a stranger's name.
    """
    common = _common()
    for word in common_words():
        text = text.replace(word, " ")
    for found in _RUNS.finditer(text):
        run = found.group(0)
        for at in range(len(run) - 2):
            if run[at : at + 2] not in common and run[at + 1 : at + 3] not in common:
                return run[at : at + 3]
    return None


def uncommon_pair(text: str) -> bool:
    """Whether any two Han characters that stand side by side in a text are an uncommon pair."""
    common = _common()
    for word in common_words():
        text = text.replace(word, " ")
    runs = (found.group(0) for found in _RUNS.finditer(text))
    return any(run[at : at + 2] not in common for run in runs for at in range(len(run) - 1))
