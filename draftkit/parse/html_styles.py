"""What the inline styles and lists of a web page say of its text: what is hidden, where line ends
count, which number stands before an item.

Styles in a style sheet are not looked at, but for one that takes the numbers off lists.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from draftkit.text.counters import write_number

_FAR = re.compile(r"^-(?:\d{4,}|[5-9]\d\d)(?:\.\d+)?(?:px|pt|em|rem|vw|vh|%)?$|^-\d{3,}(?:em|rem)$")
"""A distance that puts text outside the window."""
_NOTHING = re.compile(r"^0*(?:\.0+|0\.?0*)?(?:px|pt|em|rem|ex|%|vw|vh)?$")
_COLOURS = {"white": "#ffffff", "black": "#000000", "red": "#ff0000"}
_RGB = re.compile(r"^rgba?\((\d{1,3}),(\d{1,3}),(\d{1,3})(?:,(?:1|1\.0+|100%))?\)$")
_LINES = {"pre", "pre-wrap", "pre-line", "break-spaces"}
_STYLES = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "decimal": "decimal",
    "decimal-leading-zero": "decimalZero",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "cjk-ideographic": "chineseCounting",
    "simp-chinese-informal": "chineseCounting",
    "trad-chinese-informal": "chineseCounting",
    "cjk-decimal": "ideographDigital",
}
_HAN_LISTS = {"chineseCounting", "ideographDigital"}
_UNLISTED = re.compile(
    r"(?:^|[\s,}])(?:ol|li)\s*(?:,[^{}]*)?\{[^{}]*list-style(?:-type)?\s*:\s*none", re.I
)
_NUMBERED = re.compile(
    r"^[\s\u3000]*(?:[（(]?[\d０-９一二三四五六七八九十]{1,3}[）)、.．:：]|第[\d一二三四五六七八九十百]+[条章项])"
)
_MOST = 99_999
"""A start or value beyond this is no number of a list."""


def style_of(node: LexborNode) -> dict[str, str]:
    """The inline style of an element: names and values in small letters."""
    raw = node.attributes.get("style") or ""
    pairs = (part.partition(":") for part in raw.lower().split(";"))
    return {
        name.strip(): " ".join(value.replace("!important", "").split())
        for name, _, value in pairs
        if value
    }


def taken_out(node: LexborNode) -> bool:
    """Whether an element has no place on the page at all."""
    return "hidden" in node.attributes or style_of(node).get("display") == "none"


def hidden(node: LexborNode) -> bool:
    """Whether a reader does not see an element's text: it has no place, no size, no ink, or stands
    off the screen. Not hidden is what a part inside gives a size of its own again."""
    if "style" not in node.attributes:
        return "hidden" in node.attributes
    style = style_of(node)
    if taken_out(node) or _off_screen(style) or _same_colour(style):
        return True
    if _NOTHING.match(style.get("opacity", "1")):
        return True
    again = "visibility" if style.get("visibility") in ("hidden", "collapse") else ""
    if _NOTHING.match(style.get("font-size", "1")):
        again = "font-size"
    return bool(again) and not any(again in style_of(part) for part in _below(node))


def _below(node: LexborNode) -> list[LexborNode]:
    return [part for part in node.css("[style]") if part.mem_id != node.mem_id]


def _off_screen(style: dict[str, str]) -> bool:
    if _FAR.match(style.get("text-indent", "")):
        return True
    if style.get("position") not in ("absolute", "fixed"):
        return False
    sides = ("left", "top", "right", "bottom")
    clipped = style.get("clip", "").startswith("rect(0")
    return clipped or any(_FAR.match(style.get(side, "")) for side in sides)


def _same_colour(style: dict[str, str]) -> bool:
    behind = style.get("background-color") or style.get("background")
    ink = style.get("color")
    return bool(ink and behind) and _colour(ink or "") == _colour(behind or "")


def _colour(value: str) -> str:
    value = value.replace(" ", "")
    found = _RGB.match(value)
    if found:
        return "#" + "".join(f"{int(part):02x}" for part in found.groups()[:3])
    if re.fullmatch(r"#[0-9a-f]{3}", value):
        return "#" + "".join(char * 2 for char in value[1:])
    return _COLOURS.get(value, value)


def keeps_lines(node: LexborNode, above: bool) -> bool:
    """Whether line ends in an element's text are line ends on the page."""
    if node.tag == "pre":
        return True
    space = style_of(node).get("white-space") if "style" in node.attributes else None
    return above if space is None else space in _LINES


def unlisted(page: LexborHTMLParser) -> bool:
    """Whether the page's own style sheet takes the numbers off its lists."""
    return any(_UNLISTED.search(sheet.text()) for sheet in page.css("style"))


def numbers_of(items: LexborNode) -> dict[int, str]:
    """For each item of an `ol`, by its id, the number a browser shows before it."""
    own = [item for item in items.iter() if item.tag == "li"]
    back = "reversed" in items.attributes
    count = _whole(items.attributes.get("start"), len(own) if back else 1)
    out: dict[int, str] = {}
    for item in own:
        count = _whole(item.attributes.get("value"), count)
        style = _list_style(item) or _list_style(items) or "decimal"
        if style != "none" and not _NUMBERED.match(item.text()):
            out[item.mem_id] = write_number(count, style) + ("、" if style in _HAN_LISTS else ".")
        count += -1 if back else 1
    return out


def _list_style(node: LexborNode) -> str | None:
    """The style of the counter an element asks for, by its name in `write_number`; "none" also for
    a sign in the place of a number."""
    style = style_of(node)
    words = f"{style.get('list-style-type', '')} {style.get('list-style', '')}"
    for word in re.findall(r"[a-z-]+", words):
        if word in _STYLES:
            return _STYLES[word]
        if word in ("none", "disc", "circle", "square"):
            return "none"
    return _STYLES.get(node.attributes.get("type") or "")


def _whole(text: str | None, otherwise: int) -> int:
    found = re.match(r"\s*(-?\d{1,6})", text or "")
    number = int(found.group(1)) if found else otherwise
    return number if abs(number) <= _MOST else otherwise
