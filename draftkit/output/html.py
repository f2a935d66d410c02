"""A paper as set → one HTML page that looks and prints like its Word file. No script, nothing
loaded from elsewhere, every word escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from draftkit.values.notice import Table
from draftkit.values.typeset import Look, PageProfile, Piece, SetLine, one_way, pieces
from draftkit.word.columns import column_widths, longest_cells

_HEADINGS: dict[Look, str] = {
    "title": "h1", "heading1": "h2", "heading2": "h3", "heading3": "h4", "heading4": "h5",
}  # fmt: skip


def as_html(lines: Sequence[SetLine], profile: PageProfile, title: str) -> str:
    """The page as a whole document, title in the window's bar."""
    body = "\n".join(_line(line, profile) for line in lines)
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="generator" content="draftkit">\n'
        f"<title>{escape(one_way(title))}</title>\n<style>\n{_css(profile)}</style>\n</head>\n"
        f'<body>\n<main class="paper">\n{body}\n</main>\n</body>\n</html>\n'
    )


def _line(line: SetLine, profile: PageProfile) -> str:
    if line.table:
        return _table(line.table, profile)
    tag = _HEADINGS.get(line.look, "p")
    kinds: list[str] = [line.look]
    kinds += [name for name, on in (("new-page", line.new_page), ("ruled", line.ruled)) if on]
    inside = "".join(_piece(piece) for piece in line.pieces)
    if any("\t" in piece.text for piece in line.pieces):
        kinds.append("two-ends")
        left, right = inside.split("\t", 1)
        inside = f"<span>{left}</span><span>{right}</span>"
    return f'<{tag} class="{" ".join(kinds)}"{_placed(line)}>{inside}</{tag}>'


def _placed(line: SetLine) -> str:
    """The line's own indents and gap as a style attribute."""
    css = {"padding-left": line.left, "padding-right": line.right, "text-indent": line.first}
    rules = [f"{name}:{value:g}rem" for name, value in css.items() if value is not None]
    if line.above:
        rules.append(f"margin-top:calc({line.above:g} * var(--line))")
    return f' style="{";".join(rules)}"' if rules else ""


def _piece(piece: Piece) -> str:
    text = escape(piece.text).replace("\n", "<br>")
    face = f"face{piece.level}" if piece.level else ""
    if piece.role in ("fill", "confirm"):
        return f'<mark class="{f"{piece.role} {face}".strip()}">{text}</mark>'
    if piece.role == "name":
        return f'<span class="name">{text}</span>'
    return f'<span class="{face}">{text}</span>' if face else text


def _table(table: Table, profile: PageProfile) -> str:
    def row(cells: Sequence[str], tag: str) -> str:
        inside = "".join(
            f"<{tag}>{''.join(_piece(piece) for piece in pieces(cell))}</{tag}>" for cell in cells
        )
        return f"<tr>{inside}</tr>"

    head = f"<thead>{row(table.header, 'th')}</thead>" if table.header else ""
    body = "".join(row(cells, "td") for cells in table.rows)
    rows = [table.header, *table.rows] if table.header else list(table.rows)
    columns = ""
    if any(rows):
        widths = column_widths(longest_cells(rows), profile.text_width, profile.sizes.table)
        shares = (100 * width / sum(widths) for width in widths)
        columns = "".join(f'<col style="width:{share:.1f}%">' for share in shares)
    return f"<table><colgroup>{columns}</colgroup>{head}<tbody>{body}</tbody></table>"


