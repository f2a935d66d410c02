"""Leave one out over an archive: a paper's headings asked of all the other papers.

    python benchmarks/archive_task.py --papers FOLDER [--papers-asked 60] [--only NAME]… [--json]
                                      [--shipped | --tables FOLDER]

FOLDER holds papers as .txt, manifest.jsonl (id, file, issuer, genre, title, family) and
families.jsonl (family, kind, docs[{id}]). Papers are read by draftkit's own parser and archived as
`draftkit ingest` would archive them. From a sample of papers, as many of each genre in turn, up to
four headings each are asked. What is asked is the heading; ours is also told whose paper it is to
be, as a drafter tells it. The paper itself counts as not archived (its answers are dropped; ours, which
learns from its first hits, does not look at it).

Relevant are sections whose headings say the same, stock words (进一步, 加强 …) taken off: those that share
`LIKE` of their pairs of characters (Dice), or are equal; grade 2 in papers of the same family (a body's
other years, a topic in other bodies), grade 1 in other papers of the same genre. So the task is made
from headings and favours whatever sees them: peers get the headings above a section in front of its text,
and stand below ours by how they weigh them. What it shows is that the sections which a drafter would
copy from are found through our own parsing, passages, doubles' marks and preferences.

Metrics, peers, summary and options are those of retrieval.py; a "stratum" is a genre, a "type" says
whether the paper's family has a section that answers. Ours beside `draftkit search --genre` (the
way drafting searches) is a row that no peer has a match for.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
import re
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import retrieval
import retrieval_peers as peers
from retrieval_apart import fit_apart, seen_share
from retrieval_metrics import rows_of
from retrieval_peers import DEPTH, Row, System

from draftkit.text.similar import bare

if TYPE_CHECKING:
    from draftkit.values.source import Parsed

LIKE = 0.6
_LEAST = 0.999
_A_PAPER = 4
_MOST = 60
"""Relevant sections from which a heading asks for nothing in particular."""

_STOCK = re.compile(
    "坚定不移|高质量|进一步|持续|加快|推进|推动|加强|强化|着力|全面|深入|坚持|扎实|积极|大力|切实|不断|努力"
    "|提升|提高|促进|完善|加大|更加|更好|全力|聚力|有效|深化|优化|力度|水平|工作|建设|发展|[新和与的以为]"
)
_KINDS = {"same issuer, several years", "same topic, many issuers"}
_NO_FAMILY = "topic/其他"


@dataclass(frozen=True)
class Leaving(retrieval.Task):
    """The task, with the papers as parsed in a file, for our archive."""

    parsed: Path = Path()


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the papers, ask, and print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--papers", type=Path, required=True)
    parser.add_argument("--papers-asked", type=int, default=60)
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--shipped", action="store_true", help="the shipped table in any case")
    parser.add_argument("--tables", type=Path, help="keep other tables here, for more runs")
    parser.add_argument("--only", action="append", help="only systems whose name begins so")
    asked = parser.parse_args(arguments)
    began = time.perf_counter()
    papers = _parsed(asked.papers)
    corpus = _corpus(asked.papers, papers)
    queries = _queries(corpus, asked.papers_asked)
    with tempfile.TemporaryDirectory() as held:
        kept = Path(held) / "papers"
        kept.write_bytes(pickle.dumps(papers))
        task = Leaving(corpus, queries, headings=True, parsed=kept)
        seen = seen_share(corpus)
        if seen > retrieval.SEEN and not asked.shipped:
            folder = asked.tables or Path(held)
            fit_apart(corpus, folder)
            task = replace(task, tables=folder)
        results: list[Row] = []
        for name in _systems(task):
            if not asked.only or any(name.startswith(one) for one in asked.only):
                results += retrieval.alone(name, task, _systems)
    report = retrieval.reported(results, task, seen)
    report["papers"] = len(papers)
    report["seconds"] = round(time.perf_counter() - began)
    print(json.dumps(report, ensure_ascii=False, indent=1) if asked.json else _table(report))
    return 0


def _table(report: Row) -> str:
    first = (
        f"{report['papers']} papers, {report['passages']} sections, {report['queries']} headings,"
        f" {report['seconds']} s in all"
    )
    return f"{first}\n{retrieval.table(report)}"


# ---- papers and questions


def _parsed(folder: Path) -> dict[str, Parsed]:
    """The papers of the manifest by id, as `draftkit ingest` reads them."""
    from draftkit.parse import parse_path

    rows = rows_of(folder / "manifest.jsonl")
    return {row["id"]: parse_path(folder / row["file"]) for row in rows}


def _corpus(folder: Path, papers: dict[str, Parsed]) -> list[Row]:
    """Every section of every paper: its passages' ids, its headings, its text."""
    from draftkit.archive import passages_of

    kinds = {row["family"]: row["kind"] for row in rows_of(folder / "families.jsonl")}
    out: list[Row] = []
    for paper in rows_of(folder / "manifest.jsonl"):
        family = paper["family"]
        known = kinds.get(family) in _KINDS and family != _NO_FAMILY
        for passage in passages_of(papers[paper["id"]].notice):
            if passage.part:
                out[-1]["text"] += passage.text
                continue
            path = passage.heading_path
            out.append(
                {
                    "pid": f"{paper['id']}#{passage.ordinal}",
                    "doc_id": paper["id"],
                    "last": path[-1] if path else "",
                    "heading": " ".join(path),
                    "text": passage.text,
                    "topics": [],
                    "title": paper["title"],
                    "issuer": paper["issuer"],
                    "genre": paper["genre"],
                    "family": family if known else f"paper/{paper['id']}",
                }
            )
    return out


