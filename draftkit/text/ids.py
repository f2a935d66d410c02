"""Ids by content: the same text has the same id on every machine."""

from __future__ import annotations

import hashlib

from draftkit.text.similar import bare


def content_id(*parts: str) -> str:
    """16 hex digits of the SHA-256 over the Han characters, letters and digits of the parts.

    Parts are kept apart by a separator that no text holds, so ("ab", "c") and ("a", "bc") differ.
    """
    kept = "\x1f".join(bare(part) for part in parts)
    return hashlib.sha256(kept.encode("utf-8")).hexdigest()[:16]
