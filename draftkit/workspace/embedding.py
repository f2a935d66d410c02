"""Vectors from a server: which embedder the settings name, and filling in what passages lack.

A server may be slow or gone. So notices are stored first, in short transactions, without vectors;
then passages are embedded batch by batch, holding neither SQLite's lock nor the workspace's while
the server thinks, and each batch is one change. Whatever ends it, `without_vectors` knows the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from draftkit.archive import Archive
from draftkit.errors import EmbedderError, LockedError, MixedVectorsError, SettingsError
from draftkit.index import Embedder, LsaEmbedder
from draftkit.index.remote import RemoteEmbedder, is_remote
from draftkit.llm import OpenAIEmbeddings
from draftkit.messages import say
from draftkit.remarks import remark_on
from draftkit.settings import Settings

if TYPE_CHECKING:
    from draftkit.index.embedder import Matrix
    from draftkit.values.hits import Passage

Progress = Callable[[int, int, str], None]
Writing = Callable[[], AbstractContextManager[None]]

_OF_A_TEXT = ("embed.status", "embed.unusable")
"""Failures that may be about one text alone."""

_MOST_REFUSED = 3
"""Texts of one batch that a server may fail on before it counts as failing altogether."""

_BATCH = 32
"""Passages embedded and stored at a time."""


class _Untrusted:
    """Stands for a server that a file names which nobody trusts yet: it is not asked."""

    remote = True

    def __init__(self, model: str, path: str) -> None:
        self.model = model
        self.dim = 0
        self._path = path

    @property
    def name(self) -> str:
        return f"openai:{self.model}@{self.dim}"

    def embed(self, texts: Sequence[str]) -> Matrix:  # noqa: ARG002  it has the port's shape
        """Raises EmbedderError."""
        raise EmbedderError("embed.untrusted", path=self._path)


def embedder_of(settings: Settings, archive: Archive) -> Embedder:
    """The embedder that the settings name. Raises SettingsError for half of one."""
    origin = settings.origins.get("embed_url")
    if origin is not None and origin.kind == "untrusted":
        untrusted = _Untrusted(settings.embed_model or "?", origin.detail)
        return RemoteEmbedder(untrusted, archive)
    if bool(settings.embed_url) != bool(settings.embed_model):
        raise SettingsError("embed.half")
    if not settings.embed_url or not settings.embed_model:
        return LsaEmbedder()
    key = settings.model_key
    server = OpenAIEmbeddings(
        settings.embed_model,
        base_url=settings.embed_url,
        api_key=key.get_secret_value() if key else None,
        timeout=settings.embed_timeout,
    )
    return RemoteEmbedder(server, archive)


def fill_remote(
    archive: Archive, embedder: Embedder, writing: Writing, progress: Progress | None = None
) -> None:
    """Make the vectors that passages lack with an embedder behind a server.

    Raises EmbedderError with what was stored by then kept, MixedVectorsError, LockedError.
    """
    if not isinstance(embedder, RemoteEmbedder):
        return
    lacking = archive.without_vectors(embedder.name)
    if not lacking:
        return
    embedder.check()  # its name is known from here on
    lacking = archive.without_vectors(embedder.name)
    for at in range(0, len(lacking), _BATCH):
        if progress:
            progress(at, len(lacking), say("embed.progress"))
        rows = _embedded(embedder, lacking[at : at + _BATCH])
        with writing(), archive.change() as change:
            embedder.settle(change)
            change.put_vectors(embedder.name, rows)
    if progress:
        progress(len(lacking), len(lacking), say("embed.progress"))
    left = len(archive.without_vectors(embedder.name))
    if left:
        remark_on("embed.left_out", name=embedder.name, left=left)


def _embedded(embedder: Embedder, part: Sequence[Passage]) -> list[tuple[str, bytes]]:
    """The vectors of a batch. Where the server fails on it, one by one: a text it cannot take (too
    long for its model, say) must not keep the others out. Raises EmbedderError when it fails on
    more than a few, or in a way that has nothing to do with a text."""
    from draftkit.index.vectors import encode

    try:
        return list(encode(embedder, part))
    except EmbedderError as error:
        if error.key not in _OF_A_TEXT:
            raise
    rows: list[tuple[str, bytes]] = []
    refused = 0
    for passage in part:
        try:
            rows += encode(embedder, [passage])
        except EmbedderError as error:
            refused += 1
            if error.key not in _OF_A_TEXT or refused > _MOST_REFUSED:
                raise
    return rows


def fill_or_tell(
    archive: Archive, embedder: Embedder, writing: Writing, progress: Progress | None = None
) -> None:
    """`fill_remote`; where it fails, one line: the notices are there, their vectors wait."""
    if not is_remote(embedder):
        return
    try:
        fill_remote(archive, embedder, writing, progress)
    except (EmbedderError, LockedError) as error:
        missing = len(archive.without_vectors(embedder.name))
        remark_on("embed.waiting", missing=missing, reason=str(error))


def make_anew(
    archive: Archive, embedder: Embedder, writing: Writing, progress: Progress | None = None
) -> None:
    """`fill_remote` for `reindex`: where another model is behind the name by now, all its vectors
    are made anew. Raises EmbedderError when the server cannot be used; nothing is dropped then."""
    if not isinstance(embedder, RemoteEmbedder) or not archive.count()[1]:
        return
    try:
        embedder.check()
    except MixedVectorsError:
        with writing(), archive.change() as change:
            embedder.renew(change)
    fill_remote(archive, embedder, writing, progress)
