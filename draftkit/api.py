"""The functions of the public API, and what the commands need beside the methods of Workspace.

Each imports the room it calls when it is called. The command line knows the library by this module
and `draftkit` alone.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from draftkit.errors import (
    ArchiveError,
    ClassifiedFileError,
    DamagedFileError,
    WorkspaceError,
)
from draftkit.messages import printable
from draftkit.reviewing import Reviewer, text_of
from draftkit.values.draft import Draft
from draftkit.values.notice import Notice
from draftkit.values.outline import Outline
from draftkit.values.report import EvalReport
from draftkit.values.request import DraftRequest

if TYPE_CHECKING:
    from draftkit.checks import RuleInfo
    from draftkit.llm import ChatModel
    from draftkit.values.hits import Passage
    from draftkit.values.policy import EvalPolicy
    from draftkit.values.source import Block
    from draftkit.values.store import CheckRow, NoticeRow
    from draftkit.workspace import Workspace


def parse_file(path: str | Path) -> Notice:
    """The Notice that a file holds; nothing is stored. Raises an InputError."""
    from draftkit.parse import parse_file as parse

    return parse(path)


def parse_text(text: str, name: str = "text") -> Notice:
    """The Notice that a text holds, as if it stood in a file; `name` is what errors call it.
    Raises an InputError for nothing but space and for what is too long."""
    from draftkit.parse import parse_source, read_text

    return parse_source(read_text(text, name)).notice


def passages_of(notice: Notice) -> tuple[Passage, ...]:
    """The sections of a notice as they are indexed and found, in reading order: carrier, paper,
    attachments; long ones in several parts. Lists of people are left out."""
    from draftkit.archive import passages_of as cut

    return cut(notice)


def read_open(path: str | Path) -> tuple[str, Notice]:
    """The text of a file, a line a paragraph or row of a table, and its Notice.

    Raises an InputError; a ClassifiedFileError for a file whose name, or folder's name, or text
    bears a mark of secrecy, so that it does not go where the text of others may go.
    """
    from draftkit.parse import parse_path, secrecy_in_path

    if mark := secrecy_in_path(path):
        raise ClassifiedFileError("parse.classified_name", path=printable(path), mark=mark)
    parsed = parse_path(path)
    if mark := parsed.notice.secrecy:
        raise ClassifiedFileError("parse.classified", path=printable(path), mark=mark)
    lines = (line for block in parsed.source.blocks for line in _lines(block))
    return "\n".join(line for line in lines if line), parsed.notice


def _lines(block: Block) -> list[str]:
    """A block as lines, the cells of a table as in a passage."""
    rows = ["　".join(cell for cell in row if cell) for row in block.rows]
    return [line.strip() for line in (rows or block.text.splitlines())]


def tree(notice: Notice) -> str:
    """A notice as an outline in Chinese, for people to look at."""
    from draftkit.parse import to_tree

    return to_tree(notice)


def evaluate(
    document: str | Path | Notice | Draft,
    request: DraftRequest | str | Path | None = None,
    stage: str | None = None,
    *,
    archive: Workspace | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> EvalReport:
    """The report on one paper: a file (.docx .txt .md .html, a saved draft or notice as .json), a
    Notice or a Draft.

    request: what the paper answers, for the rules that need it. archive: a workspace whose past
    notices it is compared with. select, ignore: how the codes of rules begin. Raises an InputError
    for a file that cannot be read, a RequestError for a request that cannot be used, a UsageError
    for an unknown code.
    """
    return Reviewer(request, stage, archive=archive, select=select, ignore=ignore).review(document)


def export(what: Notice | Draft, path: str | Path, head: Literal["none", "full"] = "none") -> Path:
    """Write a notice or draft as .docx, .md, .txt, .html or .json, by the ending of `path`.

    head: "none" is the 送审稿; "full" adds the red head and the 版记. Raises OutputError.
    """
    from draftkit.output import export as write

    return write(what, path, head=head)


def policy_here(workspace: str | Path | None) -> EvalPolicy | None:
    """The table [eval] of the draftkit.toml that counts here; None where there is no such file.
    Raises SettingsError."""
    from draftkit.settings import Settings

    settings = Settings.load(workspace)
    return settings.judging if settings.config else None


def model_here(name: str, workspace: str | Path | None) -> ChatModel:
    """The model of that name behind the address of the settings that count here. Raises
    SettingsError."""
    from draftkit.llm import OpenAIChat
    from draftkit.settings import Settings

    settings = Settings.load(workspace)
    key = settings.model_key.get_secret_value() if settings.model_key else None
    return OpenAIChat(
        name, base_url=settings.model_url, api_key=key, timeout=settings.model_timeout
    )


def office_here(workspace: str | Path | None) -> Path | None:
    """The folder whose eval/ stands before what ships: that of the draftkit.toml that counts here, or
    the workspace named; None where there is neither. Raises SettingsError."""
    from draftkit.settings import Settings

    settings = Settings.load(workspace)
    return settings.workspace if settings.config or workspace is not None else None


def read_outline(path: str | Path) -> Outline:
    """An outline a person edited: the Markdown that `outline` writes, or JSON. Raises an
    InputError."""
    text = text_of(path)
    if Path(path).suffix.lower() == ".json":
        try:
            return Outline.model_validate_json(text)
        except ValueError:
            raise DamagedFileError("file.no_outline", path=str(path)) from None
    from draftkit.compose import outline_from_markdown

    outline = outline_from_markdown(text)
    if not outline.sections:
        raise DamagedFileError("file.no_outline", path=str(path))
    return outline


def outline_text(outline: Outline, request: DraftRequest | None = None) -> str:
    """An outline as Markdown, to be edited and read back; with the request, each fact in words."""
    from draftkit.compose import outline_to_markdown

    facts = {fact.id: fact.text for fact in request.facts} if request else {}
    return outline_to_markdown(outline, facts)


def write_text(path: str | Path, text: str) -> None:
    """Write a text file in UTF-8, whole or not at all. Raises OutputError."""
    from draftkit.output import write_whole

    write_whole(Path(path), text.encode("utf-8"))


def papers_in(given: Iterable[str | Path]) -> tuple[list[Path], int]:
    """The files named and the papers in the folders named, walked as `ingest` does, and how many
    other files the folders hold. Raises an InputError where only folders are named and none holds a
    paper, or one cannot be looked into."""
    from draftkit.errors import InputError
    from draftkit.workspace.files import find
    from draftkit.workspace.kinds import NOTICE, QUIET, kind_of

    paths, others = [], 0
    named = [Path(path) for path in given]
    for path in named:
        for found in find([path]):
            if found.fault:
                reason = found.fault
                raise InputError("file.unreadable", path=printable(found.path), reason=reason)
            kind = NOTICE if found.named else kind_of(found.path)
            if kind == NOTICE:
                paths.append(found.path)
            elif kind != QUIET:
                others += 1
    if not paths:
        raise InputError("file.no_papers", path="、".join(map(printable, named)))
    return paths, others


def apart(rows: Iterable[NoticeRow], shown: Callable[[NoticeRow], Hashable]) -> dict[str, str]:
    """For each notice that is shown as another one is, by its id: what tells it from those."""
    from draftkit.workspace.naming import apart as tell_apart

    return tell_apart(rows, shown)


def why(word: str) -> str:
    """What `Workspace.index_fault` says, put for people."""
    from draftkit.workspace.whys import why as said

    return said(word)


def request_form() -> str:
    """The name of the request form that `init` writes into a workspace."""
    from draftkit.workspace.config import REQUEST_FORM

    return REQUEST_FORM


def check_export(path: Path) -> None:
    """Raises an InputError for a file that `Workspace.import_notices` would not take."""
    from draftkit.workspace.carrying import check

    check(path)


def has_archive(workspace: str | Path | None) -> bool:
    """Whether a workspace (None: the one that counts here) has an archive already."""
    from draftkit.settings import find_workspace
    from draftkit.workspace.workspace import STATE

    return (find_workspace(workspace)[0] / STATE / "archive.db").is_file()


def need_archive(workspace: str | Path | None) -> None:
    """Raises WorkspaceError where a workspace (None: the one that counts here) has no archive, or
    has one no more."""
    from draftkit.settings import find_workspace
    from draftkit.workspace.workspace import STATE

    if has_archive(workspace):
        return
    folder = find_workspace(workspace)[0]
    if not has_lost(workspace):
        raise WorkspaceError("store.no_workspace", folder=str(folder))
    from draftkit.workspace.leftovers import copies_named

    state = folder / STATE
    raise WorkspaceError(
        "health.missing", path=str(state / "archive.db"), copies=copies_named(state)
    )


def has_lost(workspace: str | Path | None) -> bool:
    """Whether a workspace (None: the one that counts here) had an archive and has none now."""
    from draftkit.settings import find_workspace
    from draftkit.workspace.workspace import STATE

    state = find_workspace(workspace)[0] / STATE
    return state.is_dir() and not (state / "archive.db").exists()


def check_up(workspace: str | Path | None, *, offline: bool = False) -> tuple[CheckRow, ...]:
    """What `doctor` finds in a workspace (None: the one that counts here), also where its archive
    cannot be opened. offline: ask no server. Raises WorkspaceError where there never was one, and
    SettingsError."""
    from draftkit.settings import Settings
    from draftkit.workspace import Workspace
    from draftkit.workspace.checkup import check_missing, check_unopened
    from draftkit.workspace.workspace import STATE

    settings = Settings.load(workspace)
    root, state = settings.workspace, settings.workspace / STATE
    if not (state / "archive.db").exists():
        if not state.is_dir():
            need_archive(workspace)
        return check_missing(root, state)
    try:
        with Workspace.open(settings=settings) as opened:
            return opened.doctor(offline=offline)
    except ArchiveError as error:
        return check_unopened(root, state, error)


def check_place(path: str | Path) -> None:
    """Whether a file can stand at `path`, before long work; its folder must be there. Raises
    OutputError."""
    from draftkit.output.files import check_place as check

    check(Path(path), folder_there=True)


def rules(family: str | None = None, workspace: str | Path | None = None) -> tuple[RuleInfo, ...]:
    """The rules of the evaluation with those of a workspace, in the order of their codes; with a
    family only those of it. Raises SettingsError for a file of the workspace that is wrong."""
    from draftkit import assets
    from draftkit.checks import rules as listed

    with assets.overriding(office_here(workspace)):
        return tuple(rule for rule in listed() if family in (None, rule.family))


def rule_families() -> dict[str, str]:
    """The families of rules: what `select` calls them, and their Chinese names."""
    from draftkit.checks import FAMILIES

    return dict(FAMILIES)


def rule(code: str, workspace: str | Path | None = None) -> RuleInfo:
    """One rule. Raises NotFoundError, SettingsError."""
    from draftkit import assets
    from draftkit.checks import rule as known

    with assets.overriding(office_here(workspace)):
        return known(code)
