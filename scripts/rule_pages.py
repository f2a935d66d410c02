"""Write docs/rules.md and a page for each rule in docs/rules/, from eval/rules/.

    python scripts/rule_pages.py

tests/checks/test_examples.py fails when a page is not what this writes.
"""

from __future__ import annotations

import sys
from pathlib import Path

from draftkit.checks import left_to_people, rules
from draftkit.report.rules import rule_page, rules_index

REPO = Path(__file__).resolve().parents[1]


def pages() -> dict[str, str]:
    """Path of a page within docs/ → its text."""
    every = rules()
    made = {f"rules/{info.code}.md": rule_page(info) for info in every}
    return {"rules.md": rules_index(every, left_to_people()), **made}


def main() -> None:
    """Write the pages that differ; delete those of rules that are no more."""
    docs = REPO / "docs"
    (docs / "rules").mkdir(exist_ok=True)
    wanted = pages()
    for old in (docs / "rules").glob("*.md"):
        if f"rules/{old.name}" not in wanted:
            old.unlink()
    for name, text in wanted.items():
        path = docs / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            sys.stdout.write(f"{path.relative_to(REPO)}\n")


if __name__ == "__main__":
    main()
