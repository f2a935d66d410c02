"""Which bodies an issuer that is asked for can be."""

from __future__ import annotations

from draftkit.archive import Archive
from draftkit.messages import printable
from draftkit.reading import answers_to, body_of, fold, full_names, one_body
from draftkit.remarks import remark_on
from draftkit.values.hits import Filters

_NAMED = 8
"""Bodies that are named where several fit."""


def of_issuer(archive: Archive, asked: str | None, filters: Filters) -> Filters:
    """The filters, limited to whom an issuer that is asked for can be; see `is_exact`."""
    if asked is None:
        return filters
    exact = is_exact(archive, asked)
    return filters.model_copy(update={"issuer": asked, "issuer_exact": exact})


def is_exact(archive: Archive, asked: str) -> bool:
    """Whether what was asked for is a name, in full or usual short form, of a body whose papers are
    archived: then only that body is meant, no other that has the words in its name. Where several
    bodies fit, they are told in a remark."""
    names = issuers(archive)
    exact = any(body_of(fold(name)) == body_of(fold(asked)) for name in names)
    fits = one_body if exact else answers_to
    fitting = [name for name in names if fits(fold(asked), fold(name))]
    bodies = full_names(fitting)
    vague = {
        key
        for key in bodies
        if any(len(other) > len(key) and one_body(key, other) for other in bodies)
    }
    several = sorted(name for key, name in bodies.items() if key not in vague)
    if len(several) > 1:
        more = ("…",) if len(several) > _NAMED else ()
        told = "、".join((*several[:_NAMED], *more))
        remark_on(
            "store.issuer_several",
            asked=printable(asked),
            count=len(several),
            bodies=printable(told),
        )
    return exact


def issuers(archive: Archive) -> list[str]:
    """The names of bodies as the archive's papers print them."""
    with archive.reading() as db:
        found = db.execute("SELECT DISTINCT issuer FROM notices WHERE issuer IS NOT NULL")
        return sorted(str(row[0]) for row in found if row[0])
