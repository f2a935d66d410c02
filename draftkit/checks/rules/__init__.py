"""The rules, one module each. A module offers `check(context, rule)`, a stream of hits; what the
rule is called, rests on and says stands in eval/rules/CODE.yaml."""

from __future__ import annotations

from draftkit.checks.model import Check
from draftkit.checks.rules import (
    r01_stale_year,
    r02_other_names,
    r03_figures,
    r04_past_wording,
    r05_placeholders,
    r08_required_parts,
    r09_titles_agree,
    r11_doc_number,
    r13_dates,
    r15_anniversaries,
    r16_years,
    r17_heading_numbers,
    r19_mark_punctuation,
    r20_mixed_marks,
    r31_list_marks,
    r32_half_width,
    r44_brackets,
    r45_markup,
)

CHECKS: dict[str, Check] = {
    "R01": r01_stale_year.check,
    "R02": r02_other_names.check,
    "R03": r03_figures.check,
    "R04": r04_past_wording.check,
    "R05": r05_placeholders.check,
    "R08": r08_required_parts.check,
    "R09": r09_titles_agree.check,
    "R11": r11_doc_number.check,
    "R13": r13_dates.check,
    "R15": r15_anniversaries.check,
    "R16": r16_years.check,
    "R17": r17_heading_numbers.check,
    "R19": r19_mark_punctuation.check,
    "R20": r20_mixed_marks.check,
    "R31": r31_list_marks.check,
    "R32": r32_half_width.check,
    "R44": r44_brackets.check,
    "R45": r45_markup.check,
}
"""Code to check, in the order of the codes."""
