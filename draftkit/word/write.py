"""A paper as set → a .docx package.

Every paragraph carries a named style; direct formatting is only what differs from paragraph to
paragraph (a page break, the place of signature and date). No python-docx: its template brings theme
faces, colours and random ids that would all have to be taken out again.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from draftkit.values.notice import Table
from draftkit.values.typeset import PageProfile, Piece, SetLine, pieces
from draftkit.word.columns import column_widths, longest_cells
from draftkit.word.package import About, docx
from draftkit.word.styles import (
    CONFIRM,
    FILL,
    NAMES,
    PAGE_NUMBER,
    STYLES,
    TABLE_HEAD,
    exact,
    heading_run,
    indents,
    run_fonts,
    styles_part,
)
from draftkit.word.xml import el, from_mm, part, twips, words

_SHORT_CELL = 6


def write_docx(lines: Sequence[SetLine], profile: PageProfile, about: About) -> bytes:
    """The bytes of a Word file with these lines. The same arguments give the same bytes."""
    footers = (_footer("right"), _footer("left"))
    return docx(_document(lines, profile), styles_part(profile), footers, profile, about)


def _document(lines: Sequence[SetLine], profile: PageProfile) -> bytes:
    """word/document.xml: the paragraphs and tables, then the page they stand on."""
    blocks: list[str] = []
    for imprint, group in groupby(lines, lambda line: line.look == "imprint"):
        if imprint:
            blocks.append(_imprint(list(group), profile))
            continue
        for line in group:
            blocks.append(_table(line, profile) if line.table else _paragraph(line, profile))
    return part("document", el("body", *_apart(blocks), _section(profile)))


def _apart(blocks: list[str]) -> list[str]:
    """The blocks with a hair-thin paragraph between two tables (they would grow into one) and
    after a last one (Word wants a paragraph at the end of a body)."""
    thin = el("p", el("pPr", exact(1), el("rPr", el("sz", val=2), el("szCs", val=2))))
    out: list[str] = []
    for at, block in enumerate(blocks):
        out.append(block)
        following = blocks[at + 1] if at + 1 < len(blocks) else "<w:tbl>"
        if block.startswith("<w:tbl>") and following.startswith("<w:tbl>"):
            out.append(thin)
    return out


def _section(profile: PageProfile) -> str:
    """Paper, margins, grid. The line of the page number is placed so that its dash stands
    `gaps.page_number` millimetres under the type area (clause 7.5)."""
    sheet, grid = profile.sheet, profile.grid
    half_line = (profile.sizes.page_number + 2) / 2 * 25.4 / 72
    footer = max(5.0, sheet.bottom - profile.gaps.page_number - half_line)
    return el(
        "sectPr",
        '<w:footerReference w:type="default" r:id="rId4"/>',
        '<w:footerReference w:type="even" r:id="rId5"/>',
        el("pgSz", w=from_mm(sheet.width), h=from_mm(sheet.height)),
        el(
            "pgMar",
            top=from_mm(sheet.top),
            right=from_mm(sheet.right),
            bottom=from_mm(sheet.bottom),
            left=from_mm(sheet.left),
            header=from_mm(15),
            footer=from_mm(footer),
            gutter=0,
        ),
        el("cols", space=425),
        el("docGrid", type="lines", linePitch=twips(grid.pitch)),
    )


def _footer(side: str) -> bytes:
    """A page number between dashes, one 字 in from the outer edge."""
    inset = {f"{side}Chars": 100, side: 320}

    def run(inside: str) -> str:
        return el("r", el("rPr", el("rFonts", hint="eastAsia")), inside)

    field = (
        run(el("fldChar", fldCharType="begin"))
        + run('<w:instrText xml:space="preserve"> PAGE </w:instrText>')
        + run(el("fldChar", fldCharType="separate"))
        + run("<w:t>1</w:t>")
        + run(el("fldChar", fldCharType="end"))
    )
    before, after = (run(f'<w:t xml:space="preserve">{text}</w:t>') for text in ("— ", " —"))
    setting = el("pPr", el("pStyle", val=PAGE_NUMBER[0]), el("ind", **inset), el("jc", val=side))
    return part("ftr", el("p", setting, before, field, after))


def _paragraph(line: SetLine, profile: PageProfile) -> str:
    """A paragraph of the line's style with what is its own."""
    own = "" if line.left is line.right is line.first is None else indents(
        profile, line.left, line.right, line.first
    )  # fmt: skip
    rule = el(
        "pBdr",
        el("bottom", val="single", sz=12, space=round(_under_rule(profile)),
           color=profile.colours.head),
    ) if line.ruled else ""  # fmt: skip
    stop = ""
    if any("\t" in piece.text for piece in line.pieces):
        edge = twips(profile.text_width - (line.right or 0) * profile.sizes.body)
        stop = el("tabs", el("tab", val="right", pos=edge))
    spacing, size = _spacing(line, profile)
    setting = el(
        "pPr",
        el("pStyle", val=STYLES[line.look][0]),
        el("keepNext") if line.keep_next else "",
        el("pageBreakBefore") if line.new_page else "",
        rule,
        stop,
        spacing,
        own,
    )
    return el("p", setting, *(_run(piece, profile, size) for piece in line.pieces))


