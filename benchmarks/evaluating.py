"""How long an evaluation takes: a notice of 5,000 characters, a text of 1 MB, a thousand notices.

    python benchmarks/evaluating.py --texts DIR [DIR …] [--json]

DIR holds notices as .txt. Reading the file is told apart from judging it. The thousand are the texts
of DIR over and over, evaluated by the command as a user would run it, on all processors and on one.
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
from pathlib import Path
from typing import Any

from draftkit.checks import evaluate_parsed
from draftkit.parse import parse_source, read_text
from draftkit.values.source import Parsed

AIMS = {"judge_5000_ms": 25.0, "thousand_s": 20.0}


def long_text(papers: list[str], length: int) -> str:
    """Paragraphs of real papers up to a length, under one title."""
    out, size = ["2026年示例市科技局工作要点", ""], 0
    while size < length:
        for paper in papers:
            out += paper.splitlines()
            size += len(paper)
            if size >= length:
                break
    return "\n".join(out)[:length]


def judged(parsed: Parsed, rounds: int) -> float:
    """Milliseconds to judge a paper with every rule, median of some rounds."""
    took = []
    for _ in range(rounds):
        start = time.perf_counter()
        evaluate_parsed(parsed, stage="印发稿")
        took.append(time.perf_counter() - start)
    return round(statistics.median(took) * 1000, 2)


def by_length(papers: list[str]) -> dict[str, Any]:
    """Milliseconds to read and to judge texts of growing length."""
    out = {}
    for length in (5_000, 62_500, 250_000, 1_000_000):
        text = long_text(papers, length)
        start = time.perf_counter()
        parsed = parse_source(read_text(text, "x.txt"))
        read = (time.perf_counter() - start) * 1000
        out[str(length)] = {
            "read_ms": round(read, 1),
            "judge_ms": judged(parsed, 15 if length == 5_000 else 3),
        }
    return out


def thousand(files: list[Path]) -> dict[str, float]:
    """Seconds of `draftkit eval` over a thousand notices, on all processors and on one."""
    out = {}
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "notices"
        folder.mkdir()
        for at in range(1000):
            (folder / f"{at:04d}.txt").write_bytes(files[at % len(files)].read_bytes())
        command = [sys.executable, "-m", "draftkit", "eval", str(folder), "--no-archive", "-o"]
        for name, prefix in (("all", []), ("one", ["taskset", "-c", "0"])):
            start = time.perf_counter()
            done = subprocess.run(
                [*prefix, *command, str(Path(made) / f"{name}.json")],
                capture_output=True,
                check=False,
                cwd=made,
            )
            if done.returncode not in (0, 1):
                raise SystemExit(done.stderr.decode("utf-8", "replace"))
            out[name] = round(time.perf_counter() - start, 2)
    return out


def main() -> None:
    """Measure and print."""
    given = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    given.add_argument("--texts", type=Path, nargs="+", required=True)
    given.add_argument("--json", action="store_true")
    asked = given.parse_args()
    files = sorted(path for folder in asked.texts for path in folder.glob("*.txt"))
    papers = [path.read_bytes().decode("utf-8", errors="replace") for path in files]
    lengths, times = by_length(papers), thousand(files)
    found = {
        "by_length": lengths,
        "thousand_s": times,
        "aims": AIMS,
        "met": {
            "judge_5000_ms": lengths["5000"]["judge_ms"] < AIMS["judge_5000_ms"],
            "thousand_s": times["all"] < AIMS["thousand_s"],
        },
        "characters_of_the_thousand": sum(len(papers[at % len(papers)]) for at in range(1000)),
        "processors": os.cpu_count(),
        "python": platform.python_version(),
    }
    print(json.dumps(found, ensure_ascii=False, indent=None if asked.json else 1))


if __name__ == "__main__":
    main()
