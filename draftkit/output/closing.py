"""Where signature and date stand (GB/T 9704—2012, clause 7.3.5), and the note on annexes (7.3.4)."""

from __future__ import annotations

import re

from draftkit.text.width import width

_NOTE = re.compile(r"(附件[：:]?\s*)?(\d{1,2}[.．、]\s*)?")


def unsealed(name: float, day: float) -> tuple[float, float]:
    """Right indents of signature and date, in 字, for a paper without a seal (7.3.5.2).

    The name stands 2 字 from the edge and the date begins 2 字 right of it; a date longer than the
    name stands 2 字 from the edge itself and the name moves left with it. `name` and `day` are
    widths in 字, 0 for one that is not there.
    """
    if not day or not name:
        return 2.0, 2.0
    if day > name:
        return 2 + day + 2 - name, 2.0
    return 2.0, name - day


def sealed(name: float, day: float) -> tuple[float, float]:
    """The same for a paper that will bear a seal: date 4 字 from the edge, name centred on it."""
    if not name:
        return 4.0, 4.0
    return max(0.0, 4 + day / 2 - name / 2), 4.0


def note_indents(line: str) -> tuple[float, float]:
    """Left and first-line indent (negative: hanging) of a line of the 附件说明: “附件：” begins
    2 字 in, and a name that wraps goes on under its own first character."""
    found = _NOTE.match(line)
    lead, number = (found.group(1) or "", found.group(2) or "") if found else ("", "")
    hanging = width(number) + (width(lead.strip()) if lead else 0)
    start = 2 if lead else 5
    return start + hanging, -hanging


def signers(signature: str) -> list[str]:
    """The names of a signature: one a line, or set apart by spaces."""
    return [name for name in re.split(r"\n|\u3000+|\s{2,}", signature.strip()) if name]
