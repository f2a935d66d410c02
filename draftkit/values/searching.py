"""SearchOptions: the parts of a search, each of which can be switched off."""

from __future__ import annotations

from draftkit.values.base import Value


class SearchOptions(Value):
    """What a search looks at and what it prefers. All is on unless switched off; what each part is
    worth is measured by benchmarks/retrieval.py (docs/decisions/0009-finding.md)."""

    headings: bool = True
    """Look for the query in titles and headings."""

    bodies: bool = True
    """Look for its words in running text."""

    vectors: bool = True
    """Look for texts about the same."""

    feedback: bool = True
    """Look again for texts like those found first."""

    own: bool = True
    """Prefer the drafting body's own papers, where it is known."""

    kind: bool = True
    """Prefer bodies of the same level (市, 县 …) and line of work (科技局 …) as the drafting body's."""

    newer: bool = True
    """Prefer newer papers."""

    years_as_one: bool = True
    """Show the same text of several years of one body as one hit."""

    versions: bool = True
    """Put versions of a paper that are not drafted from after the one that is."""

    versions_as_one: bool = True
    """Show a section that stands in several versions of one paper as one hit, by the best of them."""

    verbatim: bool = True
    """Where a name is asked for, put sections first that have it."""
