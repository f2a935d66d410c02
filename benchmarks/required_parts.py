"""What real issued papers have of the parts that their genre requires.

    python benchmarks/required_parts.py --texts DIR [DIR …] [--json] [--write]

DIR holds issued papers as .txt. For each genre and part: in how many of the papers it is said to be
missing; one whose lack is an error or a warning may be so in at most 5 % of them, or in one paper
where there are fewer than twenty. A part at the edge of a paper (`edge`), which copies on the web
often lack, is a hint without a request and does not count.
--write keeps the table in benchmarks/required_parts.json.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from false_alarms import normalised

from draftkit.checks import evaluate_parsed
from draftkit.genres import Requirement, names, spec
from draftkit.parse import parse_source, read_text
from draftkit.values.report import EvalReport

TABLE = Path(__file__).with_suffix(".json")
MOST = 0.05
"""Share of real papers that a required part may be said to be missing in."""
FEW = 20
_SEVERE = {"R": "error", "W": "warning", "S": "hint", "O": "none"}


def evaluated(text: str, name: str) -> EvalReport:
    """The report on what parts a paper has."""
    return evaluate_parsed(parse_source(read_text(text, name)), stage="印发稿", select=["R08"])


def measured(files: list[Path]) -> dict[str, Any]:
    """By genre and part: papers, and how many lack it."""
    lacks: dict[tuple[str, str], int] = defaultdict(int)
    papers: dict[str, int] = defaultdict(int)
    for path in files:
        text = normalised(path.read_text(encoding="utf-8"))
        report = evaluated(text, path.name)
        genre = report.document.genre or ""
        wanted = {one.id: one for one in spec(genre).requirements}
        if not wanted:
            continue
        papers[genre] += 1
        for row in report.requirements:
            if row.id in wanted:
                lacks[genre, row.id] += row.status == "missing"
    table = {
        genre: {
            one.id: _row(one, papers[genre], lacks[genre, one.id])
            for one in spec(genre).requirements
        }
        for genre in names()
        if papers[genre]
    }
    over = [
        f"{genre}/{part}"
        for genre, rows in table.items()
        for part, row in rows.items()
        if not row["met"]
    ]
    return {"papers": sum(papers.values()), "most": MOST, "over": over, "genres": table}


def _row(part: Requirement, papers: int, lacks: int) -> dict[str, Any]:
    share = lacks / papers
    severity = "hint" if part.edge else _SEVERE[part.level]
    return {
        "severity": severity,
        "papers": papers,
        "missing": lacks,
        "share": round(share, 4),
        "met": severity in ("hint", "none") or share <= MOST or (papers < FEW and lacks <= 1),
    }


def main() -> None:
    """Measure and print."""
    given = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    given.add_argument("--texts", type=Path, nargs="+", required=True)
    given.add_argument("--json", action="store_true")
    given.add_argument("--write", action="store_true")
    asked = given.parse_args()
    files = sorted(path for folder in asked.texts for path in folder.glob("*.txt"))
    found = measured(files)
    if asked.write:
        TABLE.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if asked.json:
        print(json.dumps(found, ensure_ascii=False))
        return
    for genre, rows in found["genres"].items():
        for part, row in rows.items():
            if row["severity"] != "none":
                print(
                    f"{genre}\t{part}\t{row['severity']}\tmissing {row['missing']}/{row['papers']}"
                    f"\t{'' if row['met'] else 'OVER'}"
                )
    print("over:", found["over"])


if __name__ == "__main__":
    main()
