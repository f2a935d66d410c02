"""The loop retrieve → outline → compose → check, and the folder that keeps what a run used."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Protocol

from draftkit.archive.versions import may_be_one, rank, stage_in, title_core
from draftkit.checks import evaluate_draft
from draftkit.compose import Evidence, Search, complete_outline, compose, gather, plan_outline
from draftkit.errors import EmptyArchiveError
from draftkit.intake import complete, grounds_of
from draftkit.reading import one_of, tables_as_of
from draftkit.text.similar import bare
from draftkit.values.draft import Draft, Run
from draftkit.values.grounds import Grounds
from draftkit.values.hits import Hit, Hits
from draftkit.values.notice import Notice
from draftkit.values.outline import Outline
from draftkit.values.report import EvalReport
from draftkit.values.request import DraftRequest
from draftkit.values.searching import SearchOptions
from draftkit.values.store import NoticeRow
from draftkit.workspace.locking import unwritable
from draftkit.workspace.removing import EVIDENCE
from draftkit.workspace.results import DraftRun

_OWN, _OTHER, _UNSIGNED = 24, 12, 40
"""How many papers a draft looks at: of the own body, of others, and of those that show no issuer
and may be own ones."""

_SUPPORT = 8
"""Hits that a heading is supported by."""

_APART = SearchOptions(versions_as_one=False)
"""A version that is not drafted from must not speak for the one that is."""


class Store(Protocol):
    """What drafting needs of a workspace."""

    @property
    def runs_folder(self) -> Path:
        """Where run folders go."""

    def rows(self) -> Iterable[NoticeRow]:
        """One row a notice."""

    def notice(self, notice_id: str) -> Notice:
        """A notice by its id."""

    def search(
        self,
        query: str,
        *,
        genre: str | None = None,
        k: int = 10,
        own: str | None = None,
        options: SearchOptions | None = None,
    ) -> Hits:
        """Ranked sections, those of the body `own` first among hits of like relevance."""


def make_outline(store: Store, request: DraftRequest) -> Outline:
    """The outline alone. Raises EmptyArchiveError when there is nothing to work from."""
    grounds = grounds_of(complete(request))
    return plan_outline(grounds, find_evidence(store, grounds), _searcher(store, grounds))


def make_draft(store: Store, request: DraftRequest, outline: Outline | None) -> DraftRun:
    """A draft, its report and its run folder.

    A given outline is kept as it is; its headings are supported from the archive and take the
    facts that fit. Raises EmptyArchiveError, RequestError, ReadOnlyError.
    """
    began = time.monotonic()
    started = datetime.now().astimezone()
    request = complete(request)
    grounds = grounds_of(request)
    evidence = find_evidence(store, grounds)
    search = _searcher(store, grounds)
    if outline is None:
        outline = plan_outline(grounds, evidence, search)
    else:
        outline = complete_outline(outline, grounds, evidence, search)
    draft = compose(grounds, outline, evidence)
    papers = [p.notice for p in (*evidence.own, *evidence.others)]
    report = evaluate_draft(draft, request=request, grounds=grounds, archive_notices=papers)
    used: dict[str, object] = {"notices": len(papers), "tables": tables_as_of()}
    draft = draft.model_copy(update={"run": _run(request, started, began, used)})
    folder = _keep(store.runs_folder, started, grounds, outline, papers, draft, report)
    return DraftRun.of(draft, report, folder, outline.notes)


def find_evidence(store: Store, grounds: Grounds) -> Evidence:
    """The body's own papers on the topic and the nearest ones of others, those that may be drafted
    from: an unfit one takes no place, nor does a version of a paper that has a better one.

    Raises EmptyArchiveError when the archive has no notice at all.
    """
    rows = list(store.rows())
    if not rows:
        raise EmptyArchiveError("store.empty_archive")
    rows = [row for row in rows if row.fit and not row.superseded]
    fit = {row.id for row in rows}
    request = grounds.request
    own = [
        row
        for row in rows
        if one_of(row.issuer, grounds.own_names)
        or any(name in bare(row.title or "") for name in map(bare, grounds.own_names))
    ]
    unsigned = [row.id for row in rows if row.issuer is None][:_UNSIGNED]
    own.sort(key=lambda row: (row.genre != request.genre, -(row.year or 0), row.id))
    query = f"{request.topic or ''}{request.genre}"
    hits = [
        hit
        for genre in (request.genre, None)
        for hit in store.search(query, genre=genre, k=40, own=request.issuer).hits
    ]
    mine = {row.id for row in own}
    found = (hit.best or hit.notice_id for hit in hits)
    others = list(dict.fromkeys(one for one in found if one in fit - mine))
    wanted = list(dict.fromkeys([row.id for row in own[:_OWN]] + others[:_OTHER] + unsigned))
    return gather(grounds, [store.notice(ident) for ident in wanted])


def _searcher(store: Store, grounds: Grounds) -> Search:
    """Sections of the papers that are drafted from, none of other versions of them, nor of a draft
    that came with a letter and was issued since."""
    rows = list(store.rows())
    superseded = {row.id for row in rows if row.superseded}
    letters = {row.id: title_core(row.title or "") for row in rows if _of_a_draft(row)}
    issued: dict[str, list[NoticeRow]] = {}
    for row in rows:
        if letters and row.fit and not row.superseded and row.id not in letters:
            issued.setdefault(title_core(row.title or ""), []).append(row)
    more = _SUPPORT if superseded or letters else 0

    def lesser(hit: Hit) -> bool:
        if hit.notice_id in superseded:
            return True
        letter, draft = letters.get(hit.notice_id, ""), title_core(hit.title or "")
        if not draft or draft == letter or draft not in letter:
            return False
        same = issued.get(draft, ())
        return any(may_be_one(hit.year, hit.issuer, row.year, row.issuer) for row in same)

    def search(query: str) -> tuple[Hit, ...]:
        asked = grounds.request
        hits = store.search(
            query, genre=asked.genre, k=_SUPPORT + more, own=asked.issuer, options=_APART
        ).hits
        return tuple(hit for hit in hits if not lesser(hit))[:_SUPPORT]

    return search


def _of_a_draft(row: NoticeRow) -> bool:
    """Whether a title names a version that is not the last (关于征求《要点（征求意见稿）》意见的函)."""
    return rank(stage_in(row.title or "")) < 0


def _run(request: DraftRequest, started: datetime, began: float, used: dict[str, object]) -> Run:
    from importlib.metadata import PackageNotFoundError, version

    try:
        release = version("draftkit")
    except PackageNotFoundError:  # a bare checkout
        release = "0+checkout"
    digest = hashlib.sha256(request.model_dump_json().encode("utf-8")).hexdigest()
    return Run(
        version=release,
        index=dict(used),
        request_sha256=digest,
        started=started.isoformat(timespec="seconds"),
        seconds=round(time.monotonic() - began, 3),
    )


def _keep(
    runs: Path, started: datetime, grounds: Grounds, outline: Outline,
    papers: list[Notice], draft: Draft, report: EvalReport,
) -> Path:  # fmt: skip
    """Write the run folder, for its owner only; all of it or nothing. Raises ReadOnlyError, and
    WorkspaceError when the disk is full."""
    request = grounds.request
    name = f"{started:%Y%m%d-%H%M%S}-{request.year}-{request.genre}"
    folder: Path | None = None
    try:
        folder = _new_folder(runs, name)
        values = {
            "request": request,
            "grounds": grounds,
            "outline": outline,
            "report": report,
            "draft": draft,
        }
        for stem, value in values.items():
            (folder / f"{stem}.json").write_text(value.model_dump_json(indent=1), encoding="utf-8")
        rows = [notice.model_dump(mode="json") for notice in papers]
        (folder / EVIDENCE).write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    except OSError as error:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
        raise unwritable(runs, error) from None
    return folder


def _new_folder(runs: Path, name: str) -> Path:
    """A folder of that name, numbered when another run took the same second."""
    runs.mkdir(parents=True, exist_ok=True)
    for at in range(1, 1000):
        folder = runs / (name if at == 1 else f"{name}-{at}")
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            continue
        folder.chmod(0o700)
        return folder
    raise FileExistsError(f"{runs / name}")
