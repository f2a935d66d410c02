"""Labels and values of a page's field table, in every form in which pages print one.

`文号：…` with a colon, `【文号】…` in brackets, cells beside each other (`文号 | … | 名称 | …`, tabs, a
table), a label and a time, or a label alone with its value on the next line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from draftkit.parse.data import words
from draftkit.parse.pieces import Piece

CLOCK = re.compile(
    r"^(?:19|20)\d{2}(?:[-/.]\d{1,2}[-/.]\d{1,2}(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?"
    r"|年\d{1,2}月\d{1,2}日\s*\d{1,2}[:：时]\d{2}.*)$"
)
"""A time as pages print it, and papers do not."""
BARS = " |｜│"
"""What a flattened table leaves round its cells."""
_VALUE_END = re.compile(r"[【\[]|\s{2,}(?=[^\s])")
_CELL = re.compile(r"[|｜│\t]")
_OUTER = " \u00a0\u3000"
LEAST = 2
"""So many labels stand alone on lines, or between spaces, before one is taken for a label."""


def pairs_of(piece: Piece) -> list[tuple[str, str]]:
    """The (label, value) pairs of a line or table; none when it holds anything else."""
    if piece.rows:
        found = [_cells(row) for row in piece.rows if any(row)]
        return [pair for row in found for pair in row] if all(found) else []
    line = re.sub(r"\s", " ", piece.raw).strip(BARS)
    return (
        _labelled(line, words().label)
        or _labelled(line, words().bracketed)
        or _beside(piece.raw)
        or _spaced(line)
    )


def bare_labels(pieces: Sequence[Piece], taken: Iterable[int], weak: set[str]) -> dict[int, str]:
    """Lines that are a label and nothing else; none unless enough of them are sure labels."""
    known = words()
    held = set(taken)
    found = {
        at: label
        for at, piece in enumerate(pieces)
        if at not in held
        and not piece.rows
        and (label := _dense(piece.raw)) in known.labels
        and label not in known.idle
    }
    return found if sum(label not in weak for label in found.values()) >= LEAST else {}


def as_line(piece: Piece) -> Piece:
    """A table of fields as one line of text, which stands where the table does."""
    if not piece.rows:
        return piece
    text = " ".join(cell for row in piece.rows for cell in row if cell)
    return Piece(text, ((piece.block, 0),) * len(text), piece.kind, text, piece.gap)


def _labelled(line: str, pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    """Pairs of a line that begins with a label; spaces in labels go."""
    found = list(pattern.finditer(line))
    if not found or found[0].start() > 0:
        return []
    pairs = []
    for at, match in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(line)
        value = line[match.end() : end].strip(BARS)
        cut = _VALUE_END.search(value)
        pairs.append((_dense(match.group(1)), value[: cut.start()].strip() if cut else value))
    return pairs


def _beside(raw: str) -> list[tuple[str, str]]:
    """Pairs of a line that bars or tabs part into cells."""
    line = raw.strip()
    if not _CELL.search(line):
        return []
    return _cells(_CELL.split(line.strip("|｜│")))


def _cells(row: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs of a row whose first, third … cells are labels."""
    cells = [re.sub(r"\s", " ", cell).strip(_OUTER) for cell in row]
    while len(cells) > 1 and not cells[-1]:
        cells.pop()
    labels = [_dense(cell).rstrip("：:") for cell in cells[::2]]
    if not all(label in words().labels for label in labels):
        return []
    values = [*cells[1::2], ""]
    return list(zip(labels, values, strict=False))


def _spaced(line: str) -> list[tuple[str, str]]:
    """A label of a day and, behind a space, a time; or several labels, each with words behind it
    and no other sign than spaces between them."""
    known = words()
    cells = line.split()
    starts = [at for at, cell in enumerate(cells) if cell in known.labels]
    if not starts or starts[0] or starts[-1] + 1 == len(cells):
        return []
    bounds = list(pairwise([*starts, len(cells)]))
    if any(end - start < 2 for start, end in bounds):
        return []
    pairs = [(cells[start], " ".join(cells[start + 1 : end])) for start, end in bounds]
    label, value = pairs[0]
    timed = label in known.means["page_date"] and CLOCK.match(value)
    return pairs if timed or len(pairs) >= LEAST else []


def _dense(text: str) -> str:
    return re.sub(r"[\s\u3000\u00a0]", "", text)
