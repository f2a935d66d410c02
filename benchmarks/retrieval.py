"""Retrieval, ours and peers, on graded headings.

    python benchmarks/retrieval.py --corpus C.jsonl --queries Q.jsonl [--headings] [--json]
                                   [--only NAME]… [--shipped | --tables FOLDER]

Corpus rows: pid, doc_id, text, topics, heading; query rows: qid, query, type, stratum, topics,
source_doc, source_title, relevant[{pid, grade}]. Only `text` is indexed, unless --headings gives
each system the heading too (peers in front of the text); then ours is also told, as a drafter would
tell it, whose paper the query's heading belongs to (source_issuer). Passages of the query's own
document are dropped from the answers; ours, which learns from its first hits, is asked as if that
document were not archived, as it is not when it is being drafted. Queries of type "functional" (组织保障 …) are asked with the
title of their document beside them.

Our embedder's table is fitted on published papers. Where the corpus is among them, each passage is
embedded by a table fitted on the other half of the corpus (retrieval_apart.py), for every system with
our embedder; --shipped takes the table that ships all the same, and its figures then mean nothing.

Metrics: nDCG@10, MRR and R@100 on the graded list; P@10 where a hit is listed or shares a topic;
ndcg_se is the standard error. Each system runs in a process of its own: seconds to build, median
milliseconds a query, peak memory of that process in MB (the libraries it needs among it), MB on disk
where it keeps files. The summary sets ours beside the best peer of each group, with a paired
bootstrap. Peers need the extra `bench`; one that is not installed is reported as skipped.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import platform
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import retrieval_peers as peers
from retrieval_apart import Apart, fit_apart, seen_share
from retrieval_metrics import against_peers, by_group, rows_of, scored
from retrieval_peers import DEPTH, Row, System

from draftkit.index import Embedder, HashEmbedder, LsaEmbedder

OURS = "draftkit"

_AIM = 0.95
_AIM_WITH_HEADINGS = 1.15
SEEN = 0.01
"""Share of the passages from which the shipped table is not a fair one."""

_FEW = 10
"""Groups of fewer queries say nothing."""

Makers = Callable[[Sequence[Row], bool, Path], dict[str, System]]
Systems = Callable[[Any], dict[str, Makers]]
"""From a task, what is run, by name; found by name again in the process that runs it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run all systems and print their figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--queries", type=Path, required=True)
    parser.add_argument("--headings", action="store_true", help="index headings beside the text")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--shipped", action="store_true", help="the shipped table in any case")
    parser.add_argument("--tables", type=Path, help="keep those other tables here, for more runs")
    parser.add_argument("--only", action="append", help="only systems whose name begins so")
    asked = parser.parse_args(arguments)
    corpus, queries = rows_of(asked.corpus), rows_of(asked.queries)
    for query in queries:
        title = f"{query.get('source_title', '')} " if query.get("type") == "functional" else ""
        query["asked"] = title + query["query"]
    seen = seen_share(corpus)
    results: list[Row] = []
    with tempfile.TemporaryDirectory() as tables:
        task = Task(corpus, queries, asked.headings)
        if seen > SEEN and not asked.shipped:
            folder = asked.tables or Path(tables)
            fit_apart(corpus, folder)
            task = replace(task, tables=folder)
        for name in _systems(task):
            if not asked.only or any(name.startswith(one) for one in asked.only):
                results += alone(name, task, _systems)
    report = reported(results, task, seen)
    print(json.dumps(report, ensure_ascii=False, indent=1) if asked.json else table(report))
    return 0


def reported(results: Sequence[Row], task: Task, seen: float) -> Row:
    """The report: every system, the summary, and what it was measured with. seen: how many of the
    passages the shipped table was fitted on, 0 to 1."""
    report = {
        "systems": results,
        "summary": _summary(results, task.queries),
        "embedder": {
            "passages_it_was_fitted_on": round(seen, 3),
            "measured_with": "tables fitted on the other half" if task.tables else "as shipped",
        },
        "indexed": "heading and text" if task.headings else "text",
        "passages": len(task.corpus),
        "queries": len(task.queries),
        "machine": {
            "cpus": os.cpu_count(),
            "python": platform.python_version(),
            "platform": platform.platform(),
        },
    }
    for row in results:
        row.pop("each", None)
    return report


