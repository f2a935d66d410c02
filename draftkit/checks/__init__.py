"""The checks: one rule one module, judged on a parsed file or on a draft, gathered in a report."""

from __future__ import annotations

from draftkit.checks.across import Said, compared, said_in
from draftkit.checks.baseline import Baseline, baseline_of, read_baseline
from draftkit.checks.evaluate import all_fixes, evaluate_draft, evaluate_parsed
from draftkit.checks.model import FAMILIES, Example, RuleInfo
from draftkit.checks.past import Past
from draftkit.checks.registry import codes, is_meant, left_to_people, rule, rules

__all__ = [
    "FAMILIES",
    "Baseline",
    "Example",
    "Past",
    "RuleInfo",
    "Said",
    "all_fixes",
    "baseline_of",
    "codes",
    "compared",
    "evaluate_draft",
    "evaluate_parsed",
    "is_meant",
    "left_to_people",
    "read_baseline",
    "rule",
    "rules",
    "said_in",
]
