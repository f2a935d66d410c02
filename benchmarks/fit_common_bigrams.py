"""Fit the list of character pairs that are common in official Chinese (eval/lexicon/common_bigrams.txt).

Usage: python benchmarks/fit_common_bigrams.py TEXTS MANIFEST.jsonl OUT [--min-bodies 8]

TEXTS holds the papers as .txt; each row of the manifest names a `file` and the `region` (else the
`issuer`) it comes from. A pair is kept when papers of at least that many bodies have it: what only
one place says is no common wording, however often it says it. The list tells nothing of any one
paper.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from draftkit.text.sentences import is_han


def pairs(text: str) -> set[str]:
    """The pairs of Han characters that stand side by side in a text."""
    flat = "".join(text.split())
    return {
        flat[at : at + 2]
        for at in range(len(flat) - 1)
        if is_han(flat[at]) and is_han(flat[at + 1])
    }


def main() -> None:
    """Count, keep, write: one line a first character, followed by its second ones."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path)
    parser.add_argument("manifest", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--min-bodies", type=int, default=8)
    asked = parser.parse_args()
    bodies: dict[str, set[str]] = {}
    rows = [json.loads(row) for row in asked.manifest.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        body = str(row.get("region") or row.get("issuer") or row["file"])[:2]
        text = (asked.texts / row["file"]).read_text(encoding="utf-8", errors="replace")
        for pair in pairs(text):
            bodies.setdefault(pair, set()).add(body)
    lines: dict[str, str] = {}
    for pair in sorted(pair for pair, seen in bodies.items() if len(seen) >= asked.min_bodies):
        lines[pair[0]] = lines.get(pair[0], pair[0]) + pair[1]
    asked.out.write_text("\n".join(lines.values()) + "\n", encoding="utf-8", newline="\n")
    print(f"{len(rows)} papers, {sum(len(line) - 1 for line in lines.values())} pairs")


if __name__ == "__main__":
    main()
