"""XML of office files as a tree, closed to what a file may pull in or blow up.

No part of an office package may declare a document type (ECMA-376 part 2, 8.1.4; ODF files have
none either), so one that does is refused before it is parsed: no entity is ever expanded.
"""

from __future__ import annotations

from typing import Any

_DECLARED = b"<!DOCTYPE"


def parse_xml(data: bytes) -> Any:
    """The root of a part (an lxml element), in any encoding its declaration names. Raises
    ValueError for one that declares a document type or is no XML."""
    from lxml import etree

    if _DECLARED in data or _DECLARED in data.replace(b"\x00", b""):
        raise ValueError("a part declares a document type")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise ValueError("a part is not well-formed") from None
    about = root.getroottree().docinfo
    if about is not None and about.doctype:
        raise ValueError("a part declares a document type")
    return root
