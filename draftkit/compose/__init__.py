"""Outline and text of a new paper from past ones, without a model.

Pure over request, grounds, outline, evidence and the data tables: the same in gives the same out.
"""

from draftkit.compose.draft import compose
from draftkit.compose.evidence import Evidence, PastPaper, gather
from draftkit.compose.markdown import outline_from_markdown, outline_to_markdown
from draftkit.compose.skeleton import Search, complete_outline, plan_outline

__all__ = [
    "Evidence",
    "PastPaper",
    "Search",
    "complete_outline",
    "compose",
    "gather",
    "outline_from_markdown",
    "outline_to_markdown",
    "plan_outline",
]
