"""The benchmark others call with their own data: its options, its figures, its JSON."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from draftkit.index.lsa import DIM, Table

_TOPICS = {
    "志愿": "组织志愿者进社区开展服务",
    "学习": "落实理论学习制度",
    "交通": "到路口劝导文明交通",
}


@pytest.fixture
def data(tmp_path: Path) -> tuple[Path, Path]:
    """Three documents of three sections; each heading asks for the other documents' sections."""
    corpus, queries = [], []
    for document in ("甲", "乙", "丙"):
        for topic, text in _TOPICS.items():
            row = {"doc_id": document, "pid": f"{document}#{topic}", "heading": topic * 2}
            corpus.append({**row, "text": f"{text}，{document}。" * 3, "topics": [topic]})
    for topic, text in _TOPICS.items():
        relevant = [{"pid": f"{document}#{topic}", "grade": 2} for document in ("乙", "丙")]
        row = {
            "qid": topic,
            "type": "topical",
            "stratum": "s",
            "query": text[-6:],
            "topics": [topic],
        }
        queries.append({**row, "source_doc": "甲", "source_title": "甲", "relevant": relevant})
    paths = (tmp_path / "c.jsonl", tmp_path / "q.jsonl")
    for path, rows in zip(paths, (corpus, queries), strict=True):
        lines = (json.dumps(row, ensure_ascii=False) for row in rows)
        path.write_text("\n".join(lines), encoding="utf-8")
    return paths


@pytest.fixture
def benchmarks(repo: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the benchmarks, to import from."""
    monkeypatch.syspath_prepend(str(repo / "benchmarks"))
    return repo / "benchmarks"


def _run(repo: Path, data: tuple[Path, Path], *more: str) -> dict[str, Any]:
    script = str(repo / "benchmarks" / "retrieval.py")
    command = [
        sys.executable,
        script,
        "--corpus",
        str(data[0]),
        "--queries",
        str(data[1]),
        "--json",
    ]
    done = subprocess.run([*command, *more], capture_output=True, encoding="utf-8", check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_each_system_has_every_metric_by_stratum(repo: Path, data: tuple[Path, Path]) -> None:
    report = _run(repo, data, "--only", "draftkit", "--only", "bm25s, char", "--only", "part")
    assert next(iter(report)) == "systems"
    assert list(report)[-1] == "machine"
    ours = next(row for row in report["systems"] if row["system"] == "draftkit")
    assert set(ours["metrics"]) == {"all", "stratum s", "type topical"}
    assert ours["metrics"]["all"]["ndcg@10"] == ours["metrics"]["all"]["r@100"] == 1.0
    for row in report["systems"]:
        if "skipped" not in row:
            assert set(row["metrics"]["all"]) == {
                *("queries", "ndcg@10", "mrr", "r@100", "p@10", "ndcg_se")
            }
            assert row["memory_mb"] is None or row["memory_mb"] > 0
    assert report["embedder"] == {"passages_it_was_fitted_on": 0.0, "measured_with": "as shipped"}
    compared = report["summary"]["stratum s"]
    assert compared["ours"] == 1.0
    assert compared["interval"][0] <= compared["difference"] <= compared["interval"][1]


def test_only_text_is_indexed_unless_headings_are_asked_for(
    repo: Path, data: tuple[Path, Path]
) -> None:
    """A query of words that stand in headings alone."""
    first = json.loads(data[1].read_text(encoding="utf-8").splitlines()[0])
    only = {**first, "query": "专题一"}
    data[1].write_text(json.dumps(only, ensure_ascii=False), encoding="utf-8")
    corpus = data[0].read_text(encoding="utf-8").replace('"志愿志愿"', '"专题一"')
    data[0].write_text(corpus, encoding="utf-8")
    found = []
    for more in ((), ("--headings",)):
        systems = {
            row["system"]: row for row in _run(repo, data, "--only", "draftkit", *more)["systems"]
        }
        found.append(systems["draftkit"]["metrics"]["all"]["ndcg@10"])
    assert found == [0.0, 1.0]


def test_no_passage_is_embedded_by_a_table_fitted_on_it(
    benchmarks: Path, data: tuple[Path, Path], tmp_path: Path
) -> None:
    """Where a corpus is one the shipped table was fitted on."""
    apart = importlib.import_module("retrieval_apart")
    fit_lsa = importlib.import_module("fit_lsa")
    corpus = importlib.import_module("retrieval_metrics").rows_of(data[0])
    side = apart.halves(corpus)
    assert sorted(side.values()) in ([0, 0, 1], [0, 1, 1])
    for half in (0, 1):
        rows = np.full((1, DIM), half + 1, dtype=np.int8)
        table = Table(np.array([ord("展")], np.uint32), np.ones(1), rows, np.ones(DIM, np.float32))
        fit_lsa.write(table, tmp_path / f"half-{half}.npz")
    embedder = apart.Apart(tmp_path, corpus, ["开展服务"])
    texts = [row["text"] for row in corpus if "展" in row["text"]]
    asked, *told = embedder.embed(["开展服务", *texts])
    assert asked[:DIM].any()
    assert asked[DIM:].any()
    for row, vector in zip((row for row in corpus if "展" in row["text"]), told, strict=True):
        used = 0 if vector[:DIM].any() else 1
        assert vector.any()
        assert used != side[row["doc_id"]]
