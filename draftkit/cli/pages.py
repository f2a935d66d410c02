"""Help pages in the user's language, laid out by us: the parser's own are English only and count
a Han character as one column. Texts are messages `help.*` of the catalogue."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from typing import Any

from draftkit.cli.layout import two_columns, wrap
from draftkit.messages import say

_NARROWEST, _WIDEST = 60, 100


def page(command: Any, ctx: Any) -> str:
    """The help of one command: usage, what it does, arguments, options, commands."""
    columns = max(_NARROWEST, min(shutil.get_terminal_size().columns, _WIDEST))
    params = [param for param in command.get_params(ctx) if not getattr(param, "hidden", False)]
    arguments = [param for param in params if param.param_type_name == "argument"]
    options = [param for param in params if param.param_type_name == "option"]
    commands = getattr(command, "commands", {})
    lines = [_usage(ctx.command_path, arguments, commands), ""]
    lines += _paragraphs(say(command.help), columns)
    lines += _part("arguments", ((_name(p), say(p.help)) for p in arguments), columns)
    lines += _part("options", ((_flags(p), _meaning(p)) for p in options), columns)
    lines += _part("commands", ((n, summary(c)) for n, c in commands.items()), columns)
    return "\n".join(lines)


def summary(command: Any) -> str:
    """The first line of a command's help."""
    return say(command.help).partition("\n")[0]


def _usage(path: str, arguments: list[Any], commands: Any) -> str:
    words = [path, f"[{say('word.some_options')}]"]
    if commands:
        words.append(say("word.a_command") + " …")
    words += [_name(param) if param.required else f"[{_name(param)}]" for param in arguments]
    return f"{say('word.usage')}{' '.join(words)}"


def _name(param: Any) -> str:
    """An argument as it stands in the usage line: FILE, or FILE… where several may follow."""
    return f"{param.metavar}…" if param.nargs != 1 else str(param.metavar)


def _flags(param: Any) -> str:
    shown = ", ".join(sorted([*param.opts, *param.secondary_opts], key=len))
    return shown if param.is_flag or param.count else f"{shown} {param.metavar or ''}".rstrip()


def _meaning(param: Any) -> str:
    """What an option is for. The parser adds --help itself, with a text of its own."""
    return say("help.opt.help" if param.name == "help" else param.help)


def _paragraphs(text: str, columns: int) -> list[str]:
    """The text wrapped; a line that is indented (an example) stays as it is."""
    lines: list[str] = []
    for line in text.split("\n"):
        lines += [line] if line.startswith("  ") or not line else wrap(line, columns)
    return lines


def _part(word: str, rows: Iterable[tuple[str, str]], columns: int) -> list[str]:
    laid = two_columns(rows, columns)
    return ["", say(f"word.{word}"), *laid] if laid else []