def _spacing(line: SetLine, profile: PageProfile) -> tuple[str, float | None]:
    """The spacing that is the line's own, and the size of a 标志 made to fit the type area."""
    above = line.above * profile.grid.line
    if line.look != "letterhead":
        height = profile.grid.title_line if line.look == "title" else profile.grid.line
        return (exact(height, above) if above else ""), None
    widest = max((len(part_) for part_ in line.text.split("\n")), default=1) or 1
    size = min(profile.sizes.letterhead, int(profile.text_width * 0.96 / widest))
    # the exact line is a fifth taller than the type: half of that lies above it
    return exact(size * 1.2, max(0.0, above - size * 0.1)), size


def _under_rule(profile: PageProfile) -> float:
    """Points between the line of the 发文字号 and the red rule, its leading below counted in."""
    leading = (profile.grid.line - profile.sizes.body) / 2
    return min(31.0, max(0.0, profile.gaps.red_line * 72 / 25.4 - leading))


def _run(piece: Piece, profile: PageProfile, size: float | None) -> str:
    """A run. The hint makes Word set “ ” — … · in the Chinese face, not in the Latin one."""
    style, face = "", el("rFonts", hint="eastAsia")
    if piece.role == "head" and piece.level:
        style = heading_run(piece.level)[0]
    elif piece.role == "name":
        style = NAMES[0]
    elif piece.role in ("fill", "confirm"):
        style = (FILL if piece.role == "fill" else CONFIRM)[0]
        if piece.level:
            face = run_fonts(profile, piece.level).replace(
                "<w:rFonts", '<w:rFonts w:hint="eastAsia"'
            )
    half = round(size * 2) if size else None
    setting = el(
        "rPr",
        el("rStyle", val=style) if style else "",
        face,
        el("sz", val=half) + el("szCs", val=half) if half else "",
    )
    return el("r", setting, _text(piece.text))


def _text(text: str) -> str:
    """Text of a run, soft breaks and tabs as their own elements."""
    out = ""
    for row, line in enumerate(text.split("\n")):
        out += el("br") if row else ""
        for column, cell in enumerate(line.split("\t")):
            out += el("tab") if column else ""
            out += f'<w:t xml:space="preserve">{words(cell)}</w:t>' if cell else ""
    return out


def _borders(name: str, **sizes: int) -> str:
    """Black rules in eighths of a point; 0 is none."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return el(
        name,
        *(
            el(side, val="single", sz=sizes[side], space=0, color="auto")
            if sizes[side]
            else el(side, val="nil")
            for side in sides
            if side in sizes
        ),
    )


def _table(line: SetLine, profile: PageProfile) -> str:
    """A ruled table as wide as the type area; its header row comes again on every page."""
    table = line.table or Table()
    rows = [table.header, *table.rows] if table.header else list(table.rows)
    if not any(rows):
        return _paragraph(SetLine("table"), profile)
    longest = longest_cells(rows)
    widths = column_widths(longest, profile.text_width, profile.sizes.table)
    out = el(
        "tblPr",
        el("tblW", w=sum(widths), type="dxa"),
        el("jc", val="center"),
        _borders("tblBorders", top=4, left=4, bottom=4, right=4, insideH=4, insideV=4),
        el("tblLayout", type="fixed"),
    ) + el("tblGrid", *(el("gridCol", w=width) for width in widths))
    for at, row in enumerate(rows):
        head = bool(table.header) and at == 0
        cells = [*row, *[""] * (len(widths) - len(row))]
        out += el(
            "tr",
            el("trPr", el("cantSplit"), el("tblHeader") if head else ""),
            *(
                _cell(text, width, profile, head, size <= _SHORT_CELL)
                for text, width, size in zip(cells, widths, longest, strict=True)
            ),
        )
    return el("tbl", out)


def _cell(text: str, width: int, profile: PageProfile, head: bool, short: bool) -> str:
    """A cell. A column of nothing but short entries (numbers, ticks, dates) is centred."""
    style = TABLE_HEAD[0] if head else STYLES["table"][0]
    setting = el("tcPr", el("tcW", w=width, type="dxa"), el("vAlign", val="center"))
    centred = el("jc", val="center") if short and not head else ""
    paragraphs = "".join(
        el(
            "p",
            el("pPr", el("pStyle", val=style), centred),
            *(_run(piece, profile, None) for piece in pieces(row)),
        )
        for row in text.split("\n")
    )
    return el("tc", setting, paragraphs)


def _imprint(lines: list[SetLine], profile: PageProfile) -> str:
    """The 版记: rows between rules as wide as the type area, at the foot of the page they end on
    (clause 7.4.1). A floating table, as offices make it in Word by hand."""
    width = twips(profile.text_width)
    thick, thin = (round(mm * 72 / 25.4 * 8) for mm in profile.rules)
    setting = el(
        "tblPr",
        el("tblpPr", leftFromText=0, rightFromText=0, topFromText=0, bottomFromText=0,
           vertAnchor="margin", horzAnchor="page", tblpX=from_mm(profile.sheet.left), tblpYSpec="bottom"),
        el("tblW", w=width, type="dxa"),
        _borders("tblBorders", top=thick, left=0, bottom=thick, right=0, insideH=thin, insideV=0),
        el("tblLayout", type="fixed"),
        el("tblCellMar", el("left", w=0, type="dxa"), el("right", w=0, type="dxa")),
    )  # fmt: skip
    rows = "".join(
        el(
            "tr",
            el("trPr", el("cantSplit")),
            el("tc", el("tcPr", el("tcW", w=width, type="dxa")), _paragraph(line, profile)),
        )
        for line in lines
    )
    return el("tbl", setting, el("tblGrid", el("gridCol", w=width)), rows)
