"""A generation as a collection on a Chroma server, written and asked through llama-index.

Collections are named by what they hold, so workspaces with the same archive and embedder share one,
and a name whose rows are all there needs no building. Imported only where one is built or asked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx
from chromadb.api.client import Client
from chromadb.auth import UserIdentity
from chromadb.config import Settings
from chromadb.errors import NotFoundError

from draftkit.index.build import CHECKED, CHROMA
from draftkit.index.chroma import Collection, Opened
from draftkit.index.servers import ANSWER, BUILD, CONNECT, headers, status_said
from draftkit.llm.bounded import BoundedClient

if TYPE_CHECKING:
    from draftkit.index.embedder import Matrix
    from draftkit.values.store import Generation

_SLICE = 1000
"""Rows sent at once; each request has to be answered in time."""

_MOST = 1 << 26
"""Bytes of an answer: the ids of half a million rows, far more than a search asks for."""

_ENOUGH = 0.9
"""Share of the candidates asked for that a sound graph gives at least; measured: .995."""


class ServedFault(RuntimeError):
    """The server failed, or answered what cannot be. One of the `FAULTS` of a collection."""


class CollectionGone(ServedFault):
    """The server answers and does not hold the collection."""


class _Bounded(Client):
    """A client whose every request ends in time and goes to the address given. The one of chromadb
    waits for ever, its first request included, and checks tenant and database in further ones,
    which is left out."""

    def get_user_identity(self) -> UserIdentity:
        server: Any = self._server
        was = server._session
        server._session = BoundedClient(
            seconds=ANSWER, connect=CONNECT, most=_MOST, headers=dict(was.headers)
        )
        server._session.event_hooks = {"response": [_refuse_redirect]}
        was.close()
        try:
            return super().get_user_identity()
        except BaseException:
            server._session.close()
            raise

    def _validate_tenant_database(self, tenant: str, database: str) -> None:
        """Not asked: a request for a collection says the same."""


def limit(client: Any, seconds: float) -> None:
    """Seconds that a server may take for an answer."""
    client._server._session.limit(seconds)


def _refuse_redirect(answer: httpx.Response) -> None:
    """chromadb would show the body of such an answer and not say what it is."""
    if 300 <= answer.status_code < 400:
        raise ServedFault(status_said(answer.status_code))


@contextmanager
def _speaking() -> Iterator[None]:
    """Where all talk with a server goes through: whatever comes of it is a ServedFault. chromadb
    has no class of its own for most faults: it raises a bare Exception for a status that it does
    not know, and whatever its own reading of an odd answer runs into."""
    try:
        yield
    except ServedFault:
        raise
    except NotFoundError:  # it answers, and has no such collection
        raise CollectionGone("collection") from None
    except Exception as error:  # noqa: BLE001  see above
        cause = error.__cause__ or error.__context__
        if isinstance(cause, ServedFault):
            raise cause from None
        raise ServedFault(type(cause or error).__name__) from None


def collection_name(embedder: str, chunking: int, ids: Sequence[str], vectors: Matrix) -> str:
    """The name of the collection of these rows, whatever their order."""
    import numpy as np

    digest = hashlib.sha256(f"{embedder}\n{chunking}\n".encode())
    for row in np.argsort(np.array(ids), kind="stable"):
        digest.update(f"{ids[row]}\n".encode())
        digest.update(np.ascontiguousarray(vectors[row]).tobytes())
    return f"draftkit-{digest.hexdigest()[:40]}"


class ServedCollection(Opened):
    """A collection on a server; the methods are those of `chroma.Collection`. Every fault of the
    server is a ServedFault, or CollectionGone where it answers and has no such collection."""

    def __init__(self, url: str, name: str) -> None:
        self.url = url
        self.name = name
        self._collection: Any = None
        self._store: Any = None
        settings = Settings(
            anonymized_telemetry=False,
            chroma_api_impl="chromadb.api.fastapi.FastAPI",
            chroma_server_host=url,
            chroma_server_http_port=urlsplit(url).port
            or 80,  # wanted, not used: the address has it
            chroma_server_headers=headers(),
        )
        with _speaking():
            self._client = _Bounded(settings=settings)

    @classmethod
    def open(cls, url: str, name: str, count: int) -> ServedCollection:
        """The collection of that name, if the server holds it whole."""
        made = cls(url, name)
        with made._closed_on_error():
            made._attach(made._asked(made._client.get_collection, name, embedding_function=None))
            if made.count() != count:
                raise CollectionGone("count")
        return made

    @classmethod
    def build(
        cls, url: str, name: str, manifest: dict[str, str | int], ids: Sequence[str],
        vectors: Matrix,
    ) -> ServedCollection:  # fmt: skip
        """A collection of these rows: the one that is there, if it is whole, else made so.

        One half written, by somebody who was stopped or who is writing just now, is written again:
        a row that is there stays as it is, and rows of one name are the same. What does not become
        whole that way is made anew.
        """
        made = cls(url, name)
        with made._closed_on_error():
            limit(made._client, BUILD)
            made._make_whole(manifest, ids, vectors)
        return made

    @contextmanager
    def _closed_on_error(self) -> Iterator[None]:
        """Let the connection go where nobody will get this to close it."""
        try:
            yield
        except BaseException:
            self.close()
            raise

    def _make_whole(
        self, manifest: dict[str, str | int], ids: Sequence[str], vectors: Matrix
    ) -> None:  # fmt: skip
        """See `build`."""
        with suppress(CollectionGone):
            self._attach(
                self._asked(self._client.get_collection, self.name, embedding_function=None)
            )
            if self.is_whole(manifest, ids, vectors):
                return
        for again in (False, True):
            if again:
                self.delete()
            self._write(manifest, ids, vectors)
            if self.is_whole(manifest, ids, vectors):
                return
        raise ServedFault("unsound")

    def _write(
        self, manifest: dict[str, str | int], ids: Sequence[str], vectors: Matrix
    ) -> None:  # fmt: skip
        self._attach(
            self._asked(
                self._client.get_or_create_collection,
                self.name,
                metadata=dict(manifest),
                configuration={"hnsw": {"space": "cosine"}},
                embedding_function=None,
            )
        )
        for at in range(0, len(ids), _SLICE):
            self._asked(self._add, ids[at : at + _SLICE], vectors[at : at + _SLICE])

    def _asked(self, call: Any, *given: Any, **named: Any) -> Any:
        with _speaking():
            return call(*given, **named)

    def is_whole(
        self, manifest: dict[str, str | int], ids: Sequence[str], vectors: Matrix
    ) -> bool:  # fmt: skip
        """Whether it holds so many rows, says what it is, and finds a sample of its rows."""
        said = [row for row in range(len(ids)) if vectors[row].any()]
        sample = said[:: max(1, len(said) // CHECKED)]
        return (
            self.count() == len(ids)
            and {key: self.manifest().get(key) for key in manifest} == manifest
            and self.finds_itself([ids[row] for row in sample], vectors[sample])
        )

    def count(self) -> int:
        """How many rows it holds."""
        counted = self._asked(self._collection.count)
        if type(counted) is not int:
            raise ServedFault(type(counted).__name__)
        return counted

    def manifest(self) -> dict[str, Any]:
        """See `Opened.manifest`."""
        return dict(self._asked(super().manifest))

    def nearest(self, vector: Matrix, count: int) -> list[str]:
        """See `Opened.nearest`."""
        ids = [str(one) for one in self._asked(super().nearest, vector, count)]
        if len(ids) < _ENOUGH * count:
            raise ServedFault("incomplete")
        return ids

    def finds_itself(self, ids: Iterable[str], vectors: Matrix) -> bool:
        """See `Opened.finds_itself`."""
        return bool(self._asked(super().finds_itself, ids, vectors))

    def delete(self) -> None:
        """Delete it from the server, if it is there."""
        with suppress(CollectionGone):
            self._asked(self._client.delete_collection, self.name)

    def close(self) -> None:
        """Let the connection go, and chromadb forget it: it keeps every client it made."""
        closing = getattr(self._client, "close", None)  # newer clients have it
        if closing is not None:
            closing()
        self._client._server._session.close()  # type: ignore[attr-defined]


def open_collection(made: Generation, folder: Path) -> Collection | ServedCollection:
    """A view of a generation, on its server or as a private copy of its files in `folder`. Raises
    one of `chroma.FAULTS`, among them ServedFault."""
    if made.server:
        return ServedCollection.open(made.server, made.collection, made.count)
    return Collection.open_copy(folder / made.folder / CHROMA)
