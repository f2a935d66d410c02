"""What the tests of kinds of papers share: how a notice is shown, and the bureau they are of."""

from __future__ import annotations

from typing import Any

from draftkit.values.notice import Notice

SAID = (
    "title", "letterhead", "doc_number", "recipients", "year", "next_year", "urgency", "stage",
    "signature", "annotation", "cc", "printed_by",
)  # fmt: skip


def tree(notice: Notice) -> list[str]:
    """The headings with their marks, a dot before each for every level of nesting."""
    return ["." * (len(path) - 1) + (s.number or "") + s.heading for path, s in notice.walk()]


def shown(notice: Notice) -> dict[str, Any]:
    """All that a notice says of itself; what is empty is left out, `preamble` and `tables` are
    counted."""
    tables = sum(len(section.tables) for _, section in notice.walk())
    found: dict[str, Any] = {name: getattr(notice, name) for name in SAID}
    found |= {
        "genre": notice.genre,
        "by": "、".join(notice.issuers),
        "day": str(notice.issued_on or ""),
        "signers": "、".join(notice.signatories),
        "annexes": list(notice.annex_note),
        "printed": str(notice.printed_on or ""),
        "preamble": len(notice.preamble),
        "tables": tables,
        "tree": tree(notice),
        "payload": shown(notice.payload) if notice.payload else None,
        "attached": [(a.label, a.title, tree(a.notice) if a.notice else []) for a in notice.attachments],
    }  # fmt: skip
    return {name: value for name, value in found.items() if value}


Kinds = dict[str, tuple[str, dict[str, Any]]]
"""Papers by name: the text, and what must be read from it."""


def add(kinds: Kinds, name: str, text: str, **expected: Any) -> None:
    """A paper and what must be read from it."""
    kinds[name] = (text, expected)


T = "示例市科学技术局"
DAY = {"day": "2026-03-05"}
SIGNED = {"by": T, "signature": T, "year": 2026, **DAY}
END = T + "\n2026年3月5日\n"
