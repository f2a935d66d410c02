"""Rich Text Format into blocks (Rich Text Format Specification 1.9.1).

What a reader of the file sees: deletions and moves of tracking are left out, insertions read; hidden
text is left out; the numbers of lists stand as the file's own text gives them (\\listtext).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from draftkit.errors import DamagedFileError, DraftkitError, TooLargeError
from draftkit.formats.collect import Collector
from draftkit.formats.rtf_scan import Font, Scanner, Token, code_page, fonts, text_of
from draftkit.formats.rtf_story import Edge, Story
from draftkit.formats.rtf_words import (
    BETWEEN,
    CHARACTERS,
    CODE_PAGES,
    SKIPPED,
    STARRED,
    STORIES,
)
from draftkit.text.fieldcodes import is_page_number, unshown
from draftkit.text.symbols import readable
from draftkit.values.source import MAX_BLOCKS, BlockKind, Content
from draftkit.values.unread import drawings_unread, layout_unread

DEEPEST = 1_000
"""Groups inside one another."""

_SWITCHES = {"v": "hidden", "deleted": "deleted", "mvf": "moved", "intbl": "in_table"}
_BOX = re.compile(rb"\\ff(type|res|defres)(\d+)")


@dataclass(frozen=True)
class _State:
    """What holds in a group and those inside it."""

    story: Story
    into: list[str] | None = None
    """Where characters go instead of the story: the code of a field, a number."""
    font: int = -1
    fallback: int = 1
    hidden: bool = False
    deleted: bool = False
    moved: bool = False
    dropped: bool = False
    in_table: bool = False
    nested: bool = False
    upper: bool = False
    closing: Callable[[], None] | None = field(default=None, compare=False)


@dataclass
class _Field:
    code: list[str] = field(default_factory=list)
    result: bool = False
    checked: bool = False


def read_rtf(data: bytes, name: str) -> Content:
    """The blocks of an RTF file; layout is not read, which a warning says. Raises TooLargeError
    past the bound of blocks, DamagedFileError for what ends in the middle or is none."""
    try:
        return _Reader(data, name).read()
    except DraftkitError:
        raise
    except (ValueError, IndexError, OverflowError, LookupError):
        raise DamagedFileError("parse.damaged", path=name) from None


class _Reader:
    """Follows the groups of a file; the stack of states is its own, not Python's."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self.scanner = Scanner(data)
        self.sink = Collector(name)
        self.state = _State(Story("paragraph", self.sink))
        self.stack: list[_State] = []
        self.fonts: dict[int, Font] = {}
        self.default, self.plain = "cp1252", -1
        self.pending = bytearray()
        self.owed = 0
        self.starred = self.opened = False
        self.fields: list[_Field] = []
        self.edge = Edge(0)
        self.drawings = 0
        self.objects = 0

    def read(self) -> Content:
        """Go through all tokens to the brace that closes the first."""
        for token in self.scanner:
            self._take(token)
            if token.kind == "close" and not self.stack:
                break
        if self.stack:
            raise DamagedFileError("parse.damaged", path=self.name)
        self.state.story.end()
        return self.sink.content((layout_unread(), *drawings_unread(self.drawings)))

    def _take(self, token: Token) -> None:
        if token.kind in ("byte", "text"):
            self.opened = False
            self._bytes(token.data)
            return
        if token.kind in ("open", "close"):
            self.owed = 0
        elif self.owed:
            self.owed -= 1
            return
        self._flush()
        if token.kind == "open":
            self._open()
        elif token.kind == "close":
            self._close()
        elif token.kind == "symbol":
            self._symbol(token.name)
        else:
            first, self.opened = self.opened, False
            starred, self.starred = self.starred, False
            if not (first and self._destination(token, starred)):
                self._word(token.name, token.number)

    def _open(self) -> None:
        if len(self.stack) >= DEEPEST:
            raise DamagedFileError("parse.damaged", path=self.name)
        self.stack.append(self.state)
        self.state = replace(self.state, closing=None)
        self.opened, self.starred = True, False

    def _close(self) -> None:
        if self.state.closing is not None:
            self.state.closing()
        if self.stack:
            self.state = self.stack.pop()
        self.opened = False

    def _symbol(self, sign: str) -> None:
        if sign == "*" and self.opened:
            self.starred = True
            return
        self.opened = False
        if sign in "\r\n":
            self._word("par", None)
        else:
            self._put(
                {"~": "\u00a0", "_": "-", "\t": "\t"}.get(sign, sign if sign in "\\{}" else "")
            )

    def _destination(self, token: Token, starred: bool) -> bool:
        """Whether the first word of a group makes it one of those that are not plain text."""
        name = token.name
        if name in STORIES:
            self._story(STORIES[name])
        elif name in _DESTINATIONS:
            _DESTINATIONS[name](self)
        elif name in SKIPPED or name.endswith("Pr") or (starred and name not in STARRED):
            self._pass()
        elif name in BETWEEN:
            self._put(BETWEEN[name])
        else:
            return False
        return True

    def _pass(self) -> bytes:
        """Pass over a group; pictures in it are counted."""
        region = self.scanner.skip()
        self.drawings += b"\\pict" in region and not self.objects
        return region

    def _alternate(self) -> None:
        self.scanner.skip()

    def _picture(self) -> None:
        self.scanner.skip()
        self.drawings += not self.objects

    def _object(self) -> None:
        self.drawings += 1
        self.objects += 1

        def closing() -> None:
            self.objects -= 1

        self.state = replace(self.state, closing=closing)

    def _font_table(self) -> None:
        self.fonts.update(fonts(self.scanner.skip()))

    def _story(self, kind: BlockKind) -> None:
        """A run of text of its own; a note is one block, a box in a cell is lines of the cell."""
        outer = self.state.story
        in_cell = kind == "textbox" and (self.state.in_table or bool(outer.cells) or outer.flat)
        if kind == "textbox" and outer.kind != "paragraph":
            kind = outer.kind
        flat = in_cell or kind in ("footnote", "comment")
        story = Story(kind, self.sink, flat)
        seen = not (self.state.hidden or self._gone)

        def closing() -> None:
            story.end()
            if in_cell and seen:
                (outer.lines.extend if outer.flat else outer.box)(story.lines)
            elif flat and seen:
                lines = (line.strip() for line in story.lines)
                self.sink.put(kind, "\n".join(line for line in lines if line))

        self.state = _State(
            story, font=self.plain, fallback=self.state.fallback, closing=closing,
            dropped=self.state.dropped or not seen,
        )  # fmt: skip

    def _number(self) -> None:
        """The number of a list item as the file gives it; a bullet is a mark of layout."""
        into: list[str] = []
        story = self.state.story

        def closing() -> None:
            text = "".join(into).strip()
            if any(char.isalnum() for char in text):
                story.number = f"{text} " if text[-1].isascii() and text[-1].isalnum() else text

        self.state = replace(self.state, into=into, closing=closing)

    def _field(self) -> None:
        made = _Field()
        self.fields.append(made)
        state = self.state

        def closing() -> None:
            self.fields.remove(made)
            code = "".join(made.code)
            if not made.result:
                box = "☑" if made.checked else "☐"
                self._put(box if "FORMCHECKBOX" in code else unshown(code), state)

        self.state = replace(self.state, closing=closing)

    def _code(self) -> None:
        if self.fields:
            self.state = replace(self.state, into=self.fields[-1].code)

    def _result(self) -> None:
        if self.fields:
            made = self.fields[-1]
            code = "".join(made.code)
            made.result = not re.match(r"\s*(?:EQ|MACROBUTTON|FORMCHECKBOX)\b", code, re.I)
            if is_page_number(code) or not made.result:
                made.result = made.result or is_page_number(code)
                self.state = replace(self.state, dropped=True)

    def _form(self) -> None:
        found = dict(_BOX.findall(self.scanner.skip()))
        if self.fields:
            state = found.get(b"res", b"25")
            self.fields[-1].checked = (found.get(b"defres") if state == b"25" else state) == b"1"

    def _nested(self) -> None:
        self.state = replace(self.state, nested=True)

    def _upper(self) -> None:
        self.state = replace(self.state, upper=True, dropped=True)

    def _unicode(self) -> None:
        """The Unicode half of a text given twice: seen where the whole is."""
        outer = next((s for s in reversed(self.stack) if not s.upper), self.state)
        self.state = replace(self.state, upper=False, dropped=outer.dropped)

    def _word(self, name: str, number: int | None) -> None:
        if name == "u":
            self._put(chr((number or 0) & 0xFFFF))
            self.owed = self.state.fallback
        elif name in CHARACTERS:
            self._put(CHARACTERS[name])
        elif name in _STRUCTURE:
            if not self._unseen_structure(name):
                _STRUCTURE[name](self)
        elif name == "f":
            self.state = replace(self.state, font=number or 0)
        elif name == "uc":
            self.state = replace(self.state, fallback=max(0, min(number or 0, 16)))
        elif name in _SWITCHES:
            changed: dict[str, Any] = {_SWITCHES[name]: number != 0}
            self.state = replace(self.state, **changed)
        elif name in CODE_PAGES:
            self.default = CODE_PAGES[name]
        elif name == "ansicpg":
            self.default = code_page(number)
        elif name == "deff":
            self.plain = number or 0
            self.state = replace(self.state, font=self.plain)
        else:
            self._row_word(name, number)

    def _row_word(self, name: str, number: int | None) -> None:
        """Words that define the cells of a row; those of an inner table are not kept."""
        story = self.state.story
        if self.state.nested:
            return
        if name == "trowd":
            story.defined, story.left, self.edge = [], 0, Edge(0)
        elif name == "trleft":
            story.left = number or 0
        elif name in ("clmrg", "clvmrg"):
            self.edge.covered = True
        elif name == "cldel":
            self.edge.gone = True
        elif name == "cellx":
            self.edge.at = number or 0
            story.defined.append(self.edge)
            self.edge = Edge(0)

    @property
    def _gone(self) -> bool:
        return self.state.deleted or self.state.moved or self.state.dropped

    def _unseen_structure(self, name: str) -> bool:
        return self.state.into is not None or (self.state.dropped and name != "pard")

    def _paragraph(self) -> None:
        joined = self._gone or self.state.hidden
        self.state.story.paragraph(in_table=self.state.in_table, joined=joined)
        if len(self.state.story.lines) > MAX_BLOCKS:
            raise TooLargeError("parse.too_many_blocks", path=self.name, limit=MAX_BLOCKS)

    def _inner_cell(self) -> None:
        self.state.story.paragraph(in_table=True)

    def _cell(self) -> None:
        self.state.story.cell()

    def _row(self) -> None:
        self.state.story.row()

    def _reset_paragraph(self) -> None:
        self.state = replace(self.state, in_table=False)

    def _reset_characters(self) -> None:
        self.state = replace(self.state, font=self.plain, hidden=False, deleted=False, moved=False)

    def _bytes(self, data: bytes) -> None:
        if self.owed:
            taken = min(self.owed, len(data))
            self.owed -= taken
            data = data[taken:]
        self.pending += data

    def _flush(self) -> None:
        if self.pending:
            font = self.fonts.get(self.state.font)
            self._put(text_of(bytes(self.pending), font, self.default))
            self.pending.clear()

    def _put(self, text: str, state: _State | None = None) -> None:
        """Characters that are seen; half of a pair of \\u waits for the other."""
        state = state or self.state
        if not text or state.hidden or state.deleted or state.moved or state.dropped:
            return
        font = self.fonts.get(state.font)
        into = state.story.text if state.into is None else state.into
        if into and "\udc00" <= text[0] <= "\udfff" and "\ud800" <= into[-1][-1] <= "\udbff":
            pair = into.pop() + text
            text = pair.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        into.append(readable(text, font.name) if font is not None else text)


_DESTINATIONS: dict[str, Callable[[_Reader], object]] = {
    "fonttbl": _Reader._font_table,
    "pict": _Reader._picture,
    "nonshppict": _Reader._alternate,
    "shprslt": _Reader._alternate,
    "object": _Reader._object,
    "listtext": _Reader._number,
    "pntext": _Reader._number,
    "field": _Reader._field,
    "fldinst": _Reader._code,
    "fldrslt": _Reader._result,
    "formfield": _Reader._form,
    "nesttableprops": _Reader._nested,
    "upr": _Reader._upper,
    "ud": _Reader._unicode,
}
_STRUCTURE: dict[str, Callable[[_Reader], None]] = {
    "par": _Reader._paragraph,
    "sect": _Reader._paragraph,
    "cell": _Reader._cell,
    "row": _Reader._row,
    "nestcell": _Reader._inner_cell,
    "pard": _Reader._reset_paragraph,
    "plain": _Reader._reset_characters,
}
