"""What the parser is measured by, held: labelled heads of real papers, and real files of each format
with what each must yield. Needs the folder of real texts beside the repository."""

from __future__ import annotations

import importlib.util
import json
import re
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from draftkit.errors import UnsupportedFileError
from draftkit.parse import parse_file, parse_path
from draftkit.text.similar import bare
from draftkit.values.notice import Notice
from tests.source_tree import REPO

LEAST = 0.97
MOST_INVENTED = 0.01
NAMED_OTHERWISE = {"tineng-ceshi-2019.doc", "dagang3-2022.doc"}
"""Files whose expected title is that of the file's name; the title printed in them is another."""


@cache
def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("headers", REPO / "benchmarks" / "headers.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("name", "texts"), [("gold.jsonl", "texts"), ("gold_seeds.jsonl", ".")])
def test_labelled_heads(shared: Path, name: str, texts: str) -> None:
    folder = shared / "data" / "headers"
    if not (folder / name).is_file():
        pytest.skip("shared/data/headers is not there")
    result = benchmark().measure(folder / name, folder / texts)
    low = {field: share for field, share in result["draftkit"].items() if share < LEAST}
    assert not low, result["misses"]
    made_up = {field: share for field, share in result["invented"].items() if share > MOST_INVENTED}
    assert not made_up, result["misses"]


def test_a_kind_is_right_by_either_label() -> None:
    row = {"genre": "工作方案", "core_type": "实施方案"}
    right = benchmark().same
    assert right("genre", "实施方案", row, "工作方案") and right(
        "genre", "工作方案", row, "工作方案"
    )
    assert not right("genre", "工作要点", row, "工作方案")
    assert right("genre", "批复", {"genre": "其他", "core_type": "批复"}, "其他")
    assert not right("genre", "意见", {"genre": "其他", "core_type": "报告"}, "其他")


def manifest(shared: Path) -> list[dict[str, Any]]:
    path = shared / "data" / "files" / "manifest.jsonl"
    if not path.is_file():
        pytest.skip("shared/data/files is not there")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def flat(text: str | None) -> str:
    return re.sub(r"\s", "", text or "")


def test_real_files_yield_what_their_list_says(shared: Path) -> None:
    wrong: list[str] = []
    for row in manifest(shared):
        path, wanted = shared / "data" / "files" / row["file"], row["expect"]
        if wanted.get("text_layer") is False:
            with pytest.raises(UnsupportedFileError) as caught:
                parse_path(path)
            assert caught.value.key == "parse.pdf_scan"
            continue
        parsed = parse_path(path)
        notice = parsed.notice
        titles = flat(notice.title), flat(notice.paper.title)
        contained = flat(wanted.get("title_contains"))
        seen = {
            "title_contains": contained in titles[0] or contained in titles[1],
            "title": titles[0] == flat(wanted.get("title")),
            "doc_number": notice.doc_number == wanted.get("doc_number"),
            "issuer": list(notice.issuers) == (wanted.get("issuer") or "").split(),
            "year": notice.year == wanted.get("year"),
            "encoding": parsed.source.encoding == wanted.get("encoding"),
            "pages": True,
        }
        wrong += [f"{row['file']}: {name}" for name in wanted if not seen[name]]
    spared = {f"{name}: title_contains" for name in NAMED_OTHERWISE}
    assert set(wrong) <= spared


def test_one_notice_as_doc_and_as_pdf_is_the_same_notice(shared: Path) -> None:
    """But for the marks that hang over the margin, which LibreOffice left out of the PDF: what is
    compared is words and structure."""
    manifest(shared)
    doc, pdf = (
        parse_file(shared / "data" / "files" / f"hainan-nongji-2024.{ending}")
        for ending in ("doc", "pdf")
    )
    assert doc.id == pdf.id
    assert words(doc) == words(pdf)


def words(notice: Notice) -> Any:
    """A notice as JSON, its strings without marks, and without what names the file."""
    beside = {"source": None, "warnings": (), "metadata": {}}
    return _bared(notice.model_copy(update=beside).model_dump(mode="json"))


def _bared(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _bared(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_bared(inner) for inner in value]
    return bare(value) if isinstance(value, str) else value
