"""WordprocessingML as text: elements whose attributes and children stand in the order given, so
that the same paper gives the same bytes."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def el(name: str, /, *children: str, **attributes: object) -> str:
    """An element of the w: namespace; attributes too, and those that are None are left out.

    `el("ind", firstLine=640)` is `<w:ind w:firstLine="640"/>`. A trailing underscore in a name is
    dropped, so that Python's own words can be used.
    """
    inside = "".join(children)
    written = "".join(
        f" w:{key.rstrip('_')}={quoteattr(str(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<w:{name}{written}>{inside}</w:{name}>" if inside else f"<w:{name}{written}/>"


def words(text: str) -> str:
    """Text as character data: escaped, without the characters XML 1.0 cannot hold."""
    return escape(_ILLEGAL.sub("", text))


def part(root: str, inside: str) -> bytes:
    """A whole part with the element w:`root`."""
    return f"{DECLARATION}<w:{root} {NAMESPACES}>{inside}</w:{root}>".encode()


def twips(points: float) -> int:
    """Points in twentieths, the unit of Word's lengths."""
    return round(points * 20)


def from_mm(millimetres: float) -> int:
    """Millimetres in twips."""
    return round(millimetres * 1440 / 25.4)
