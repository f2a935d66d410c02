"""What a search tells of itself where it is asked to (`search -v`): never a word of the query."""

from __future__ import annotations

import logging
from typing import Any

from draftkit.messages import say
from draftkit.remarks import tell_how
from draftkit.retrieve.kinds import Weights, kind_of
from draftkit.text.similar import bare
from draftkit.values.searching import SearchOptions

_log = logging.getLogger(__name__)


def tell_asked(
    query: str, on: SearchOptions, allowed: Any, coverage: float, weights: Weights
) -> None:
    """Say how a query is taken: its kind, what each leg weighs, how many rows its filters leave.
    allowed: a boolean a row. coverage: see `weights_for`."""
    tell_how(
        _log,
        "search.asked",
        length=len(bare(query)),
        kind=say(f"search.kind_{kind_of(query).value}"),
        coverage=round(100 * coverage),
        heading=round(weights.heading, 2) if on.headings else 0,
        body=round(weights.body, 2) if on.bodies else 0,
        dense=round(weights.dense, 2) if on.vectors else 0,
    )
    tell_how(_log, "search.allowed", allowed=int(allowed.sum()), rows=len(allowed))