def _queries(corpus: Sequence[Row], count: int) -> list[Row]:
    """Headings of sampled papers that have an answer, with what is relevant to each."""
    pairs = [_pairs(row["last"]) for row in corpus]
    holding: defaultdict[str, list[int]] = defaultdict(list)
    for at, held in enumerate(pairs):
        for pair in held:
            holding[pair].append(at)
    papers: defaultdict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(corpus):
        papers[row["doc_id"]].append(at)
    out: list[Row] = []
    left = count
    for places in _in_turn(corpus, papers):
        made: dict[str, Row] = {}
        for at in sorted(places, key=lambda one: _hash(corpus[one]["pid"])):
            relevant = _relevant(at, corpus, pairs, holding)
            if 1 <= len(relevant) <= _MOST and len(made) < _A_PAPER:
                made.setdefault(corpus[at]["last"], _query(corpus[at], relevant))
        out += made.values()
        left -= bool(made)
        if not left:
            break
    return out


def _in_turn(corpus: Sequence[Row], papers: dict[str, list[int]]) -> Iterator[list[int]]:
    """Papers in the order of their hashes, one of each genre after the other."""
    genres: defaultdict[str, list[list[int]]] = defaultdict(list)
    for name in sorted(papers, key=_hash):
        genres[corpus[papers[name][0]]["genre"]].append(papers[name])
    queues = [genres[name] for name in sorted(genres)]
    for turn in range(max(map(len, queues))):
        yield from (queue[turn] for queue in queues if turn < len(queue))


def _hash(name: str) -> bytes:
    return hashlib.sha256(name.encode("utf-8")).digest()


def _pairs(heading: str) -> frozenset[str]:
    """The pairs of characters of a heading without its stock words, of all of it where nothing is
    left; none of one that is a whole paragraph."""
    plain = bare(heading)
    if len(plain) > 40:
        return frozenset()
    kept = _STOCK.sub("", plain)
    words = kept if len(kept) > 1 else plain
    return frozenset(words[at : at + 2] for at in range(len(words) - 1))


