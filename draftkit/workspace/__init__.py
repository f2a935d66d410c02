"""The workspace: where the rooms are put together. Everything is imported when first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from draftkit.workspace.results import DraftRun
    from draftkit.workspace.workspace import Workspace

__all__ = ["DraftRun", "Workspace"]

_HOME = {"DraftRun": "results", "Workspace": "workspace"}


def __getattr__(name: str) -> Any:
    """The public name, imported on first use (PEP 562)."""
    from importlib import import_module

    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
