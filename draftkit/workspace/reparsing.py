"""Kept sources parsed again after an upgrade, without their files. The caller holds the write lock.

A few sources a transaction: what an interruption leaves old is done by the next write. A source
that this version cannot parse keeps its notice, and is not tried again before the next version.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from draftkit.archive import Archive, kept, outdated
from draftkit.index import Embedder
from draftkit.messages import printable, say
from draftkit.parse import PARSER_VERSION, parse_source, secrecy_in_path
from draftkit.values.hits import Passage
from draftkit.values.source import Parsed, Source
from draftkit.values.store import Kept

_AT_ONCE = 20
"""Sources in one transaction."""

AGAIN = f"{PARSER_VERSION}~"
"""What a source is marked with that was parsed without its file. Met again, the file is read anew: a
newer reader may find in it what the kept source lacks, a mark of secrecy among it."""

TRIED = f"{PARSER_VERSION}!"
"""What a source is marked with that this parser failed on: it still has its older notice."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Withdrawn:
    """A notice taken out because its source, parsed again, bears a mark of secrecy."""

    path: str
    notice_id: str
    mark: str

    def __str__(self) -> str:
        refused = say("parse.classified", path=printable(self.path), mark=self.mark)
        return f"{refused}{say('store.secret_removed', id=self.notice_id)}"


def behind(archive: Archive) -> int:
    """How many sources were parsed by another version and wait to be parsed again."""
    return len(outdated(archive, (PARSER_VERSION, AGAIN, TRIED)))


def reparse(archive: Archive, embedder: Embedder) -> tuple[Withdrawn, ...]:
    """Parse again whatever another version parsed; what had to be taken out."""
    out: list[Withdrawn] = []
    done = 0
    while waiting := outdated(archive, (PARSER_VERSION, AGAIN, TRIED), _AT_ONCE):
        sources = [one for sha256 in waiting if (one := kept(archive, sha256))]
        parsed = [(one, parse_kept(one)) for one in sources]
        with archive.change() as change:
            fresh: list[Passage] = []
            for one, read in parsed:
                mark = None if read is None else mark_of(read, one.paths)
                if read is None:
                    change.keep_as(one.sha256, TRIED)
                elif mark:
                    change.withdraw(one.sha256)
                    change.none_current()  # no index may hold its words, nor wait for a merge
                    out.append(Withdrawn(next(iter(one.paths), ""), one.notice_id, mark))
                else:
                    fresh += change.reparse(read, sha256=one.sha256, parser=AGAIN)
            if lacking := change.lacking(embedder.name, fresh):
                change.put_vectors(embedder.name, vectors_of(embedder, lacking))
        done += len(waiting)
    if done:
        with archive.change() as change:
            change.note("reparsed", str(done))
    for gone in out:
        _log.warning("%s", gone)
    return tuple(out)


def parse_kept(one: Kept) -> Parsed | None:
    """What a kept source is parsed to now; None when this version fails on it."""
    try:
        source = Source.model_validate_json(one.source)
        path = next(iter(one.paths), "")
        return parse_source(source.model_copy(update={"path": path}))
    except Exception:  # noqa: BLE001 - the boundary of one source: its older notice stands
        _log.exception("parsing again %s", printable(next(iter(one.paths), one.sha256)))
        return None


def mark_of(parsed: Parsed, paths: Iterable[str]) -> str | None:
    """The mark of secrecy that a paper bears, or the name of one of its files or their folders."""
    if parsed.notice.secrecy:
        return parsed.notice.secrecy
    return next(filter(None, map(secrecy_in_path, paths)), None)


def vectors_of(embedder: Embedder, passages: Sequence[Passage]) -> Iterator[tuple[str, bytes]]:
    """(passage id, stored vector) of each passage."""
    from draftkit.index.vectors import encode

    return iter(encode(embedder, passages))
