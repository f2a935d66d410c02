"""The message catalogue: every help text, progress line and error, in English and Chinese.

One module a room, each a dict TEXTS of key → (English, Chinese), filled with str.format fields.
What is about a paper's text (findings, reports, blanks) is Chinese only and does not live here.
Imports nothing of draftkit beside itself.
"""

from __future__ import annotations

import os
from functools import cache
from importlib import import_module
from pathlib import PurePath
from typing import Any

from draftkit.messages.paths import printable

__all__ = ["AREAS", "catalogue", "language", "printable", "say"]

AREAS = (
    "request",
    "parse",
    "store",
    "settings",
    "health",
    "search",
    "remote",
    "output",
    "checks",
    "compose",
    "llm",
    "cli",
    "help",
    "word",
)


def language() -> str:
    """ "zh" or "en": DRAFTKIT_LANG, else the locale's first setting that counts, else English."""
    for name in ("DRAFTKIT_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


@cache
def _area(name: str) -> dict[str, tuple[str, str]]:
    texts: dict[str, tuple[str, str]] = import_module(f"draftkit.messages.{name}").TEXTS
    return texts


def catalogue() -> dict[str, tuple[str, str]]:
    """The whole catalogue, key → (English, Chinese)."""
    return {key: pair for area in AREAS for key, pair in _area(area).items()}


def say(message: str, lang: str | None = None, /, **values: Any) -> str:
    """The text of a message, filled in; what it is filled with is made printable. Raises KeyError
    for a message nobody wrote."""
    given = {
        name: printable(value) if isinstance(value, str | PurePath) else value
        for name, value in values.items()
    }
    for area in AREAS:
        pair = _area(area).get(message)
        if pair:
            return pair[(lang or language()) == "zh"].format_map(given)
    raise KeyError(message)
