"""What every command shares: three options, help from the catalogue, one handler of errors."""

from __future__ import annotations

import difflib
import inspect
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from draftkit.cli import faults, pages, terminal
from draftkit.errors import UsageError

if TYPE_CHECKING:
    from draftkit.workspace import Workspace

WorkspaceOption = Annotated[
    Path | None, typer.Option("--workspace", metavar="DIR", help="help.opt.workspace")
]
VerboseOption = Annotated[int, typer.Option("--verbose", "-v", count=True, help="help.opt.verbose")]
JsonOption = Annotated[bool, typer.Option("--json", help="help.opt.json")]

Run = Callable[..., int | None]
"""A command: prints its result and gives its exit code, None meaning 0."""


@dataclass(frozen=True)
class Common:
    """The options that every command takes."""

    workspace: Path | None
    json: bool
    verbose: int = 0

    def open(self, *, make: bool = False) -> Workspace:
        """The workspace the command works in. make: where there is none, make one, and say which
        it is; else raises WorkspaceError: a name mistyped must not become an empty workspace."""
        from draftkit import Workspace
        from draftkit.api import has_archive, has_lost, need_archive

        if not make:
            need_archive(self.workspace)
            return Workspace.open(self.workspace)
        key = "cli.workspace" if has_archive(self.workspace) else "cli.workspace_new"
        key = "cli.workspace_lost" if has_lost(self.workspace) else key
        opened = Workspace.open(self.workspace)
        terminal.tell(key, folder=opened.root)
        return opened

    def standing_in(self) -> Workspace | None:
        """The workspace, if there is one with an archive or it was named; none is made."""
        from draftkit.api import has_archive

        named = self.workspace is not None
        return self.open() if named or has_archive(self.workspace) else None


class Command(TyperCommand):
    """A command whose help is laid out by `pages.page`."""

    def get_help(self, ctx: Any) -> str:
        return pages.page(self, ctx)


class Group(TyperGroup):
    """`draftkit` itself. `main` ends the process: every error ends in one place."""

    def get_help(self, ctx: Any) -> str:
        return pages.page(self, ctx)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the first word names. Raises UsageError naming the nearest."""
        if args[0] not in self.commands and not args[0].startswith("-"):
            near = difflib.get_close_matches(args[0], self.commands, n=1, cutoff=0.1)
            raise UsageError("cli.no_command", name=args[0], near=(near or list(self.commands))[0])
        return super().resolve_command(ctx, args)

    def main(  # type: ignore[override]
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **_: Any
    ) -> None:
        """Run a command line (None: that of the process). Ends by SystemExit."""
        terminal.use_utf8()
        terminal.listen(
            0
        )  # until the command is known; nothing stays of one before in this process
        given = {"args": args, "prog_name": prog_name, "standalone_mode": False}
        as_json = faults.wants_json(sys.argv[1:] if args is None else args)
        raise SystemExit(faults.guard(lambda: super(Group, self).main(**given), as_json))  # type: ignore[arg-type]


def with_common(run: Run) -> Run:
    """The function as typer shall see it: its first parameter, a `Common`, taken apart into the
    options of its own. Files are tried by the library alone: it says what is wrong with them in the
    user's language, the parser would only say that something is."""

    def command(*, workspace: Path | None, verbose: int, as_json: bool, **rest: Any) -> int | None:
        terminal.listen(verbose)
        return run(Common(workspace, as_json, verbose), **rest)

    own = list(inspect.signature(run, eval_str=True).parameters.values())[1:]
    shared = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)
        for name, default, kind in (
            ("workspace", None, WorkspaceOption),
            ("verbose", 0, VerboseOption),
            ("as_json", False, JsonOption),
        )
    ]
    for param in (*own, *shared):
        for told in getattr(param.annotation, "__metadata__", ()):
            told.readable = False
    command.__signature__ = inspect.Signature([*own, *shared])  # type: ignore[attr-defined]
    command.__annotations__ = {param.name: param.annotation for param in (*own, *shared)}
    return command
