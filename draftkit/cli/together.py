"""Many papers evaluated at once, each processor of this computer taking its share."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from draftkit.cli import faults
from draftkit.cli.terminal import use_utf8
from draftkit.errors import InputError
from draftkit.messages import say

if TYPE_CHECKING:
    from draftkit.checks import Baseline, Said
    from draftkit.llm import ChatModel
    from draftkit.reviewing import Reviewer
    from draftkit.values.policy import EvalPolicy
    from draftkit.values.report import EvalReport
    from draftkit.values.source import Source

MANY = 24
"""Papers from which on other processes are worth their start."""
_SHARE = 8
"""Papers handed to a process at a time."""


@dataclass(frozen=True)
class Terms:
    """What papers are evaluated against, in a form that other processes can be given; see
    `Reviewer`. workspace: the folder of the archive, None for none. office: the folder
    whose data files stand before those that ship."""

    request: Path | None
    stage: str | None
    workspace: Path | None
    office: Path | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    policy: EvalPolicy | None
    baseline: Baseline | None
    limited: bool
    model: ChatModel | None = None

    def reviewer(self) -> Reviewer:
        """A reviewer of these terms. Raises RequestError, WorkspaceError."""
        from draftkit import Workspace
        from draftkit.reviewing import Reviewer

        return Reviewer(
            self.request,
            self.stage,
            archive=Workspace.open(self.workspace) if self.workspace else None,
            select=self.select,
            ignore=self.ignore,
            policy=self.policy,
            baseline=self.baseline,
            limited=self.limited,
            office=self.office,
            model=self.model,
        )


@dataclass(frozen=True)
class Told:
    """What became of one paper: its report and what was read, or why there is none."""

    report: EvalReport | None = None
    reason: str = ""
    read: tuple[Source, ...] = field(default=(), repr=False)
    said: tuple[Said, ...] = field(default=(), repr=False)


_HERE: list[Reviewer] = []
"""In a process of the pool: the reviewer that its papers have in common."""


def _begin(terms: Terms) -> None:
    use_utf8()
    _HERE[:] = [terms.reviewer()]


def _in_process(file: Path) -> Told:
    told = one(_HERE[0], file)
    sources, said = _HERE[0].take_read()
    return replace(told, read=sources, said=said)


def one(reviewer: Reviewer, file: Path) -> Told:
    """The report on a paper; a reason where it cannot be read or draftkit itself fails on it."""
    try:
        return Told(reviewer.review(file))
    except InputError as error:
        return Told(reason=str(error))
    except Exception as error:  # noqa: BLE001 - the boundary of one input file
        return Told(reason=say("cli.fault", kind=type(error).__name__, log=faults.write_log(error)))


def each(files: Sequence[Path], reviewer: Reviewer, terms: Terms) -> Iterator[Told]:
    """What becomes of each paper, in the order given. A pool that breaks (a process was ended from
    outside) costs time only: what it owes is done here."""
    done = 0
    if len(files) >= MANY and _processors() > 1:
        pool = ProcessPoolExecutor(
            _processors(), get_context("spawn"), initializer=_begin, initargs=(terms,)
        )
        try:
            for told in pool.map(_in_process, files, chunksize=_SHARE):
                reviewer.add_read(told.read, told.said)
                yield told
                done += 1
        except BrokenProcessPool:
            pass
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
    for file in files[done:]:
        yield one(reviewer, file)


def _processors() -> int:
    """Processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1
