"""Fit the list of character bigrams that are common in official Chinese (eval/lexicon/common_bigrams.txt).

Usage: python benchmarks/fit_common_bigrams.py TEXT_FOLDER OUT_FILE [--min-documents 5]

A bigram is kept when it stands in at least that many documents. The list says nothing about any one
document; it lets the composer tell common wording from what is particular to one body.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from draftkit.text.sentences import is_han


def document_bigrams(text: str) -> set[str]:
    """The bigrams of Han characters that stand side by side in a text."""
    flat = "".join(text.split())
    return {
        flat[at : at + 2]
        for at in range(len(flat) - 1)
        if is_han(flat[at]) and is_han(flat[at + 1])
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--min-documents", type=int, default=5)
    asked = parser.parse_args()
    counts: Counter[str] = Counter()
    files = sorted(asked.texts.glob("*.txt"))
    for file in files:
        counts.update(document_bigrams(file.read_text(encoding="utf-8", errors="replace")))
    kept = sorted(gram for gram, count in counts.items() if count >= asked.min_documents)
    rows: dict[str, list[str]] = {}
    for gram in kept:
        rows.setdefault(gram[0], []).append(gram[1])
    lines = [first + "".join(seconds) for first, seconds in rows.items()]
    asked.out.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"{len(files)} documents, {len(kept)} bigrams")


if __name__ == "__main__":
    main()
