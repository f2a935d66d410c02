"""Our embedder with tables that have not seen the passages they are asked about.

The table that ships is fitted on published papers, headings and what stands under them. On passages of
those same papers it would be flattered beyond all measure: it remembers under which heading each of
them stood. So the documents are divided in two by family (the same body in other years, the same topic
in other bodies), a table is fitted on each half, and each passage is embedded by the table of the
other half. A query is embedded by both; its nearness to a passage is that of the passage's table.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fit_lsa import Pair, fingerprints, fit, write

from draftkit.index import LsaEmbedder
from draftkit.index.lsa import DIM, TABLE
from draftkit.text.similar import bare

if TYPE_CHECKING:
    from draftkit.index.embedder import Matrix

Row = dict[str, Any]

_END = re.compile(r"[。；\n]")
_SHORTEST = 6
"""Characters of a sentence that tell which document a text is of."""


def seen_share(corpus: Sequence[Row]) -> float:
    """How many of the passages, 0 to 1, are among the texts the shipped table was fitted on."""
    import numpy as np

    from draftkit.assets import bundled

    with np.load(bundled("eval") / TABLE, allow_pickle=False) as held:
        seen = frozenset(held["seen"].tolist())
    return sum(not seen.isdisjoint(fingerprints(row["text"])) for row in corpus) / max(
        1, len(corpus)
    )


def halves(corpus: Sequence[Row]) -> dict[str, int]:
    """0 or 1 for each document: families in the order of their hashes, by turns."""
    family = {row["doc_id"]: row.get("family") or row["doc_id"] for row in corpus}
    ordered = sorted(set(family.values()), key=lambda name: hashlib.sha256(name.encode()).digest())
    side = {name: at % 2 for at, name in enumerate(ordered)}
    return {document: side[name] for document, name in family.items()}


def fit_apart(corpus: Sequence[Row], folder: Path) -> None:
    """Write the two tables into a folder, unless they are there; half-0.npz is fitted on half 0."""
    side = halves(corpus)
    for half in (0, 1):
        if (folder / f"half-{half}.npz").exists():
            continue
        pairs = [
            Pair(row.get("heading") or "", row["text"])
            for row in corpus
            if side[row["doc_id"]] == half
        ]
        print(f"fitting on half {half}: {len(pairs)} passages", file=sys.stderr)
        write(fit(pairs), folder / f"half-{half}.npz")


class Apart(LsaEmbedder):
    """Twice as many numbers: a passage has the first half of them, or the second."""

    dim = 2 * DIM
    name = "zh-lsa-320/apart"
    sure = (LsaEmbedder.sure[0] * 0.5**0.5, LsaEmbedder.sure[1] * 0.5**0.5)
    """A query has √½ of its length in each half, and so its nearness is √½ of that of one table."""

    def __init__(self, folder: Path, corpus: Sequence[Row], queries: Sequence[str]) -> None:
        super().__init__()
        self._tables = [LsaEmbedder(folder / f"half-{half}.npz") for half in (0, 1)]
        self._queries = frozenset(queries)
        side = halves(corpus)
        self._sides: dict[str, int] = {}
        for row in corpus:
            for sentence in self._sentences(row["text"]):
                self._sides[sentence] = side[row["doc_id"]]

    @staticmethod
    def _sentences(text: str) -> list[str]:
        return [said for one in _END.split(text) if len(said := bare(one)) >= _SHORTEST]

    def _side(self, text: str) -> int | None:
        """The half a passage is of, None for a query."""
        if text in self._queries:
            return None
        found = Counter(
            self._sides[one] for one in self._sentences(text) if one in self._sides
        ).most_common(1)
        return found[0][0] if found else 0

    def embed(self, texts: Sequence[str]) -> Matrix:
        """One row a text, of length 1 (a query's halves are each of length √½)."""
        import numpy as np

        out = np.zeros((len(texts), self.dim), dtype=np.float32)
        sides = [self._side(text) for text in texts]
        for half, table in enumerate(self._tables):
            rows = [at for at, side in enumerate(sides) if side is None or side != half]
            if rows:
                place = slice(half * DIM, (half + 1) * DIM)
                out[rows, place] = table.embed([texts[at] for at in rows])
        for at, side in enumerate(sides):
            if side is None:
                out[at] /= np.float32(2**0.5)
        return out