def _css(profile: PageProfile) -> str:
    """The profile as CSS. 1 rem is one 字, --line one 行."""
    sheet, sizes, grid, colours = profile.sheet, profile.sizes, profile.grid, profile.colours
    faces = profile.faces
    body, title = _family(profile, faces.body), _family(profile, faces.title, faces.title)
    black, names = _family(profile, faces.heading1), _family(profile, faces.names)
    thick, thin = profile.rules
    margins = f"{sheet.top:g}mm {sheet.right:g}mm {sheet.bottom:g}mm {sheet.left:g}mm"
    levels = "".join(
        f".heading{level}, .face{level} {{ font-family: {_family(profile, face)}; }}\n"
        for level, face in enumerate(
            (faces.heading1, faces.heading2, faces.heading3, faces.heading4), 1
        )
    )
    return (
        f'@font-face {{ font-family: "latin"; src: local("{faces.latin}");\n'
        "  unicode-range: U+0020-007E; }\n"
        f"@page {{ size: {sheet.width:g}mm {sheet.height:g}mm; margin: {margins}; }}\n"
        f":root {{ font-size: {sizes.body:g}pt; --line: {grid.line:g}pt; }}\n"
        "* { box-sizing: border-box; }\n"
        f"body {{ margin: 0; background: #e8e8e8; color: #000; font-family: {body};\n"
        f"  font-size: 1rem; line-height: var(--line); letter-spacing: {grid.spacing:g}pt; }}\n"
        f".paper {{ width: {sheet.width:g}mm; max-width: 100%; min-height: {sheet.height:g}mm;\n"
        f"  margin: 8mm auto; padding: {margins}; background: #fff; }}\n"
        "p, h1, h2, h3, h4, h5 { margin: 0; font-size: 1rem; font-weight: normal;\n"
        "  text-align: justify; text-indent: 2rem; overflow-wrap: break-word; }\n"
        "h2, h3, h4, h5 { break-after: avoid; }\n"
        f".title {{ font-family: {title}; font-size: {sizes.title:g}pt;\n"
        f"  line-height: {grid.title_line:g}pt; text-align: center; text-indent: 0; }}\n"
        ".recipients, .copy_no, .secrecy, .urgency, .attachment { text-indent: 0; }\n"
        f".secrecy, .urgency, .attachment {{ font-family: {black}; }}\n"
        f".letterhead {{ font-family: {title}; color: #{colours.head}; text-align: center;\n"
        "  text-indent: 0; font-size: 2.4rem; line-height: 1.2; }\n"
        ".doc_number { text-align: center; text-indent: 0; }\n"
        f".ruled {{ border-bottom: 1.5pt solid #{colours.head};\n"
        f"  padding-bottom: {profile.gaps.red_line:g}mm; }}\n"
        f".name {{ font-family: {names}; }}\n"
        ".signature, .date { text-align: right; text-indent: 0; }\n"
        ".two-ends { display: flex; justify-content: space-between; text-indent: 0; }\n"
        f".caption {{ font-family: {black}; text-align: center; text-indent: 0; }}\n"
        f".imprint {{ font-size: {sizes.imprint:g}pt; padding: 0 1rem;\n"
        f"  border-top: {thin:g}mm solid; }}\n"
        f":not(.imprint) + .imprint {{ margin-top: 2rem; border-top-width: {thick:g}mm; }}\n"
        f".imprint:last-child {{ border-bottom: {thick:g}mm solid; }}\n"
        "table { width: 100%; border-collapse: collapse; line-height: 1.5;\n"
        f"  font-size: {sizes.table:g}pt; font-family: {_family(profile, faces.table)}; }}\n"
        "th, td { border: 0.5pt solid; padding: 0 0.4em; text-indent: 0; }\n"
        f"th {{ font-family: {_family(profile, faces.table_head)}; font-weight: normal; }}\n"
        "thead { display: table-header-group; }\ntr { break-inside: avoid; }\n"
        f"{levels}"
        f"mark {{ background: #{colours.fill}; color: inherit; }}\n"
        f"mark.confirm {{ background: #{colours.confirm}; }}\n"
        f"@media screen {{ .new-page {{ margin-top: {sheet.bottom:g}mm;\n"
        f"  border-top: 1px dashed #bbb; padding-top: {sheet.top:g}mm; }} }}\n"
        "@media print { body { background: none; }\n"
        "  .paper { width: auto; margin: 0; padding: 0; min-height: 0; }\n"
        "  .new-page { break-before: page; }\n"
        "  mark { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }\n"
    )


def _family(profile: PageProfile, face: str, latin: str | None = None) -> str:
    """A font-family list: digits and letters in the Latin face (never “ ” or ——, which belong to
    the Chinese one), the rest in `face` or what may stand in for it."""
    own = [face, *profile.faces.stand_ins.get(face, ())]
    first = [] if latin else ["latin"]
    named = ", ".join(f'"{name}"' for name in dict.fromkeys([*first, *own]))
    return f"{named}, serif"
