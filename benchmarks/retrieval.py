"""Retrieval, ours and peers, on graded headings.

    python benchmarks/retrieval.py --corpus C.jsonl --queries Q.jsonl [--headings] [--json]

Corpus rows: pid, doc_id, text, topics, heading; query rows: qid, query, type, stratum, topics,
source_doc, source_title, relevant[{pid, grade}]. Only `text` is indexed, unless --headings gives
each system the heading too. Passages of the query's own document are dropped from the answers.
Queries of type "functional" (组织保障 …) are asked with the title of their document beside them.

Metrics: nDCG@10, MRR and R@100 on the graded list; P@10 where a hit is listed or shares a topic.
Peers need the extra `bench`.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

Row = dict[str, Any]
System = Callable[[str], list[str]]
"""A query in, passage ids out, best first."""

_DEPTH = 400


def main(arguments: Sequence[str] | None = None) -> int:
    """Run all systems and print their figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--queries", type=Path, required=True)
    parser.add_argument("--headings", action="store_true", help="index headings beside the text")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    asked = parser.parse_args(arguments)
    corpus, queries = _rows(asked.corpus), _rows(asked.queries)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        results = [
            _measured(name, make, corpus, queries)
            for name, make in _systems(Path(folder), asked.headings)
        ]
    report = {
        "systems": results,
        "indexed": "heading and text" if asked.headings else "text",
        "passages": len(corpus),
        "queries": len(queries),
        "machine": {
            "cpus": os.cpu_count(),
            "python": platform.python_version(),
            "platform": platform.platform(),
        },
    }
    print(json.dumps(report, ensure_ascii=False, indent=1) if asked.json else _table(report))
    return 0


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _systems(
    folder: Path, headings: bool
) -> Iterable[tuple[str, Callable[[Sequence[Row]], System]]]:
    yield "draftkit", lambda corpus: _draftkit(corpus, folder, headings)
    yield "bm25s, character bigrams", lambda corpus: _bm25s(corpus, headings)
    yield "draftkit hashing vectors alone", lambda corpus: _hashing(corpus, headings)


def _draftkit(corpus: Sequence[Row], folder: Path, headings: bool) -> System:
    """The retrieval that `draftkit search` uses, over a real archive; the same text of several
    years is not made one hit here, since each counts for the graded list."""
    from draftkit.archive import Archive
    from draftkit.index import HashEmbedder
    from draftkit.index.nearest import VectorIndex
    from draftkit.index.vectors import encode
    from draftkit.retrieve.hybrid import HybridRetriever

    embedder = HashEmbedder()
    archive = Archive.open(folder / "archive.db")
    pids: dict[tuple[str, int], str] = {}
    with archive.change() as change:
        for parsed, named in _documents(corpus, headings):
            outcome = change.add(
                parsed, sha256=parsed.source.sha256, path=parsed.source.path, parser="bench"
            )
            change.put_vectors(embedder.name, encode(embedder, outcome.passages))
            pids.update({(outcome.notice_id, at): pid for at, pid in enumerate(named)})
    retriever = HybridRetriever(VectorIndex(archive, embedder, folder / "index"))

    def ask(query: str) -> list[str]:
        found = retriever.ranked(query, filters=None, depth=_DEPTH)
        return [pids[section.best.notice_id, section.best.ordinal] for _, section in found]

    ask("预热")
    return ask


def _documents(corpus: Sequence[Row], headings: bool) -> Iterable[tuple[Any, list[str]]]:
    """Each document as a parsed notice, and the pid of each of its passages in order."""
    from draftkit.archive import passages_of
    from draftkit.text.ids import content_id
    from draftkit.values.notice import Notice, Section
    from draftkit.values.source import Parsed, Source

    by_document: defaultdict[str, list[Row]] = defaultdict(list)
    for row in corpus:
        by_document[row["doc_id"]].append(row)
    for name, rows in by_document.items():
        sections = [
            Section(level=1, heading=row["heading"] if headings else "", paragraphs=(row["text"],))
            for row in rows
        ]
        base = Notice(id=content_id(name), issuer=rows[0].get("issuer"), year=rows[0].get("year"))
        pids = [
            row["pid"]
            for row, section in zip(rows, sections, strict=True)
            for _ in passages_of(base.model_copy(update={"sections": (section,)}))
        ]
        notice = base.model_copy(update={"sections": tuple(sections)})
        yield Parsed(Source(path=name, sha256=notice.id, format="txt"), notice, ()), pids