@dataclass(frozen=True)
class Task:
    """What is asked of each system. tables: a folder of tables fitted apart, None for the shipped
    one."""

    corpus: Sequence[Row]
    queries: Sequence[Row]
    headings: bool
    tables: Path | None = None

    def embedder(self) -> Embedder:
        """Ours, with a table that has not seen the passages."""
        if self.tables is None:
            return LsaEmbedder()
        return Apart(self.tables, self.corpus, [row["asked"] for row in self.queries])


def single(name: str, maker: peers.Maker) -> Makers:
    """A maker of one system."""
    return lambda corpus, headings, folder: {name: maker(corpus, headings, folder)}


def _systems(task: Task) -> dict[str, Makers]:
    """What is run, each in its own process. Ours is several: each part switched off as well."""

    lsa, hashing = task.embedder(), HashEmbedder()
    makers: dict[str, peers.Maker] = {
        "llama-index, default splitter and BM25": peers.llama_bm25,
        "llama-index, Chroma, our embedder": peers.llama_chroma(lsa),
        "bm25s, jieba": peers.bm25s_jieba,
        "bm25s, character bigrams": peers.bm25s_bigrams,
        "TF-IDF, 1 to 3 characters": peers.tfidf,
        "part: LSA vectors alone": peers.vectors(lsa),
        "part: hashing vectors alone": peers.vectors(hashing),
    }
    variants = VARIANTS if task.headings else {OURS: {}, **_OF_TEXTS}
    return {
        OURS: _ours(lsa, variants),
        f"{OURS}, hashing vectors": _ours(hashing, {f"{OURS}, hashing vectors": {}}),
        **{name: single(name, maker) for name, maker in makers.items()},
    }


_OF_TEXTS: dict[str, dict[str, bool]] = {
    f"{OURS}, no vectors": {"vectors": False},
    f"{OURS}, vectors alone": {"headings": False, "bodies": False},
    f"{OURS}, not moved to first hits": {"feedback": False},
    f"{OURS}, names not first": {"verbatim": False},
    f"{OURS}, not newer first": {"newer": False},
    f"{OURS}, old versions like others": {"versions": False},
}
VARIANTS: dict[str, dict[str, bool]] = {
    OURS: {},
    **_OF_TEXTS,
    f"{OURS}, no headings": {"headings": False},
    f"{OURS}, no running text": {"bodies": False},
    f"{OURS}, headings alone": {"bodies": False, "vectors": False},
    f"{OURS}, own body not first": {"own": False},
    f"{OURS}, like bodies not first": {"kind": False},
    f"{OURS}, no preferences": {"own": False, "kind": False, "newer": False},
}
"""Our retrieval and what is left when parts are switched off."""


def _ours(embedder: Embedder, variants: dict[str, dict[str, bool]]) -> Makers:
    """The retrieval that `draftkit search` uses, over a real archive; the same text of several
    years is not made one hit here, since each counts for the graded list."""

    def make(corpus: Sequence[Row], headings: bool, folder: Path) -> dict[str, System]:
        from draftkit.archive import Archive
        from draftkit.index.nearest import VectorIndex
        from draftkit.index.vectors import encode
        from draftkit.retrieve.hybrid import HybridRetriever
        from draftkit.values.searching import SearchOptions

        archive = Archive.open(folder / "archive.db")
        pids: dict[tuple[str, int], str] = {}
        notices: dict[str, str] = {}
        with archive.change() as change:
            for parsed, named in _documents(corpus, headings):
                outcome = change.add(
                    parsed, sha256=parsed.source.sha256, path=parsed.source.path, parser="bench"
                )
                change.put_vectors(embedder.name, encode(embedder, outcome.passages))
                notices[parsed.source.path] = outcome.notice_id
                pids.update({(outcome.notice_id, at): pid for at, pid in enumerate(named)})
        index = VectorIndex(archive, embedder, folder / "index")

        def system(options: SearchOptions) -> System:
            retriever = HybridRetriever(index, options)

            def ask(query: Row) -> list[str]:
                own = query.get("source_issuer") if headings else None
                found = retriever.ranked(
                    query["asked"],
                    filters=None,
                    depth=DEPTH,
                    own=own,
                    without=notices.get(query.get("source_doc", "")),
                )
                return [pids[section.best.notice_id, section.best.ordinal] for _, section in found]

            return ask

        made = {name: system(SearchOptions(**off)) for name, off in variants.items()}
        next(iter(made.values()))({"asked": "预热"})
        return made

    return make


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


