"""Speed, memory and disk at 1 k, 10 k and 100 k passages: ours and what one would use instead.

    python benchmarks/scale.py [--sizes 1000,10000,100000] [--systems draftkit,chroma,…]
                               [--texts DIR] [--cache DIR] [--rounds 3] [--rebuild] [--json]

The papers are made by the script (`scale_papers.py`) from the texts of DIR, or from the samples in
corpus/: ten passages a file, the same files every time. Every figure is of a fresh process on a
machine whose disk cache is warm. In the table a query is milliseconds by the clock / of the
processor; the second changes little when the machine has other work. Systems are asked in turn, `rounds` times over, so that other load
on the machine falls on all; a figure is the median of the rounds, with the least and the most.

Systems: draftkit (Workspace.ingest, Workspace.search); chroma: the same reader and embedder, added
to a bare Chroma collection with text and metadata, asked for ten documents; llama-index: its
retriever over its Chroma store; bm25s over bigrams and over jieba's words; tfidf and lsa of
scikit-learn; exact: the embedder's vectors, all compared. What is not installed is named as skipped.
What was built is kept in the cache and used again unless --rebuild.

Aims (issue of the index): a query at most 2 times bare Chroma's, filtered 3 times; ingest at most
1.5 times; one more file and its removal under 1 s; search within 1 GB and merge within 2.5 GB.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from itertools import product
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SYSTEMS = (
    "draftkit", "chroma", "llama-index", "bm25s-bigrams", "bm25s-jieba", "tfidf", "lsa", "exact",
)  # fmt: skip
FILTERS = ("none", "narrow", "middling", "broad", "kind+year")
ENVIRONMENT = {
    "PYTHONIOENCODING": "utf-8",
    "DRAFTKIT_LANG": "en",
    **dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"),
}
"""One thread for linear algebra, for all systems: with more, a busy machine measures its neighbours."""

_COMMANDS = 5
"""Times the search command is run."""

Row = dict[str, Any]


class Bench:
    """One run: where things are, and how a step is made in a process of its own."""

    def __init__(self, asked: argparse.Namespace, cache: Path) -> None:
        self.cache = cache
        self.texts: Path = asked.texts
        self.rounds: int = asked.rounds
        self.rebuild: bool = asked.rebuild
        self.seconds: float = asked.seconds

    def step(self, name: str, system: str, size: int) -> Row:
        """Do one step; its figures and the seconds of the whole process."""
        _tell(f"{name} {system} {size}")
        line = [sys.executable, str(ROOT / "benchmarks" / "scale_steps.py"), name, system]
        line += ["--cache", str(self.cache), "--texts", str(self.texts), "--size", str(size)]
        line += ["--seconds", str(self.seconds)]
        environment = {**os.environ, **ENVIRONMENT, "PYTHONPYCACHEPREFIX": str(self.cache / "pyc")}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed is compiled
        began = time.perf_counter()
        done = subprocess.run(
            line, capture_output=True, encoding="utf-8", check=False, env=environment
        )
        took = time.perf_counter() - began
        if done.returncode:
            return {"failed": done.stderr.strip().splitlines()[-1:]}
        told: Row = json.loads(done.stdout.strip().splitlines()[-1])
        return {**told, "process_seconds": round(took, 3)}

    def built(self, system: str, size: int) -> Row:
        """The figures of a build, made now or kept from before."""
        kept = self.cache / f"built-{system}-{size}.json"
        if kept.exists() and not self.rebuild:
            return {**json.loads(kept.read_text(encoding="utf-8")), "kept": True}
        told = self.step("build", system, size)
        if "seconds" in told:
            kept.write_text(json.dumps(told), encoding="utf-8")
        return told

    def at(self, size: int, systems: Sequence[str]) -> Row:
        """All figures of one size."""
        kept = self.cache / f"prepared-{size}.json"
        if not kept.exists():
            kept.write_text(json.dumps(self.step("prepare", "-", size)), encoding="utf-8")
        out: Row = {"corpus": json.loads(kept.read_text(encoding="utf-8")), "systems": {}}
        for system in systems:
            out["systems"][system] = {"build": self.built(system, size)}
        there = [name for name in systems if "seconds" in out["systems"][name]["build"]]
        rounds: dict[str, list[tuple[Row, Row]]] = {name: [] for name in there}
        for _ in range(self.rounds):
            for name in there:
                both = self.step("first", name, size), self.step("search", name, size)
                rounds[name].append(both)
        for name in there:
            out["systems"][name].update(_over(rounds[name]))
        if "draftkit" in there:
            told = [self.step("command", "draftkit", size) for _ in range(_COMMANDS)]
            out["draftkit search, the whole command"] = {
                "seconds": _spread(one["seconds"] for one in told),
                "processor_seconds": _spread(one["processor"] for one in told),
            }
            out["one more file"] = self.step("more", "draftkit", size)
            out["merge"] = self.step("merge", "draftkit", size)
        return out


def _over(rounds: Sequence[tuple[Row, Row]]) -> Row:
    """The rounds of one system as medians with what was least and most."""
    faults = [one["failed"] for pair in rounds for one in pair if "failed" in one]
    if faults:
        return {"failed": faults[0]}
    searches = [search for _, search in rounds]
    queries: Row = {}
    for name in (*FILTERS, "heading", "sentence", "clause", "embedding"):
        queries[name] = {
            "median_ms": _spread(one[name]["median"] for one in searches),
            "p90_ms": _spread(one[name]["p90"] for one in searches),
            "processor_ms": _spread(one[name]["processor"] for one in searches),
            "queries": min(one[name]["n"] for one in searches),
        }
    return {
        "first_process_seconds": _spread(first["process_seconds"] for first, _ in rounds),
        "first_peak_mb": _spread(first["peak_mb"] for first, _ in rounds),
        "search_peak_mb": _spread(one["peak_mb"] for one in searches),
        "queries": queries,
    }


def _spread(values: Iterable[float]) -> Row:
    found = list(values)
    return {
        "median": round(statistics.median(found), 3),
        "least": round(min(found), 3),
        "most": round(max(found), 3),
    }


def aims_of(size: int, found: Row) -> list[Row]:
    """What was promised of this size, what was measured, and whether that is met."""
    out: list[Row] = []

    def aim(what: str, measured: float, most: float) -> None:
        met = measured <= most
        out.append({"aim": what, "measured": round(measured, 3), "most": most, "met": met})

    ours, theirs = (found["systems"].get(name, {}) for name in ("draftkit", "chroma"))
    if "queries" in ours and "queries" in theirs:
        for name, clock in product(FILTERS, ("median_ms", "processor_ms")):
            mine, bare = (one["queries"][name][clock]["median"] for one in (ours, theirs))
            most = 2.0 if name == "none" else 3.0
            aim(f"query at {size}, filter {name}, {clock}: times bare Chroma's", mine / bare, most)
        mine, bare = (one["build"]["seconds"]["all"] for one in (ours, theirs))
        aim(f"ingest at {size}: times reader, embedder and bare Chroma", mine / bare, 1.5)
        mine, bare = (one["build"]["processor_seconds"] for one in (ours, theirs))
        aim(f"ingest at {size}, processor time: times the same", mine / bare, 1.5)
    if "queries" in ours:
        aim(f"search at {size}: GB at most", ours["search_peak_mb"]["median"] / 1000, 1.0)
    if "peak_mb" in found.get("merge", {}):
        aim(f"merge at {size}: GB at most", found["merge"]["peak_mb"] / 1000, 2.5)
    for name, took in found.get("one more file", {}).get("seconds", {}).items():
        for clock in ("median", "processor"):
            if name.startswith(("add", "remove")):
                aim(f"one file at {size}, {name}: seconds, {clock}", took[clock], 1.0)
    return out


def machine() -> Row:
    """What the figures were taken on."""
    names = ("numpy", "chromadb", "llama-index-core", "bm25s", "jieba", "scikit-learn")
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "load": [round(one, 2) for one in os.getloadavg()] if hasattr(os, "getloadavg") else None,
        "python": platform.python_version(),
        "system": platform.platform(),
        "packages": {name: found for name in names if (found := _version(name))},
    }


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    if told.exists():
        for line in told.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor()


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def table(report: Row) -> str:
    """The figures for reading."""
    lines = []
    for size, found in report["sizes"].items():
        corpus = found["corpus"]
        lines.append(f"\n{size}: {corpus['passages']} passages in {corpus['files']} files")
        lines.append(
            f"{'':<14}{'build s':>9}{'proc. s':>9}{'peak MB':>9}{'disk MB':>9}{'first s':>9}{'peak MB':>9}"
            + "".join(f"{name:>11}" for name in FILTERS)
        )
        for name, system in found["systems"].items():
            lines.append(f"{name:<14}{_line(system)}")
        for what, told in found.items():
            if what not in ("corpus", "systems"):
                lines.append(f"{what}: {json.dumps(told, ensure_ascii=False)}")
    lines.append("")
    for one in report["aims"]:
        word = "met   " if one["met"] else "MISSED"
        lines.append(f"{word} {one['measured']:>9} (at most {one['most']}) {one['aim']}")
    return "\n".join([*lines, "", json.dumps(report["machine"], ensure_ascii=False)])


def _line(system: Row) -> str:
    build = system["build"]
    if "seconds" not in build:
        return json.dumps(build, ensure_ascii=False)
    out = f"{build['seconds']['all']:>9.1f}{build['processor_seconds']:>9.1f}{build['peak_mb']:>9.0f}{build['disk_mb']:>9.0f}"
    if "queries" not in system:
        return out + json.dumps(system.get("failed"), ensure_ascii=False)
    out += f"{system['first_process_seconds']['median']:>9.2f}"
    out += f"{system['search_peak_mb']['median']:>9.0f}"
    for name in FILTERS:
        asked = system["queries"][name]
        figure = f"{asked['median_ms']['median']:.1f}/{asked['processor_ms']['median']:.1f}"
        out += f"{figure:>11}"
    return out


def _tell(what: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {what}", file=sys.stderr, flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--sizes", default="1000,10000,100000", help="passages, about")
    parser.add_argument("--systems", default=",".join(SYSTEMS))
    parser.add_argument("--texts", type=Path, default=ROOT / "corpus", help="texts to rework")
    parser.add_argument("--cache", type=Path, help="where papers and what is built are kept")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=30.0, help="for one kind of query")
    parser.add_argument("--rebuild", action="store_true", help="build what is in the cache anew")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    asked = parser.parse_args(arguments)
    systems = [name for name in asked.systems.split(",") if name]
    if unknown := set(systems) - set(SYSTEMS):
        parser.error(f"no such system: {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        cache = asked.cache or Path(folder)
        cache.mkdir(parents=True, exist_ok=True)
        bench = Bench(asked, cache.resolve())
        sizes = {size: bench.at(int(size), systems) for size in asked.sizes.split(",")}
    aims = [one for size, found in sizes.items() for one in aims_of(int(size), found)]
    report = {"aims": aims, "sizes": sizes, "machine": machine()}
    print(json.dumps(report, ensure_ascii=False, indent=1) if asked.json else table(report))
    return 0


if __name__ == "__main__":
    sys.exit(main())
