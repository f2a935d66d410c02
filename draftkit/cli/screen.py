"""A report on a terminal: in colours where it takes them, wrapped at its width."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from draftkit.cli.layout import breaks, plain

if TYPE_CHECKING:
    from draftkit.report.lines import Role, TextLine

_NARROWEST = 30
_COLOURS: dict[Role, str] = {
    "title": "1", "place": "1;34", "error": "1;31", "warning": "33", "hint": "36", "good": "32",
    "mark": "1;4", "dim": "2", "command": "36",
}  # fmt: skip
"""ANSI numbers (ECMA-48 8.3.117); every role is also said in words or marks."""


def is_terminal() -> bool:
    """Whether a person sees what is printed."""
    return sys.stdout.isatty()


def takes_colours() -> bool:
    """Whether standard output is a terminal that shows colours and its user wants them: not where
    NO_COLOR is set (no-color.org) or TERM is dumb, nor in an old Windows console."""
    if not is_terminal() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    modern = ("WT_SESSION", "ConEmuANSI", "ANSICON", "TERM_PROGRAM", "TERM")
    return sys.platform != "win32" or any(os.environ.get(name) for name in modern)


def show_lines(lines: Sequence[TextLine]) -> None:
    """Print a report: as it is into a file or another program, laid out on a terminal."""
    if is_terminal():
        columns = max(_NARROWEST, shutil.get_terminal_size().columns)
        print("\n".join(laid_out(lines, columns, takes_colours())))
    else:
        print("\n".join(plain(line.text).rstrip() for line in lines))


def laid_out(lines: Sequence[TextLine], columns: int, colours: bool) -> Iterator[str]:
    """The lines wrapped at so many columns, those that go on under their beginning."""
    for line in lines:
        yield from _wrapped(line, columns, colours)


def _wrapped(line: TextLine, columns: int, colours: bool) -> Iterator[str]:
    text, roles = "", list[str]()
    for said in line.said:
        clean = plain(said.text)
        text += clean
        roles += [_COLOURS.get(said.role, "") if colours else ""] * len(clean)
    first, later = columns - line.indent, columns - line.indent - line.hang
    rows = breaks(text, first, later)
    for at, (start, end) in enumerate(rows):
        margin = line.indent + (line.hang if at else 0)
        yield " " * margin + _coloured(text[start:end], roles[start:end])
    if not rows:
        yield ""


def _coloured(text: str, roles: Sequence[str]) -> str:
    out, now = "", ""
    for char, role in zip(text, roles, strict=True):
        if role != now:
            out += ("\x1b[0m" if now else "") + (f"\x1b[{role}m" if role else "")
            now = role
        out += char
    return out + ("\x1b[0m" if now else "")
