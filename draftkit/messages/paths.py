"""File names that are not UTF-8, in a form that can be printed and stored.

Python carries bytes of a name that are no UTF-8 as lone surrogates; those can be written nowhere.
"""

from __future__ import annotations

import os
import re
from pathlib import PurePath

_BYTES = re.compile("[\ud800-\udfff]")


def printable(path: str | PurePath) -> str:
    """The path as text that any encoding of Unicode takes; one that is such text is unchanged.

    A part of it whose bytes are GB18030 (what older Chinese systems wrote) is read as that; else
    its strange bytes are shown as \\xNN.
    """
    text = str(path)
    if not _BYTES.search(text):
        return text
    return "/".join(_part(part) if _BYTES.search(part) else part for part in text.split("/"))


def _part(name: str) -> str:
    try:
        data = os.fsencode(name)
    except UnicodeEncodeError:  # a half character that never was a byte
        return _BYTES.sub(lambda found: f"\\u{ord(found.group()):04x}", name)
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        return data.decode("utf-8", "backslashreplace")
