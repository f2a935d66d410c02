"""What is to be written into a copy of a file: notes at places, words in the place of others."""

from __future__ import annotations

from draftkit.values.base import Value


class Note(Value):
    """A comment on a place (see `report.Where`); without one, on the paper as a whole."""

    text: str
    paragraph: int | None = None
    start: int | None = None
    end: int | None = None


class Edit(Value):
    """Words to be put in the place of those at paragraph, start … end, which are `was`. `code`
    names the rule that asks for it; `before` and `after` are a few characters around."""

    code: str
    paragraph: int
    start: int
    end: int
    was: str
    put: str
    before: str = ""
    after: str = ""


class Fixed(Value):
    """What became of a fixed copy: its path, the edits made, and those that could not be made (the
    words are no plain text of the file: a field, a symbol). Edits stand in the order of the text,
    those of a later pass after those of an earlier one: their offsets count in what it left."""

    path: str
    made: tuple[Edit, ...] = ()
    left: tuple[Edit, ...] = ()
