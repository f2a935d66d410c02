"""The styles of a paper: one named paragraph style for each thing that stands on the page.

Nothing comes from Word's own template: no theme faces (they win over explicit ones), no colour, no
bold (clause 7.3.3 gives each level its weight by its face), no space before or after. Headings have
outline levels, so that Word's navigation pane shows the paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from draftkit.values.typeset import Look, PageProfile
from draftkit.word.xml import el, part, twips

STYLES: dict[Look, tuple[str, str]] = {
    "copy_no": ("GwCopyNo", "份号"),
    "secrecy": ("GwSecrecy", "密级"),
    "urgency": ("GwUrgency", "紧急程度"),
    "letterhead": ("GwLetterhead", "发文机关标志"),
    "doc_number": ("GwDocNumber", "发文字号"),
    "title": ("GwTitle", "公文标题"),
    "recipients": ("GwRecipients", "主送机关"),
    "body": ("GwBody", "公文正文"),
    "heading1": ("GwHeading1", "一级标题"),
    "heading2": ("GwHeading2", "二级标题"),
    "heading3": ("GwHeading3", "三级标题"),
    "heading4": ("GwHeading4", "四级标题"),
    "annex_note": ("GwAnnexNote", "附件说明"),
    "signature": ("GwSignature", "落款署名"),
    "date": ("GwDate", "成文日期"),
    "annotation": ("GwAnnotation", "附注"),
    "attachment": ("GwAttachment", "附件标识"),
    "caption": ("GwCaption", "表题"),
    "table": ("GwTable", "表格文字"),
    "imprint": ("GwImprint", "版记"),
}
"""Look to style id and style name."""

TABLE_HEAD = ("GwTableHead", "表头")
PAGE_NUMBER = ("GwPageNumber", "页码")
FILL = ("GwFill", "待补标记")
CONFIRM = ("GwConfirm", "待核标记")
NAMES = ("GwNames", "签发人姓名")


def heading_run(level: int) -> tuple[str, str]:
    """Id and name of the character style of a run-in heading of that level."""
    return f"GwHeading{level}Char", f"{'一二三四'[level - 1]}级标题字"


@dataclass(frozen=True)
class _Look:
    """What sets a paragraph style apart from the body: face, size, indents in 字, place."""

    face: str
    size: float
    latin: str | None = None
    first: float = 0
    left: float = 0
    right: float = 0
    align: str = "both"
    line: float | None = None
    outline: int | None = None
    keep_next: bool = False
    colour: str | None = None


def _looks(profile: PageProfile) -> dict[Look, _Look]:
    """The looks of clause 7 in this profile's faces and sizes."""
    faces, sizes, grid = profile.faces, profile.sizes, profile.grid
    body, title = sizes.body, sizes.title
    plain = _Look(faces.body, body)
    flush = _Look(faces.body, body, align="left")
    bold_class = _Look(faces.heading1, body, align="left")
    looks: dict[Look, _Look] = {
        "copy_no": flush,
        "secrecy": bold_class,
        "urgency": bold_class,
        "letterhead": _Look(
            faces.letterhead, sizes.letterhead, faces.letterhead, align="center",
            line=sizes.letterhead * 1.2, colour=profile.colours.head,
        ),
        "doc_number": _Look(faces.body, body, align="center"),
        "title": _Look(
            faces.title, title, faces.title, align="center", line=grid.title_line, keep_next=True
        ),
        "recipients": flush,
        "body": _Look(faces.body, body, first=2),
        "annex_note": _Look(faces.body, body, align="left"),
        "signature": _Look(faces.body, body, align="right", right=2, keep_next=True),
        "date": _Look(faces.body, body, align="right", right=4 if profile.seal else 2),
        "annotation": _Look(faces.body, body, first=2),
        "attachment": bold_class,
        "caption": _Look(faces.heading1, sizes.imprint, align="center", keep_next=True),
        "table": _Look(faces.table, sizes.table, align="left", line=sizes.table * 1.5),
        "imprint": _Look(faces.body, sizes.imprint, left=1, right=1, align="left"),
    }  # fmt: skip
    for level in range(1, 5):
        look: Look = get_args(Look)[get_args(Look).index("heading1") + level - 1]
        looks[look] = _Look(
            _face_of(profile, level), body, first=2, outline=level - 1, keep_next=True
        )
    return {look: looks.get(look, plain) for look in STYLES}


def _face_of(profile: PageProfile, level: int) -> str:
    faces = profile.faces
    return (faces.heading1, faces.heading2, faces.heading3, faces.heading4)[level - 1]


def fonts(east_asian: str, latin: str) -> str:
    """w:rFonts with every slot named, so that no theme face can come in."""
    return el("rFonts", ascii=latin, hAnsi=latin, eastAsia=east_asian, cs=latin)


def indents(
    profile: PageProfile, left: float | None, right: float | None, first: float | None
) -> str:
    """w:ind in hundredths of a 字, and in twips for readers that know no 字. "" without any."""
    unit = twips(profile.sizes.body)
    values: dict[str, int] = {}
    for side, width in (("left", left), ("right", right)):
        if width is not None:
            # Word's own 字 is not ours to a fraction; 0 makes it take the twips
            values[f"{side}Chars"] = round(width * 100) if width == int(width) else 0
            values[side] = round(width * unit)
    if first is not None:
        side = "firstLine" if first >= 0 else "hanging"
        values[f"{side}Chars"] = round(abs(first) * 100) if first == int(first) else 0
        values[side] = round(abs(first) * unit)
    return el("ind", **values) if values else ""


