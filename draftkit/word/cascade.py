"""What formatting comes to when direct formatting, styles, defaults and the theme are laid over one
another. Each style is resolved once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from draftkit.values.formatting import RunFormat
from draftkit.word.parts import Parts, qn
from draftkit.word.runs import OFF, W_PPR, W_RPR, W_VAL

_FONTS, _STYLE, _PSTYLE = qn("w:rFonts"), qn("w:rStyle"), qn("w:pStyle")
_FACE, _THEME_FACE = qn("w:eastAsia"), qn("w:eastAsiaTheme")
_THEME_COLOUR, _FILL, _SHD = qn("w:themeColor"), qn("w:fill"), qn("w:shd")
_IND, _SPACING, _LINE, _RULE = qn("w:ind"), qn("w:spacing"), qn("w:line"), qn("w:lineRule")
_TOGGLES = {qn("w:b"): "bold", qn("w:i"): "italic", qn("w:strike"): "struck",
            qn("w:dstrike"): "struck"}  # fmt: skip
_ALIGN = {"start": "left", "end": "right", "both": "justify", "distribute": "justify"}
_SIDES = {
    "first": (("firstLineChars", "firstLine", 1), ("hangingChars", "hanging", -1)),
    "left": (("leftChars", "left", 1), ("startChars", "start", 1)),
    "right": (("rightChars", "right", 1), ("endChars", "end", 1)),
}
_BODY_SIZE = 16.0
_DEEP = 20


class Settings:
    """What word/settings.xml says that bears on the look."""

    def __init__(self, parts: Parts) -> None:
        root = next(iter(parts.linked("settings")), None)
        mark = root.find(qn("w:evenAndOddHeaders")) if root is not None else None
        self.two_sided = mark is not None and mark.get(W_VAL) not in OFF


@dataclass(frozen=True)
class ParagraphLooks:
    """The settled properties of a paragraph: sides as (unit, amount), spacing, the rest."""

    values: dict[str, Any]

    @property
    def align(self) -> str | None:
        """left, right, center, justify; None where nothing says."""
        said = self.values.get("align")
        return _ALIGN.get(said, said) if said else None

    @property
    def numbered(self) -> bool:
        """Whether Word puts a number before it."""
        return bool(self.values.get("numbered"))

    @property
    def on_grid(self) -> bool:
        """Whether it keeps to the grid of the page."""
        return bool(self.values.get("on_grid", True))

    @property
    def shade(self) -> str | None:
        """The colour behind it, RRGGBB."""
        said: str | None = self.values.get("shade")
        return said

    def indent(self, side: str, size: float | None) -> float:
        """An indent in 字 of type of that size."""
        unit, amount = self.values.get(side, ("chars", 0.0))
        chars = amount / 100 if unit == "chars" else amount / 20 / (size or _BODY_SIZE)
        return round(float(chars), 2)

    def line(self) -> tuple[float, str]:
        """(height, rule) of a line: points where the rule is exact or atLeast, else lines."""
        rule = str(self.values.get("rule") or "auto")
        height = float(self.values.get("line") or 240)
        return (height / 240, "auto") if rule == "auto" else (height / 20, rule)


class Cascade:
    """Resolves the formatting of the paragraphs and runs of one file."""

    def __init__(self, parts: Parts) -> None:
        styles = next(iter(parts.linked("styles")), None)
        found = styles.iter(qn("w:style")) if styles is not None else ()
        self._styles = {one.get(qn("w:styleId")): one for one in found}
        self._default = next(
            (
                name
                for name, one in self._styles.items()
                if one.get(qn("w:type")) == "paragraph" and one.get(qn("w:default")) in ("1", "true", "on")
            ),
            None,
        )  # fmt: skip
        self._defaults = styles.find(qn("w:docDefaults")) if styles is not None else None
        self._parts = parts
        self._runs: dict[str | None, dict[str, Any]] = {}
        self._paragraphs: dict[str | None, dict[str, Any]] = {}
        self._looks: dict[tuple[str | None, str | None], RunFormat] = {}

    def run(self, run: Any, paragraph: Any) -> RunFormat:
        """The look of a run of a paragraph."""
        own = run.find(W_RPR)
        mark = own.find(_STYLE) if own is not None else None
        style = self._style_of(paragraph)
        char = mark.get(W_VAL) if mark is not None else None
        if own is None or len(own) == (mark is not None):
            if (style, char) not in self._looks:
                self._looks[style, char] = _look(self._styled(style, char))
            return self._looks[style, char]
        return _look({**self._styled(style, char), **self._run_values(own)})

    def paragraph(self, paragraph: Any) -> ParagraphLooks:
        """The place and spacing of a paragraph."""
        under = self._paragraph_style(self._style_of(paragraph))
        own = paragraph.find(W_PPR)
        return ParagraphLooks({**under, **_paragraph_values(own)} if own is not None else under)

    def _style_of(self, paragraph: Any) -> str | None:
        mark = paragraph.find(f"{W_PPR}/{_PSTYLE}")
        name = mark.get(W_VAL) if mark is not None else None
        return name if name in self._styles else self._default

    def _styled(self, style: str | None, char: str | None) -> dict[str, Any]:
        """A paragraph style with a character style over it. Toggles set in both cancel out."""
        if style not in self._runs:
            self._runs[style] = {**self._run_defaults, **self._chained(style)}
        under = self._runs[style]
        if char is None:
            return under
        over = self._chained(char)
        for name in set(_TOGGLES.values()):
            if over.get(name) and under.get(name):
                over[name] = False
        return {**under, **over}

    def _chained(self, style: str | None) -> dict[str, Any]:
        """What a style says of runs, with those it is based on."""
        out: dict[str, Any] = {}
        for element in reversed(self._chain(style)):
            for own in element.findall(W_RPR):
                out |= self._run_values(own)
        return out

    def _chain(self, style: str | None) -> list[Any]:
        """A style and those it is based on, itself first."""
        out: list[Any] = []
        element = self._styles.get(style)
        while element is not None and len(out) < _DEEP:
            out.append(element)
            based = element.find(qn("w:basedOn"))
            element = self._styles.get(based.get(W_VAL)) if based is not None else None
        return out

    def _paragraph_style(self, style: str | None) -> dict[str, Any]:
        if style not in self._paragraphs:
            out: dict[str, Any] = {}
            if self._defaults is not None:
                for own in self._defaults.findall(f"{qn('w:pPrDefault')}/{W_PPR}"):
                    out |= _paragraph_values(own)
            for element in reversed(self._chain(style)):
                for own in element.findall(W_PPR):
                    out |= _paragraph_values(own)
            self._paragraphs[style] = out
        return self._paragraphs[style]

    @cached_property
    def _run_defaults(self) -> dict[str, Any]:
        out: dict[str, Any] = {}
        if self._defaults is not None:
            for own in self._defaults.findall(f"{qn('w:rPrDefault')}/{W_RPR}"):
                out |= self._run_values(own)
        return out

    @cached_property
    def _theme(self) -> dict[str, str]:
        """The faces for Chinese of a theme: of headings (major) and of text (minor)."""
        root = next(iter(self._parts.linked("theme")), None)
        out: dict[str, str] = {}
        if root is None:
            return out
        for name in ("major", "minor"):
            fonts = next(root.iter(qn(f"a:{name}Font")), None)
            if fonts is None:
                continue
            plain = fonts.find(qn("a:ea"))
            face = plain.get("typeface") if plain is not None else None
            han = (
                f.get("typeface") for f in fonts.findall(qn("a:font")) if f.get("script") == "Hans"
            )
            out[name] = face or next(han, None) or ""
        return out

    def _run_values(self, own: Any) -> dict[str, Any]:
        """What one w:rPr says."""
        out: dict[str, Any] = {}
        for child in own:
            tag = child.tag
            if tag == _FONTS:
                themed, face = child.get(_THEME_FACE), child.get(_FACE)
                if themed:
                    out["face"] = self._theme.get(themed[:5]) or None
                elif face:
                    out["face"] = face
            elif tag in _TOGGLES:
                out[_TOGGLES[tag]] = child.get(W_VAL) not in OFF
            elif tag in _VALUED:
                out |= _VALUED[tag](child)
        return out


def _size(child: Any) -> dict[str, Any]:
    half = _number(child.get(W_VAL))
    return {"size": half / 2} if half else {}


def _colour(child: Any) -> dict[str, Any]:
    said = (child.get(W_VAL) or "auto").upper()
    if child.get(_THEME_COLOUR) in ("text1", "dark1"):
        return {"colour": None}
    return {"colour": None if said == "AUTO" else said}


def _underline(child: Any) -> dict[str, Any]:
    return {"underline": child.get(W_VAL) not in (None, "none")}


def _highlight(child: Any) -> dict[str, Any]:
    return {"highlight": child.get(W_VAL) not in (None, "none", "white")}


def _shade(child: Any) -> dict[str, Any]:
    """A fill behind text; white and “automatic” are none."""
    said = (child.get(_FILL) or "auto").upper()
    return {"shade": None if said in ("AUTO", "FFFFFF") else said}


_VALUED = {
    qn("w:sz"): _size, qn("w:color"): _colour, qn("w:u"): _underline,
    qn("w:highlight"): _highlight, _SHD: _shade,
}  # fmt: skip


def _look(values: dict[str, Any]) -> RunFormat:
    return RunFormat(**values)


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None


def _paragraph_values(own: Any) -> dict[str, Any]:
    """What one w:pPr says."""
    out: dict[str, Any] = {}
    for child in own:
        tag = child.tag
        if tag == _IND:
            out |= _sides(child)
        elif tag == _SPACING:
            if (line := _number(child.get(_LINE))) is not None:
                out["line"] = line
            if child.get(_RULE):
                out["rule"] = child.get(_RULE)
        elif tag == qn("w:jc"):
            out["align"] = child.get(W_VAL)
        elif tag == qn("w:snapToGrid"):
            out["on_grid"] = child.get(W_VAL) not in OFF
        elif tag == _SHD:
            out |= _shade(child)
        elif tag == qn("w:numPr"):
            number = child.find(qn("w:numId"))
            out["numbered"] = number is None or number.get(W_VAL) != "0"
    return out


def _sides(child: Any) -> dict[str, Any]:
    """Indents of one w:ind: hundredths of a 字 before twips, 0 of the one leaving it to the other."""
    out: dict[str, Any] = {}
    for side, names in _SIDES.items():
        for chars, twips, sign in names:
            many, length = (
                _number(child.get(qn(f"w:{chars}"))),
                _number(child.get(qn(f"w:{twips}"))),
            )
            if many:
                out[side] = ("chars", sign * many)
            elif length is not None and (length or side not in out):
                out[side] = ("twips", sign * length)
            elif many == 0 and side not in out:
                out[side] = ("chars", 0.0)
    return out
