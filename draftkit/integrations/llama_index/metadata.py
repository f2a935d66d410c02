"""What a node says about its passage, flat: vector stores take str, int and float only.

A key stands only where it has a value, so a filter never meets a made-up one.
"""

from __future__ import annotations

from draftkit import Hit, Passage

SEPARATOR = " > "
"""Between the headings of `heading_path`, outermost first."""

NOTICE = "draftkit_notice"
"""Key of a Document under which the reader leaves what it read; never copied to a node."""

SHOWN = ("title", "issuer", "year", "genre", "topic", "doc_number", "heading_path", "also_in")
"""Keys that a language model sees with the text."""

HIDDEN = ("role", "part", "ordinal", "notice_id")
"""Keys for filters and programs."""


def said_of(found: Passage | Hit) -> dict[str, str | int]:
    """The metadata that a passage and a hit have in common."""
    said = {
        "title": found.title,
        "issuer": found.issuer,
        "year": found.year,
        "genre": found.genre,
        "topic": found.topic,
        "role": found.role,
        "heading_path": SEPARATOR.join(found.heading_path),
        "notice_id": found.notice_id,
    }
    return {key: value for key, value in said.items() if value}
