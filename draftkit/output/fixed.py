"""A copy of a paper with words replaced, the rest of the file as it was."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from draftkit.errors import UsageError
from draftkit.values.edits import Edit
from draftkit.values.source import Source

FIXABLE = {"docx": ".docx", "txt": ".txt", "md": ".md"}
"""Formats whose files can be changed in place."""


def fixed(data: bytes, source: Source, edits: Sequence[Edit]) -> tuple[bytes, list[Edit]]:
    """The file with the edits made, and those that could not be. `data` is the file that `source`
    was read from. Raises UsageError for a format that cannot be changed, InputError for a Word file
    that only our reader opens."""
    if source.format == "docx":
        from draftkit.word.comment import OpenFile

        opened = OpenFile(data, source.path)
        lost = opened.replace(edits)
        return opened.saved(), lost
    if source.format not in FIXABLE:
        raise UsageError("output.not_fixable", path=source.path, known=" ".join(FIXABLE.values()))
    return _text(data, source, edits)


def _text(data: bytes, source: Source, edits: Sequence[Edit]) -> tuple[bytes, list[Edit]]:
    encoding = source.encoding or "utf-8"
    text = data.decode(encoding, errors="surrogateescape")
    starts = _starts(text, source)
    lost, places = [], []
    for edit in edits:
        start = starts.get(edit.paragraph)
        at = -1 if start is None else start + edit.start
        if at < 0 or text[at : at + len(edit.was)] != edit.was:
            lost.append(edit)
        else:
            places.append((at, edit))
    for at, edit in sorted(places, key=lambda row: row[0], reverse=True):
        text = text[:at] + edit.put + text[at + len(edit.was) :]
    return text.encode(encoding, errors="surrogateescape"), lost


def _starts(text: str, source: Source) -> dict[int, int]:
    """Where each block's text begins in the file's."""
    out, at = {}, 0
    for block in source.blocks:
        found = text.find(block.text, at) if block.text else -1
        if found >= 0:
            out[block.index] = found
            at = found + len(block.text)
    return out


def fixed_path(path: Path) -> Path:
    """NAME.fixed.EXT beside the file."""
    return path.with_name(f"{path.stem}.fixed{path.suffix}")
