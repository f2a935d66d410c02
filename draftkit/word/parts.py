"""The parts of an Office Open XML package as trees, their links resolved.

Nothing is asked of a package but that its main part can be found: content types (.docm, .dotx),
the case of part names, backslashes and links to parts that are not there don't matter, and the
namespaces of a strict file (ISO/IEC 29500-1) are read as those of a transitional one.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass
from functools import cache
from typing import Any

from docx.oxml.ns import nsmap

from draftkit.text.markup import parse_xml

_SPACES = {
    **nsmap,
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
_STRICT = re.compile(r"^\{http://purl\.oclc\.org/ooxml/(\w+)/(\w+)\}")
_OLDER = {"wordprocessingml": "wordprocessingml/2006", "drawingml": "drawingml/2006",
          "officeDocument": "officeDocument/2006"}  # fmt: skip
MAIN = "word/document.xml"
MAX_LINKED = 100
"""Parts of one kind that are read: a file of thirty sections has at most ninety headers."""


@cache
def qn(name: str) -> str:
    """ "w:p" as lxml spells it: the namespace in braces, then the name."""
    prefix, _, local = name.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


@dataclass(frozen=True)
class Link:
    """A relationship of a part: its kind (the last word of the type), the part it leads to, and the
    id by which it is called."""

    kind: str
    part: str
    id: str = ""


class Parts:
    """A package opened for reading. Raises ValueError or what zipfile raises when it is broken."""

    def __init__(self, data: bytes) -> None:
        self._package = zipfile.ZipFile(io.BytesIO(data))
        self._names = {_plain(name): name for name in self._package.namelist()}
        self.main = next(
            (link.part for link in self._links("", "_rels/.rels") if link.kind == "officeDocument"),
            MAIN,
        )
        folder, name = posixpath.split(self.main)
        self.links = self._links(folder, f"{folder}/_rels/{name}.rels")
        self.passed = 0
        """Parts that `linked` did not read, past the bound."""

    def data(self, part: str) -> bytes | None:
        """The bytes of a part, None where the package has none of that name."""
        name = self._names.get(_plain(part))
        return None if name is None else self._package.read(name)

    def tree(self, part: str) -> Any:
        """The root of a part as a transitional file has it, None where there is no such part."""
        data = self.data(part)
        if data is None:
            return None
        root = parse_xml(data)
        if _STRICT.match(root.tag):
            _loosen(root)
        return root

    def linked(self, kind: str) -> list[Any]:
        """The roots of the parts that the main part links to as `kind`, in the order linked, each
        once however often it is linked to."""
        names = {_plain(link.part): None for link in self.links if link.kind == kind}
        self.passed += max(0, len(names) - MAX_LINKED)
        trees = [self.tree(name) for name in list(names)[:MAX_LINKED]]
        return [tree for tree in trees if tree is not None]

    def properties(self) -> list[Any]:
        """The roots of the parts that hold the properties of the file."""
        names = [n for n in self._names if n.startswith("docprops/") and n.endswith(".xml")]
        return [tree for name in names if (tree := self.tree(name)) is not None]

    def _links(self, folder: str, part: str) -> list[Link]:
        """Links into the package; those that lead out or nowhere are left out."""
        data = self.data(part)
        links = []
        for item in parse_xml(data) if data is not None else ():
            target = (item.get("Target") or "").replace("\\", "/")
            inside = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            if item.get("TargetMode") != "External" and _plain(inside) in self._names:
                kind = (item.get("Type") or "").rpartition("/")[2]
                links.append(Link(kind, inside, item.get("Id") or ""))
        return links


def _plain(name: str) -> str:
    """Part names count without their case (ECMA-376 part 2, 6.2.2.3)."""
    return name.replace("\\", "/").lstrip("/").lower()


def _loosen(root: Any) -> None:
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        element.tag = _STRICT.sub(_transitional, element.tag)
        for name, value in element.attrib.items():
            if _STRICT.match(name):
                del element.attrib[name]
                element.set(_STRICT.sub(_transitional, name), value)


def _transitional(match: re.Match[str]) -> str:
    family, last = match.groups()
    return f"{{http://schemas.openxmlformats.org/{_OLDER.get(family, family)}/{last}}}"
