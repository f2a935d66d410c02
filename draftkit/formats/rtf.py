"""Rich Text Format into blocks (Rich Text Format Specification 1.9.1).

What a reader of the file sees: deletions and moves of tracking are left out, insertions read; hidden
text is left out; the numbers of lists stand as the file's own text gives them (\\listtext).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from draftkit.errors import DamagedFileError, DraftkitError, TooLargeError
from draftkit.formats.collect import Collector
from draftkit.formats.rtf_scan import (
    BRACE,
    NUMBER,
    SYMBOL,
    TEXT,
    WORD,
    Font,
    Scanner,
    code_page,
    fonts,
    is_checked,
    text_of,
)
from draftkit.formats.rtf_state import Field, State
from draftkit.formats.rtf_story import Story
from draftkit.formats.rtf_words import BETWEEN, CHARACTERS, CODE_PAGES, SKIPPED, STARRED, STORIES
from draftkit.text.fieldcodes import is_page_number, unshown
from draftkit.text.symbols import readable
from draftkit.values.source import MAX_BLOCKS, MAX_CHARACTERS, BlockKind, Content
from draftkit.values.unread import drawings_unread, layout_unread

DEEPEST = 1_000
"""Groups inside one another."""
MOST_TOKENS = 10_000_000
"""Words, braces and pieces of text: a notice has some ten thousand."""

_SWITCHES = {"v": "hidden", "deleted": "deleted", "mvf": "moved", "intbl": "in_table"}
_HEX = re.compile(rb"\\'")


def read_rtf(data: bytes, name: str) -> Content:
    """The blocks of an RTF file; layout is not read, which a warning says. Raises TooLargeError
    past the bound of blocks, DamagedFileError for what ends in the middle or is none."""
    try:
        return _Reader(data, name).read()
    except DraftkitError:
        raise
    except MemoryError:
        limit = MAX_CHARACTERS
        raise TooLargeError("parse.too_many_characters", path=name, limit=limit) from None
    except (ValueError, IndexError, OverflowError, LookupError):
        raise DamagedFileError("parse.damaged", path=name) from None


class _Reader:
    """Follows the groups of a file; the stack of states is its own, not Python's."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self.scanner = Scanner(data)
        self.sink = Collector(name)
        self.state = State(Story("paragraph", self.sink))
        self.closing: Callable[[], None] | None = None
        """What is done when the group being read ends."""
        self.stack: list[tuple[State, Callable[[], None] | None]] = []
        self.fonts: dict[int, Font] = {}
        self.default, self.plain = "cp1252", -1
        self.pending = bytearray()
        self.owed = 0
        self.starred = self.opened = False
        self.fields: list[Field] = []
        self.drawings = 0
        self.objects = 0

    def read(self) -> Content:
        """Go through all tokens to the brace that closes the first."""
        for count, (kind, match) in enumerate(self.scanner):
            self._take(kind, match)
            if (kind == BRACE and not self.stack) or count > MOST_TOKENS:
                break
        if self.stack:
            raise DamagedFileError("parse.damaged", path=self.name)
        self.state.story.end()
        return self.sink.content((layout_unread(), *drawings_unread(self.drawings)))

    def _take(self, kind: int, match: re.Match[bytes]) -> None:
        if kind >= TEXT:
            self.opened = False
            data = match.group(kind)
            self._bytes(data if kind == TEXT else bytes.fromhex(_HEX.sub(b"", data).decode()))
            return
        if kind == BRACE:
            self.owed = 0
        elif self.owed:
            self.owed -= 1
            return
        if self.pending:
            self._flush()
        if kind == BRACE:
            (self._open if match.group(BRACE) == b"{" else self._close)()
        elif kind == SYMBOL:
            self._symbol(match.group(SYMBOL).decode("latin-1"))
        else:
            name = match.group(WORD)
            first, self.opened = self.opened, False
            starred, self.starred = self.starred, False
            if not (first and self._destination(name.decode("ascii"), starred)):
                does = _WORDS.get(name)
                if does is not None:
                    number = match.group(NUMBER)
                    does(self, None if number is None else int(number))

    def _open(self) -> None:
        if len(self.stack) >= DEEPEST:
            raise DamagedFileError("parse.damaged", path=self.name)
        self.stack.append((self.state, self.closing))
        self.closing = None
        self.opened, self.starred = True, False

    def _close(self) -> None:
        if self.closing is not None:
            self.closing()
        if self.stack:
            self.state, self.closing = self.stack.pop()
        self.opened = False

    def _symbol(self, sign: str) -> None:
        if sign == "*" and self.opened:
            self.starred = True
            return
        self.opened = False
        if sign in "\r\n":
            self._paragraph()
        else:
            self._put(
                {"~": "\u00a0", "_": "-", "\t": "\t"}.get(sign, sign if sign in "\\{}" else "")
            )

    def _destination(self, name: str, starred: bool) -> bool:
        """Whether the first word of a group makes it one of those that are not plain text."""
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

    def _picture(self) -> None:
        self.scanner.skip()
        self.drawings += not self.objects

    def _object(self) -> None:
        self.drawings += 1
        self.objects += 1

        def closing() -> None:
            self.objects -= 1

        self.closing = closing

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

        self.closing = closing
        dropped = self.state.dropped or not seen
        self.state = State(story, font=self.plain, fallback=self.state.fallback, dropped=dropped)

    def _number(self) -> None:
        """The number of a list item as the file gives it; a bullet is a mark of layout."""
        into: list[str] = []
        story = self.state.story

        def closing() -> None:
            text = "".join(into).strip()
            if any(char.isalnum() for char in text):
                story.number = f"{text} " if text[-1].isascii() and text[-1].isalnum() else text

        self.closing = closing
        self.state = replace(self.state, into=into)

    def _field(self) -> None:
        made = Field()
        self.fields.append(made)
        state = self.state

        def closing() -> None:
            self.fields.remove(made)
            code = "".join(made.code)
            if not made.result:
                box = "☑" if made.checked else "☐"
                self._put(box if "FORMCHECKBOX" in code else unshown(code), state)

        self.closing = closing

    def _code(self) -> None:
        if self.fields:
            self.state = replace(self.state, into=self.fields[-1].code)

    def _result(self) -> None:
        if self.fields:
            made = self.fields[-1]
            code = "".join(made.code)
            made.result = not re.match(r"\s*(?:EQ|MACROBUTTON|FORMCHECKBOX|SYMBOL)\b", code, re.I)
            if is_page_number(code) or not made.result:
                made.result = made.result or is_page_number(code)
                self.state = replace(self.state, dropped=True)

    def _form(self) -> None:
        region = self.scanner.skip()
        if self.fields:
            self.fields[-1].checked = is_checked(region)

    def _nested(self) -> None:
        self.state = replace(self.state, nested=True)

    def _upper(self) -> None:
        whole = self.state.whole if self.state.upper else self.state.dropped
        self.state = replace(self.state, upper=True, whole=whole, dropped=True)

    def _unicode(self) -> None:
        """The Unicode half of a text given twice: seen where the whole is."""
        if self.state.upper:
            self.state = replace(self.state, upper=False, dropped=self.state.whole)

    def _unicode_character(self, number: int | None) -> None:
        self._put(chr((number or 0) & 0xFFFF))
        self.owed = self.state.fallback

    def _font(self, number: int | None) -> None:
        if self.state.font != number:
            self.state = replace(self.state, font=number or 0)

    def _fallback(self, number: int | None) -> None:
        self.state = replace(self.state, fallback=max(0, min(number or 0, 16)))

    def _plain_font(self, number: int | None) -> None:
        self.plain = number or 0
        self._font(self.plain)

    @property
    def _gone(self) -> bool:
        return self.state.deleted or self.state.moved or self.state.dropped

    @property
    def _silent(self) -> bool:
        """Whether marks of structure belong to no story here."""
        return self.state.into is not None or self.state.dropped

    def _paragraph(self, _: int | None = None) -> None:
        if self._silent:
            return
        joined = self._gone or self.state.hidden
        self.state.story.paragraph(in_table=self.state.in_table, joined=joined)
        if len(self.state.story.lines) > MAX_BLOCKS:
            raise TooLargeError("parse.too_many_blocks", path=self.name, limit=MAX_BLOCKS)

    def _reset_paragraph(self, _: int | None) -> None:
        if self.state.in_table:
            self.state = replace(self.state, in_table=False)

    def _reset_characters(self, _: int | None) -> None:
        state = self.state
        if state.font != self.plain or state.hidden or state.deleted or state.moved:
            self.state = replace(state, font=self.plain, hidden=False, deleted=False, moved=False)

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

    def _put(self, text: str, state: State | None = None) -> None:
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
    "fonttbl": lambda reader: reader.fonts.update(fonts(reader.scanner.skip())),
    "pict": _Reader._picture,
    "nonshppict": lambda reader: reader.scanner.skip(),
    "shprslt": lambda reader: reader.scanner.skip(),
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


