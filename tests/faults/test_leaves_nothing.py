"""A paper that bears a mark of secrecy, or was removed, leaves no byte in the workspace, in the
folder for temporary files or in the user's own folders: every file there is read after each command."""

from __future__ import annotations

import contextlib
import json
import stat
import zipfile
import zlib
from pathlib import Path

import docx

from tests.faults.cast import Cast

WORDS = "麒麟飞羽"
TEXT = "\n".join(
    [
        f"示例市科学技术局关于{WORDS}专项核查工作的通知",
        "各科室：",
        "一、工作任务",
        *(f"第{number}组开展{WORDS}专项核查，逐项落实。" for number in range(60)),
        "示例市科学技术局",
        "2024年3月1日",
    ]
)
CHROMA = {"DRAFTKIT_EXACT_BELOW": "0"}


def _holding(*folders: Path) -> list[str]:
    """Files that hold the words: as text in several codes, packed by zlib or in a zip."""
    needles = [WORDS.encode(code) for code in ("utf-8", "utf-16-le", "utf-32-le", "gb18030")]
    needles.append(json.dumps(WORDS).strip('"').encode())
    return [
        one.name
        for folder in folders
        for one in folder.rglob("*")
        if one.is_file() and any(n in part for n in needles for part in _parts(one))
    ]


def _parts(file: Path) -> list[bytes]:
    data = file.read_bytes()
    out, at = [data], data.find(b"\x78\x9c")
    while at >= 0:
        with contextlib.suppress(zlib.error):
            out.append(zlib.decompressobj().decompress(data[at:]))
        at = data.find(b"\x78\x9c", at + 1)
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as packed:
            out += [packed.read(name) for name in packed.namelist()]
    return out


def _write(folder: Path, mark: str) -> None:
    """The paper in three formats."""
    folder.mkdir()
    (folder / "a.txt").write_text(mark + TEXT, encoding="utf-8")
    lines = "".join(f"<p>{line}</p>" for line in (mark + TEXT).splitlines())
    (folder / "b.html").write_text(f"<html><body>{lines}</body></html>", encoding="utf-8")
    paper = docx.Document()
    for line in (mark + TEXT).splitlines():
        paper.add_paragraph(line)
    paper.save(str(folder / "c.docx"))


def test_a_refused_paper(cast: Cast, root: Path, tmp_path: Path) -> None:
    home, given = tmp_path / "home", tmp_path / "given"
    home.mkdir()
    _write(given, "机密★1年\n")
    _write(tmp_path / "plain", "")
    assert sorted(_holding(tmp_path / "plain")) == ["a.txt", "b.html", "c.docx"]
    for args, code, more in (
        (["ingest", given], 2, {}),
        (["ingest", root / "past", given], 1, {}),
        (["reindex"], 0, {}),
        (["search", WORDS], 0, CHROMA),
        (["doctor"], 0, {}),
    ):
        done = cast.command(*args, root=root, HOME=str(home), **more)
        assert done.code == code, done
        assert _holding(root, cast.temporary, home) == [], args


def test_a_removed_paper(cast: Cast, root: Path, tmp_path: Path) -> None:
    """Taken in before anybody knew, found by a search through Chroma, then removed."""
    given = tmp_path / "given"
    _write(given, "")
    assert cast.command("ingest", given, root=root).code == 0
    assert cast.command("reindex", root=root).code == 0
    assert cast.command("search", WORDS, root=root, **CHROMA).code == 0
    assert "archive.db" in _holding(root)
    assert _holding(cast.temporary) == []
    held = cast.command("notices", "--json", root=root).json["notices"]
    ids = [one["id"] for one in held if WORDS in (one["title"] or "")]
    assert ids
    done = cast.command("notices", "remove", *ids, root=root)
    assert done.code == 0, done
    assert _holding(root, cast.temporary) == []


def test_what_is_made_for_a_moment_is_for_its_owner_alone(tmp_path: Path) -> None:
    """The copy of the index that Chroma is asked in."""
    from draftkit.index.copies import Copy

    made = Copy()
    try:
        assert stat.S_IMODE(made.folder.stat().st_mode) == 0o700
    finally:
        made.close()
    assert not made.folder.exists()
