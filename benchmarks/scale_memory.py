"""Peers of benchmarks/scale.py that keep every row in memory and score it there."""

from __future__ import annotations

import importlib
import pickle
from collections.abc import Sequence
from typing import Any

from scale_base import SLICE, Clock, K, Missing, Row, System, embedder_of, phase


class Memory(System):
    """A system that scores every row in memory; filters are a mask over the rows."""

    def _keep(self, rows: Sequence[Row]) -> None:
        """The columns that filters and answers need."""
        names = ("id", "text", "issuer", "year", "genre")
        columns = {name: [row[name] for row in rows] for name in names}
        (self.folder / "rows.pickle").write_bytes(pickle.dumps(columns))

    def _load(self) -> None:
        import numpy as np

        columns = pickle.loads((self.folder / "rows.pickle").read_bytes())  # noqa: S301 - ours
        self._texts = columns["text"]
        self._columns = {name: np.array(columns[name]) for name in ("issuer", "year", "genre")}

    def _mask(self, limit: Row) -> Any:
        import numpy as np

        kept = np.ones(len(self._texts), dtype=bool)
        for name, wanted in limit.items():
            kept &= (
                self._columns["year"] >= wanted
                if name == "since"
                else self._columns[name] == wanted
            )
        return kept

    def _best(self, scores: Any, limit: Row) -> int:
        """How many hits; their texts are looked up as an answer would."""
        import numpy as np

        if limit:
            scores = np.where(self._mask(limit), scores, -1.0)
        top = np.argpartition(-scores, min(K, len(scores) - 1))[:K]
        return len([self._texts[at] for at in top[np.argsort(-scores[top])] if scores[at] > 0])


class Bm25s(Memory):
    """bm25s over character bigrams."""

    def tokens(self, text: str) -> list[str]:
        """The words of a text."""
        from draftkit.text.similar import bare

        kept = bare(text)
        return [kept[at : at + 2] for at in range(len(kept) - 1)]

    def build(self, source: Any, clock: Clock) -> int:
        """Tokenise and index."""
        bm25s = _imported("bm25s")
        with phase(clock, "all"):
            with phase(clock, "tokenise"):
                tokens = [self.tokens(row["text"]) for row in source]
            with phase(clock, "index"):
                index = bm25s.BM25()
                index.index(tokens, show_progress=False)
            with phase(clock, "store"):
                index.save(str(self.folder / "bm25s"))
                self._keep(source)
        return len(source)

    def open(self) -> None:
        """Map the saved index into memory."""
        self._load()
        self._bm25 = _imported("bm25s").BM25.load(str(self.folder / "bm25s"), mmap=True)

    def ask(self, query: str, limit: Row) -> int:
        """Retrieve, with a mask where there is a filter."""
        mask = self._mask(limit).astype("float32") if limit else None
        found, scores = self._bm25.retrieve(
            [self.tokens(query)], k=K, show_progress=False, weight_mask=mask
        )
        return len([self._texts[at] for at, one in zip(found[0], scores[0], strict=True) if one])


class Bm25sJieba(Bm25s):
    """bm25s over the words jieba cuts for search."""

    def tokens(self, text: str) -> list[str]:
        """The words of a text."""
        jieba = _imported("jieba")
        jieba.setLogLevel(60)
        return [word for word in jieba.lcut_for_search(text) if word.strip()]


class TfIdf(Memory):
    """scikit-learn's TF-IDF of character 1- and 2-grams, a sparse product."""

    def build(self, source: Any, clock: Clock) -> int:
        """Fit and transform."""
        text = _imported("sklearn.feature_extraction.text")
        sparse = _imported("scipy.sparse")
        with phase(clock, "all"):
            maker = text.TfidfVectorizer(
                analyzer="char", ngram_range=(1, 2), sublinear_tf=True, dtype="float32"
            )
            with phase(clock, "index"):
                matrix = maker.fit_transform([row["text"] for row in source])
            with phase(clock, "store"):
                self._keep(source)
                sparse.save_npz(self.folder / "matrix.npz", matrix, compressed=False)
                (self.folder / "maker.pickle").write_bytes(pickle.dumps(maker))
        return len(source)

    def open(self) -> None:
        """Load it all."""
        self._load()
        self._matrix = _imported("scipy.sparse").load_npz(self.folder / "matrix.npz")
        self._maker = pickle.loads((self.folder / "maker.pickle").read_bytes())  # noqa: S301 - ours

    def ask(self, query: str, limit: Row) -> int:
        """One product."""
        scores = (self._matrix @ self._maker.transform([query]).T).toarray()[:, 0]
        return self._best(scores, limit)


class Lsa(Memory):
    """scikit-learn's LSA, 256 dimensions of 10,000 character 1- and 2-grams; all rows compared."""

    def build(self, source: Any, clock: Clock) -> int:
        """Fit on the corpus itself."""
        import numpy as np

        text = _imported("sklearn.feature_extraction.text")
        reduce = _imported("sklearn.decomposition")
        with phase(clock, "all"):
            maker = text.TfidfVectorizer(
                analyzer="char", ngram_range=(1, 2), sublinear_tf=True, max_features=10_000
            )
            with phase(clock, "index"):
                dims = min(256, len(source) - 1)
                svd = reduce.TruncatedSVD(dims, random_state=0)
                matrix = svd.fit_transform(maker.fit_transform([row["text"] for row in source]))
                matrix /= np.linalg.norm(matrix, axis=1, keepdims=True) + 1e-9
            with phase(clock, "store"):
                self._keep(source)
                np.save(self.folder / "matrix.npy", matrix.astype(np.float32))
                (self.folder / "maker.pickle").write_bytes(pickle.dumps((maker, svd)))
        return len(source)

    def open(self) -> None:
        """Load it all."""
        import numpy as np

        self._load()
        self._matrix = np.load(self.folder / "matrix.npy")
        self._maker, self._svd = pickle.loads((self.folder / "maker.pickle").read_bytes())  # noqa: S301 - ours

    def ask(self, query: str, limit: Row) -> int:
        """One product."""
        vector = self._svd.transform(self._maker.transform([query]))[0].astype("float32")
        return self._best(self._matrix @ vector, limit)


class Exact(Memory):
    """Our embedder and nothing else: all vectors in memory, all compared."""

    def build(self, source: Any, clock: Clock) -> int:
        """Embed."""
        import numpy as np

        embedder = embedder_of(self.cache)
        with phase(clock, "all"):
            with phase(clock, "embed"):
                parts = [
                    embedder.embed([row["text"] for row in source[at : at + SLICE]])
                    for at in range(0, len(source), SLICE)
                ]
            with phase(clock, "store"):
                self._keep(source)
                np.save(self.folder / "matrix.npy", np.concatenate(parts))
        return len(source)

    def open(self) -> None:
        """Load it all."""
        import numpy as np

        self._load()
        self._embedder = embedder_of(self.cache)
        self._matrix = np.load(self.folder / "matrix.npy")

    def ask(self, query: str, limit: Row) -> int:
        """One product."""
        return self._best(self._matrix @ self._embedder.embed([query])[0], limit)


def _imported(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise Missing(str(error)) from None
