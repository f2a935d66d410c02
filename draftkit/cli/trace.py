"""Where an error came from, without words of a paper: an error may quote what it choked on."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator

_WORDS = re.compile(r"[^\x20-\x7e]+")
"""What may be words of a paper. Paths in the frames are kept as they are."""

_LONGEST = 300


def lines(error: BaseException) -> Iterator[str]:
    """The frames with their source lines, causes first, and of each message the ASCII part."""
    below = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if below is not None:
        yield from lines(below)
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"  {frame.filename}:{frame.lineno} in {frame.name}"
        yield f"    {frame.line}"
    yield f"{type(error).__name__}: {_WORDS.sub('…', str(error))[:_LONGEST]}"
