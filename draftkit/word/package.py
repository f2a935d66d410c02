"""The .docx package: parts in a fixed order, stored, all dated 1980-01-01, so that the same paper
gives the same bytes on every machine (a deflate library may pack differently)."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import date

from draftkit.values.typeset import PageProfile
from draftkit.word.xml import DECLARATION, el, part, words

CATEGORY = "draftkit"
"""dc category of every Word file we write: ingest takes it for a draft, not for a past notice."""

_EPOCH = date(1980, 1, 1)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"


@dataclass(frozen=True)
class About:
    """What the file says of itself. Without a `day` it is dated 1980-01-01: never today."""

    title: str = ""
    subject: str = ""
    day: date | None = None


def pack(parts: dict[str, bytes]) -> bytes:
    """A zip of those parts in that order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 0
            archive.writestr(entry, data)
    return buffer.getvalue()


def docx(
    document: bytes, styles: bytes, footers: tuple[bytes, bytes], profile: PageProfile, about: About
) -> bytes:
    """The package around a document part, its styles and its odd and even footer."""
    return pack(
        {
            "[Content_Types].xml": _types(),
            "_rels/.rels": _relations(
                ("officeDocument", "word/document.xml", _OFFICE),
                ("metadata/core-properties", "docProps/core.xml", _PACKAGE),
                ("extended-properties", "docProps/app.xml", _OFFICE),
            ),
            "word/document.xml": document,
            "word/_rels/document.xml.rels": _relations(
                ("styles", "styles.xml", _OFFICE),
                ("settings", "settings.xml", _OFFICE),
                ("fontTable", "fontTable.xml", _OFFICE),
                ("footer", "footer1.xml", _OFFICE),
                ("footer", "footer2.xml", _OFFICE),
            ),
            "word/styles.xml": styles,
            "word/settings.xml": _settings(),
            "word/fontTable.xml": _font_table(profile),
            "word/footer1.xml": footers[0],
            "word/footer2.xml": footers[1],
            "docProps/core.xml": _core(about),
            "docProps/app.xml": (
                f'{DECLARATION}<Properties xmlns="{_OFFICE}/extended-properties">'
                "<Application>draftkit</Application></Properties>"
            ).encode(),
        }
    )


def _types() -> bytes:
    overrides = {
        "/word/document.xml": f"{_WML}.document.main+xml",
        "/word/styles.xml": f"{_WML}.styles+xml",
        "/word/settings.xml": f"{_WML}.settings+xml",
        "/word/fontTable.xml": f"{_WML}.fontTable+xml",
        "/word/footer1.xml": f"{_WML}.footer+xml",
        "/word/footer2.xml": f"{_WML}.footer+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": (
            "application/vnd.openxmlformats-officedocument.extended-properties+xml"
        ),
    }
    rows = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items()
    )
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    ).encode()


def _relations(*rows: tuple[str, str, str]) -> bytes:
    """A relationships part; ids count up from rId1 in the order given."""
    inside = "".join(
        f'<Relationship Id="rId{at}" Type="{family}/relationships/{kind}" Target="{target}"/>'
        for at, (kind, target, family) in enumerate(rows, 1)
    )
    return (
        f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'
    ).encode()


def _settings() -> bytes:
    """Different odd and even footers; no squeezing of punctuation, so that a line is 28 characters
    wide whatever stands in it; the switches Word sets for Chinese text."""
    switches = (
        "spaceForUL", "balanceSingleByteDoubleByteWidth", "doNotLeaveBackslashAlone",
        "ulTrailSpace", "doNotExpandShiftReturn", "adjustLineHeightInTable", "useFELayout",
    )  # fmt: skip
    mode = el(
        "compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word",
        val=15,
    )  # fmt: skip
    return part(
        "settings",
        el("zoom", percent=100)
        + el("bordersDoNotSurroundHeader")
        + el("bordersDoNotSurroundFooter")
        + el("defaultTabStop", val=420)
        + el("evenAndOddHeaders")
        + el("drawingGridVerticalSpacing", val=156)
        + el("characterSpacingControl", val="doNotCompress")
        + el("compat", *(el(name) for name in switches), mode)
        + el("themeFontLang", val="en-US", eastAsia="zh-CN")
        + el("decimalSymbol", val=".")
        + el("listSeparator", val=","),
    )


def _font_table(profile: PageProfile) -> bytes:
    """The faces used, each with the names of those that may stand in for it."""
    faces = profile.faces
    named = {
        value: None
        for key, value in faces.model_dump().items()
        if isinstance(value, str) and not key.startswith("latin")
    }
    out = "".join(
        el(
            "font",
            el("altName", val=",".join(faces.stand_ins[name])) if name in faces.stand_ins else "",
            el("charset", val="86"),
            el("family", val="auto"),
            el("pitch", val="default"),
            name=name,
        )
        for name in named
    )
    if faces.latin not in named:
        out += el(
            "font", el("charset", val="00"), el("family", val="roman"), el("pitch", val="variable"),
            name=faces.latin,
        )  # fmt: skip
    return part("fonts", out)


def _core(about: About) -> bytes:
    """Core properties. The author is left empty: the paper is its body's, not the program's."""
    stamp = f"{(about.day or _EPOCH).isoformat()}T00:00:00Z"
    return (
        f"{DECLARATION}<cp:coreProperties "
        f'xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{words(about.title)}</dc:title>"
        f"<dc:subject>{words(about.subject)}</dc:subject>"
        "<dc:creator></dc:creator><cp:lastModifiedBy></cp:lastModifiedBy>"
        "<cp:revision>1</cp:revision>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified>'
        f"<cp:category>{CATEGORY}</cp:category><dc:language>zh-CN</dc:language>"
        "</cp:coreProperties>"
    ).encode()
