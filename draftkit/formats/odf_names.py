"""Names of OpenDocument elements and attributes as lxml spells them."""

from __future__ import annotations

from functools import cache
from typing import Any

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = {
    "office": f"{_OASIS}office:1.0", "text": f"{_OASIS}text:1.0", "table": f"{_OASIS}table:1.0",
    "style": f"{_OASIS}style:1.0", "draw": f"{_OASIS}drawing:1.0",
    "fo": f"{_OASIS}xsl-fo-compatible:1.0", "manifest": f"{_OASIS}manifest:1.0",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "xlink": "http://www.w3.org/1999/xlink", "svg": f"{_OASIS}svg-compatible:1.0",
    "math": "http://www.w3.org/1998/Math/MathML",
}  # fmt: skip


@cache
def qn(name: str) -> str:
    """ "text:p" with its namespace in braces."""
    prefix, _, local = name.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


def name_of(element: Any) -> str:
    """The local name of an element."""
    return str(element.tag).rpartition("}")[2]
