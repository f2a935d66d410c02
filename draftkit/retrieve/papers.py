"""Which version of its paper each hit is from, and which others there are."""

from __future__ import annotations

from collections.abc import Iterable

from draftkit.archive import Archive
from draftkit.archive.versioned import versions_of
from draftkit.values.hits import Hit


def of_versions(archive: Archive, hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """The hits, each with its stage and the other versions of its paper."""
    held = tuple(hits)
    told = versions_of(archive, dict.fromkeys(hit.notice_id for hit in held))
    return tuple(
        hit.model_copy(update={"stage": one.stage, "best": one.best, "versions": one.others})
        if (one := told.get(hit.notice_id))
        else hit
        for hit in held
    )
