"""Fit the frozen weights of bigrams (`eval/lexical/idf.npz`) from texts of official documents.

    python benchmarks/fit_idf.py --texts DIR [--most 60000] [--out eval/lexical/idf.npz]

Each .txt file is parsed as a notice; a section's own heading and its text are a document each, of two
tables. Kept are the bigrams that stand in most of them, with half-precision idf, and the average
length. Nothing of the texts can be read back but which pairs of
characters are common.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from fit_manifest import write_manifest

_CHUNK = 2000


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit and write the table; print what it holds."""
    import numpy as np

    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--texts", type=Path, required=True, help="folder of .txt files")
    parser.add_argument("--most", type=int, default=60_000, help="bigrams kept")
    parser.add_argument("--out", type=Path, default=Path("eval/lexical/idf.npz"))
    parser.add_argument("--commit", default="", help="state of the parser, for the manifest")
    asked = parser.parse_args(arguments)
    papers = sorted(asked.texts.glob("*.txt"))
    sections = list(_sections(papers))
    fields = {
        "headings": [heading for heading, _ in sections],
        "bodies": [text for _, text in sections],
    }
    arrays: dict[str, Any] = {}
    report: dict[str, Any] = {"sections": len(sections)}
    for name, texts in fields.items():
        codes, found, mean = _counted(texts)
        idf = np.log1p((len(sections) - found + 0.5) / (found + 0.5))
        kept = np.sort(np.lexsort((codes, -found))[: asked.most])
        rest = np.delete(idf, kept)
        rare = float(rest.mean() if len(rest) else np.log1p(2 * len(sections) + 1))
        arrays[f"{name}_codes"] = codes[kept].astype("<u4")
        arrays[f"{name}_values"] = idf[kept].astype("<f2")
        arrays[f"{name}_rare"], arrays[f"{name}_mean"] = np.float32(rare), np.float32(mean)
        least = int(found[kept].min())
        report[name] = {"bigrams": len(codes), "least": least, "rare": rare, "mean": mean}
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(asked.out, **arrays)  # its entries bear a fixed date
    figures = {"sections": len(sections), "parameters": {"most": asked.most}}
    write_manifest(
        asked.out, papers, script="benchmarks/fit_idf.py", commit=asked.commit, figures=figures
    )
    print(json.dumps({**report, "bytes": asked.out.stat().st_size}, indent=1))
    return 0


def _sections(files: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """Its own heading and the text of every section of every file that can be read."""
    from draftkit.archive import passages_of
    from draftkit.errors import InputError
    from draftkit.parse import parse_path

    for file in files:
        try:
            notice = parse_path(file).notice
        except InputError as error:
            print(f"{file.name}: {type(error).__name__}", file=sys.stderr)
            continue
        heading, text = "", ""
        for passage in passages_of(notice):
            if passage.part:
                text += passage.text
                continue
            if text:
                yield heading, text
            heading = passage.heading_path[-1] if passage.heading_path else ""
            text = passage.text
        if text:
            yield heading, text


def _counted(texts: Sequence[str]) -> tuple[Any, Any, float]:
    """Every bigram, in how many texts it stands, and how many bigrams a text has."""
    import numpy as np

    from draftkit.index.bigrams import counted

    codes, found, length = np.zeros(0, np.uint32), np.zeros(0, np.int64), 0
    for at in range(0, len(texts), _CHUNK):
        held = counted(texts[at : at + _CHUNK])
        length += int(held.lengths.sum())
        codes, places = np.unique(np.concatenate([codes, held.codes]), return_inverse=True)
        weights = np.concatenate([found, np.ones(len(held.codes), np.int64)])
        found = np.bincount(places, weights=weights, minlength=len(codes)).astype(np.int64)
    return codes, found, length / max(1, len(texts))


if __name__ == "__main__":
    sys.exit(main())
