"""XML of office files as a tree, closed to what a file may pull in or blow up.

No part of an office package may declare a document type (ECMA-376 part 2, 8.1.4; ODF files have
none either), so one that does is refused before it is parsed: no entity is ever expanded.
"""

from __future__ import annotations

import re
from typing import Any

_DECLARED = b"<!DOCTYPE"
MAX_PART = 64 * 1024 * 1024
"""Bytes of one part that are made a tree, which takes about ten times as much."""


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
    about: Any = root.getroottree().docinfo
    if about.doctype:
        raise ValueError("a part declares a document type")
    return root


def count_paragraphs(markup: bytes, paragraphs: str, tables: str) -> tuple[int, int]:
    """(paragraphs outside tables, inside them) of a part, before it is made a tree. Names are
    alternatives of local names, such as "p|h"."""
    scan = re.compile(
        rf"<(/?)(?:\w+:)?(?:({paragraphs})|{tables})(?=[\s/>])([^<>]*)>".encode("ascii")
    )
    inside = outside = depth = 0
    for match in scan.finditer(markup.replace(b"\x00", b"") if b"\x00" in markup else markup):
        closing, paragraph, rest = match.groups()
        if paragraph is None:
            depth += 0 if rest.endswith(b"/") else -1 if closing else 1
        elif not closing:
            inside, outside = (inside + 1, outside) if depth > 0 else (inside, outside + 1)
    return outside, inside
