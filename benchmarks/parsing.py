"""How fast notices are read: many small ones, one long Word file, and time against length.

    python benchmarks/parsing.py [--texts DIR] [--count N] [--json]

    texts      N text notices of DIR, over and over until there are N (default: 1,000 of the
               bundled corpus), by one process and by two; seconds of wall time, imports included
               for neither
    docx       a Word file of about 40 pages made here, parsed after the imports; milliseconds
    growth     the exponent of time against length, 1 being linear: least squares over texts of 1,
               4, 16 and 64 times 3,125 characters, on ordinary text and on what drives a careless
               pattern or loop into the square

Prints a table, or with --json one document, figures first and the machine last. Processor time is
taken for `growth`, so that other work on the machine counts less.
"""

from __future__ import annotations

import argparse
import io
import json
import math
import os
import platform
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle, islice
from pathlib import Path
from typing import Any

REPO = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPO))

UNIT = 3_125
TIMES = (1, 4, 16, 64)
LONGEST = 6.0
"""Seconds after which longer texts of a shape are not tried."""
PAGES = 40
LINES, COLUMNS = 22, 28
"""A page by GB/T 9704—2012, 5.2.3."""
HEAD = "示例市科学技术局2025年科普工作要点\n\n"
SENTENCE = "组织科技工作者走进社区，开展科普讲座和科普志愿服务活动，推动优质资源下沉。"
PARAGRAPHS = "一、开展科普活动\n" + SENTENCE * 4 + "\n（一）办好科技活动周\n" + SENTENCE * 3 + "\n"
SHAPES: dict[str, str] = {
    "ordinary": PARAGRAPHS,
    "no line breaks": PARAGRAPHS.replace("\n", ""),
    "hard-wrapped": "".join(f"{(SENTENCE * 9)[at : at + 28]}\n" for at in range(0, 280, 28)),
    "no punctuation": "科技工作者走进社区开展活动",
    "（": "（",
    "《": "《",
    "“": "“",
    "digits": "1",
    "一、": "一、",
    "spaces": " ",
    "wide spaces": "\u3000",
    "commas": "示，",
    "tags": "<p ",
    "short lines": "示例\n",
    "open brackets on lines": "（示\n",
    "dates on lines": "2025年3月1日\n",
    "annexes on lines": "附件1\n",
    "titles on lines": "关于印发工作要点的通知\n",
    "recipients on lines": "各科室：\n",
    "empty lines": "\n",
}


def shaped(shape: str, length: int) -> str:
    """A text of that many characters of one shape, under a title."""
    unit = SHAPES[shape]
    return HEAD + "始" + (unit * (length // len(unit) + 1))[:length] + "终"


def parse_text(text: str) -> None:
    """Read a text as a file of that text is read; blocks past the bound of a file left out."""
    from draftkit.parse import parse_source
    from draftkit.parse.files import looks_like_html, text_blocks
    from draftkit.values.source import Source

    looks_like_html(text)
    blocks = text_blocks(text)[:20_000]
    parse_source(Source(path="a.txt", sha256="0", format="txt", encoding="utf-8", blocks=blocks))


def growth(shape: str, times: Sequence[int] = TIMES, runs: int = 1) -> dict[str, Any]:
    """Seconds by length, the best of `runs`, and the exponent of their growth. Lengths whose lines
    pass the bound of a file do not count for the exponent, nor times too short to tell."""
    seconds: dict[int, float] = {}
    for factor in times:
        text = shaped(shape, UNIT * factor)
        if text.count("\n") > 20_000:
            break
        best = math.inf
        for _ in range(runs):
            begun = time.process_time()
            parse_text(text)
            best = min(best, time.process_time() - begun)
        seconds[UNIT * factor] = best
        if best > LONGEST:
            break
    return {"exponent": exponent(seconds), "seconds": {k: round(v, 4) for k, v in seconds.items()}}


def exponent(seconds: dict[int, float]) -> float | None:
    """The slope of log time over log length, of the three longest; None for fewer than two."""
    points = [(math.log(length), math.log(max(took, 1e-6))) for length, took in seconds.items()]
    points = points[-3:]
    if len(points) < 2:
        return None
    x, y = (sum(point[axis] for point in points) / len(points) for axis in (0, 1))
    spread = sum((at - x) ** 2 for at, _ in points)
    return round(sum((a - x) * (b - y) for a, b in points) / spread, 2)


def word_file(pages: int) -> bytes:
    """A Word file of that many pages of headings and paragraphs."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    lines = HEAD.split() + PARAGRAPHS.splitlines() * (
        pages * LINES * COLUMNS // len(PARAGRAPHS) + 1
    )
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{office}" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>",
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def timed(work: Callable[[], Any]) -> float:
    """Seconds of wall time."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def read_all(paths: Sequence[Path]) -> int:
    """Parse each; how many."""
    from draftkit.parse import parse_path

    for path in paths:
        parse_path(path)
    return len(paths)


def texts(folder: Path, count: int) -> dict[str, Any]:
    """Seconds for that many text notices, by one process and by two."""
    found = sorted(folder.rglob("*.txt"))
    if not found:
        sys.exit(f"no .txt files in {folder}")
    paths = list(islice(cycle(found), count))
    read_all(paths[:1])
    one = timed(lambda: read_all(paths))
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(read_all, [paths[:1]] * 8))
        two = timed(lambda: list(pool.map(read_all, [paths[at::8] for at in range(8)])))
    characters = sum(path.stat().st_size for path in paths)
    return {
        "count": count,
        "files": len(found),
        "megabytes": round(characters / 1e6, 1),
        "one_process_s": round(one, 2),
        "two_processes_s": round(two, 2),
    }


def docx() -> dict[str, Any]:
    """Milliseconds for one long Word file, the best of three after the imports."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.docx"
        path.write_bytes(word_file(1))
        read_all([path])
        path.write_bytes(word_file(PAGES))
        best = min(timed(lambda: read_all([path])) for _ in range(3))
        return {"pages": PAGES, "bytes": path.stat().st_size, "ms": round(best * 1000)}


def machine() -> dict[str, Any]:
    """What the figures were taken on."""
    return {
        "python": platform.python_version(),
        "system": platform.system(),
        "machine": platform.machine(),
        "processors": os.cpu_count(),
    }


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description="How fast notices are read.")
    options.add_argument("--texts", type=Path, default=REPO / "corpus", metavar="DIR")
    options.add_argument("--count", type=int, default=1000, metavar="N")
    options.add_argument("--json", action="store_true")
    given = options.parse_args()
    figures = {
        "texts": texts(given.texts, given.count),
        "docx": docx(),
        "growth": {shape: growth(shape) for shape in SHAPES},
        "machine": machine(),
    }
    if given.json:
        print(json.dumps(figures, ensure_ascii=False, indent=2))
        return
    for name in ("texts", "docx", "machine"):
        print(name.ljust(8), "  ".join(f"{key} {value}" for key, value in figures[name].items()))
    for shape, found in figures["growth"].items():
        shown = "  ".join(f"{length}: {took:.3f}" for length, took in found["seconds"].items())
        print(f"growth   {found['exponent']!s:>5}  {shape:24}{shown}")


if __name__ == "__main__":
    main()
