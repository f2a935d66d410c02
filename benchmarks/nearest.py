"""What a first search pays for vectors: comparing all of them, or asking Chroma.

    python benchmarks/nearest.py [--sizes 2000,10000] [--json]

Vectors are made up: unit rows of the embedder's size in clusters. Each figure is one fresh run:
`exact` reads all vectors from archive.db and compares them; `chroma` opens a built generation the
way a reader does and asks for 500 candidates; `import` is what loading Chroma and llama-index costs
a new process, `build` what ingest pays to make the generation.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure each size and print a row for it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--sizes", default="2000,10000")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    asked = parser.parse_args(arguments)
    rows = [_measured(int(size)) for size in asked.sizes.split(",")]
    report = {"import_seconds": _import_seconds(), "sizes": rows}
    if asked.json:
        print(json.dumps(report, indent=1))
    else:
        print(f"import {report['import_seconds']} s")
        for row in rows:
            print("  ".join(f"{key} {value}" for key, value in row.items()))
    return 0


def _import_seconds() -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import draftkit.index.chroma"], check=True, env=_env())
    return round(time.perf_counter() - began, 2)


def _env() -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1])}


def _measured(size: int) -> dict[str, Any]:
    import numpy as np

    from draftkit.archive import Archive
    from draftkit.index import HashEmbedder
    from draftkit.index.chroma import Collection
    from draftkit.index.vectors import STORED, decode, nearness, whole

    embedder, chance = HashEmbedder(), np.random.default_rng(7)
    centres = chance.normal(size=(200, embedder.dim)).astype(np.float32)
    ids = [f"{row:016x}" for row in range(size)]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        archive = Archive.open(Path(folder) / "archive.db")
        matrix = np.zeros((size, embedder.dim), dtype=np.float32)
        for at in range(size):
            row = centres[at % 200] + chance.normal(size=embedder.dim)
            matrix[at] = row / np.linalg.norm(row)
        _store(archive, embedder.name, ids, matrix.astype(STORED))
        query = matrix[size // 2]
        began = time.perf_counter()
        held = archive.vectors(embedder.name)
        near = nearness(whole(decode((held[one] for one in ids), embedder.dim)), whole(query))
        exact = time.perf_counter() - began
        target = Path(folder) / "generation"
        began = time.perf_counter()
        Collection.build(target, {"embedder": embedder.name}, ids, matrix).close()
        built = time.perf_counter() - began
        began = time.perf_counter()
        with Collection.open_copy(target) as view:
            found = view.nearest(query, 500)
            asked = time.perf_counter() - began
        best = {ids[at] for at in np.argsort(-near, kind="stable")[:10]}
        archive.close()
        size_mb = sum(one.stat().st_size for one in target.rglob("*") if one.is_file()) / 1e6
    return {
        "passages": size,
        "exact_seconds": round(exact, 3),
        "chroma_seconds": round(asked, 3),
        "recall_at_10_of_500": len(best & set(found)) / 10,
        "build_seconds": round(built, 1),
        "generation_mb": round(size_mb),
    }


def _store(archive: Any, embedder: str, ids: Sequence[str], vectors: Any) -> None:
    """Passages that are nothing but an id, with their vectors."""
    from draftkit.archive.schema import connect

    db = connect(archive.path, read_only=False)
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("BEGIN")
    db.executemany(
        "INSERT INTO vectors VALUES (?, ?, ?)",
        ((one, embedder, row.tobytes()) for one, row in zip(ids, vectors, strict=True)),
    )
    db.execute("COMMIT")
    db.close()


if __name__ == "__main__":
    sys.exit(main())
