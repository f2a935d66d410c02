"""draftkit: from a public body's past notices to this year's paper, and a report to review it by.

    ws = draftkit.Workspace.open("office/")
    ws.ingest("past/")
    draft = ws.draft(draftkit.DraftRequest.load("起草要求.yaml"))
    draft.save("draft.docx")
    draft.report.save("report.html")

Every name of `__all__` is looked up when it is first used, so that importing draftkit costs next
to nothing. Inside draftkit nothing imports from here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from draftkit.api import evaluate, export, parse_file, parse_text, passages_of
    from draftkit.errors import (
        AmbiguousError,
        ArchiveError,
        ClassifiedFileError,
        DamagedFileError,
        DraftkitError,
        EmbedderError,
        EmptyArchiveError,
        EmptyFileError,
        EncodingError,
        InputError,
        LockedError,
        MissingFileError,
        MixedVectorsError,
        ModelError,
        NotFoundError,
        OutputError,
        ReadOnlyError,
        RequestError,
        SettingsError,
        TooLargeError,
        UnsupportedFileError,
        UsageError,
        WorkspaceError,
    )
    from draftkit.index import Embedder, HashEmbedder, LsaEmbedder
    from draftkit.llm import ChatModel, ScriptedChat
    from draftkit.retrieve import ListRetriever, Retriever
    from draftkit.values.draft import Draft
    from draftkit.values.hits import Filters, Hit, Hits, Passage
    from draftkit.values.notice import Notice
    from draftkit.values.outline import Outline
    from draftkit.values.report import EvalReport
    from draftkit.values.request import DraftRequest
    from draftkit.values.searching import SearchOptions
    from draftkit.workspace import DraftRun, Workspace

    __version__: str

__all__ = [
    "AmbiguousError",
    "ArchiveError",
    "ChatModel",
    "ClassifiedFileError",
    "DamagedFileError",
    "Draft",
    "DraftRequest",
    "DraftRun",
    "DraftkitError",
    "Embedder",
    "EmbedderError",
    "EmptyArchiveError",
    "EmptyFileError",
    "EncodingError",
    "EvalReport",
    "Filters",
    "HashEmbedder",
    "Hit",
    "Hits",
    "InputError",
    "ListRetriever",
    "LockedError",
    "LsaEmbedder",
    "MissingFileError",
    "MixedVectorsError",
    "ModelError",
    "NotFoundError",
    "Notice",
    "Outline",
    "OutputError",
    "Passage",
    "ReadOnlyError",
    "RequestError",
    "Retriever",
    "ScriptedChat",
    "SearchOptions",
    "SettingsError",
    "TooLargeError",
    "UnsupportedFileError",
    "UsageError",
    "Workspace",
    "WorkspaceError",
    "__version__",
    "evaluate",
    "export",
    "parse_file",
    "parse_text",
    "passages_of",
]

_HOME = {
    "ChatModel": "draftkit.llm",
    "Draft": "draftkit.values.draft",
    "DraftRequest": "draftkit.values.request",
    "DraftRun": "draftkit.workspace",
    "Embedder": "draftkit.index",
    "EvalReport": "draftkit.values.report",
    "Filters": "draftkit.values.hits",
    "HashEmbedder": "draftkit.index",
    "Hit": "draftkit.values.hits",
    "Hits": "draftkit.values.hits",
    "ListRetriever": "draftkit.retrieve",
    "LsaEmbedder": "draftkit.index",
    "Notice": "draftkit.values.notice",
    "Outline": "draftkit.values.outline",
    "Passage": "draftkit.values.hits",
    "Retriever": "draftkit.retrieve",
    "ScriptedChat": "draftkit.llm",
    "SearchOptions": "draftkit.values.searching",
    "Workspace": "draftkit.workspace",
    "evaluate": "draftkit.api",
    "export": "draftkit.api",
    "parse_file": "draftkit.api",
    "parse_text": "draftkit.api",
    "passages_of": "draftkit.api",
}
"""The module each name lives in; those not listed are error classes."""


def __getattr__(name: str) -> Any:
    """The public name, imported on first use (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module 'draftkit' has no attribute {name!r}")
    value = _version() if name == "__version__" else _imported(name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)


def _imported(name: str) -> Any:
    from importlib import import_module

    return getattr(import_module(_HOME.get(name, "draftkit.errors")), name)


def _version() -> str:
    """The version of the installed package; a checkout that nobody installed has none."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("draftkit")
    except PackageNotFoundError:
        return "0+checkout"
