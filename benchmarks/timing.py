"""How long a user waits: each command in a process of its own, on the sample notices.

    python benchmarks/timing.py [--runs N] [--json]

Seconds of wall time, the median of N runs after one that warms the disk cache; `ingest` runs in a
fresh workspace each time. Prints a table, or with --json one document, figures first and the
machine last.
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
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

REPO = Path(__file__).resolve().parents[1]
CORPUS = REPO / "corpus"
REQUEST = REPO / "examples" / "gongzuoyaodian.yaml"
ENV = {**os.environ, "DRAFTKIT_LANG": "en", "PYTHONIOENCODING": "utf-8"}


def draftkit(*args: str | Path, codes: tuple[int, ...] = (0,)) -> float:
    """Run one command; seconds. Raises RuntimeError when it ends with another code."""
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "draftkit", *map(str, args)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=REPO,
        env=ENV,
    )
    took = time.perf_counter() - begun
    if done.returncode not in codes:
        raise RuntimeError(f"draftkit {' '.join(map(str, args))}: {done.stderr}")
    return took


def measured(run: Callable[[int], float], runs: int) -> float:
    """The median of `runs` runs, the first one not counted."""
    run(0)
    return round(statistics.median(run(at) for at in range(1, runs + 1)), 3)


def figures(folder: Path, runs: int) -> dict[str, float]:
    """Every figure, by what is done."""
    sample = sorted(CORPUS.glob("*.txt"))[0]
    word = sorted(CORPUS.glob("*.docx"))[0]
    office = folder / "office"
    draft = folder / "draft.docx"

    def ingest(at: int) -> float:
        fresh = folder / f"ingest-{at}"
        draftkit("init", fresh)
        return draftkit("ingest", "--workspace", fresh, CORPUS)

    def write(_: int) -> float:
        command = ("draft", "--workspace", office, "--no-model", "-r", REQUEST, "-o", draft)
        return draftkit(*command)

    def evaluate(path: Path) -> Callable[[int], float]:
        return lambda _: draftkit("eval", "--no-archive", path, codes=(0, 1))

    found = {
        "help": measured(lambda _: draftkit("--help"), runs),
        "parse .txt": measured(lambda _: draftkit("parse", sample), runs),
        "parse .docx": measured(lambda _: draftkit("parse", word), runs),
        "eval .txt": measured(evaluate(sample), runs),
        "ingest the samples": measured(ingest, runs),
    }
    draftkit("init", office)
    draftkit("ingest", "--workspace", office, CORPUS)
    again = measured(lambda _: draftkit("ingest", "--workspace", office, CORPUS), runs)
    found["ingest again, nothing changed"] = again
    found["search"] = measured(
        lambda _: draftkit("search", "--workspace", office, "科普志愿服务"), runs
    )
    found["draft without a model"] = measured(write, runs)
    found["eval .docx"] = measured(evaluate(draft), runs)
    return found


def machine() -> dict[str, object]:
    """What the figures were taken on."""
    return {
        "python": platform.python_version(),
        "system": platform.platform(),
        "cores": os.cpu_count(),
        "draftkit": version("draftkit"),
        "notices": sum(1 for path in CORPUS.iterdir() if path.suffix != ".yaml"),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="draftkit-timing-") as folder:
        seconds = figures(Path(folder), options.runs)
    if options.json:
        print(json.dumps({"seconds": seconds, "machine": machine()}, ensure_ascii=False, indent=2))
        return
    for what, took in seconds.items():
        print(f"{took:8.3f} s  {what}")
    print("  ".join(f"{key}={value}" for key, value in machine().items()))


if __name__ == "__main__":
    main()
