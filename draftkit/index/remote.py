"""RemoteEmbedder: an embedding server, held to the vectors that the archive already has.

A server can change the model behind a name without a word. So with the first vectors of a name the
vector of one fixed sentence, the probe, is stored in archive.db; each process asks for it once,
before it compares or writes vectors, and again after a failure, since a server that comes back may
come back as another. Vectors of two makes are never compared and never stored under one name.

Imports numpy inside its functions: opening a workspace must not load it.
"""

from __future__ import annotations

import base64
import re
import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from draftkit.archive import Archive
from draftkit.errors import EmbedderError, MixedVectorsError
from draftkit.index.embedder import Embedder
from draftkit.index.pausing import Pause
from draftkit.messages import say
from draftkit.remarks import remark

if TYPE_CHECKING:
    from draftkit.archive.change import Change
    from draftkit.index.embedder import Matrix
    from draftkit.values.store import Generation

PROBE = "各单位要切实加强组织领导，压实工作责任，确保各项任务落到实处。"
"""The sentence whose vector tells whether a name still means the same model."""

SAME = 0.99
"""Least cosine of two vectors of the probe that count as one model's (docs/decisions/0008)."""

_FACT = "probe:"
_REMEMBERED = 256
"""Query vectors kept: reading a ranking on asks for the same query again."""


class Model(Protocol):
    """What stands behind: an embedder whose `dim` is 0 until it is known."""

    model: str
    dim: int

    @property
    def name(self) -> str: ...

    def embed(self, texts: Sequence[str]) -> Matrix:
        """See `Embedder.embed`. Raises EmbedderError."""
        ...


class RemoteEmbedder:
    """The embedder of a workspace whose vectors come from a server. Safe for many threads."""

    remote = True

    def __init__(self, inner: Model, archive: Archive) -> None:
        self.inner = inner
        self.archive = archive
        self._guard = threading.Lock()
        self._probe: Matrix | None = None
        self._checked: str | None = None
        self._learn()

    def __repr__(self) -> str:
        return f"RemoteEmbedder({self.inner!r})"

    @property
    def name(self) -> str:
        """See `Embedder.name`; it ends in @0 until the first answer of all."""
        return self.inner.name

    @property
    def dim(self) -> int:
        """See `Embedder.dim`; 0 until the first answer of all."""
        return self.inner.dim

    def _learn(self) -> None:
        """The length of vectors as the archive knows it."""
        for known in self._own(self.archive.facts(self._fact_of_any())):
            self.inner.dim = int(known.rpartition("@")[2])

    def _fact_of_any(self) -> str:
        return f"{_FACT}{self.name.rpartition('@')[0]}@"

    def _own(self, facts: Iterable[str]) -> list[str]:
        """Those of these probes that are of this model, of vectors of any length: the name of
        another may go on with an @ of its own."""
        begins = len(self._fact_of_any())
        return [fact for fact in facts if re.fullmatch("[0-9]+", fact[begins:])]

    def embed(self, texts: Sequence[str]) -> Matrix:
        """See `Embedder.embed`. Raises EmbedderError, and MixedVectorsError when the server gives
        other vectors than those that are kept."""
        self.check()
        try:
            return self.inner.embed(texts)
        except EmbedderError:
            self._probe = None
            raise

    def check(self) -> None:
        """Hold the server's probe against the archive's. Raises as `embed` does."""
        with self._guard:
            if not self.dim:
                self._learn()
            if self._probe is None:
                self._probe = self._ask()
                self._checked = None
            kept = self.archive.facts(_FACT + self.name).get(_FACT + self.name)
            if kept is not None and kept != self._checked:
                self._compare(kept)
                self._checked = kept

    def _ask(self) -> Matrix:
        known, self.inner.dim = self.inner.dim, 0
        try:
            probe: Matrix = self.inner.embed([PROBE])[0]
        except BaseException:
            self.inner.dim = known
            raise
        if known and len(probe) != known:
            self.inner.dim = known
            raise MixedVectorsError("embed.other_model", model=self.inner.model)
        return probe

    def _compare(self, kept: str) -> None:
        import numpy as np

        before = np.frombuffer(base64.b64decode(kept), dtype="<f4")
        if self._probe is None or before.shape != self._probe.shape or before @ self._probe < SAME:
            self._probe = None
            raise MixedVectorsError("embed.other_model", model=self.inner.model)

    def settle(self, change: Change) -> None:
        """In the transaction that stores vectors: store their probe with the first ones. Raises
        MixedVectorsError when another process stored another in the meantime."""
        if self._probe is None:
            raise MixedVectorsError("embed.other_model", model=self.inner.model)
        kept = change.fact(_FACT + self.name)
        if kept is None:
            packed = base64.b64encode(self._probe.astype("<f4").tobytes()).decode("ascii")
            change.put_fact(_FACT + self.name, packed)
        elif kept != self._checked:
            self._compare(kept)

    def renew(self, change: Change) -> None:
        """Forget the vectors and probes of this model, to make them anew with what it is now."""
        for fact in self._own(change.facts(self._fact_of_any())):
            change.drop_vectors(fact.removeprefix(_FACT))
            change.put_fact(fact, None)
        change.none_current()
        self.inner.dim = 0
        self._probe = self._checked = None


def is_remote(embedder: Embedder) -> bool:
    """Whether vectors come from a server: then none are made inside a transaction or a lock."""
    return bool(getattr(embedder, "remote", False))


def forget_others(change: Change, embedder: Embedder) -> None:
    """Drop the vectors and probes of every other embedder."""
    change.keep_vectors(embedder.name)
    for fact in change.facts(_FACT):
        if fact != _FACT + embedder.name:
            change.put_fact(fact, None)


class Asker:
    """Vectors of queries. None where there is none to be had: words alone answer, one line says
    why, and a server that failed is asked again after a pause."""

    def __init__(self, embedder: Embedder, pause: Pause | None = None) -> None:
        self.embedder = embedder
        self._pause = pause or Pause()
        self._known: OrderedDict[str, Any] = OrderedDict()
        self._told = ""

    def vector(self, query: str, made: Generation | None) -> Matrix | None:
        """The vector of a query over an archive whose current generation is `made`."""
        if made is not None and made.embedder != self.embedder.name:
            key = "embed.of_another"
            self._tell(say(key, held=made.embedder, wanted=self.embedder.name))
            return None
        if not is_remote(self.embedder):
            made_here: Matrix = self.embedder.embed([query])[0]
            return made_here
        if not self.embedder.dim:
            self._tell(say("embed.none_yet", name=self.embedder.name.rpartition("@")[0]))
            return None
        known: Matrix | None = self._known.get(query)
        if known is None and self._pause.over():
            known = self._asked(query)
        return known

    def _asked(self, query: str) -> Matrix | None:
        try:
            vector: Matrix = self.embedder.embed([query])[0]
        except EmbedderError as error:
            self._pause.failed()
            self._known.clear()
            self._tell(say("embed.search_without", reason=str(error)))
            return None
        self._pause.worked()
        self._told = ""
        self._known[query] = vector
        if len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return vector

    def _tell(self, text: str) -> None:
        if text != self._told:
            self._told = text
            remark(text)
