"""Fields of a Word file while its runs go by: which are code, which are shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from draftkit.text.fieldcodes import is_page_number, unshown
from draftkit.word.parts import qn


@dataclass
class _Field:
    code: list[str] = field(default_factory=list)
    shown: bool = False
    page: bool = False
    """Whether it shows the number of a page."""
    checked: str = ""
    """The box of a form field, "" for other fields."""


@dataclass
class Fields:
    """Where complex fields begin and end while the runs of a paragraph go by."""

    stack: list[_Field] = field(default_factory=list)
    coding: int = 0
    """Fields of the stack whose code goes on."""
    pages: int = 0
    """Those that show the number of a page."""
    held: list[str] = field(default_factory=list)
    """Text met where a code goes on: seen after all when that field has no end."""

    def mark(self, element: Any) -> str:
        """Take in a w:fldChar; what the field shows in place of a result it does not keep."""
        kind = element.get(qn("w:fldCharType"))
        if kind == "begin":
            self.stack.append(_Field(checked=_box(element)))
            self.coding += 1
        elif kind == "separate" and self.stack:
            self._show(self.stack[-1])
        elif kind == "end" and self.stack:
            ended = self.stack.pop()
            shown = ended.shown
            self._show(ended)
            self.pages -= ended.page
            if not self.silent and not ended.page:
                return ended.checked or ("" if shown else unshown("".join(ended.code)))
        return ""

    def _show(self, one: _Field) -> None:
        """The code of a field is whole."""
        if one.shown:
            return
        one.shown = True
        one.page = is_page_number("".join(one.code))
        self.pages += one.page
        self.coding -= 1
        if not self.coding:
            self.held.clear()

    def seen(self, text: str) -> str:
        """What is seen of a text here: all or nothing; that in a code is kept for the case that
        the field has no end."""
        if self.coding and not self.pages:
            self.held.append(text)
        return "" if self.silent else text

    def code(self, text: str) -> None:
        """Take in a piece of a field's code."""
        if self.stack:
            self.stack[-1].code.append(text)

    @property
    def silent(self) -> bool:
        """Whether text here is the code of a field or the number of a page."""
        return self.coding > 0 or self.pages > 0


def _box(element: Any) -> str:
    """The check box of an old form field as a character."""
    box = element.find(f"{qn('w:ffData')}/{qn('w:checkBox')}")
    if box is None:
        return ""
    for name in ("w:checked", "w:default"):
        state = box.find(qn(name))
        if state is not None:
            return "☐" if state.get(qn("w:val")) in ("0", "false", "off") else "☑"
    return "☐"