def _said(text: str) -> Callable[[_Reader, int | None], None]:
    return lambda reader, _: reader._put(text)


def _switch(name: str) -> Callable[[_Reader, int | None], None]:
    def switch(reader: _Reader, number: int | None) -> None:
        on: dict[str, Any] = {name: number != 0}
        reader.state = replace(reader.state, **on)

    return switch


def _encoding(name: str) -> Callable[[_Reader, int | None], None]:
    return lambda reader, _: setattr(reader, "default", name)


def _of_row(name: str) -> Callable[[_Reader, int | None], None]:
    """A word that defines the cells of a row; those of an inner table are not kept."""

    def define(reader: _Reader, number: int | None) -> None:
        if not reader.state.nested:
            reader.state.story.define(name, number or 0)

    return define


def _ends(what: Callable[[Story], None]) -> Callable[[_Reader, int | None], None]:
    """A mark of structure; where none is read it belongs to no story."""

    def end(reader: _Reader, _: int | None) -> None:
        if not reader._silent:
            what(reader.state.story)

    return end


_NAMED: dict[str, Callable[[_Reader, int | None], None]] = {
    **{word: _said(text) for word, text in CHARACTERS.items()},
    **{word: _switch(name) for word, name in _SWITCHES.items()},
    **{word: _encoding(name) for word, name in CODE_PAGES.items()},
    **{word: _of_row(word) for word in ("trowd", "trleft", "clmrg", "clvmrg", "cldel", "cellx")},
    "u": _Reader._unicode_character,
    "f": _Reader._font,
    "uc": _Reader._fallback,
    "ansicpg": lambda reader, number: setattr(reader, "default", code_page(number)),
    "deff": _Reader._plain_font,
    "par": _Reader._paragraph,
    "sect": _Reader._paragraph,
    "cell": _ends(Story.cell),
    "row": _ends(Story.row),
    "nestcell": _ends(Story.inner_cell),
    "pard": _Reader._reset_paragraph,
    "plain": _Reader._reset_characters,
}
_WORDS = {name.encode("ascii"): does for name, does in _NAMED.items()}
"""What words of the text do; all others are layout."""
