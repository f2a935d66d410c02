"""An index folder that was made to mislead, sealed anew where the seal would tell: the answer is
the archive's, and the next writer is told."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from draftkit.archive import Archive
from draftkit.index import HashEmbedder
from draftkit.index.build import build, fault
from draftkit.index.nearest import VectorIndex
from draftkit.retrieve.hybrid import HybridRetriever

EMBEDDER = HashEmbedder()
QUERY = "志愿服务"

Manifest = dict[str, Any]


def _array(name: str, change: Callable[[Any], Any]) -> Callable[[Path, Manifest], Any]:
    def harm(folder: Path, held: Manifest) -> Any:
        file = folder / f"{name}.npy"
        np.save(file, change(np.load(file)), allow_pickle=False)
        return held

    return harm


def _tables(text: str) -> Callable[[Path, Manifest], Any]:
    def harm(folder: Path, held: Manifest) -> Any:
        (folder / "tables.json").write_text(text, encoding="utf-8")
        return held

    return harm


def _named(name: str, said: Any) -> Callable[[Path, Manifest], Any]:
    return lambda folder, held: {**held, "files": {**held["files"], name: said}}


def _swapped(held: Any) -> Any:
    out = held.copy()
    out[[0, 1]] = out[[1, 0]]
    return out


_NONE = {"size": 0, "sha256": hashlib.sha256(b"").hexdigest()}

HARMS: dict[str, Callable[[Path, Manifest], Any]] = {
    "no files": lambda folder, held: {k: v for k, v in held.items() if k != "files"},
    "files a list": lambda folder, held: {**held, "files": []},
    "a list": lambda folder, held: [],
    "an entry that is a number": _named("extra", 5),
    "NUL in a name": _named("a\0b", _NONE),
    "a name that leads out": _named("../outside", _NONE),
    "a name from the root": _named("/dev/null", _NONE),
    "tables a list": _tables("[]"),
    "tables of numbers": _tables('{"issuer": [5]}'),
    "tables nested for ever": _tables("[" * 100_000),
    "headings in two dimensions": _array("heading", lambda held: np.zeros((len(held), 2))),
    "years that are short": _array("year", lambda held: held[:3]),
    "issuers beyond the table": _array("issuer", lambda held: held * 0 + 9999),
    "topics below none": _array("topic", lambda held: held * 0 - 2),
    "places before the first": _array("first", lambda held: held * 0 - 5),
    "places far off": _array("first", lambda held: held * 0 + 2**40),
    "terms out of order": _array("headings.terms", _swapped),
    "starts that fall": _array("headings.starts", lambda held: held[::-1].copy()),
    "impacts of another type": _array("headings.impacts", lambda held: held.astype("i8") + 2**31),
    "vectors that are short": _array("vectors", lambda held: held[:, :7].copy()),
    "ids of nothing": _array("id", lambda held: np.array([b"zz"] * len(held), dtype="S16")),
    "parts of nothing": _array("parts", lambda held: np.array([b"zz"] * len(held), dtype="S16")),
}


def _seal_anew(archive: Archive, folder: Path, harm: Callable[[Path, Manifest], Any]) -> None:
    """What one who may write both the folder and archive.db can do."""
    manifest = folder / "manifest.json"
    held = harm(folder, json.loads(manifest.read_text(encoding="utf-8")))
    for name in list(held["files"]) if isinstance(held, dict) and held.get("files") else ():
        if (folder / name.replace("\0", "")).is_file() and ".." not in name and name[0] != "/":
            data = (folder / name).read_bytes()
            held["files"][name] = {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    manifest.write_text(json.dumps(held), encoding="utf-8")
    seal = hashlib.sha256(manifest.read_bytes()).hexdigest()
    with archive.change() as change:
        change._db.execute("UPDATE generations SET seal = ? WHERE current = 1", (seal,))


@pytest.mark.parametrize("harm", HARMS)
def test_a_folder_sealed_anew(fill: Callable[..., Archive], index: Path, harm: str) -> None:
    archive = fill(6)
    wanted = HybridRetriever(VectorIndex(archive, EMBEDDER, index)).retrieve(QUERY)
    made = build(archive, EMBEDDER, index)
    assert made is not None and wanted.hits
    (index / "outside").touch()
    _seal_anew(archive, index / made.folder, HARMS[harm])
    vectors = VectorIndex(archive, EMBEDDER, index)
    try:
        assert HybridRetriever(vectors).retrieve(QUERY) == wanted
        assert vectors.fault is not None
        current = archive.generation()
        assert current is not None and fault(current, EMBEDDER, index) is not None
    finally:
        vectors.close()


@pytest.mark.parametrize("name", ["manifest.json", "vectors.npy", "extra"])
@pytest.mark.parametrize("kind", ["pipe", "link", "device"])
def test_what_is_no_file(
    fill: Callable[..., Archive], index: Path, tmp_path: Path, name: str, kind: str
) -> None:
    """A pipe would be waited for without end, a device read without end."""
    if not hasattr(os, "mkfifo"):
        pytest.skip("Windows has none of these")
    archive = fill(6)
    wanted = HybridRetriever(VectorIndex(archive, EMBEDDER, index)).retrieve(QUERY)
    made = build(archive, EMBEDDER, index)
    assert made is not None
    file = index / made.folder / name
    (tmp_path / "elsewhere").write_bytes(b"")
    if file.exists():
        shutil.move(file, tmp_path / "elsewhere")  # a link leads to what is whole
    if kind == "pipe":
        os.mkfifo(file)
    else:
        file.symlink_to(tmp_path / "elsewhere" if kind == "link" else "/dev/zero")
    assert fault(made, EMBEDDER, index) == "torn"
    vectors = VectorIndex(archive, EMBEDDER, index)
    assert HybridRetriever(vectors).retrieve(QUERY) == wanted
    assert vectors.fault == "torn"
    vectors.close()


def test_a_manifest_without_end_is_not_read(fill: Callable[..., Archive], index: Path) -> None:
    archive = fill(2)
    made = build(archive, EMBEDDER, index)
    assert made is not None
    _seal_anew(archive, index / made.folder, lambda folder, held: {**held, "x": "0" * (1 << 20)})
    current = archive.generation()
    assert current is not None and fault(current, EMBEDDER, index) == "torn"
