"""Fit the table of LsaEmbedder (eval/lsa/*.npz) on published official papers.

    python benchmarks/fit_lsa.py OUT.npz FOLDER…
    python benchmarks/fit_lsa.py --held-out MANIFEST.jsonl --corpus C.jsonl --queries Q.jsonl FOLDER…

FOLDERs hold papers as .txt; they are read by draftkit's own parser into sections. Three steps:

1. The grams (a character or two) that most sections have, with their idf.
2. LSA: singular vectors of sections by grams (1 + log count, times idf, length 1), each section with
   its heading repeated, so that the words of headings lie beside the words of what stands under them.
3. A short tuning of these rows so that a heading is nearer to its own section, and to sections of
   like headings, than to other sections (softmax over the sections of a batch, Adam).

Then the rows are rounded to 8 bits. With --held-out nothing is written: papers are divided by family,
each half is embedded by a table fitted on the other, and the figures of both halves are shown beside
hashing and the shipped table. Only numpy is needed; the same machine makes the same file.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import sys
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import numpy as np
from fit_manifest import write_manifest

from draftkit.index.lsa import DIM, LsaEmbedder, Table, counted
from draftkit.text.similar import bare

GRAMS = 20_000
LEAST = 3
"""Sections that must have a gram."""

HEADING_TIMES = 4
ROUNDS = 4
SPARE = 24
BATCH = 400
EPOCHS = 4
RATE = 1e-3
SHARPNESS = 12.0
LIKE = 0.6
"""Cosine of two headings, by weighed grams, from which the section of one answers the other."""

_BLOCK = 1000
_LONGEST = 2000
_PRINT = 30
_SEED = 20260101

PARAMETERS = {
    "grams": GRAMS,
    "least": LEAST,
    "numbers": DIM,
    "heading_times": HEADING_TIMES,
    "rounds": ROUNDS,
    "spare": SPARE,
    "batch": BATCH,
    "epochs": EPOCHS,
    "rate": RATE,
    "sharpness": SHARPNESS,
    "like": LIKE,
    "longest": _LONGEST,
    "seed": _SEED,
}
"""What decides the table beside the papers."""


@dataclass(frozen=True)
class Pair:
    """A heading and the text under it."""

    heading: str
    text: str


def read(paths: Iterable[Path]) -> list[Pair]:
    """The sections of papers, those that hold sections too, with the text of what they hold."""
    from draftkit.archive import passages_of
    from draftkit.errors import DraftkitError
    from draftkit.parse import parse_file

    pairs: dict[Pair, None] = {}
    for path in paths:
        try:
            notice = parse_file(path)
        except DraftkitError as error:
            print(f"{path.name}: {error}", file=sys.stderr)
            continue
        under: defaultdict[tuple[str, ...], str] = defaultdict(str)
        for passage in passages_of(notice):
            for depth in range(len(passage.heading_path) + 1):
                if depth or not passage.heading_path:
                    under[passage.heading_path[:depth]] += passage.text + "\n"
        for place, text in under.items():
            pairs[Pair(place[-1] if place else "", text[:_LONGEST])] = None
    return list(pairs)


class Weighed:
    """Texts as rows over a vocabulary, 1 + log count times idf, length 1; dense in blocks only."""

    def __init__(self, texts: Sequence[str], codes: Any, idf: Any) -> None:
        owners, found, counts = _counted(texts)
        places = np.minimum(np.searchsorted(codes, found), len(codes) - 1)
        known = codes[places] == found
        owners, self.places, counts = owners[known], places[known], counts[known]
        self.values = ((1 + np.log(counts)) * idf[self.places]).astype(np.float32)
        lengths = np.sqrt(np.bincount(owners, weights=self.values**2, minlength=len(texts)))
        self.values /= np.maximum(lengths, 1e-9)[owners].astype(np.float32)
        self.ends = np.searchsorted(owners, np.arange(len(texts) + 1))
        self.shape = (len(texts), len(codes))

    def dense(self, rows: Any) -> Any:
        """Some rows as a matrix."""
        out = np.zeros((len(rows), self.shape[1]), dtype=np.float32)
        for at, row in enumerate(rows):
            mine = slice(self.ends[row], self.ends[row + 1])
            out[at, self.places[mine]] = self.values[mine]
        return out

    def blocks(self) -> Iterable[tuple[slice, Any]]:
        """All rows, a thousand at a time."""
        for at in range(0, self.shape[0], _BLOCK):
            rows = range(at, min(at + _BLOCK, self.shape[0]))
            yield slice(at, rows.stop), self.dense(rows)


def _counted(texts: Sequence[str]) -> tuple[Any, Any, Any]:
    """Grams of many texts, in slices, to bound memory."""
    parts = []
    for at in range(0, len(texts), _BLOCK):
        owners, codes, counts = counted(texts[at : at + _BLOCK])
        parts.append((owners + at, codes, counts))
    return tuple(np.concatenate(one) for one in zip(*parts, strict=True))  # type: ignore[return-value]


def vocabulary(texts: Sequence[str]) -> tuple[Any, Any]:
    """(codes, idf) of the grams that most texts have, by code; equal counts by code too."""
    _, found, _ = _counted(texts)
    codes, held = np.unique(found, return_counts=True)
    kept = np.nonzero(held >= LEAST)[0]
    kept = np.sort(kept[np.lexsort((codes[kept], -held[kept]))][:GRAMS])
    idf = np.log((1 + len(texts)) / (1 + held[kept])) + 1
    return codes[kept], idf.astype(np.float16).astype(np.float32)


def singular(rows: Weighed) -> Any:
    """The first right singular vectors, by random projection and power rounds; the largest entry
    of each is positive."""
    chance = np.random.default_rng(_SEED)
    basis = chance.normal(size=(rows.shape[1], DIM + SPARE)).astype(np.float32)
    for _ in range(ROUNDS):
        spread = np.zeros_like(basis)
        for _, block in rows.blocks():
            spread += block.T @ (block @ basis)
        basis, _ = np.linalg.qr(spread)
    shadow = np.concatenate([block @ basis for _, block in rows.blocks()])
    _, _, right = np.linalg.svd(shadow, full_matrices=False)
    found = (basis @ right[:DIM].T).astype(np.float32)
    signs = np.sign(found[np.abs(found).argmax(axis=0), np.arange(DIM)])
    return found * signs


def tuned(matrix: Any, headings: Weighed, texts: Weighed) -> Any:
    """The rows after the tuning; headings and texts are in pairs."""
    chance = np.random.default_rng(_SEED)
    mean, square, step = np.zeros_like(matrix), np.zeros_like(matrix), 0
    for _ in range(EPOCHS):
        order = chance.permutation(headings.shape[0])
        for at in range(0, len(order) - BATCH // 2, BATCH):
            rows = order[at : at + BATCH]
            slope = _slope(matrix, headings.dense(rows), texts.dense(rows))
            step += 1
            mean = 0.9 * mean + 0.1 * slope
            square = 0.99 * square + 0.01 * slope * slope
            moved = mean / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
            matrix = matrix - np.float32(RATE) * moved
    return matrix


def _slope(matrix: Any, asked: Any, told: Any) -> Any:
    """The gradient of one batch: headings choose texts, and at half weight texts headings."""
    left, left_length = _unit(asked @ matrix)
    right, right_length = _unit(told @ matrix)
    near = SHARPNESS * (left @ right.T)
    good = (asked @ asked.T >= LIKE).astype(np.float32)
    np.fill_diagonal(good, 1.0)
    wrong = _softmax(near, 1) - good / good.sum(axis=1, keepdims=True)
    back = _softmax(near, 0) - good / good.sum(axis=0, keepdims=True)
    pull = SHARPNESS * (wrong + 0.5 * back) / len(asked)
    toward, away = pull @ right, pull.T @ left
    return asked.T @ _through(toward, left, left_length) + told.T @ _through(
        away, right, right_length
    )


def _unit(rows: Any) -> tuple[Any, Any]:
    lengths = np.sqrt((rows * rows).sum(axis=1, keepdims=True)) + np.float32(1e-9)
    return rows / lengths, lengths


def _softmax(values: Any, axis: int) -> Any:
    raised = np.exp(values - values.max(axis=axis, keepdims=True))
    return raised / raised.sum(axis=axis, keepdims=True)


def _through(slope: Any, unit: Any, lengths: Any) -> Any:
    """A gradient taken back through the division by length."""
    return (slope - (slope * unit).sum(axis=1, keepdims=True) * unit) / lengths


def fit(pairs: Sequence[Pair], *, tune: bool = True) -> Table:
    """A table from sections."""
    codes, idf = vocabulary([f"{one.heading}\n{one.text}" for one in pairs])
    with_headings = [one.text + f"\n{one.heading}" * HEADING_TIMES for one in pairs]
    matrix = singular(Weighed(with_headings, codes, idf))
    if tune:
        headed = [one for one in pairs if one.heading]
        matrix = tuned(
            matrix,
            Weighed([one.heading for one in headed], codes, idf),
            Weighed([one.text for one in headed], codes, idf),
        )
    steps = (np.abs(matrix).max(axis=0) / 127).astype(np.float32)
    return Table(codes, idf, np.round(matrix / steps).astype(np.int8), steps)


def fingerprints(text: str) -> set[int]:
    """A number for the beginning of each line, by which a benchmark knows a text it was fitted on."""
    lines = (bare(line) for line in text.splitlines())
    return {zlib.crc32(line[:_PRINT].encode("utf-8")) for line in lines if len(line) >= _PRINT}


def write(table: Table, path: Path, pairs: Sequence[Pair] = ()) -> str:
    """The table as a file with fixed dates; its sha256. pairs: what it was fitted on."""
    seen = sorted({one for pair in pairs for one in fingerprints(pair.text)})
    arrays = {
        "seen": np.array(seen, dtype=np.uint32),
        "codes": table.codes,
        "idf": table.idf.astype(np.float16),
        "rows": table.rows,
        "steps": table.steps,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for name, array in arrays.items():
            held = io.BytesIO()
            np.save(held, np.ascontiguousarray(array), allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0))
            archive.writestr(entry, held.getvalue(), zipfile.ZIP_DEFLATED)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def held_out(papers: Sequence[Path], manifest: Path, corpus: Path, queries: Path) -> None:
    """Figures of tables on the half of the papers they were not fitted on, and of others there."""
    from retrieval_metrics import means, rows_of, scored

    from draftkit.index import HashEmbedder

    family = {row["id"]: row.get("family") or row["id"] for row in rows_of(manifest)}
    ordered = sorted(set(family.values()), key=lambda name: hashlib.sha256(name.encode()).digest())
    half = {name: at % 2 for at, name in enumerate(ordered)}
    side = {paper: half[name] for paper, name in family.items()}
    figures: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for asked in (0, 1):
        pairs = read(one for one in papers if side.get(one.stem) == 1 - asked)
        print(f"half {asked}: fitted on {len(pairs)} sections of the other half", file=sys.stderr)
        passages = [row for row in rows_of(corpus) if side.get(row["doc_id"]) == asked]
        by_pid = {row["pid"]: row for row in passages}
        questions = [row for row in rows_of(queries) if side.get(row["source_doc"], 0) == asked]
        systems: dict[str, Any] = {"hashing": HashEmbedder(), "LSA as shipped": LsaEmbedder()}
        for name, tune in (("LSA, held out, untuned", False), ("LSA, held out", True)):
            systems[name] = made = LsaEmbedder()
            made._table = fit(pairs, tune=tune)
        for name, embedder in systems.items():
            matrix = embedder.embed([row["text"] for row in passages])
            for question in questions:
                listed = [one for one in question["relevant"] if one["pid"] in by_pid]
                if not listed:
                    continue
                near = matrix @ embedder.embed([question["query"]])[0]
                order = [passages[at]["pid"] for at in np.argsort(-near, kind="stable")[:400]]
                ranked = [one for one in order if by_pid[one]["doc_id"] != question["source_doc"]]
                figures[name].append(scored(ranked, {**question, "relevant": listed}, by_pid))
    for name, rows in figures.items():
        print(f"{name:<26}", json.dumps(means(rows)))


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit and write, or measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--held-out", type=Path, metavar="MANIFEST")
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--queries", type=Path)
    parser.add_argument("--commit", default="", help="state of the parser, for the manifest")
    parser.add_argument("paths", nargs="+", type=Path)
    asked = parser.parse_args(arguments)
    folders = asked.paths if asked.held_out else asked.paths[1:]
    papers = sorted(path for folder in folders for path in folder.glob("*.txt"))
    if asked.held_out:
        held_out(papers, asked.held_out, asked.corpus, asked.queries)
        return 0
    pairs = read(papers)
    digest = write(fit(pairs), asked.paths[0], pairs)
    figures = {"sections": len(pairs), "parameters": PARAMETERS}
    write_manifest(
        asked.paths[0],
        papers,
        script="benchmarks/fit_lsa.py",
        commit=asked.commit,
        figures=figures,
    )
    print(f"{len(papers)} papers, {len(pairs)} sections, sha256 {digest}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
