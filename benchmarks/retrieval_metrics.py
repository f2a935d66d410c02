"""Figures of retrieval on graded lists: nDCG@10, MRR, R@100, P@10, their spread, and comparisons."""

from __future__ import annotations

import json
import math
import random
import statistics
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

Row = dict[str, Any]

RESAMPLES = 2000
_SEED = 7


def rows_of(path: Path) -> list[Row]:
    """The rows of a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def scored(ranked: Sequence[str], query: Row, by_pid: dict[str, Row]) -> Row:
    """The four figures of one answer. P@10 counts a passage that is listed or shares a topic."""
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


def means(rows: Sequence[Row]) -> Row:
    """How many queries, the mean of each figure, and the standard error of nDCG."""
    ndcg = [row["ndcg@10"] for row in rows]
    spread = statistics.stdev(ndcg) / math.sqrt(len(ndcg)) if len(ndcg) > 1 else 0.0
    return {
        "queries": len(rows),
        **{key: round(statistics.fmean(row[key] for row in rows), 4) for key in rows[0]},
        "ndcg_se": round(spread, 4),
    }


def groups_of(query: Row) -> tuple[str, ...]:
    """Under which names a query's figures are summed."""
    return ("all", f"stratum {query.get('stratum')}", f"type {query.get('type')}")


def by_group(scores: Sequence[Row], queries: Sequence[Row]) -> dict[str, Row]:
    """The means of every group; scores and queries are in step."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for score, query in zip(scores, queries, strict=True):
        for group in groups_of(query):
            found[group].append(score)
    return {group: means(rows) for group, rows in sorted(found.items())}


def against_peers(
    ours: Sequence[float], peers: dict[str, Sequence[float]], queries: Sequence[Row]
) -> dict[str, Row]:
    """Ours beside the best peer of each group (the one with the highest mean nDCG there): the
    ratio of means, and the difference with its standard error and the middle 95 of 100 paired
    resamples."""
    members: defaultdict[str, list[int]] = defaultdict(list)
    for at, query in enumerate(queries):
        for group in groups_of(query):
            members[group].append(at)
    out = {}
    for group, places in sorted(members.items()):
        best = max(peers, key=lambda name: statistics.fmean(peers[name][at] for at in places))
        mine = [ours[at] for at in places]
        theirs = [peers[best][at] for at in places]
        low, high, error = _spread([a - b for a, b in zip(mine, theirs, strict=True)])
        mean, other = statistics.fmean(mine), statistics.fmean(theirs)
        out[group] = {
            "queries": len(places),
            "ours": round(mean, 4),
            "best_peer": best,
            "peer": round(other, 4),
            "ratio": round(mean / other, 3) if other else None,
            "difference": round(mean - other, 4),
            "difference_se": round(error, 4),
            "interval": [round(low, 4), round(high, 4)],
        }
    return out


def _spread(differences: Sequence[float]) -> tuple[float, float, float]:
    """The middle 95 of 100 resampled means, and their standard error."""
    chance = random.Random(_SEED)  # noqa: S311  resampling, not a secret
    count = len(differences)
    sums = sorted(statistics.fmean(chance.choices(differences, k=count)) for _ in range(RESAMPLES))
    low, high = sums[int(0.025 * RESAMPLES)], sums[int(0.975 * RESAMPLES) - 1]
    return low, high, statistics.pstdev(sums)
