"""What a frozen table was fitted on, written beside it.

A manifest names every paper by its folder and file name with the sha256 of its bytes, the hash and
parameters of the fit, and the versions it was made with. Papers are read by draftkit's own parser, so
`commit` says which one: another parser cuts other sections and makes another table.
"""

from __future__ import annotations

import hashlib
import json
import platform
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any


def write_manifest(
    table: Path, papers: Iterable[Path], *, script: str, commit: str, figures: dict[str, Any]
) -> None:
    """Write TABLE.manifest.json; the same papers, table and versions give the same bytes."""
    import numpy as np

    files = {f"{one.parent.name}/{one.name}": _sha256(one) for one in papers}
    head = {
        "table": table.name,
        "sha256": _sha256(table),
        "script": script,
        "commit": commit,
        **figures,
        "versions": {
            "python": platform.python_version(),
            "numpy": np.__version__,
            "zlib": zlib.ZLIB_RUNTIME_VERSION,
        },
        "papers": len(files),
        "files": dict(sorted(files.items())),
    }
    path = table.with_name(f"{table.stem}.manifest.json")
    path.write_text(json.dumps(head, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
