"""How many planted faults the rules find, rule by rule, with the right place.

    python benchmarks/planted.py --texts DIR [DIR …] [--count 60] [--seed 1] [--rules R17 R34]
                                 [--show R34] [--json]

Clean issued papers (.txt; see false_alarms.py for what is taken back of a crawl) get one fault each
from `planting`, which knows nothing of draftkit. Found: a finding of the rule, or of one that may
rightly claim the fault, overlaps the planted words. A finding that stood there before does not
count. Aims: 0.98 for a rule whose severity is error, 0.9 for a warning.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Container
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from false_alarms import normalised
from planting.planter import Case, cases, codes

from draftkit.checks import evaluate_parsed, rules
from draftkit.parse import parse_source, read_text
from draftkit.values.request import DraftRequest

AIMS = {"error": 0.98, "warning": 0.9, "hint": 0.9}
LONGEST = 20_000
"""Characters of a paper that is planted in: what a rule finds does not depend on the rest."""


def found(case: Case, known: Container[str]) -> tuple[bool, bool]:
    """Whether the rule itself, and whether any rule that may claim it, points at the fault."""
    request = DraftRequest.from_mapping(case.request) if case.request else None
    parsed = parse_source(read_text(case.text, case.paper))
    report = evaluate_parsed(
        parsed,
        request=request,
        stage=case.stage,
        select=tuple(code for code in case.codes if code in known),
        limited=False,
    )
    starts = _starts(case.text, [block.text for block in parsed.source.blocks])
    own = other = False
    for row in report.findings:
        where = row.where
        if where.paragraph is None or where.start is None or where.end is None:
            own |= row.code == case.code == "R08"  # what is missing has no place
            continue
        first = starts.get(where.paragraph, -1)
        if (
            first >= 0
            and first + where.start < case.end
            and case.start < first + max(where.end, where.start + 1)
        ):
            own |= row.code == case.code
            other = True
    return own, own or other


def _starts(text: str, blocks: list[str]) -> dict[int, int]:
    out, at = {}, 0
    for index, block in enumerate(blocks):
        place = text.find(block, at) if block else -1
        if place >= 0:
            out[index], at = place, place + len(block)
    return out


def measured(papers: list[tuple[str, str]], asked: argparse.Namespace) -> dict[str, Any]:
    """Detection by rule."""
    known = {info.code: info for info in rules()}
    table: dict[str, Any] = {}
    for code in asked.rules or codes():
        own = any_ = count = 0
        for case in cases(code, papers, asked.seed, asked.count):
            count += 1
            mine, some = found(case, known) if code in known else (False, False)
            own, any_ = own + mine, any_ + some
            if code == asked.show and not some:
                around = case.text[max(0, case.start - 30) : case.end + 20].replace("\n", "⏎")
                print(f"missed {code} {case.paper}: {around}  [{case.words}]")
        severity = known[code].severity if code in known else "none"
        share = round(any_ / count, 4) if count else None
        table[code] = {
            "severity": severity, "cases": count, "found": share,
            "by_its_own_rule": round(own / count, 4) if count else None,
            "met": share is not None and share >= AIMS.get(severity, 0.9),
        }  # fmt: skip
    return table


def main() -> None:
    """Plant, look, print."""
    given = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    given.add_argument("--texts", type=Path, nargs="+", required=True)
    given.add_argument("--count", type=int, default=60)
    given.add_argument("--seed", type=int, default=1)
    given.add_argument("--rules", nargs="*")
    given.add_argument("--show")
    given.add_argument("--json", action="store_true")
    asked = given.parse_args()
    papers = []
    for path in sorted(path for folder in asked.texts for path in folder.glob("*.txt")):
        text = normalised(path.read_text(encoding="utf-8"))
        if 1500 < len(text) <= LONGEST:
            papers.append((path.name, text))
    table = measured(papers, asked)
    if asked.json:
        print(json.dumps({"rules": table, "papers": len(papers)}, ensure_ascii=False))
        return
    for code, row in table.items():
        print(
            f"{code}  {row['severity']:8s} {row['cases']:4d}  found {row['found']}  own {row['by_its_own_rule']}  {'' if row['met'] else 'MISSED'}"
        )


if __name__ == "__main__":
    main()
