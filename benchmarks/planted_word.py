"""How many faults of layout planted in Word files are found, rule by rule, at the right place.

    python benchmarks/planted_word.py --papers corpus [--count 40] [--seed 1] [--rules R71]

Each paper of the folder is set as draftkit sets it (a profile and a head are drawn), which must
give no layout finding; then one fault is planted with python-docx by `planting.word`, which knows
nothing of draftkit. Found: a finding of the rule overlaps the planted words; for the page and its
number, any finding of the rule.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from planting.word import MAKERS, cases, plant

from draftkit.checks import evaluate_parsed
from draftkit.output import export
from draftkit.parse import parse_file, parse_path
from draftkit.word.profiles import profile_names


def found(path: Path, code: str, words: str | None) -> bool:
    """Whether a finding of the rule points at the words."""
    parsed = parse_path(path)
    for row in evaluate_parsed(parsed, select=[code]).findings:
        if words is None:
            return True
        if row.where.paragraph is None:
            continue
        text = parsed.source.blocks[row.where.paragraph].text.replace("\n", "")
        at = text.find(words.replace("\n", "").strip())
        start, end = row.where.start or 0, row.where.end or 0
        if at >= 0 and start < at + len(words) and at < end:
            return True
    return False


def main() -> None:
    """Set, plant, look, print."""
    given = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    given.add_argument("--papers", type=Path, required=True)
    given.add_argument("--count", type=int, default=40)
    given.add_argument("--seed", type=int, default=1)
    given.add_argument("--rules", nargs="*", default=sorted(MAKERS))
    asked = given.parse_args()
    papers = [
        parse_file(one) for one in sorted(asked.papers.iterdir())
        if one.suffix in (".txt", ".docx", ".html")
    ]  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        good, bad = Path(folder) / "good.docx", Path(folder) / "bad.docx"
        false = 0
        for code in asked.rules:
            chance = random.Random(f"{code}/{asked.seed}")  # noqa: S311 - a benchmark draws
            hit = tried = tries = 0
            while tried < asked.count and tries < asked.count * 10:
                tries += 1
                profile, head = chance.choice(profile_names()), chance.choice(("none", "full"))
                export(chance.choice(papers), good, profile=profile, head=head)
                false += bool(evaluate_parsed(parse_path(good), select=["layout"]).findings)
                for fault in cases(code, good, chance, 1):
                    words = plant(good, bad, fault)
                    tried += 1
                    seen = found(bad, code, words)
                    hit += seen
                    if not seen:
                        print(f"missed {code}: {fault}")
            print(f"{code}  {tried:4d}  found {round(hit / tried, 4) if tried else None}")
        print(f"good files with a layout finding: {false}")


if __name__ == "__main__":
    main()