def exact(points: float, before: float = 0) -> str:
    """w:spacing of a line of exactly so many points."""
    return el("spacing", before=twips(before), after=0, line=twips(points), lineRule="exact")


def _paragraph(profile: PageProfile, look: _Look) -> str:
    """w:pPr of a look, children in the order the schema wants."""
    indented = (
        indents(profile, look.left or None, look.right or None, look.first or None)
        if look.left or look.right or look.first
        else ""
    )
    return el(
        "pPr",
        el("keepNext") if look.keep_next else "",
        el("snapToGrid", val=0) if look.line else "",
        exact(look.line or profile.grid.line),
        indented,
        el("jc", val=look.align),
        el("outlineLvl", val=look.outline) if look.outline is not None else "",
    )


def _run(profile: PageProfile, look: _Look) -> str:
    size = round(look.size * 2)
    return el(
        "rPr",
        fonts(look.face, look.latin or profile.faces.latin),
        el("color", val=look.colour) if look.colour else "",
        el("sz", val=size),
        el("szCs", val=size),
    )


def _style(kind: str, ids: tuple[str, str], *inside: str, based: str | None, following: str = "",
           ) -> str:  # fmt: skip
    return el(
        "style",
        el("name", val=ids[1]),
        el("basedOn", val=based) if based else "",
        el("next", val=following) if following else "",
        el("uiPriority", val=1),
        el("qFormat"),
        *inside,
        type=kind,
        customStyle=1,
        styleId=ids[0],
    )


def _defaults(profile: PageProfile) -> str:
    """Document defaults and Word's own base styles, free of theme faces and of spacing."""
    size = round(profile.sizes.body * 2)
    run = el(
        "rPr",
        fonts(profile.faces.body, profile.faces.latin),
        el("spacing", val=twips(profile.grid.spacing)),
        el("kern", val=0),
        el("sz", val=size),
        el("szCs", val=size),
        el("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA"),
    )
    spaced = el("autoSpaceDE", val=0) + el("autoSpaceDN", val=0)
    normal = el(
        "pPr",
        el("widowControl", val=0),
        spaced,
        exact(profile.grid.line),
        el("jc", val="both"),
    )
    return (
        el("docDefaults", el("rPrDefault", run), el("pPrDefault", el("pPr", spaced)))
        + _base("paragraph", "Normal", "Normal", el("qFormat"), normal)
        + _base("character", "DefaultParagraphFont", "Default Paragraph Font", el("semiHidden"))
        + _base("table", "TableNormal", "Normal Table", el("semiHidden"), _plain_table())
        + _base("numbering", "NoList", "No List", el("semiHidden"))
    )


def _base(kind: str, style_id: str, name: str, *inside: str) -> str:
    return el("style", el("name", val=name), *inside, type=kind, default=1, styleId=style_id)


def _plain_table() -> str:
    """Cell margins of Word's table style: 0.19 cm at the sides."""
    margins = {"top": 0, "left": 108, "bottom": 0, "right": 108}
    return el(
        "tblPr",
        el("tblInd", w=0, type="dxa"),
        el("tblCellMar", *(el(side, w=width, type="dxa") for side, width in margins.items())),
    )


def _marks(profile: PageProfile) -> str:
    """The character styles: open marks with their shade, run-in headings, names of signatories."""

    def shade(ids: tuple[str, str], fill: str) -> str:
        shading = el("shd", val="clear", color="auto", fill=fill)
        return _style("character", ids, el("rPr", shading), based="DefaultParagraphFont")

    out = shade(FILL, profile.colours.fill) + shade(CONFIRM, profile.colours.confirm)
    for level in range(1, 5):
        face = el("rPr", fonts(_face_of(profile, level), profile.faces.latin))
        out += _style("character", heading_run(level), face, based="DefaultParagraphFont")
    names = el("rPr", fonts(profile.faces.names, profile.faces.latin))
    return out + _style("character", NAMES, names, based="DefaultParagraphFont")


def styles_part(profile: PageProfile) -> bytes:
    """word/styles.xml of this profile."""
    looks = _looks(profile)
    out = _defaults(profile)
    for look, ids in STYLES.items():
        following = "GwBody" if look in ("title", "recipients") or "heading" in look else ""
        setting = _paragraph(profile, looks[look]) + _run(profile, looks[look])
        out += _style("paragraph", ids, setting, based="Normal", following=following)
    sizes, faces = profile.sizes, profile.faces
    head = _Look(faces.table_head, sizes.table, align="center", line=sizes.table * 1.5)
    number = _Look(
        faces.page_number, sizes.page_number, faces.latin_page_number, align="right",
        line=sizes.page_number + 2,
    )  # fmt: skip
    for ids, look_ in ((TABLE_HEAD, head), (PAGE_NUMBER, number)):
        setting = _paragraph(profile, look_) + _run(profile, look_)
        out += _style("paragraph", ids, setting, based="Normal")
    return part("styles", out + _marks(profile))


def run_fonts(profile: PageProfile, level: int) -> str:
    """The face of a heading level as direct formatting, for a mark that stands inside a heading."""
    return fonts(_face_of(profile, level), profile.faces.latin)
