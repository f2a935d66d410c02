"""The text of a paragraph of a Word file as a reader sees it: tracked changes as accepted, hidden
text, codes of fields and numbers of pages left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from draftkit.text.fieldcodes import is_page_number, unshown
from draftkit.text.symbols import readable, symbol
from draftkit.word.fields import Fields
from draftkit.word.maths import M_MATHS, linear
from draftkit.word.parts import qn

W_P, W_R, W_T, W_RPR, W_PPR = qn("w:p"), qn("w:r"), qn("w:t"), qn("w:rPr"), qn("w:pPr")
W_TXBX, W_VAL = qn("w:txbxContent"), qn("w:val")
ALTERNATE, CHOICE, FALLBACK = (
    qn("mc:AlternateContent"), qn("mc:Choice"), qn("mc:Fallback"),
)  # fmt: skip
GONE = frozenset({qn("w:del"), qn("w:moveFrom")})
"""What tracking has taken out."""
OFF = ("0", "false", "off")

_SKIPPED = GONE | {
    qn("w:delText"), qn("w:delInstrText"), qn("w:rt"), qn("w:rubyPr"), W_PPR, W_RPR, W_TXBX,
    qn("w:tabs"), qn("w:sdtPr"), qn("w:sdtEndPr"), qn("w:sectPr"), qn("w:footnoteReference"),
    qn("w:endnoteReference"), qn("w:commentReference"), qn("w:softHyphen"), qn("w:pgNum"),
}  # fmt: skip
_SAID = {qn("w:tab"): "\t", qn("w:ptab"): "\t", qn("w:noBreakHyphen"): "-", qn("w:cr"): "\n"}
_BREAK, _SYM, _FLD_CHAR = qn("w:br"), qn("w:sym"), qn("w:fldChar")
_CODE, _FLD_SIMPLE, _INSTR = qn("w:instrText"), qn("w:fldSimple"), qn("w:instr")
_TEXT_PATH = qn("v:textpath")
_DRAWINGS = frozenset({qn("w:drawing"), qn("w:pict"), qn("w:object")})
_PICTURES = (qn("a:blip"), qn("v:imagedata"), qn("c:chart"), qn("dgm:relIds"), qn("o:OLEObject"))


class RunReader:
    """Reads paragraphs; it knows which styles hide their text."""

    def __init__(self, styles: Any) -> None:
        self._hiding = _hiding(styles)

    def text(self, paragraph: Any) -> str:
        """What a reader sees of a paragraph: tabs and soft breaks kept."""
        style = paragraph.find(f"{W_PPR}/{qn('w:pStyle')}")
        hidden = style is not None and style.get(W_VAL) in self._hiding
        fields = Fields()
        seen = list(self._pieces(paragraph, fields, hidden))
        return "".join((*seen, *fields.held))

    def boxes(self, element: Any) -> Iterator[Any]:
        """The text boxes anchored in a paragraph (w:txbxContent) and its words set as drawings
        (v:textpath), each once: not their copies for old readers, none in a deleted run."""
        if next(element.iter(W_TXBX, _TEXT_PATH), None) is None:
            return
        for child in element:
            tag = child.tag
            if tag in (W_TXBX, _TEXT_PATH):
                yield child
            elif tag == ALTERNATE:
                chosen = choice(child)
                yield from self.boxes(chosen) if chosen is not None else ()
            elif tag not in GONE and not (tag == W_R and self._is_hidden(child)):
                yield from self.boxes(child)

    def hidden_mark(self, paragraph: Any) -> bool:
        """Whether the mark that ends a paragraph is hidden: the next one follows on its line."""
        found = paragraph.find(f"{W_PPR}/{W_RPR}/{qn('w:vanish')}")
        return found is not None and found.get(W_VAL) not in OFF

    def _pieces(self, element: Any, fields: Fields, hidden: bool) -> Iterator[str]:
        for child in element:
            tag = child.tag
            if tag in _SKIPPED:
                continue
            if tag == W_R:
                yield from self._run(child, fields, hidden)
            elif tag == _FLD_SIMPLE:
                yield from self._simple(child, fields, hidden)
            elif tag == M_MATHS:
                yield fields.seen(linear(child))
            elif tag == W_T:
                yield fields.seen("" if hidden else child.text or "")
            elif tag == ALTERNATE:
                chosen = choice(child)
                if chosen is not None:
                    yield from self._pieces(chosen, fields, hidden)
            else:
                yield from self._pieces(child, fields, hidden)

    def _simple(self, element: Any, fields: Fields, hidden: bool) -> Iterator[str]:
        code = element.get(_INSTR) or ""
        if is_page_number(code):
            return
        shown = "".join(self._pieces(element, fields, hidden))
        yield shown or unshown(code)

    def _run(self, run: Any, fields: Fields, hidden: bool) -> Iterator[str]:
        """The characters of a run; its field marks count even where it is hidden."""
        own = next(run.iterchildren(W_RPR), None)
        unseen = hidden if own is None else self._hides(own, hidden)
        fonts = own.find(qn("w:rFonts")) if own is not None else None
        font = fonts.get(qn("w:ascii")) if fonts is not None else None
        for child in run:
            tag = child.tag
            if tag == _FLD_CHAR:
                shown = fields.mark(child)
                yield "" if unseen else shown
            elif tag == _CODE:
                fields.code(child.text or "")
            elif unseen or tag in _SKIPPED:
                continue
            elif tag == W_T:
                yield fields.seen(readable(child.text or "", font) if font else child.text or "")
            elif tag in _SAID:
                yield fields.seen(_SAID[tag])
            elif tag == _BREAK:
                page = child.get(qn("w:type")) in ("page", "column")
                yield fields.seen("" if page else "\n")
            elif tag == _SYM:
                yield fields.seen(_symbol(child))
            elif len(child):
                yield from self._pieces((child,) if tag == ALTERNATE else child, fields, hidden)

    def _hides(self, own: Any, inherited: bool) -> bool:
        """Whether run properties hide the run."""
        vanish = own.find(qn("w:vanish"))
        if vanish is not None:
            return vanish.get(W_VAL) not in OFF
        style = own.find(qn("w:rStyle"))
        return inherited or (style is not None and style.get(W_VAL) in self._hiding)

    def _is_hidden(self, run: Any) -> bool:
        own = next(run.iterchildren(W_RPR), None)
        return own is not None and self._hides(own, False)


def choice(alternate: Any) -> Any:
    """The branch of an mc:AlternateContent that is read: the newer one, unless only the one for
    old readers has text."""
    newer, older = alternate.find(CHOICE), alternate.find(FALLBACK)
    if newer is None or older is None:
        return older if newer is None else newer
    seen = (W_T, M_MATHS, *_PICTURES)
    return older if next(newer.iter(*seen), None) is None and _has_text(older) else newer


def _has_text(element: Any) -> bool:
    return next(element.iter(W_T, _TEXT_PATH), None) is not None


def pictures(root: Any) -> int:
    """Pictures, charts, diagrams and embedded objects under an element, each once."""
    count = 0
    unread = {root: False}
    for picture in root.iter(*_PICTURES):
        path = []
        element = picture
        while element not in unread:
            path.append(element)
            element = element.getparent()
        gone = unread[element]
        for element in reversed(path):
            count += not gone and element.tag in _DRAWINGS
            gone = gone or element.tag == FALLBACK or element.tag in GONE
            unread[element] = gone
    return count


def _symbol(element: Any) -> str:
    try:
        code = int(element.get(qn("w:char")) or "", 16)
    except ValueError:
        return ""
    return symbol(code, element.get(qn("w:font")))


def _hiding(styles: Any) -> frozenset[str]:
    """Ids of the styles that hide text, through those they are based on too."""
    if styles is None:
        return frozenset()
    known = {style.get(qn("w:styleId")): style for style in styles.iter(qn("w:style"))}

    def hides(name: str | None, depth: int) -> bool:
        style = known.get(name)
        if style is None or depth > 20:
            return False
        vanish = style.find(f"{W_RPR}/{qn('w:vanish')}")
        if vanish is not None:
            return vanish.get(W_VAL) not in OFF
        based = style.find(qn("w:basedOn"))
        return based is not None and hides(based.get(W_VAL), depth + 1)

    return frozenset(name for name in known if name and hides(name, 0))
