"""How many header fields of real notices the parser reads exactly.

    python benchmarks/headers.py --gold G.jsonl --texts DIR --json

Gold rows are those of data/headers: title, doc_number, issuer, recipients, date, genre, year, h1
(first-level headings shown in the text). Where a row is a carrier, genre, year and h1 are the
payload's. Both sides are compared without white space and with full-width punctuation. Chapters and articles
(第一章, 第一条) are no headings there. `invented`
is the share of rows where a value is read and the gold, since the text shows none, is null.
"""

from __future__ import annotations

import argparse
import json
import platform
import re
import sys
import time
from pathlib import Path
from typing import Any

from draftkit import parse
from draftkit.values.notice import Notice

FIELDS = ("title", "doc_number", "issuer", "recipients", "date", "genre", "year", "h1")
KINDS = {
    "工作要点", "工作方案", "实施方案", "工作总结", "总结暨计划", "工作计划", "印发通知", "转发通知", "通知",
    "经验材料", "汇报", "自查报告", "意见", "报告", "办法",
}  # fmt: skip
"""The kinds that the gold lists; others are 其他 there, with their own word as core_type."""
_FOLD = str.maketrans(",;:?!()[]", "，；：？！（）〔〕")


def flat(value: Any) -> str | None:
    """A value ready to be compared."""
    if value is None or value == "":
        return None
    return re.sub(r"\s", "", str(value)).translate(_FOLD)


def genre_of(notice: Notice) -> str:
    """The paper's kind: the payload's; by its name in the title where the file ends before it."""
    genre = notice.paper.genre
    if notice.payload is None and genre in ("印发通知", "转发通知"):
        from draftkit.text.titles import carried_title
        from draftkit.text.titles import genre_of as kind

        genre = kind(carried_title(notice.title or "") or "")
    return genre


def same(name: str, read: Any, row: dict[str, Any], gold: Any) -> bool:
    """Whether a field is right. A kind is, when it is the label's genre or its finer core_type, or
    when both say that it is none of the kinds listed."""
    if name != "genre":
        return bool(read == gold)
    core = row.get("core_type") or gold
    return read in (gold, core) or (gold == "其他" and read not in KINDS)


def seen(notice: Notice) -> dict[str, Any]:
    """The fields of a notice as the gold names them."""
    sections = notice.paper.sections or notice.sections
    headings = [
        section.heading
        for section in sections
        if section.level == 1 and section.heading and not (section.number or "").startswith("第")
    ]
    return {
        "title": flat(notice.title),
        "doc_number": flat(notice.doc_number),
        "issuer": flat("、".join(notice.issuers) or notice.issuer),
        "recipients": flat(notice.recipients),
        "date": flat(notice.issued_on.isoformat() if notice.issued_on else None),
        "genre": genre_of(notice),
        "year": flat(notice.year),
        "h1": [flat(heading) for heading in headings],
    }


def wanted(row: dict[str, Any]) -> dict[str, Any]:
    """The gold of a row in the form of `seen`."""
    gold: dict[str, Any] = {name: flat(row.get(name)) for name in FIELDS if name != "h1"}
    gold["genre"] = row.get("genre")
    gold["h1"] = [flat(heading) for heading in row.get("h1") or []]
    return gold


def measure(gold: Path, texts: Path) -> dict[str, Any]:
    """Shares of exact fields, and every miss."""
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line]
    right = dict.fromkeys(FIELDS, 0)
    invented = dict.fromkeys(FIELDS, 0)
    misses: list[dict[str, Any]] = []
    began = time.perf_counter()
    for row in rows:
        read, gold_row = seen(parse.parse_file(texts / row["file"])), wanted(row)
        for name in FIELDS:
            if same(name, read[name], row, gold_row[name]):
                right[name] += 1
            else:
                invented[name] += not gold_row[name]
                misses.append(
                    {"id": row["id"], "field": name, "gold": gold_row[name], "read": read[name]}
                )
    seconds = time.perf_counter() - began
    shares = {name: round(count / len(rows), 4) for name, count in right.items()} if rows else {}
    return {
        "rows": len(rows),
        "draftkit": {**shares, "mean": round(sum(shares.values()) / len(FIELDS), 4)},
        "invented": {name: round(count / len(rows), 4) for name, count in invented.items()},
        "misses": misses,
        "seconds": round(seconds, 2),
        "machine": {"python": sys.version.split()[0], "system": platform.platform()},
    }


def main() -> None:
    """Print the result as JSON or as a table."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    options.add_argument("--gold", type=Path, required=True)
    options.add_argument("--texts", type=Path, required=True)
    options.add_argument("--json", action="store_true")
    options.add_argument("--misses", action="store_true", help="print every miss")
    chosen = options.parse_args()
    result = measure(chosen.gold, chosen.texts)
    if chosen.json:
        print(json.dumps(result, ensure_ascii=False, indent=2))
        return
    for name, share in result["draftkit"].items():
        print(f"{name:12} {share:.3f}  invented {result['invented'].get(name, 0):.3f}")
    if chosen.misses:
        for miss in result["misses"]:
            print(f"{miss['id']} {miss['field']}\n    gold {miss['gold']}\n    read {miss['read']}")


if __name__ == "__main__":
    main()