def _text(row: Row, headings: bool) -> str:
    return f"{row['heading']}\n{row['text']}" if headings else str(row["text"])


def _bm25s(corpus: Sequence[Row], headings: bool) -> System:
    """bm25s as one would use it: one field, character bigrams as tokens."""
    import bm25s

    from draftkit.text.similar import bare

    def tokens(text: str) -> list[str]:
        kept = bare(text)
        return [kept[at : at + 2] for at in range(len(kept) - 1)]

    index = bm25s.BM25()
    index.index([tokens(_text(row, headings)) for row in corpus], show_progress=False)
    ids = [row["pid"] for row in corpus]

    def ask(query: str) -> list[str]:
        depth = min(_DEPTH, len(ids))
        found, scores = index.retrieve([tokens(query)], corpus=ids, k=depth, show_progress=False)
        return [str(one) for one, score in zip(found[0], scores[0], strict=True) if score > 0]

    return ask


def _hashing(corpus: Sequence[Row], headings: bool) -> System:
    """The embedder alone, every passage compared."""
    import numpy as np

    from draftkit.index import HashEmbedder

    embedder = HashEmbedder()
    matrix = embedder.embed([_text(row, headings) for row in corpus])
    ids = [row["pid"] for row in corpus]

    def ask(query: str) -> list[str]:
        order = np.argsort(-(matrix @ embedder.embed([query])[0]), kind="stable")
        return [ids[place] for place in order[:_DEPTH]]

    return ask


def _measured(
    name: str,
    make: Callable[[Sequence[Row]], System],
    corpus: Sequence[Row],
    queries: Sequence[Row],
) -> Row:
    """Figures of one system: all queries, then each stratum and type."""
    began = time.perf_counter()
    try:
        ask = make(corpus)
    except ModuleNotFoundError as error:
        return {"system": name, "skipped": f"{error.name} is not installed (extra bench)"}
    built = time.perf_counter() - began
    by_pid = {row["pid"]: row for row in corpus}
    scores: defaultdict[str, list[Row]] = defaultdict(list)
    times = []
    for query in queries:
        text = query["query"]
        if query.get("type") == "functional":
            text = f"{query.get('source_title', '')} {text}"
        began = time.perf_counter()
        answer = ask(text)
        times.append(time.perf_counter() - began)
        own = query.get("source_doc")
        ranked = [pid for pid in answer if by_pid[pid]["doc_id"] != own]
        score = _scored(ranked, query, by_pid)
        for group in ("all", f"stratum {query.get('stratum')}", f"type {query.get('type')}"):
            scores[group].append(score)
    means = {
        group: {
            "queries": len(rows),
            **{key: round(statistics.fmean(row[key] for row in rows), 4) for key in rows[0]},
        }
        for group, rows in sorted(scores.items())
    }
    return {
        "system": name,
        "metrics": means,
        "build_seconds": round(built, 2),
        "query_ms": round(statistics.median(times) * 1000, 2),
    }


def _scored(ranked: Sequence[str], query: Row, by_pid: dict[str, Row]) -> Row:
    grades = {row["pid"]: row["grade"] for row in query["relevant"]}
    gains = [grades.get(pid, 0) for pid in ranked[:10]]
    ideal = sorted(grades.values(), reverse=True)[:10]
    first = next((at for at, pid in enumerate(ranked, 1) if pid in grades), 0)
    topics = set(query.get("topics") or ())
    good = sum(
        pid in grades or bool(topics & set(by_pid[pid].get("topics") or ())) for pid in ranked[:10]
    )
    return {
        "ndcg@10": _dcg(gains) / (_dcg(ideal) or 1.0),
        "mrr": 1 / first if first else 0.0,
        "r@100": len(grades.keys() & set(ranked[:100])) / (len(grades) or 1),
        "p@10": good / 10,
    }


def _dcg(gains: Sequence[float]) -> float:
    return sum((2**gain - 1) / math.log2(at + 1) for at, gain in enumerate(gains, 1))


def _table(report: Row) -> str:
    lines = []
    for system in report["systems"]:
        if "skipped" in system:
            lines.append(f"{system['system']}  skipped: {system['skipped']}")
            continue
        lines.append(
            f"{system['system']}  (built in {system['build_seconds']} s,"
            f" {system['query_ms']} ms a query)"
        )
        for group, row in system["metrics"].items():
            figures = "  ".join(
                f"{key} {value:.3f}" for key, value in row.items() if key != "queries"
            )
            lines.append(f"  {group:<32} n={row['queries']:<4} {figures}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
