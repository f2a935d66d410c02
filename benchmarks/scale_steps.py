"""One step of benchmarks/scale.py in a process of its own; prints one JSON object.

    python benchmarks/scale_steps.py STEP SYSTEM --cache F --texts DIR --size N

prepare: make the papers and the queries. build: a system over them. search: warm queries. first:
one query and no more. command: the same as `draftkit search`. more: one more file into ours, and
out again. merge: ours, the index anew.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from scale_base import Clock, Missing, Row, System, embedder_of, read_rows  # noqa: E402
from scale_papers import PASSAGES_A_PAPER, Papers, paper_path, paper_paths  # noqa: E402
from scale_systems import SYSTEMS  # noqa: E402

QUERIES = 60
"""Half of them headings, half sentences."""
_WARM = 5
_LEAST = 10
"""Queries asked at least, however long they take."""
_NEXT = 900_000
"""Papers from this number on are in no archive: they are the files that come later."""
_TIMES = 5
FILTERS = ("none", "narrow", "middling", "broad", "kind+year")
"""All rows; one body's (1 %); one year's (10 %); those of the newer half of the years (50 %); one
kind of paper of one year (2 %)."""


def papers_of(asked: argparse.Namespace) -> list[Path]:
    """The files of a size."""
    return list(paper_paths(folder_of(asked), asked.size // PASSAGES_A_PAPER))


def folder_of(asked: argparse.Namespace) -> Path:
    """The folder of the files of a size."""
    return Path(asked.cache) / f"papers-{asked.size}"


def system_of(asked: argparse.Namespace) -> System:
    """The system that is asked for, over its folder."""
    folder = store_of(asked.cache, asked.system, asked.size)
    return SYSTEMS[asked.system](folder, asked.cache)


def store_of(cache: Path, system: str, size: int) -> Path:
    """Where a system over a size is."""
    return Path(cache) / "stores" / f"{system}-{size}"


def prepare(asked: argparse.Namespace) -> Row:
    """Papers, their passages for the peers that read none, and queries drawn from them."""
    papers = Papers(asked.texts)
    papers.write(folder_of(asked), asked.size // PASSAGES_A_PAPER)
    for at in range(_TIMES):
        path = asked.cache / paper_path(_NEXT + at)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(papers.text(_NEXT + at), encoding="utf-8")
    began = time.perf_counter()
    rows = list(read_rows(papers_of(asked)))
    took = time.perf_counter() - began
    with _rows_path(asked).open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    queries = _queries(rows)
    _queries_path(asked).write_text(json.dumps(queries, ensure_ascii=False), encoding="utf-8")
    return {
        "files": asked.size // PASSAGES_A_PAPER,
        "passages": len(rows),
        "characters_a_passage": round(statistics.mean(len(row["text"]) for row in rows)),
        "read_seconds": round(took, 2),
        "queries": len(queries),
    }


def _rows_path(asked: argparse.Namespace) -> Path:
    return Path(asked.cache) / f"rows-{asked.size}.jsonl"


def _queries_path(asked: argparse.Namespace) -> Path:
    return Path(asked.cache) / f"queries-{asked.size}.json"


def _queries(rows: Sequence[Row]) -> list[Row]:
    """Headings and sentences of the corpus, each with filters that its own passage passes."""
    chance = random.Random(f"queries-{len(rows)}")  # noqa: S311 - nothing secret hangs on it
    out: list[Row] = []
    while len(out) < QUERIES:
        row = rows[chance.randrange(len(rows))]
        heading = row["heading"].split(" / ")[-1]
        stops = [one for one in re.findall(r"[^。！？；]+。", row["text"]) if 15 <= len(one) <= 60]
        asked = heading if len(out) % 2 == 0 else chance.choice(stops or [""])
        if len(asked) < 4 or not row["year"] or not row["issuer"]:
            continue
        out.append({
            "query": asked,
            "kind": "sentence" if len(out) % 2 else "heading",
            "none": {},
            "narrow": {"issuer": row["issuer"]},
            "middling": {"year": row["year"]},
            "broad": {"since": 2020},
            "kind+year": {"genre": row["genre"], "year": row["year"]},
        })  # fmt: skip
    return out


def build(asked: argparse.Namespace) -> Row:
    """A system made from nothing, in seconds by phase."""
    system = system_of(asked)
    shutil.rmtree(system.folder, ignore_errors=True)
    system.folder.mkdir(parents=True)
    source: Any = [folder_of(asked)] if system.ingests else papers_of(asked)
    if not system.from_files:
        with _rows_path(asked).open(encoding="utf-8") as lines:
            source = [json.loads(line) for line in lines]
    clock: Clock = {}
    count = system.build(source, clock)
    return {
        "passages": count,
        "seconds": {name: round(took, 2) for name, took in clock.items()},
        "disk_mb": disk_mb(system.folder),
        "embedder": embedder_of(asked.cache).name,
    }


def search(asked: argparse.Namespace) -> Row:
    """Warm queries, with each kind of filter; milliseconds."""
    queries = json.loads(_queries_path(asked).read_text(encoding="utf-8"))
    began = time.perf_counter()
    system = system_of(asked)
    system.open()
    system.ask(queries[-1]["query"], {})
    loaded = time.perf_counter() - began
    told: Row = {"first_in_process_seconds": round(loaded, 3)}
    embedder = embedder_of(asked.cache)
    took = _asked(lambda one: len(embedder.embed([one["query"]])), queries, asked.seconds)
    told["embedding"] = _spread(took)
    for name in FILTERS:
        took = _asked(partial(_ask, system, name), queries, asked.seconds)
        told[name] = _spread(took)
        if name == "none":
            for kind in ("heading", "sentence"):
                each = [row for row, one in zip(took, queries, strict=False) if one["kind"] == kind]
                told[kind] = _spread(each)
    clauses = [{"query": one, "none": {}} for one in _clauses(queries)]
    told["clause"] = _spread(_asked(partial(_ask, system, "none"), clauses, asked.seconds))
    return told


def _clauses(queries: Sequence[Row]) -> list[str]:
    """The first words of the sentences asked: short and without a stop or a figure, as a heading is
    that no paper has, where vectors count most."""
    said = [one["query"] for one in queries if one["kind"] == "sentence"]
    found = (re.match(r"[^，、：；。！？\d]{4,20}", one) for one in said)
    return [one.group() for one in found if one]


def _ask(system: System, name: str, one: Row) -> int:
    return system.ask(one["query"], one[name])


@dataclass(frozen=True)
class Took:
    """One query: milliseconds by the clock, milliseconds of the processor (all threads of this
    process: what other load on the machine does not change), and its hits."""

    wall: float
    processor: float
    hits: int


def _asked(ask: Callable[[Row], int], queries: Sequence[Row], seconds: float) -> list[Took]:
    """Each query asked once, until all are or the time is up."""
    for one in queries[-_WARM:]:
        ask(one)
    took: list[Took] = []
    until = time.perf_counter() + seconds
    for one in queries:
        began, used = time.perf_counter(), time.process_time()
        hits = ask(one)
        used = time.process_time() - used
        took.append(Took((time.perf_counter() - began) * 1000, used * 1000, hits))
        if time.perf_counter() > until and len(took) >= _LEAST:
            break
    return took


def _spread(took: Sequence[Took]) -> Row:
    ordered = sorted(one.wall for one in took)
    return {
        "median": round(statistics.median(ordered), 2),
        "p90": round(ordered[min(len(ordered) - 1, len(ordered) * 9 // 10)], 2),
        "processor": round(statistics.median(one.processor for one in took), 2),
        "n": len(ordered),
        "hits": round(statistics.mean(one.hits for one in took), 1),
    }


def first(asked: argparse.Namespace) -> Row:
    """Open and answer one query; scale.py times the whole process."""
    one = json.loads(_queries_path(asked).read_text(encoding="utf-8"))[0]
    system = system_of(asked)
    system.open()
    return {"hits": system.ask(one["query"], {})}


def command(asked: argparse.Namespace) -> Row:
    """`draftkit search` from its start to its end; seconds."""
    one = json.loads(_queries_path(asked).read_text(encoding="utf-8"))[0]
    began, used = time.perf_counter(), _processor()
    _command("search", store_of(asked.cache, "draftkit", asked.size), one["query"])
    took = time.perf_counter() - began, _processor() - used
    return {"seconds": round(took[0], 3), "processor": round(took[1], 3)}


def more(asked: argparse.Namespace) -> Row:
    """One more file into a copy of ours, out again, and a search after each; seconds."""
    from draftkit import Workspace

    copy = asked.cache / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(store_of(asked.cache, "draftkit", asked.size), copy)
    files = [asked.cache / paper_path(_NEXT + at) for at in range(_TIMES)]
    told: dict[str, list[tuple[float, float]]] = {}

    def clocked(name: str, call: Callable[[], Any]) -> Any:
        began, used = time.perf_counter(), _processor()
        out = call()
        told.setdefault(name, []).append((time.perf_counter() - began, _processor() - used))
        return out

    with Workspace.open(copy) as workspace:
        workspace.search("预热")
        for path in files:
            row = clocked("add in process", partial(workspace.ingest, path)).files[0]
            clocked("search after it", partial(workspace.search, "加强组织领导"))
            clocked("remove in process", partial(workspace.remove, row.notice_id))
            clocked("search after that", partial(workspace.search, "加强组织领导"))
    for path in files:
        shown = clocked("add by command", partial(_command, "ingest", copy, path))
        clocked("search by command", partial(_command, "search", copy, "加强组织领导"))
        given = json.loads(shown)["files"][0]["notice_id"]
        clocked("remove by command", partial(_command, "notices", copy, "remove", given))
    again = clocked("ingest all again, nothing changed", partial(_again, copy, folder_of(asked)))
    shutil.rmtree(copy, ignore_errors=True)
    return {"unchanged": again, "seconds": {name: _seconds(took) for name, took in told.items()}}


def _again(folder: Path, papers: Path) -> int:
    from draftkit import Workspace

    with Workspace.open(folder) as workspace:
        return int(workspace.ingest(papers).counts["unchanged"])


def _processor() -> float:
    """Seconds of the processor that this process and those it waited for have used."""
    import resource

    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _seconds(took: Sequence[tuple[float, float]]) -> Row:
    walls = [wall for wall, _ in took]
    return {
        "median": round(statistics.median(walls), 3),
        "least": round(min(walls), 3),
        "most": round(max(walls), 3),
        "processor": round(statistics.median(used for _, used in took), 3),
    }


def _command(name: str, folder: Path, *rest: object) -> str:
    """A whole call of the command; what it printed. Raises CalledProcessError."""
    line = [sys.executable, "-m", "draftkit", name, *map(str, rest), "--workspace", str(folder)]
    done = subprocess.run(
        [*line, "--json"], check=True, capture_output=True, encoding="utf-8", cwd=ROOT
    )
    return done.stdout


def merge(asked: argparse.Namespace) -> Row:
    """Everything derived made anew: what the merge of an ingest does, at its largest."""
    from draftkit import Workspace

    copy = asked.cache / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(store_of(asked.cache, "draftkit", asked.size), copy)
    began = time.perf_counter()
    with Workspace.open(copy) as workspace:
        count = workspace.reindex()
    took = time.perf_counter() - began
    shutil.rmtree(copy, ignore_errors=True)
    return {"passages": count, "seconds": round(took, 2)}


def peak_mb() -> float:
    """The most memory this process held, its children's most added. Linux keeps it for the program
    alone; elsewhere what the parent held before may count."""
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    status = Path("/proc/self/status")
    if status.exists():
        lines = status.read_text(encoding="utf-8").splitlines()
        own = next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))
    return round((own + children) / 1e6, 1)


def disk_mb(folder: Path) -> float:
    """What a folder takes, each file counted once."""
    files = {one.stat().st_ino: one.stat().st_size for one in folder.rglob("*") if one.is_file()}
    return round(sum(files.values()) / 1e6, 1)


STEPS: dict[str, Callable[[argparse.Namespace], Row]] = {
    "prepare": prepare,
    "build": build,
    "search": search,
    "first": first,
    "command": command,
    "more": more,
    "merge": merge,
}


def main() -> None:
    """Do one step and print its figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("step", choices=STEPS)
    parser.add_argument("system", choices=[*SYSTEMS, "-"])
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--size", type=int, required=True)
    parser.add_argument("--seconds", type=float, default=30.0)
    asked = parser.parse_args()
    try:
        told = STEPS[asked.step](asked)
    except Missing as error:
        told = {"skipped": str(error)}
    told |= {"peak_mb": peak_mb(), "processor_seconds": round(_processor(), 2)}
    print(json.dumps(told, ensure_ascii=False))


if __name__ == "__main__":
    main()
