"""What the rules say of clean papers as they were issued: findings per 1,000 characters.

    python benchmarks/false_alarms.py --texts DIR [DIR …] [--json] [--list FILE] [--write]

DIR holds issued papers as .txt. What a crawl does to a page is taken back first (see `normalised`):
it is no fault of the paper. Findings are counted as a report lists them: one a paragraph and rule,
ten a paper and rule. --list writes each finding with its words, to be looked at; keep that file out
of the repository. --write keeps the rates in benchmarks/false_alarms.json, which may only go down
(tests/checks/test_false_alarms.py).
"""

from __future__ import annotations

import argparse
import json
import platform
import re
from collections import Counter
from pathlib import Path
from typing import Any

from draftkit.checks import evaluate_parsed, rules
from draftkit.parse import parse_source, read_text
from draftkit.values.report import EvalReport

TABLE = Path(__file__).with_suffix(".json")
AIMS = {"error": 0.1, "warning": 1.0}
"""Findings per 1,000 characters that clean papers may raise in sum."""

_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_HAN = "一-鿿“”《》（）、。，；：〔〕"


def normalised(text: str) -> str:
    """A page without what the crawl did to it: markup of bold, hard spaces, spaces between Han
    characters and figures, half-width marks beside Han characters."""
    text = text.replace("**", "").replace("\u00a0", " ").replace("\r\n", "\n")
    text = re.sub(rf"(?<=[{_HAN}])[ ]+(?=[\d{_HAN}])|(?<=\d)[ ]+(?=[{_HAN}])", "", text)
    return re.sub(
        rf"(?<=[{_HAN}\d])[,;:?!](?=[{_HAN}\n])|[(](?=[{_HAN}])|(?<=[{_HAN}])[()]|(?<=[{_HAN}])[,;:?!]",
        lambda found: _WIDE[found.group(0)],
        text,
    )


def evaluated(path: Path) -> tuple[EvalReport, int]:
    """The report on a paper as issued, and its characters."""
    text = normalised(path.read_text(encoding="utf-8"))
    return evaluate_parsed(parse_source(read_text(text, path.name)), stage="印发稿"), len(text)


def measured(files: list[Path]) -> tuple[dict[str, Any], list[str]]:
    """Rates by rule and severity with their sums, and a line for each finding."""
    counts: Counter[tuple[str, str]] = Counter()
    papers: Counter[str] = Counter()
    characters, lines = 0, []
    for path in files:
        report, length = evaluated(path)
        characters += length
        for row in report.findings:
            counts[row.code, row.severity] += 1
            lines.append(
                f"{row.code}\t{row.severity}\t{path.name}\t{row.where.quote}\t{row.message}"
            )
        papers.update({row.code for row in report.findings})
    per = 1000 / characters
    table = {
        info.code: {
            "papers": papers[info.code],
            **{
                severity: round(counts[info.code, severity] * per, 5)
                for severity in ("error", "warning", "hint")
                if counts[info.code, severity]
            },
        }
        for info in rules()
    }
    sums = {
        severity: round(sum(n for (_, kind), n in counts.items() if kind == severity) * per, 4)
        for severity in ("error", "warning", "hint")
    }
    return {
        "per_1000_characters": sums,
        "aims": AIMS,
        "met": {kind: sums[kind] <= aim for kind, aim in AIMS.items()},
        "papers": len(files),
        "characters": characters,
        "rules": table,
    }, sorted(lines)


def main() -> None:
    """Measure, print, and keep what was asked for."""
    given = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    given.add_argument("--texts", type=Path, nargs="+", required=True)
    given.add_argument("--json", action="store_true")
    given.add_argument("--list", type=Path)
    given.add_argument("--write", action="store_true")
    asked = given.parse_args()
    files = sorted(path for folder in asked.texts for path in folder.glob("*.txt"))
    found, lines = measured(files)
    if asked.list:
        asked.list.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if asked.write:
        TABLE.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if asked.json:
        print(json.dumps({**found, "python": platform.python_version()}, ensure_ascii=False))
        return
    for code, row in found["rules"].items():
        if len(row) > 1:
            rates = "  ".join(f"{kind} {row[kind]}" for kind in row if kind != "papers")
            print(f"{code}  {row['papers']:4d} papers  {rates}")
    print(found["per_1000_characters"], "met:", found["met"])


if __name__ == "__main__":
    main()
