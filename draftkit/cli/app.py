"""The commands and their order in the help."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Any

import typer

from draftkit.cli.shell import Command, Group, with_common
from draftkit.cli.terminal import put

COMMANDS = (
    "init", "parse", "ingest", "notices", "search", "outline", "draft", "eval", "review",
    "export", "rules", "reindex", "doctor", "config",
)  # fmt: skip
"""Each is a module of `commands` of that name with a function `run`."""

app = typer.Typer(
    cls=Group,
    help="help.draftkit",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(asked: bool) -> None:
    if asked:
        from draftkit import __version__

        put(f"draftkit {__version__}")
        raise typer.Exit


@app.callback(cls=Group, invoke_without_command=True)
def _root(
    ctx: typer.Context,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="help.opt.version"),
    ] = False,
) -> None:
    """Without a command: say what there is."""
    if ctx.invoked_subcommand is None and not version:
        put(ctx.get_help())


for _name in COMMANDS:
    app.command(_name, cls=Command, help=f"help.{_name}")(
        with_common(import_module(f"draftkit.cli.commands.{_name}").run)
    )


def build() -> Any:
    """The command line, ready for `.main()`; language and width are chosen when it runs."""
    return typer.main.get_command(app)