def alone(name: str, task: Task, systems: Systems) -> list[Row]:
    """The figures of one of the systems, run in a process of its own, so that memory is its own."""
    context = multiprocessing.get_context("spawn")
    print(name, file=sys.stderr)
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        return pool.submit(_measured, name, task, systems).result()


def _measured(name: str, task: Task, systems: Systems) -> list[Row]:
    """Figures of one system and its variants: all queries, then each stratum and type."""
    by_pid = {row["pid"]: row for row in task.corpus}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        began = time.perf_counter()
        try:
            made = systems(task)[name](task.corpus, task.headings, Path(folder))
        except ModuleNotFoundError as error:
            return [{"system": name, "skipped": f"{error.name} is not installed (extra bench)"}]
        built = round(time.perf_counter() - began, 2)
        rows = [_row(each, ask, task.queries, by_pid) for each, ask in made.items()]
        held = sum(one.stat().st_size for one in Path(folder).rglob("*") if one.is_file())
    cost = {"build_seconds": built, "memory_mb": _peak(), "disk_mb": round(held / 1e6, 1)}
    return [{**row, **cost} for row in rows]


def _row(name: str, ask: System, queries: Sequence[Row], by_pid: dict[str, Row]) -> Row:
    scores, times = [], []
    for query in queries:
        began = time.perf_counter()
        answer = ask(query)
        times.append(time.perf_counter() - began)
        own = query.get("source_doc")
        scores.append(
            scored([one for one in answer if by_pid[one]["doc_id"] != own], query, by_pid)
        )
    return {
        "system": name,
        "metrics": by_group(scores, queries),
        "query_ms": round(statistics.median(times) * 1000, 2),
        "each": [score["ndcg@10"] for score in scores],
    }


def _peak() -> float | None:
    """The most memory this process has held, in MB; None where the system does not say."""
    try:
        import resource
    except ModuleNotFoundError:
        return None
    unit = 1 if sys.platform == "darwin" else 1024
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6, 0)


def _summary(results: Sequence[Row], queries: Sequence[Row]) -> dict[str, Row]:
    """Ours beside the best of the peers; parts and variants of ours are no peers."""
    each = {row["system"]: row["each"] for row in results if "each" in row}
    others = {name: values for name, values in each.items() if not name.startswith((OURS, "part:"))}
    return against_peers(each[OURS], others, queries) if OURS in each and others else {}


def table(report: Row) -> str:
    embedder = report["embedder"]
    lines = [
        f"{embedder['passages_it_was_fitted_on']:.0%} of the passages are among those the shipped"
        f" table was fitted on; measured with {embedder['measured_with']}"
    ]
    for system in report["systems"]:
        if "skipped" in system:
            lines.append(f"{system['system']}  skipped: {system['skipped']}")
            continue
        lines.append(
            f"{system['system']}  (built in {system['build_seconds']} s, {system['query_ms']} ms a"
            f" query, {system['memory_mb']} MB, {system['disk_mb']} MB on disk)"
        )
        for group, row in system["metrics"].items():
            figures = "  ".join(
                f"{key} {value:.3f}" for key, value in row.items() if key != "queries"
            )
            lines.append(f"  {group:<32} n={row['queries']:<4} {figures}")
    return "\n".join([*lines, *_compared(report)])


def _compared(report: Row) -> list[str]:
    """The summary in lines, each with whether it reaches the aim."""
    best = _AIM_WITH_HEADINGS if report["indexed"] != "text" else 1.0
    lines = [f"ours against the best peer, nDCG@10 (aim: {best} in all, {_AIM} in each stratum)"]
    for group, row in report["summary"].items():
        aim = best if group == "all" else _AIM
        ratio = row["ratio"]
        low, high = row["interval"]
        missed = "NO" if high < 0 else "no, within chance"
        kept = "few" if row["queries"] < _FEW else "yes" if ratio and ratio >= aim else missed
        lines.append(
            f"  {group:<32} n={row['queries']:<4} {row['ours']:.3f} / {row['peer']:.3f}"
            f" = {ratio}  {row['difference']:+.3f} se {row['difference_se']:.3f}"
            f" [{low:+.3f}, {high:+.3f}]  {kept:<6} {row['best_peer']}"
        )
    return lines if report["summary"] else []


if __name__ == "__main__":
    sys.exit(main())
