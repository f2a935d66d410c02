"""Fields of a Word file while its runs go by: which are code, which are shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from draftkit.text.fieldcodes import is_page_number, unshown
from draftkit.word.parts import qn


@dataclass
class _Field:
    code: str = ""
    shown: bool = False
    checked: str = ""
    """The box of a form field, "" for other fields."""


@dataclass
class Fields:
    """Where complex fields begin and end while the runs of a paragraph go by."""

    stack: list[_Field] = field(default_factory=list)

    def mark(self, element: Any) -> str:
        """Take in a w:fldChar; what the field shows in place of a result it does not keep."""
        kind = element.get(qn("w:fldCharType"))
        if kind == "begin":
            self.stack.append(_Field(checked=_box(element)))
        elif kind == "separate" and self.stack:
            self.stack[-1].shown = True
        elif kind == "end" and self.stack:
            ended = self.stack.pop()
            if not self.silent:
                return ended.checked or ("" if ended.shown else unshown(ended.code))
        return ""

    def code(self, text: str) -> None:
        """Take in a piece of a field's code."""
        if self.stack:
            self.stack[-1].code += text

    @property
    def silent(self) -> bool:
        """Whether text here is the code of a field or the number of a page."""
        return any(not one.shown or is_page_number(one.code) for one in self.stack)


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
