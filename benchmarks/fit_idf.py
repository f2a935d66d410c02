"""Fit the frozen weights of bigrams (`eval/lexical/idf.npz`) from texts of official documents.

    python benchmarks/fit_idf.py --texts DIR [--most 60000] [--out eval/lexical/idf.npz]

Each .txt file is parsed as a notice; a section counts as one document, with its title, headings and
text. Kept are the bigrams that stand in most sections, as two-byte codes and half-precision idf,
and the average length of both fields. Nothing of the texts can be read back but which pairs of
characters are common.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

_CHUNK = 2000


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit and write the table; print what it holds."""
    import numpy as np

    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--texts", type=Path, required=True, help="folder of .txt files")
    parser.add_argument("--most", type=int, default=60_000, help="bigrams kept")
    parser.add_argument("--out", type=Path, default=Path("eval/lexical/idf.npz"))
    asked = parser.parse_args(arguments)
    sections = list(_sections(sorted(asked.texts.glob("*.txt"))))
    codes, found, lengths = _counted(sections)
    idf = np.log1p((len(sections) - found + 0.5) / (found + 0.5))
    order = np.lexsort((codes, -found))[: asked.most]
    kept = np.sort(order)
    rest = np.setdiff1d(np.arange(len(codes)), kept)
    rare = float(np.mean(idf[rest])) if len(rest) else float(idf.max())
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        asked.out,
        codes=codes[kept].astype("<u4"),
        values=idf[kept].astype("<f2"),
        rare=np.float32(rare),
        heading=np.float32(lengths[0]),
        body=np.float32(lengths[1]),
    )
    report = {
        "sections": len(sections),
        "bigrams": len(codes),
        "kept": len(kept),
        "least_sections_of_one_kept": int(found[kept].min()),
        "rare": round(rare, 3),
        "heading": round(lengths[0], 2),
        "body": round(lengths[1], 2),
        "bytes": asked.out.stat().st_size,
    }
    print(json.dumps(report, indent=1))
    return 0


def _sections(files: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """Heading field and text of every section of every file that can be read."""
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
            heading = "\n".join((passage.title, *passage.heading_path))
            text = passage.text
        if text:
            yield heading, text


def _counted(sections: Sequence[tuple[str, str]]):  # type: ignore[no-untyped-def]
    """Every bigram, the sections it stands in, and the average bigrams of both fields."""
    import numpy as np

    from draftkit.index.bigrams import counted

    codes, found = np.zeros(0, np.uint32), np.zeros(0, np.int64)
    lengths = [0, 0]
    for at in range(0, len(sections), _CHUNK):
        part = sections[at : at + _CHUNK]
        lengths[0] += int(counted([heading for heading, _ in part]).lengths.sum())
        lengths[1] += int(counted([text for _, text in part]).lengths.sum())
        held = counted([f"{heading}\n{text}" for heading, text in part])
        codes, places = np.unique(np.concatenate([codes, held.codes]), return_inverse=True)
        weights = np.concatenate([found, np.ones(len(held.codes), np.int64)])
        found = np.bincount(places, weights=weights, minlength=len(codes)).astype(np.int64)
    return codes, found, [length / max(1, len(sections)) for length in lengths]


if __name__ == "__main__":
    sys.exit(main())