def _relevant(
    at: int,
    corpus: Sequence[Row],
    pairs: Sequence[frozenset[str]],
    holding: dict[str, list[int]],
) -> list[Row]:
    """Sections of other papers that answer the heading of a section, with their grades."""
    mine, own = pairs[at], corpus[at]
    shared = Counter(one for pair in mine for one in holding[pair])
    out = []
    for one, common in shared.items():
        other = corpus[one]
        if other["doc_id"] == own["doc_id"] or 2 * common < LIKE * (len(mine) + len(pairs[one])):
            continue
        if other["family"] == own["family"]:
            out.append({"pid": other["pid"], "grade": 2})
        elif other["genre"] == own["genre"]:
            out.append({"pid": other["pid"], "grade": 1})
    return out


def _query(row: Row, relevant: list[Row]) -> Row:
    in_family = any(one["grade"] > 1 for one in relevant)
    return {
        "query": row["last"],
        "asked": row["last"],
        "type": "answered in the family" if in_family else "answered elsewhere",
        "stratum": row["genre"],
        "source_doc": row["doc_id"],
        "source_issuer": row["issuer"],
        "genre": row["genre"],
        "relevant": relevant,
    }


# ---- systems


def _systems(task: Leaving) -> dict[str, retrieval.Makers]:
    """What is run, each in its own process."""
    embedder = task.embedder()
    makers: dict[str, peers.Maker] = {
        "llama-index, default splitter and BM25": peers.llama_bm25,
        "llama-index, Chroma, our embedder": peers.llama_chroma(embedder),
        "bm25s, character bigrams": peers.bm25s_bigrams,
        "TF-IDF, 1 to 3 characters": peers.tfidf,
    }
    return {
        retrieval.OURS: _ours(task.parsed, embedder),
        **{name: retrieval.single(name, maker) for name, maker in makers.items()},
    }


def _ours(parsed: Path, embedder: Any) -> retrieval.Makers:
    """Our archive of these papers, and what is left of it when parts are switched off."""

    def make(_rows: Sequence[Row], _headings: bool, folder: Path) -> dict[str, System]:
        from draftkit.archive import Archive
        from draftkit.index.nearest import VectorIndex
        from draftkit.index.vectors import encode

        archive = Archive.open(folder / "archive.db")
        papers: dict[str, Parsed] = pickle.loads(parsed.read_bytes())  # noqa: S301  our own file
        names: dict[str, str] = {}
        with archive.change() as change:
            for name, one in papers.items():
                outcome = change.add(
                    one, sha256=one.source.sha256, path=one.source.path, parser="bench"
                )
                change.put_vectors(embedder.name, encode(embedder, outcome.passages))
                names[outcome.notice_id] = name
        index = VectorIndex(archive, embedder, folder / "index")
        made = {name: _system(index, names, off) for name, off in retrieval.VARIANTS.items()}
        made[f"{retrieval.OURS}, --genre"] = _system(index, names, {}, by_genre=True)
        return made

    return make


def _system(
    index: Any, names: dict[str, str], off: dict[str, bool], *, by_genre: bool = False
) -> Callable[[Row], list[str]]:
    from draftkit.retrieve.hybrid import HybridRetriever
    from draftkit.values.hits import Filters
    from draftkit.values.searching import SearchOptions

    retriever = HybridRetriever(index, SearchOptions(**off))
    notices = {name: ident for ident, name in names.items()}

    def ask(query: Row) -> list[str]:
        filters = Filters(genre=query["genre"]) if by_genre else None
        own = query["source_issuer"]
        found = retriever.ranked(
            query["asked"],
            filters=filters,
            depth=DEPTH,
            own=own,
            without=notices[query["source_doc"]],
        )
        firsts = (section.parts[0] for _, section in found)
        return [f"{names[one.notice_id]}#{one.ordinal}" for one in firsts]

    return ask


if __name__ == "__main__":
    sys.exit(main())
